using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>
/// One section of a visit, for one hand on a phone. What is typed is kept while it is typed; a blank is never in the way; two people who write at once meet
/// a page with both versions only where they wrote different things into one field; whoever was typing when a colleague finished is given it back.
/// </summary>
[Authorize(Policies.WorkCrews)]
public sealed class SectionModel(VisitFile file, CrewTaskFiles files, ApplyVisitChanges apply, OpenDraft drafts, DiscardDraft discard, IValidator<VisitInput> validator, TimeProvider clock) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public VisitSection Section { get; set; }

    [BindProperty]
    public VisitInput Input { get; set; } = new();

    public VisitFile.View View { get; private set; } = null!;

    public uint? Version { get; private set; }

    /// <summary>When what stands in the form was kept, if it was brought back.</summary>
    public DateTimeOffset? RestoredFrom { get; private set; }

    /// <summary>The task ended while this was typed. It goes nowhere any more, and is shown to whoever typed it alone.</summary>
    public bool IsOver { get; private set; }

    public object Edited => Input;

    public bool IsField => true;

    public string Draft => $"crew/tasks/{Id}/visit/{Section}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var draft = await drafts.ReadAsync(User.ToActor(), Draft, ct);
        IsOver = draft is not null && await files.IsOverForAsync(User.ToActor(), Id, ct);
        await (IsOver ? Task.CompletedTask : ReloadAsync(ct));
        if (draft is not null)
        {
            Input.Needs = [];
            Input.Steps = [];
            Input.Onward = [];
            Input.Seen = [];
            await this.RestoreAsync(draft, values => TryUpdateModelAsync(Input, nameof(Input), values));
            RestoredFrom = draft.SavedAt;
            Version = draft.Fields.TryGetValue(FormFields.Version, out var kept) && uint.TryParse(kept.FirstOrDefault(), out var version) ? version : Version;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await files.IsOverForAsync(User.ToActor(), Id, ct))
        {
            return GiveBack();
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var edits = Input.ToEdits(Section, Request.Form[FormFields.Key].FirstOrDefault(), clock.GetUtcNow());
        var saved = await apply.HandleAsync(User.ToActor(), new(Id, edits, Input.Seen.FirstOrDefault(), Request.FormVersion()), ct);
        if (saved.Refusal is { Code: "crew.over" })
        {
            return GiveBack();
        }

        if (saved.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        await discard.HandleAsync(User.ToActor(), Draft, ct);
        return Redirect(Section is VisitSection.Outcome ? $"/crew/tasks/{Id}/visit?done=saved" : $"/crew/tasks/{Id}/visit/{Section + 1}");
    }

    private PageResult GiveBack()
    {
        ModelState.Clear();
        IsOver = true;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = VisitInput.Of(View.Record, View.Last);
        Version = View.Version;
        return View.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        Version = Request.FormVersion();
        if (!View.Opened.IsCrew || !Enum.IsDefined(Section))
        {
            throw new RecordNotFoundException();
        }
    }
}
