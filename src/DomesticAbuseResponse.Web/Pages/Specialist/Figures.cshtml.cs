using System.Globalization;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Pages.Quality;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>Victims engaged and referred in a period, by service, as published (R5.3 to R5.6, S69, S70).</summary>
[Authorize(Policies.ReadSupportFigures), ShowsNobody]
public sealed class FiguresModel(SpecialistFigures figures, TimeProvider clock) : PeriodPage(clock)
{
    public SpecialistFigures.View View { get; private set; } = null!;

    protected override int MostDays => SpecialistFigures.MostDays;

    public async Task OnGetAsync(CancellationToken ct)
    {
        ReadPeriod();
        View = await figures.ReadAsync(User.ToActor(), Period, ct);
    }

    public static IReadOnlyList<(EngagementCount Count, int Number, string How)> Lines(EngagementFigures f) =>
    [
        (EngagementCount.Engaged, f.Engaged, "Victims spoken with, by phone or on a visit"),
        (EngagementCount.Referred, f.Referred, f.ReferredPercent is { } percent ? $"{percent.ToString("0.0", CultureInfo.InvariantCulture)} per cent of those engaged" : "Of those engaged"),
        (EngagementCount.ReferredElsewhere, f.ReferredElsewhere, "To another service than one for domestic abuse"),
        (EngagementCount.AlreadySupported, f.AlreadySupported, "Had support already"),
        (EngagementCount.Declined, f.Declined, "Chose not to be referred"),
        (EngagementCount.MovedToSafety, f.MovedToSafety, "Moved to a safe place"),
        (EngagementCount.NotReached, f.NotReached, "Victims nobody spoke with"),
        (EngagementCount.ResponseUpgraded, f.ResponseUpgraded, "Contacts after which somebody came sooner"),
        (EngagementCount.Arrests, f.Arrests, "Contacts after which somebody was arrested"),
        (EngagementCount.Contacts, f.Contacts, "Each time somebody went or rang, whatever came of it"),
        (EngagementCount.Disclosures, f.Disclosures, "Contacts in which Clare’s Law was explained and the form offered"),
        (EngagementCount.Withdrew, f.Withdrew, "Told a crew that they withdraw what they had stated"),
        (EngagementCount.CalledAgain, f.CalledAgain, "Another call about them within 12 months, so far"),
    ];

    public string ListUrl(ServiceKind service, EngagementCount count) => $"/specialist/list?service={service}&count={count}&{PeriodQuery}";

    public string ChecksUrl(DecisionCheck check) => $"/specialist/checks?check={check}&{PeriodQuery}";
}
