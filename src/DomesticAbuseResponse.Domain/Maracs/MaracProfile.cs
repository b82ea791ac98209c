using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>
/// One MARAC's own settings in one dated version, since no statute sets them: thresholds, repeat definition, case time.
/// A referral stores <see cref="Version"/> so that it can be explained after the settings change. Dates are London
/// dates, both ends included.
/// </summary>
public sealed record MaracProfile
{
    public required string Version { get; init; }

    /// <summary>Null for the settings of any MARAC that has none of its own.</summary>
    public Id<Marac>? MaracId { get; init; }

    public DateOnly EffectiveFrom { get; init; } = DateOnly.MinValue;

    public DateOnly? EffectiveTo { get; init; }

    /// <summary>From how many ticks risk is visibly high, by instrument (2.2). An instrument not named here is never counted.</summary>
    public IReadOnlyDictionary<string, int> VisibleHighFrom { get; init; } = new Dictionary<string, int>
    {
        [InstrumentCodes.SafeLivesDash] = 14,
        [InstrumentCodes.PoliceDash] = 14,
    };

    /// <summary>
    /// From how many ticks an IDVA takes a case below the MARAC threshold if the victim consents (R1.14); null where no
    /// such band exists. It is counted on the same instruments as <see cref="VisibleHighFrom"/>.
    /// </summary>
    public int? IdvaWithConsentFrom { get; init; }

    /// <summary>How many reports to the police show escalation (2.2).</summary>
    public int EscalationCount { get; init; } = 3;

    /// <summary>Within how many calendar months up to the referral, both ends included (R2.5).</summary>
    public int EscalationMonths { get; init; } = 12;

    public RepeatDefinition RepeatDefinition { get; init; } = RepeatDefinition.AnyAbuse;

    public RepeatAnchor RepeatAnchor { get; init; } = RepeatAnchor.LastReferral;

    /// <summary>Youngest victim the MARAC hears, in whole years (R1.26; not confirmed nationally).</summary>
    public int FromAge { get; init; } = YoungVictim.MaracFromAge;

    public MaracTimetableSettings Timetable { get; init; } = MaracTimetableSettings.Default;

    public int CaseMinutesTarget { get; init; } = 10;

    public int CaseMinutesMost { get; init; } = 15;

    /// <summary>More cases than this on one agenda raise a warning (2.5).</summary>
    public int CasesPerMeeting { get; init; } = 15;

    /// <summary>Who may agree to an emergency meeting (2.5, S52).</summary>
    public IReadOnlySet<Role> EmergencyAgreedBy { get; init; } = new HashSet<Role> { Role.MaracChair };

    public static MaracProfile Default { get; } = new() { Version = "default-1" };

    /// <summary>A published variant: MARAC from 17 without consent, an IDVA from 14 to 16 with consent (R1.14, S09).</summary>
    public static MaracProfile SeventeenWithConsentBand { get; } = Default with
    {
        Version = "seventeen-1",
        VisibleHighFrom = new Dictionary<string, int> { [InstrumentCodes.SafeLivesDash] = 17, [InstrumentCodes.PoliceDash] = 17 },
        IdvaWithConsentFrom = 14,
    };

    /// <summary>The MARAC's own settings on that date, else the general ones among those given, else the defaults.</summary>
    public static MaracProfile InForce(IEnumerable<MaracProfile> configured, Id<Marac> maracId, DateOnly on) =>
        configured
            .Where(p => (p.MaracId is null || p.MaracId == maracId)
                && p.EffectiveFrom <= on && (p.EffectiveTo is null || on <= p.EffectiveTo))
            .OrderByDescending(p => p.MaracId is not null)
            .ThenByDescending(p => p.EffectiveFrom)
            .FirstOrDefault() ?? Default;

    /// <summary>Why these settings cannot be used, or null when they can.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Version) || EffectiveTo < EffectiveFrom)
        {
            return new("marac-profile.dates", "Settings need a version, and their last day must not be before the first.");
        }

        if (VisibleHighFrom.Values.Any(t => t < 1) || IdvaWithConsentFrom < 1 || VisibleHighFrom.Values.Any(t => t <= IdvaWithConsentFrom))
        {
            return new("marac-profile.thresholds", "Thresholds start at 1, and an IDVA’s band with consent lies below them.");
        }

        if (EscalationCount < 2 || EscalationMonths < 1 || FromAge is < 0 or > 18)
        {
            return new("marac-profile.escalation", "Escalation needs two reports or more in a month or more; the youngest age is at most 18.");
        }

        return CaseMinutesTarget < 1 || CaseMinutesMost < CaseMinutesTarget || CasesPerMeeting < 1 || EmergencyAgreedBy.Count == 0
            ? new("marac-profile.agenda", "A case needs time, the longest time not below the target, and somebody must agree to emergencies.")
            : Timetable.Check();
    }
}
