using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>Arrests per 100 crimes and how crimes came out, unit by unit, and the incidents behind each number.</summary>
[Authorize(Policies.ReadQuality)]
public sealed class OutcomesModel(InvestigationFigures figures, TimeProvider clock) : PeriodPage(clock)
{
    public static IReadOnlyList<InvestigationOutcome> Outcomes { get; } = [.. Enum.GetValues<InvestigationOutcome>().Where(o => o is not InvestigationOutcome.None), InvestigationOutcome.None];

    public InvestigationFigures.View View { get; private set; } = null!;

    /// <summary>Those behind the number that was chosen; null while none is.</summary>
    public InvestigationFigures.Rows? Rows { get; private set; }

    public InvestigationOutcome? Outcome { get; private set; }

    public bool IsArrested { get; private set; }

    public bool IsAll { get; private set; }

    /// <param name="list">Which number: "incidents", "crimes", "arrested" or an outcome.</param>
    /// <param name="unit">A unit, or "none".</param>
    public async Task OnGetAsync(string? list, string? unit, string? p, CancellationToken ct)
    {
        ReadPeriod();
        View = await figures.ReadAsync(User.ToActor(), Period, ct);
        (Outcome, IsArrested, IsAll) = (Chosen<InvestigationOutcome>(list), list is "arrested", list is "incidents");
        if (Outcome is not null || list is "crimes" or "arrested" or "incidents")
        {
            Rows = await figures.ListAsync(User.ToActor(), Period, new(Outcome, IsArrested, IsAll, Guid.TryParse(unit, out var id) ? new Id<PolicingUnit>(id) : null, unit is "none"), PageNumber(p), ct);
        }
    }

    public string LinkTo(string list, InvestigationFigures.Line unit) =>
        $"/quality/outcomes?{PeriodQuery}&list={list}{(unit == View.All ? "" : $"&unit={unit.UnitId?.ToString() ?? "none"}")}#incidents";
}
