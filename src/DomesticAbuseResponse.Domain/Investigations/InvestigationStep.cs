using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Investigations;

/// <summary>What happens in the investigation of an incident. Bail, conditions, custody and days in court are orders and moves of the person and are recorded with them.</summary>
public enum InvestigationStepKind
{
    CrimeRecorded,
    NotACrime,
    Arrested,

    /// <summary>Interviewed under caution without an arrest.</summary>
    InterviewedByAppointment,

    /// <summary>Let go without charge, bail or a further investigation.</summary>
    ReleasedWithoutCharge,

    /// <summary>It was decided not to investigate: the victim is told why, and offered support.</summary>
    NotInvestigated,
    Charged,

    /// <summary>A caution or another decision out of court.</summary>
    OutOfCourt,
    NoFurtherAction,
    Convicted,
    Acquitted,

    /// <summary>The prosecution ended without a verdict.</summary>
    Discontinued,

    /// <summary>The victim has to give evidence.</summary>
    MustGiveEvidence,

    /// <summary>What the victim needs was assessed; it can be assessed again (4.7).</summary>
    NeedsAssessed,
    StatementOffered,
    StatementMade,
    StatementDeclined,

    /// <summary>How often and in which way the victim wants to hear, or why that is not possible (4.7).</summary>
    UpdatesAgreed,
}

/// <summary>One thing that happened in the investigation of an incident. Never changed: one written down in error is taken back, with the reason, and stays to be read.</summary>
public sealed class InvestigationStep
{
    public const int WordsMaxLength = 2000;

    /// <summary>How far back a day may lie, in years: what is further is a slip of the keys.</summary>
    public const int MostYears = 40;

    private InvestigationStep()
    {
    }

    public Id<InvestigationStep> Id { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public InvestigationStepKind Kind { get; private init; }

    /// <summary>Whom it was done to: a perpetrator of the incident. Null where it is about nobody, or nobody is known.</summary>
    public Id<Person>? SuspectId { get; private init; }

    /// <summary>The London day on which it happened.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Whether the victim supported a prosecution when it was decided; null where the decision is none about that.</summary>
    public YesNoUnknown? VictimSupports { get; private init; }

    public string? Words { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public DateTimeOffset? TakenBackAt { get; private set; }

    public Id<StaffMember>? TakenBackBy { get; private set; }

    public string? TakenBackBecause { get; private set; }

    public bool Stands => TakenBackAt is null;

    public InvestigationFact Fact => new(Kind, On, RecordedAt, VictimSupports);

    /// <param name="suspects">The perpetrators of the incident whom the reader may name.</param>
    public static Result<InvestigationStep> Record(
        Actor by, Id<Incident> incident, IReadOnlyCollection<Id<Person>> suspects, InvestigationStepKind kind, Id<Person>? suspect, DateOnly on, YesNoUnknown? supports, string? words, DateOnly today, DateTimeOffset now) =>
        Check(suspects, kind, suspect, on, words, today) is { } refusal ? refusal
        : new InvestigationStep
        {
            Id = Id<InvestigationStep>.New(now),
            IncidentId = incident,
            Kind = kind,
            SuspectId = InvestigationRules.NamesSuspect(kind) ? suspect : null,
            On = on,
            VictimSupports = InvestigationRules.AsksSupport(kind) ? supports ?? YesNoUnknown.Unknown : null,
            Words = Blank(words),
            By = by.StaffId,
            RecordedAt = now,
        };

    /// <summary>It was written down in error.</summary>
    public Result<InvestigationStep> TakeBack(Actor by, string? because, DateTimeOffset now)
    {
        if (!Stands)
        {
            return new Refusal("investigation.taken-back", "Somebody has already taken this back.");
        }

        if (Blank(because) is not { } reason)
        {
            return new Refusal("investigation.reason", "Say why it is taken back.");
        }

        (TakenBackAt, TakenBackBy, TakenBackBecause) = (now, by.StaffId, reason);
        return this;
    }

    private static Refusal? Check(IReadOnlyCollection<Id<Person>> suspects, InvestigationStepKind kind, Id<Person>? suspect, DateOnly on, string? words, DateOnly today) =>
        on > today ? new("investigation.later", "The day lies in the future. Days in court and releases that are to come are recorded with the person they are of.")
        : on < today.AddYears(-MostYears) ? new("investigation.long-ago", "The day lies too far back. Check the year.")
        : suspect is { } named && !suspects.Contains(named) ? new("investigation.suspect", "Choose somebody from the list.")
        : InvestigationRules.NeedsReason(kind) && Blank(words) is null ? new("investigation.words", "Say why: the victim is told the reason.")
        : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
