using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Deadlines;

/// <summary>How a date was reckoned, from what was stored when it was set (R7.5).</summary>
[Authorize(Policies.ReadCases)]
public sealed class WhyModel(WhyThisDate why, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Deadline> Id { get; set; }

    public WhyThisDate.View Why { get; private set; } = null!;

    /// <summary>How it stands: met, overdue, no longer in force, or still open.</summary>
    public string State => Why.Deadline switch
    {
        { MetAt: { } met } => $"Met on {DisplayNames.Instant(met)}{(Why.MetByName is { } by ? $" by {by}" : "")}{(met > Why.Deadline.DueAt ? ", after the date" : "")}.",
        { SupersededAt: { } over } => $"No longer in force since {DisplayNames.Instant(over)}.",
        { DueAt: var due } when due < clock.GetUtcNow() => "Overdue.",
        _ => "Still to be met.",
    };

    public static string Counted(TraceStep step) => step switch
    {
        { Kind: TraceStepKind.Counted, Day: { } day } => $"Day {Math.Abs(day)}",
        { Kind: TraceStepKind.Counted, Time: { } time } => $"{time.TotalHours:0.##} hours",
        { Kind: TraceStepKind.Counted } => "Counted",
        { Kind: TraceStepKind.Skipped } => "Skipped",
        { Kind: TraceStepKind.Reached } => "Reached",
        { Kind: TraceStepKind.Moved } => "Moved to",
        { Kind: TraceStepKind.ClocksChanged } => "Clocks change",
        _ => "",
    };

    public async Task OnGetAsync(CancellationToken ct) => Why = await why.ReadAsync(User.ToActor(), Id, ct);
}
