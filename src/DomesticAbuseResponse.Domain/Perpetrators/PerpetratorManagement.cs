using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Perpetrators;

/// <summary>What is done about somebody who harms others.</summary>
public enum ManagementKind
{
    /// <summary>Nominated to the multi-agency tasking and co-ordination meeting (R2.23).</summary>
    Matac,

    /// <summary>Referred to Integrated Offender Management (R2.25).</summary>
    Iom,

    /// <summary>A behaviour-change programme (R2.26).</summary>
    Programme,
}

public enum ManagementState
{
    Proposed,
    Accepted,
    Declined,
    Ended,
}

public enum ManagementStepKind
{
    Proposed,
    Accepted,
    Declined,
    Attended,
    Missed,

    /// <summary>He goes no more: the victim is told, by the safe-contact card alone (R2.26).</summary>
    DroppedOut,
    Ended,
}

/// <summary>The answer to the question that comes before every referral to a programme: does it raise the risk to the victim (R2.26)?</summary>
public enum RaisesRisk
{
    No,
    Yes,
    NotKnown,
}

/// <summary>What a referral to a programme rests on (R2.26).</summary>
/// <param name="VictimId">The victim whom it may put in danger.</param>
/// <param name="CaseId">Their case, in which whoever carries it is told.</param>
/// <param name="SupportedBy">Who supports the victim meanwhile: name and service. Nobody's number or address.</param>
public sealed record ProgrammeTerms(string? Programme, Id<Person>? VictimId, Id<Case>? CaseId, RaisesRisk? RaisesRisk, string? RiskWords, string? SupportedBy);

/// <summary>
/// One nomination or referral of a perpetrator with who, why, what was decided and what came of it (R2.23, R2.25, R2.26). It is police work about the person who harms
/// and is never shown to anybody for that person's sake; it holds no whereabouts of a victim.
/// </summary>
public sealed class PerpetratorManagement
{
    public const int WordsMaxLength = 2000;

    public const int NameMaxLength = 120;

    private readonly List<ManagementStep> _steps = [];

    private PerpetratorManagement()
    {
    }

    public Id<PerpetratorManagement> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public ManagementKind Kind { get; private init; }

    public ManagementState State { get; private set; }

    public string Why { get; private init; } = "";

    public string? Programme { get; private init; }

    /// <summary>The victim linked to a programme.</summary>
    public Id<Person>? ProtectsId { get; private init; }

    public Id<Case>? CaseId { get; private init; }

    public RaisesRisk? RaisesRisk { get; private init; }

    public string? RiskWords { get; private init; }

    public string? SupportedBy { get; private init; }

    /// <summary>Who manages the person since it was accepted.</summary>
    public string? OffenderManager { get; private set; }

    public Id<StaffMember> ProposedBy { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<ManagementStep> Steps => _steps;

    public bool IsOpen => EndedAt is null;

    public static Result<PerpetratorManagement> Propose(Actor by, Id<Person> person, ManagementKind kind, string? why, ProgrammeTerms? terms, DateOnly today, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            return new Refusal("management.why", "Say why");
        }

        if (kind is ManagementKind.Programme && Check(terms, person) is { } refusal)
        {
            return refusal;
        }

        var proposed = new PerpetratorManagement
        {
            Id = Id<PerpetratorManagement>.New(now),
            AgencyId = by.AgencyId,
            PersonId = person,
            Kind = kind,
            Why = why.Trim(),
            Programme = terms?.Programme?.Trim(),
            ProtectsId = terms?.VictimId,
            CaseId = terms?.CaseId,
            RaisesRisk = terms?.RaisesRisk,
            RiskWords = terms?.RiskWords?.Trim(),
            SupportedBy = terms?.SupportedBy?.Trim(),
            ProposedBy = by.StaffId,
            ProposedAt = now,
            ChangedAt = now,
        };
        proposed.Add(ManagementStepKind.Proposed, today, null, by, now);
        return proposed;
    }

    /// <summary>The meeting, the board or the programme takes it on or not.</summary>
    /// <param name="manager">Who manages the person; needed for MATAC and IOM where it is accepted.</param>
    public Result<ManagementState> Decide(Actor by, bool accept, string? words, string? manager, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        if (State is not ManagementState.Proposed)
        {
            return new Refusal("management.decided", "This has been decided already. Look at it as it is now.");
        }

        if ((DayOf(on, today) ?? (string.IsNullOrWhiteSpace(words) ? new Refusal("management.words", accept ? "Say what was decided" : "Say why it was declined")
            : accept && Kind is not ManagementKind.Programme && string.IsNullOrWhiteSpace(manager) ? new("management.manager", "Say who manages the person") : null)) is { } refusal)
        {
            return refusal;
        }

        State = accept ? ManagementState.Accepted : ManagementState.Declined;
        OffenderManager = accept && !string.IsNullOrWhiteSpace(manager) ? manager.Trim() : null;
        EndedAt = accept ? null : now;
        Add(accept ? ManagementStepKind.Accepted : ManagementStepKind.Declined, on, words, by, now);
        return State;
    }

    /// <summary>Came to a session, missed one, or goes no more (R2.26).</summary>
    public Result<ManagementState> Attend(Actor by, ManagementStepKind what, string? words, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        if (Kind is not ManagementKind.Programme || State is not ManagementState.Accepted)
        {
            return new Refusal("management.not-attended", "Attendance is recorded while the person is on a programme.");
        }

        if (DayOf(on, today) is { } refusal)
        {
            return refusal;
        }

        if (what is not (ManagementStepKind.Attended or ManagementStepKind.Missed or ManagementStepKind.DroppedOut))
        {
            return new Refusal("management.what", "Choose what happened");
        }

        if (what is ManagementStepKind.DroppedOut)
        {
            (State, EndedAt) = (ManagementState.Ended, now);
        }

        Add(what, on, words, by, now);
        return State;
    }

    /// <summary>It is over, with what came of it.</summary>
    public Result<ManagementState> End(Actor by, string? outcome, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        if (State is not ManagementState.Accepted)
        {
            return new Refusal("management.not-open", "Only what was accepted and goes on can be ended.");
        }

        if ((DayOf(on, today) ?? (string.IsNullOrWhiteSpace(outcome) ? new Refusal("management.outcome", "Say what came of it") : null)) is { } refusal)
        {
            return refusal;
        }

        (State, EndedAt) = (ManagementState.Ended, now);
        Add(ManagementStepKind.Ended, on, outcome, by, now);
        return State;
    }

    private void Add(ManagementStepKind kind, DateOnly on, string? words, Actor by, DateTimeOffset now)
    {
        _steps.Add(new ManagementStep(Id, kind, on, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), by.StaffId, now));
        ChangedAt = now;
    }

    private static Refusal? Check(ProgrammeTerms? terms, Id<Person> person) =>
        string.IsNullOrWhiteSpace(terms?.Programme) ? new("management.programme", "Name the programme")
        : terms.VictimId is null || terms.CaseId is null || terms.VictimId == person ? new("management.victim", "Choose the victim it may put in danger")
        : terms.RaisesRisk is null ? new("management.risk", "Say whether it raises the risk to the victim")
        : terms.RaisesRisk is Perpetrators.RaisesRisk.Yes ? new("management.risk", "It raises the risk to the victim, so the person is not referred. Make the victim safe first")
        : terms.RaisesRisk is Perpetrators.RaisesRisk.NotKnown ? new("management.risk", "Find out whether it raises the risk to the victim, with whoever supports them, before you refer")
        : string.IsNullOrWhiteSpace(terms.RiskWords) ? new("management.risk-words", "Say how you know, and with whom you spoke")
        : string.IsNullOrWhiteSpace(terms.SupportedBy) ? new("management.supported-by", "Say who supports the victim meanwhile")
        : null;

    private static Refusal? DayOf(DateOnly on, DateOnly today) =>
        on > today ? new("management.day", "The day must be today or in the past")
        : on < today.AddYears(-2) ? new("management.day", "The day must lie within the last two years")
        : null;
}

/// <summary>One step, with who wrote it and when. The day is London's.</summary>
public sealed class ManagementStep
{
    private ManagementStep()
    {
    }

    internal ManagementStep(Id<PerpetratorManagement> managementId, ManagementStepKind kind, DateOnly on, string? words, Id<StaffMember> by, DateTimeOffset at) =>
        (ManagementId, Kind, On, Words, By, At) = (managementId, kind, on, words, by, at);

    public long Number { get; private init; }

    public Id<PerpetratorManagement> ManagementId { get; private init; }

    public ManagementStepKind Kind { get; private init; }

    public DateOnly On { get; private init; }

    public string? Words { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }
}

/// <summary>Management in words.</summary>
public static class ManagementWords
{
    public static string Of(ManagementKind kind) => kind switch
    {
        ManagementKind.Matac => "Nominated to MATAC",
        ManagementKind.Iom => "Referred to Integrated Offender Management",
        ManagementKind.Programme => "Referred to a programme",
    };

    public static string Of(ManagementState state) => state switch
    {
        ManagementState.Proposed => "Waits for a decision",
        ManagementState.Accepted => "Accepted",
        ManagementState.Declined => "Declined",
        ManagementState.Ended => "Ended",
    };

    public static string Of(ManagementStepKind step) => step switch
    {
        ManagementStepKind.Proposed => "Put forward",
        ManagementStepKind.Accepted => "Accepted",
        ManagementStepKind.Declined => "Declined",
        ManagementStepKind.Attended => "Came to a session",
        ManagementStepKind.Missed => "Missed a session",
        ManagementStepKind.DroppedOut => "Goes no more",
        ManagementStepKind.Ended => "Ended",
    };
}
