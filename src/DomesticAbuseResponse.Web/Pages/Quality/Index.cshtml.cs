using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>How the units meet the duty to assess, and how many cases are high risk, in a period (R1.19 to R1.21).</summary>
[Authorize(Policies.ReadQuality), ShowsNobody]
public sealed class IndexModel(ComplianceReport report, HighRiskRatio ratio, TimeProvider clock) : PeriodPage(clock)
{
    public static IReadOnlyList<FormState> Columns { get; } = [FormState.InTime, FormState.Late, FormState.Begun, FormState.Missing, FormState.NoVictim, FormState.SkipWaits, FormState.LeftOut, FormState.NotRequired];

    public ComplianceReport.View Compliance { get; private set; } = null!;

    public HighRiskRatio.View Ratio { get; private set; } = null!;

    public IReadOnlyList<ComplianceReport.Line> Lines => Compliance.Units.Count > 1 ? [.. Compliance.Units, new ComplianceReport.Line(null, "All units", Compliance.All)] : Compliance.Units;

    public async Task OnGetAsync(CancellationToken ct)
    {
        ReadPeriod();
        Compliance = await report.ReadAsync(User.ToActor(), Period, ct);
        Ratio = await ratio.ReadAsync(User.ToActor(), Period, ct);
    }

    public string FormsUrl(FormState? state, ComplianceReport.Line? unit = null) => $"/quality/forms?{PeriodQuery}{(state is { } one ? $"&state={one}" : "")}{(unit is null ? "" : Unit(unit.UnitId?.ToString(), unit.Counts == Compliance.All))}";

    public string ReasonUrl(SkipReason reason) => $"/quality/forms?{PeriodQuery}&reason={reason}";

    public string CasesUrl(HighRiskRatio.Line unit, bool high) => $"/quality/cases?{PeriodQuery}{(high ? $"&grade={RiskGrade.High}" : "")}{Unit(unit.UnitId?.ToString(), unit == Ratio.All)}";

    private static string Unit(string? id, bool all) => all ? "" : $"&unit={id ?? "none"}";
}
