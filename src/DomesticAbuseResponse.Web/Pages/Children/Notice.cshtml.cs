using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>One notice to a school: drafted from the record, checked and sent by a person, who says how it went (R4.44).</summary>
[Authorize(Policies.ReadSchoolNotices)]
public sealed class NoticeModel(
    SchoolNoticeFile file, SchoolDirectory directory, SendSchoolNotice send, DecideSchoolNotice decide, IValidator<NoticeInput> validator, IValidator<DecisionInput> decisions, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<SchoolNotice> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public NoticeInput Input { get; set; } = new();

    [BindProperty]
    public DecisionInput Decision { get; set; } = new();

    public SchoolNoticeFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Schools { get; private set; } = [];

    public string? Said => Done switch { "sent" => "It is on record that they have been told.", "decided" => "The decision is on record.", _ => null };

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = NoticeInput.From(View, clock.GetUtcNow());
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        Refuse();
        ForgetOther("Decision.");
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var sent = await send.HandleAsync(User.ToActor(), Input.ToCommand(Id, Request.FormVersion()), ct);
        if (sent.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, done = "sent" });
        }

        await LoadAsync(ct);
        return NoticeInput.FieldOf(refusal) is { } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        Refuse();
        ForgetOther("Input.");
        var valid = await this.IsValidAsync(decisions, Decision, ct, "Decision");
        var decided = valid ? await decide.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Decision.Send, Decision.Reason), ct) : default;
        if (valid && decided.Refusal is null)
        {
            return RedirectToPage(new { Id, done = "decided" });
        }

        await LoadAsync(ct);
        Input = NoticeInput.From(View, clock.GetUtcNow());
        return decided.Refusal switch
        {
            null => this.PageWithErrors(),
            { Code: "school-notice.choice" } refusal => this.PageWithError("Decision.Send", refusal),
            { Code: "school-notice.reason" } refusal => this.PageWithError("Decision.Reason", refusal),
            var refusal => this.PageRefused(refusal),
        };
    }

    /// <summary>A control room sees what is due; a safeguarding officer tells the school.</summary>
    private void Refuse()
    {
        if (!User.May(Policies.SendSchoolNotices))
        {
            throw new RecordNotFoundException();
        }
    }

    /// <summary>The form that was not sent has nothing to be wrong.</summary>
    private void ForgetOther(string prefix) => ModelState.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList().ForEach(k => ModelState.Remove(k));

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        Schools = View.Notice.IsOpen && View.Places.Decision.MayReveal ? [.. (await directory.ReadAsync(View.Listed?.Id, View.Authority, ct)).Schools.Where(s => s.Kind is not SchoolKind.Nursery).Select(s => new Choice(s.Id.ToString(), $"{s.Name}, {s.Authority}"))] : [];
    }
}
