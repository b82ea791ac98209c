using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Dev;

/// <summary>Every component in its normal state, or with <c>?errors=true</c> in its wrong one. It exists on one's own machine only.</summary>
[AllowAnonymous]
[ShowsNobody]
public sealed class ComponentsModel(IHostEnvironment environment) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!environment.IsOwnMachine)
        {
            context.Result = NotFound();
        }
    }

    public void OnGet(bool errors)
    {
        if (errors)
        {
            ShowErrors();
        }
    }

    public IActionResult OnPost()
    {
        ShowErrors();
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    public IActionResult OnPostHistory() =>
        Content($"<p class=\"govuk-body\">Nothing is known of {System.Net.WebUtility.HtmlEncode(Input.FullName)}.</p><script>document.title = 'ran'</script>", "text/html");

    public IActionResult OnPostAutosave() => new JsonResult(new { version = 8 });

    private void ShowErrors()
    {
        ModelState.TryAddModelError("", "The meeting has closed its agenda");
        foreach (var property in typeof(InputModel).GetProperties())
        {
            if (ModelState.GetFieldValidationState($"Input.{property.Name}") != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            {
                ModelState.AddModelError($"Input.{property.Name}", $"Enter an answer for {property.Name}");
            }
        }
    }

    public enum Source
    {
        Emergency999,
        NonEmergency101,
        FrontCounter,
        PartnerAgency,
        Other,
    }

    public sealed class InputModel
    {
        public string? FullName { get; set; } = "Invented Person";

        public string? Reference { get; set; }

        public string? FirstWords { get; set; } = "Says \"he is <outside> the door\"\nand will not leave";

        public string? Narrative { get; set; }

        public Source? HowReported { get; set; } = Source.PartnerAgency;

        public bool? ChildrenPresent { get; set; }

        public IReadOnlyList<Source> AlsoTold { get; set; } = [Source.FrontCounter];

        public bool Confirmed { get; set; }

        public Source? Chosen { get; set; }

        public DateOnly? BornOn { get; set; } = new(1990, 2, 3);

        public DateTimeOffset? HappenedAt { get; set; } = new(2026, 7, 1, 13, 5, 0, TimeSpan.Zero);
    }
}
