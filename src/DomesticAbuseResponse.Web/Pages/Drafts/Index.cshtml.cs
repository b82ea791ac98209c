using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Drafts;

/// <summary>Keeps what is typed into a form while it is typed, for its writer alone; lists what they have begun.</summary>
[Authorize(Policies.UseOwnAccount)]
public sealed class IndexModel(SaveDraft save, DiscardDraft discard, OwnDrafts own) : PageModel
{
    public IReadOnlyList<OwnDrafts.Row> Drafts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Drafts = await own.ReadAsync(User.ToActor(), ct);

    /// <summary>Answers a script with what it shows beside the form: when this was kept.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var form = Request.Form;
        Guid? key = Guid.TryParse(form[FormFields.Key], out var given) ? given : null;
        var saved = await save.HandleAsync(User.ToActor(), new(form[FormFields.Draft].ToString(), key, form.TypedFields()), ct);
        return saved.Match<IActionResult>(
            at => new JsonResult(new { savedAt = DisplayNames.Time(at) }),
            refusal => new JsonResult(new { refused = refusal.Message }) { StatusCode = StatusCodes.Status409Conflict });
    }

    /// <summary>Throws a draft away and goes back to its form, empty.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        var form = Request.Form[FormFields.Draft].ToString();
        await discard.HandleAsync(User.ToActor(), form, ct);
        return Url.IsLocalUrl("/" + form) ? LocalRedirect("/" + form) : RedirectToPage();
    }

    /// <summary>"incidents/log" is what its page is called; anything else is a form of a record.</summary>
    public static string Words(string form) => form == "incidents/log" ? "Log a call" : form.StartsWith("disclosures/", StringComparison.Ordinal) ? "Clare’s Law request" : form.StartsWith("handovers/", StringComparison.Ordinal) ? "Shift handover"
        : form.StartsWith("cases/", StringComparison.Ordinal) && form.EndsWith("/tasks", StringComparison.Ordinal) ? "Task of a case"
        : form.EndsWith("/contact/attempt", StringComparison.Ordinal) ? "Attempt to contact"
        : form.EndsWith("/supervision/write", StringComparison.Ordinal) ? "Supervision record"
        : $"Form of {form.Split('/')[0]}";
}
