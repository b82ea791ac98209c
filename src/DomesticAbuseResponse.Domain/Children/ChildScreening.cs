using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Domain.Children;

public enum ScreeningStatus
{
    /// <summary>A safeguarding officer has not shared it with the other two yet.</summary>
    ToShare,

    /// <summary>The three agencies add what they hold, and decide.</summary>
    Open,
    Decided,

    /// <summary>The child was named in error.</summary>
    TakenBack,
}

public enum ScreeningOutcome
{
    NoFurtherAction,
    EarlyHelp,
    Assessment,
    StrategyDiscussion,
}

/// <summary>The three agencies that screen a child together (R1.28).</summary>
public enum ScreeningSide
{
    Police,
    Health,
    ChildrensServices,
}

/// <summary>What one of the three holds of a child; that it holds nothing is an answer.</summary>
public sealed class ScreeningPart
{
    private ScreeningPart()
    {
    }

    internal ScreeningPart(Id<ChildScreening> screening, ScreeningSide side, string? words, Actor by, DateTimeOffset at) =>
        (ScreeningId, Side, Words, By, ByAgencyId, At) = (screening, side, words, by.StaffId, by.AgencyId, at);

    public long Number { get; private init; }

    public Id<ChildScreening> ScreeningId { get; private init; }

    public ScreeningSide Side { get; private init; }

    /// <summary>Null: nothing held.</summary>
    public string? Words { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }
}

/// <summary>One child of one domestic incident, screened by police, health and children's services, with a decision of their own (R1.28). Made once.</summary>
public sealed class ChildScreening
{
    public const int WordsMaxLength = 4000;
    public const int ReasonMaxLength = 2000;
    public const int WhoMaxLength = 500;
    public const int ReasonMinLength = 20;

    private readonly List<ScreeningPart> _parts = [];

    private ChildScreening()
    {
    }

    public Id<ChildScreening> Id { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>Children's services of where the child lives.</summary>
    public Id<Agency>? CouncilId { get; private set; }

    public Id<Agency>? HealthId { get; private set; }

    public ScreeningStatus Status { get; private set; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset? SharedAt { get; private set; }

    public Id<StaffMember>? SharedBy { get; private set; }

    /// <summary>What happened, as far as the other two need it.</summary>
    public string? Summary { get; private set; }

    public ScreeningOutcome? Outcome { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Who took part in the decision.</summary>
    public string? WhoWasThere { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    /// <summary>The referral to children's services that came of it.</summary>
    public Id<Referral>? ReferralId { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<ScreeningPart> Parts => _parts;

    public static ChildScreening Make(Id<Incident> incident, Id<Person> child, Id<Agency> force, Id<Agency>? council, Id<Agency>? health, DateTimeOffset now) => new()
    {
        Id = Id<ChildScreening>.New(now),
        IncidentId = incident,
        PersonId = child,
        AgencyId = force,
        CouncilId = council,
        HealthId = health,
        MadeAt = now,
        ChangedAt = now,
    };

    /// <summary>Which of the three this actor speaks for; null for nobody else.</summary>
    public ScreeningSide? SideOf(Actor actor) =>
        actor.AgencyId == AgencyId && actor.Has(Role.SafeguardingOfficer) ? ScreeningSide.Police
        : Status is ScreeningStatus.ToShare or ScreeningStatus.TakenBack || !actor.Has(Role.AgencyRepresentative) ? null
        : actor.AgencyId == CouncilId ? ScreeningSide.ChildrensServices
        : actor.AgencyId == HealthId ? ScreeningSide.Health
        : null;

    /// <summary>The newest of each side.</summary>
    public IReadOnlyList<ScreeningPart> Newest => [.. _parts.GroupBy(p => p.Side).OrderBy(g => g.Key).Select(g => g.OrderBy(p => p.At).ThenBy(p => p.Number).Last())];

    /// <summary>Which sides have said nothing yet.</summary>
    public IReadOnlyList<ScreeningSide> Missing => [.. Enum.GetValues<ScreeningSide>().Except(_parts.Select(p => p.Side))];

    /// <summary>A safeguarding officer shares it with health and children's services of where the child lives, with what the two need to know.</summary>
    public Result<ChildScreening> Share(Actor by, Id<Agency>? council, Id<Agency>? health, string? summary, DateTimeOffset now)
    {
        if (SideOf(by) is not ScreeningSide.Police)
        {
            return NotYours;
        }

        if (Status is not ScreeningStatus.ToShare)
        {
            return new Refusal("screening.shared", "It has been shared already.");
        }

        if (council is null)
        {
            return new Refusal("screening.council", "Choose children’s services of where the child lives.");
        }

        if (health is null)
        {
            return new Refusal("screening.health", "Choose the health service of where the child lives.");
        }

        if (summary?.Trim() is not { Length: >= ReasonMinLength } words)
        {
            return new Refusal("screening.summary", $"Say what happened, as far as the other two need it, in {ReasonMinLength} characters or more.");
        }

        (Status, CouncilId, HealthId, Summary, SharedAt, SharedBy, ChangedAt) = (ScreeningStatus.Open, council, health, words, now, by.StaffId, now);
        return this;
    }

    /// <summary>One of the three says what it holds. A later word of the same side counts, and the one before stays.</summary>
    public Result<ScreeningPart> Add(Actor by, bool holdsNothing, string? words, DateTimeOffset now)
    {
        if (SideOf(by) is not { } side)
        {
            return NotYours;
        }

        if (Status is not ScreeningStatus.Open)
        {
            return Closed;
        }

        if (!holdsNothing && string.IsNullOrWhiteSpace(words))
        {
            return new Refusal("screening.words", "Write what you hold that is relevant, or say that you hold nothing.");
        }

        var part = new ScreeningPart(Id, side, holdsNothing ? null : words!.Trim(), by, now);
        _parts.Add(part);
        ChangedAt = now;
        return part;
    }

    /// <summary>The decision for this child. It waits for all three; without one of them only where that is said.</summary>
    /// <param name="withoutAll">Somebody has not answered, and the reason says why it does not wait.</param>
    public Result<ScreeningOutcome> Decide(Actor by, ScreeningOutcome? outcome, string? reason, string? whoWasThere, bool withoutAll, DateTimeOffset now)
    {
        if (SideOf(by) is not (ScreeningSide.Police or ScreeningSide.ChildrensServices))
        {
            return NotYours;
        }

        if (Status is not ScreeningStatus.Open)
        {
            return Closed;
        }

        if (outcome is not { } chosen)
        {
            return new Refusal("screening.outcome", "Choose what was decided for this child.");
        }

        if (reason?.Trim() is not { Length: >= ReasonMinLength } words)
        {
            return new Refusal("screening.reason", $"Say why, in {ReasonMinLength} characters or more.");
        }

        if (string.IsNullOrWhiteSpace(whoWasThere))
        {
            return new Refusal("screening.who", "Say who was there.");
        }

        if (Missing.Count > 0 && !withoutAll)
        {
            return new Refusal("screening.missing", "Not all three have said what they hold. Wait for them, or tick that it cannot wait and say why.");
        }

        (Status, Outcome, Reason, WhoWasThere, DecidedAt, DecidedBy, ChangedAt) = (ScreeningStatus.Decided, chosen, words, whoWasThere.Trim(), now, by.StaffId, now);
        return chosen;
    }

    /// <summary>Everything but no further action goes to children's services as a referral.</summary>
    public static bool NeedsReferral(ScreeningOutcome outcome) => outcome is not ScreeningOutcome.NoFurtherAction;

    public void Referred(Id<Referral> referral) => ReferralId = referral;

    /// <summary>The child was named again: the police see it first once more.</summary>
    /// <returns>Whether it had been taken back.</returns>
    public bool Revive(DateTimeOffset now)
    {
        if (Status is not ScreeningStatus.TakenBack)
        {
            return false;
        }

        (Status, ChangedAt) = (ScreeningStatus.ToShare, now);
        return true;
    }

    public void TakeBack(DateTimeOffset now) => (Status, ChangedAt) = Status is ScreeningStatus.Decided ? (Status, ChangedAt) : (ScreeningStatus.TakenBack, now);

    private static Refusal NotYours => new("screening.not-yours", "Police, health and children’s services of this child do this.");

    private static Refusal Closed => new("screening.closed", "It has been decided already, or is not shared yet. See it as it is now.");
}
