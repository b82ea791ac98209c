using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>One IDVA of the manager's service: what they carry, for how many hours a week, and when they are away (R3.1).</summary>
[Authorize(Policies.ManageCaseload)]
public sealed class IdvaModel(TeamOfService team, SetHours setHours, PlanLeave planLeave, CancelLeave cancelLeave) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public LeaveInput Away { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public TeamOfService.Row Row { get; private set; } = null!;

    public IReadOnlyList<Choice> Covers { get; private set; } = [];

    /// <summary>Cases of theirs that whoever covers now may not open.</summary>
    public IReadOnlyList<(Id<Case> Id, string Reference)> KeptFromCover { get; private set; } = [];

    public IEnumerable<TeamOfService.Leave> Leaves => Row.Away is { } away ? Row.Next.Prepend(away) : Row.Next;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (typed, hours) = (Input.Hours?.Trim(), (decimal?)null);
        if (!string.IsNullOrEmpty(typed))
        {
            if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
            {
                return await RefusedAsync("Input.Hours", new Refusal("hours.unreadable", "Hours a week must be a number, like 18.5"), ct);
            }

            hours = read;
        }

        var saved = await setHours.HandleAsync(User.ToActor(), new(Id, hours), ct);
        return saved.Refusal is { } refusal ? await RefusedAsync("Input.Hours", refusal, ct) : RedirectToPage(new { Id, done = "saved" });
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct)
    {
        if (Away is not { From: { } from, Until: { } until })
        {
            return await RefusedAsync(Away.From is null ? "Away.From" : "Away.Until", new Refusal("leave.days", Away.From is null ? "Enter the first day" : "Enter the last day"), ct);
        }

        var planned = await planLeave.HandleAsync(User.ToActor(), new(Id, from, until, Away.CoverId), ct);
        return planned.Refusal is not { } refusal ? RedirectToPage(new { Id, done = "saved" })
            : await RefusedAsync(refusal.Code.StartsWith("leave.cover", StringComparison.Ordinal) ? "Away.CoverId" : refusal.Code is "leave.overlap" ? "Away.From" : "Away.Until", refusal, ct);
    }

    public async Task<IActionResult> OnPostCancelAsync(Id<StaffLeave> leave, CancellationToken ct)
    {
        await cancelLeave.HandleAsync(User.ToActor(), new(Id, leave), ct);
        return RedirectToPage(new { Id, done = "saved" });
    }

    private async Task<IActionResult> RefusedAsync(string field, Refusal refusal, CancellationToken ct)
    {
        var typed = Input.Hours;
        await LoadAsync(ct);
        Input.Hours = field == "Input.Hours" ? typed : Input.Hours;
        return this.PageWithError(field, refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        (Row, var all) = await team.OneAsync(User.ToActor(), Id, ct);
        Covers = [.. all.Rows.Where(r => r.Load.Idva.Id != Id).Select(r => new Choice(r.Load.Idva.Id.ToString(), r.Load.Idva.Name))];
        Input.Hours = Row.Load.State.Limits.WeeklyHours?.ToString("0.#", CultureInfo.InvariantCulture);
        KeptFromCover = Leaves.Select(l => l.CoverId).OfType<Id<StaffMember>>().FirstOrDefault() is var cover && cover != default ? await team.KeptFromAsync(User.ToActor(), Id, cover, ct) : [];
    }

    public sealed class InputModel
    {
        public string? Hours { get; set; }
    }

    public sealed class LeaveInput
    {
        [Display(Name = "The first day")]
        public DateOnly? From { get; set; }

        [Display(Name = "The last day")]
        public DateOnly? Until { get; set; }

        public Id<StaffMember>? CoverId { get; set; }
    }
}
