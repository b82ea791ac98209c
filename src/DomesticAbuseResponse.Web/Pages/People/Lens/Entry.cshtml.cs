using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Lens;

/// <summary>One nomination or referral: what was decided, who came, what came of it (R2.23, R2.25, R2.26).</summary>
[Authorize(Policies.ManagePerpetrators)]
public sealed class EntryModel(ManagementFile files, RecordManagement record, IValidator<EntryInput> validator, TimeProvider clock) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<PerpetratorManagement> Entry { get; set; }

    [BindProperty]
    public EntryInput Input { get; set; } = new();

    [BindProperty]
    public EntryInput Ended { get; set; } = new();

    public ManagementFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Attendance { get; } =
        [.. new[] { ManagementStepKind.Attended, ManagementStepKind.Missed, ManagementStepKind.DroppedOut }.Select(k => new Choice(k.ToString(), ManagementWords.Of(k)))];

    public object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.On = Ended.On = UkTime.DateOf(clock.GetUtcNow());
    }

    public Task<IActionResult> OnPostDecideAsync(CancellationToken ct) =>
        SaveAsync(nameof(Input), Input, Input.Accept is null ? new("management.accept", "Say whether it was accepted") : null, on => new RecordManagement.Act.Decide(Input.Accept!.Value, on, Input.Words, Input.Manager), ct);

    public Task<IActionResult> OnPostAttendAsync(CancellationToken ct) =>
        SaveAsync(nameof(Input), Input, Input.What is null ? new("management.what", "Choose what happened") : null, on => new RecordManagement.Act.Attend(Input.What!.Value, on, Input.Words), ct);

    public Task<IActionResult> OnPostEndAsync(CancellationToken ct) => SaveAsync(nameof(Ended), Ended, null, on => new RecordManagement.Act.End(on, Ended.Words), ct);

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return View.Entry.Version;
    }

    private async Task<IActionResult> SaveAsync(string form, EntryInput input, Refusal? missing, Func<DateOnly, RecordManagement.Act> act, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (missing is not null)
        {
            ModelState.TryAddModelError($"{form}.{EntryInput.FieldOf(missing)}", missing.Message);
        }

        if (!await this.IsValidAsync(validator, input, ct, form))
        {
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Entry, act(input.On!.Value), Request.FormVersion()), ct);
        return recorded.Match<IActionResult>(
            _ => RedirectToPage(new { Id, Entry }), refusal => EntryInput.FieldOf(refusal) is { } field ? this.PageWithError($"{form}.{field}", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await files.ReadAsync(User.ToActor(), Id, Entry, ct);
}
