using System.Globalization;
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

    /// <summary>How a clock counts, in words: "24 hours, by the clock" for ELAPSED_H(24).</summary>
    public static string Clock(string code)
    {
        var amount = int.TryParse(string.Concat(code.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return code switch
        {
            _ when code.StartsWith("ELAPSED_H", StringComparison.Ordinal) => $"{DisplayNames.Count(amount, "hour")}, nights and weekends counted",
            _ when code.StartsWith("COURT_", StringComparison.Ordinal) => $"{DisplayNames.Count(amount, "hour")}, without the days on which no court sits",
            _ when code.StartsWith("WD", StringComparison.Ordinal) => DisplayNames.Count(amount, "working day"),
            _ when code.StartsWith("CAL_D", StringComparison.Ordinal) => $"{DisplayNames.Count(amount, "day")}, weekends counted",
            _ when code.StartsWith("BEGINNING_WITH", StringComparison.Ordinal) => $"{DisplayNames.Count(amount, "day")}, the first day counted",
            _ when code.StartsWith("MONTHS", StringComparison.Ordinal) => DisplayNames.Count(amount, "month"),
            "NEXT_DAY_END" => "To the end of the next day",
            "NEXT_SCHOOL_DAY" => "Before the next school day",
            _ => code,
        };
    }

    public async Task OnGetAsync(CancellationToken ct) => Why = await why.ReadAsync(User.ToActor(), Id, ct);
}
