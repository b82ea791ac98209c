using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Moves;

/// <summary>Records a release from prison, an interview, a remand or a day in court of this person (R4.15, R4.16).</summary>
[Authorize(Policies.EditPeople)]
public sealed class AddModel(PersonOrders orders, RecordMove record, OpenDraft drafts, IValidator<MoveInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public PersonOrders.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<MoveKind>().Select(k => new Choice(k.ToString(), MoveWords.Of(k)))];

    public IReadOnlyList<Choice> About => [.. View.MayProtect.Select(p => new Choice(p.Id.ToString(), p.Name))];

    public string Draft => $"people/{Id}/moves";

    /// <param name="about">Whom the page that led here is about.</param>
    public async Task OnGetAsync(Id<Person>? about, CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.AboutId = View.MayProtect.Any(p => p.Id == about) ? about : null;
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.Kind is null)
        {
            ModelState.TryAddModelError("Input.Kind", "Choose what it is");
        }

        if (!await this.IsValidAsync(validator, Input, ct) || Input.Kind is not { } kind)
        {
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, kind is MoveKind.PrisonRelease ? null : Input.AboutId, kind, Input.On!.Value, Input.Time, Input.Place, Input.Words), ct);
        return recorded.Match<IActionResult>(_ => RedirectToPage("/People/Orders/Index", new { Id, done = "moved" }), refusal => this.PageWithError(MoveInput.FieldOf(refusal), refusal));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await orders.ReadAsync(User.ToActor(), Id, ct);
        if (!View.MayEdit)
        {
            throw new RecordNotFoundException();
        }
    }
}
