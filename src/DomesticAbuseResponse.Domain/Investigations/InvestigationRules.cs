using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Investigations;

/// <summary>What each step of an investigation asks for, and what stands after all of them (4.7, R4.15, R4.23).</summary>
public static class InvestigationRules
{
    /// <summary>What happened longer ago than this when it was written down is history: nobody is told of it as news.</summary>
    public const int NewsDays = 28;

    /// <summary>
    /// The rule by which the victim is told; null where there is nothing to tell. Every victim of domestic abuse has enhanced rights: one working day. That they must give evidence is told everybody
    /// within one (4.7). Charge and decisions out of court follow the same pattern [U].
    /// </summary>
    public static string? ToldBy(InvestigationStepKind kind) => kind switch
    {
        InvestigationStepKind.Arrested or InvestigationStepKind.InterviewedByAppointment or InvestigationStepKind.ReleasedWithoutCharge or InvestigationStepKind.NotInvestigated
            or InvestigationStepKind.Charged or InvestigationStepKind.OutOfCourt or InvestigationStepKind.NoFurtherAction
            or InvestigationStepKind.Convicted or InvestigationStepKind.Acquitted or InvestigationStepKind.Discontinued => DeadlineCodes.VictimsCodeEnhanced,
        InvestigationStepKind.MustGiveEvidence => DeadlineCodes.VictimsCodeHearing,
        InvestigationStepKind.CrimeRecorded or InvestigationStepKind.NotACrime or InvestigationStepKind.NeedsAssessed or InvestigationStepKind.StatementOffered
            or InvestigationStepKind.StatementMade or InvestigationStepKind.StatementDeclined or InvestigationStepKind.UpdatesAgreed => null,
    };

    /// <summary>Whether it is done to one person.</summary>
    public static bool NamesSuspect(InvestigationStepKind kind) => kind is InvestigationStepKind.Arrested or InvestigationStepKind.InterviewedByAppointment or InvestigationStepKind.ReleasedWithoutCharge
        or InvestigationStepKind.Charged or InvestigationStepKind.OutOfCourt or InvestigationStepKind.NoFurtherAction or InvestigationStepKind.Convicted or InvestigationStepKind.Acquitted or InvestigationStepKind.Discontinued;

    /// <summary>Whether it matters for the figures that the victim supported a prosecution or not.</summary>
    public static bool AsksSupport(InvestigationStepKind kind) =>
        kind is InvestigationStepKind.NotInvestigated or InvestigationStepKind.Charged or InvestigationStepKind.OutOfCourt or InvestigationStepKind.NoFurtherAction or InvestigationStepKind.Discontinued;

    /// <summary>Whether the victim has a right to the reason.</summary>
    public static bool NeedsReason(InvestigationStepKind kind) => kind is InvestigationStepKind.NotInvestigated or InvestigationStepKind.NoFurtherAction;

    /// <param name="call">Whether the call was logged as a crime; a step that says so or otherwise comes after it.</param>
    /// <param name="steps">Those that stand; what was taken back counts for nothing.</param>
    public static InvestigationStanding Of(YesNoUnknown call, IEnumerable<InvestigationFact> steps)
    {
        var standing = steps.OrderBy(s => s.On).ThenBy(s => s.RecordedAt).ToList();
        var crime = standing.FindLast(s => s.Kind is InvestigationStepKind.CrimeRecorded or InvestigationStepKind.NotACrime);
        return new(
            crime is null ? call : crime.Kind is InvestigationStepKind.CrimeRecorded ? YesNoUnknown.Yes : YesNoUnknown.No,
            standing.Count(s => s.Kind is InvestigationStepKind.Arrested),
            OutcomeOf(standing),
            standing.FindLast(s => s.Kind is InvestigationStepKind.Convicted or InvestigationStepKind.Acquitted or InvestigationStepKind.Discontinued)?.Kind);
    }

    /// <summary>A charge is the outcome whatever is decided beside it; else the newest decision is.</summary>
    private static InvestigationOutcome OutcomeOf(List<InvestigationFact> standing) =>
        standing.FindLast(s => s.Kind is InvestigationStepKind.Charged) is { } charge
            ? charge.VictimSupports is YesNoUnknown.No ? InvestigationOutcome.ChargedWithoutVictim : InvestigationOutcome.Charged
            : standing.FindLast(s => s.Kind is InvestigationStepKind.OutOfCourt or InvestigationStepKind.NoFurtherAction or InvestigationStepKind.NotInvestigated) switch
            {
                null => InvestigationOutcome.None,
                { Kind: InvestigationStepKind.OutOfCourt } => InvestigationOutcome.OutOfCourt,
                { Kind: InvestigationStepKind.NotInvestigated } => InvestigationOutcome.NotInvestigated,
                { VictimSupports: YesNoUnknown.No } => InvestigationOutcome.NoActionVictimDoesNotSupport,
                _ => InvestigationOutcome.NoAction,
            };
}

/// <summary>How often an arrest follows a crime, and how crimes come out. Of incidents of one unit and time.</summary>
/// <param name="Crimes">Incidents of which a crime is recorded.</param>
/// <param name="Arrests">Arrests for those crimes, however many for each.</param>
/// <param name="Outcomes">Of those crimes, each once.</param>
public sealed record InvestigationCounts(int Incidents, int Crimes, int Arrests, IReadOnlyDictionary<InvestigationOutcome, int> Outcomes)
{
    /// <summary>Null where no crime is recorded.</summary>
    public decimal? ArrestsPerHundredCrimes => Crimes == 0 ? null : Math.Round(Arrests * 100m / Crimes, 1, MidpointRounding.AwayFromZero);

    public static InvestigationCounts Of(int incidents, IEnumerable<InvestigationStanding> standings)
    {
        var crimes = standings.Where(s => s.IsCrime is YesNoUnknown.Yes).ToList();
        return new(incidents, crimes.Count, crimes.Sum(s => s.Arrests), Enum.GetValues<InvestigationOutcome>().ToDictionary(o => o, o => crimes.Count(s => s.Outcome == o)));
    }

    /// <summary>In percent of the crimes; null where there are none.</summary>
    public decimal? ShareOf(InvestigationOutcome outcome) => Crimes == 0 ? null : Math.Round(Outcomes[outcome] * 100m / Crimes, 1, MidpointRounding.AwayFromZero);
}

/// <summary>What of a step decides how an investigation stands.</summary>
public sealed record InvestigationFact(InvestigationStepKind Kind, DateOnly On, DateTimeOffset RecordedAt, YesNoUnknown? VictimSupports);

/// <summary>How an investigation came out; each incident has one.</summary>
public enum InvestigationOutcome
{
    /// <summary>Nothing is decided yet.</summary>
    None,
    Charged,

    /// <summary>Charged although the victim did not support it: on evidence alone (R4.23).</summary>
    ChargedWithoutVictim,
    OutOfCourt,
    NoAction,
    NoActionVictimDoesNotSupport,
    NotInvestigated,
}

/// <summary>What stands in an investigation.</summary>
/// <param name="IsCrime">Whether a crime is recorded; unknown until somebody says.</param>
/// <param name="CourtResult">How the prosecution ended; null while it has not.</param>
public sealed record InvestigationStanding(YesNoUnknown IsCrime, int Arrests, InvestigationOutcome Outcome, InvestigationStepKind? CourtResult);
