using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Referrals;

public enum ReferralKind
{
    Idva,
    Marac,

    /// <summary>Of one child, to children's services (R1.26, R1.28).</summary>
    Childrens,
}

public enum ReferralStatus
{
    /// <summary>Raised by the grade; waits for a person to give consent or a lawful basis and send it.</summary>
    Raised,
    Sent,

    /// <summary>The receiver has put a question to the referrer.</summary>
    Queried,
    Accepted,
    Declined,
    Withdrawn,
}

/// <summary>Consent, or the decision to share without it: who decided, on what basis and why (R2.14, R2.15).</summary>
public sealed record SharingDecision
{
    public required bool Consent { get; init; }

    /// <summary>The code of the lawful basis when there is no consent.</summary>
    public string? Basis { get; init; }

    public required string Reason { get; init; }

    public required Id<StaffMember> DecidedBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the victim knows of the referral.</summary>
    public bool VictimAware { get; init; }

    /// <summary>Why the victim does not know: telling them is the rule, unless it is unsafe (R2.14).</summary>
    public string? NotAwareReason { get; init; }
}

/// <summary>What the referrer tells the receiver, beside the grounds (2.6).</summary>
public sealed record ReferralAccount
{
    public const int MaxLength = 8000;

    public required string Narrative { get; init; }

    /// <summary>Everybody the victim fears, not only the main threat.</summary>
    public string? AfraidOf { get; init; }

    public string? SafeToTalkTo { get; init; }

    public string? UnsafeToTalkTo { get; init; }

    /// <summary>Where and when the victim was before another MARAC.</summary>
    public string? OtherMaracs { get; init; }
}

/// <summary>A request from one agency to another, or to a MARAC. Its life is the table in <see cref="Allows"/>; each step is kept.</summary>
public sealed class Referral
{
    private readonly List<ReferralStep> _steps = [];

    private Referral()
    {
    }

    public Id<Referral> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public ReferralKind Kind { get; private init; }

    public Id<Agency> FromAgencyId { get; private init; }

    public Id<Agency>? ToAgencyId { get; private set; }

    public Id<Marac>? MaracId { get; private set; }

    /// <summary>Whom a referral to children's services is about: a child of the case, or its young victim; null for every other kind.</summary>
    public Id<Person>? ChildId { get; private init; }

    public DateTimeOffset RaisedAt { get; private init; }

    public DateTimeOffset? SentAt { get; private set; }

    public ReferralStatus Status { get; private set; }

    /// <summary>The grounds as they were evaluated when the referral was sent, as JSON (2.2).</summary>
    public string Grounds { get; private set; } = "[]";

    public ReferralAccount? Account { get; private set; }

    public SharingDecision? Sharing { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<ReferralStep> Steps => _steps;

    public bool IsOpen => Status is ReferralStatus.Raised or ReferralStatus.Sent or ReferralStatus.Queried;

    /// <param name="from">Whose referral it is: who sends it, answers for it and takes it back.</param>
    /// <param name="byAgency">For whom <paramref name="by"/> works, where that is another agency, as of a crew that graded.</param>
    public static Referral RaiseTo(Id<Agency> agency, Id<Case> caseId, Id<Agency> from, Id<StaffMember> by, string because, DateTimeOffset now, Id<Agency>? byAgency = null) =>
        Raise(ReferralKind.Idva, caseId, from, agency, null, by, byAgency ?? from, because, now);

    /// <inheritdoc cref="RaiseTo(Id{Agency}, Id{Case}, Id{Agency}, Id{StaffMember}, string, DateTimeOffset, Id{Agency}?)"/>
    public static Referral RaiseTo(Id<Marac> marac, Id<Case> caseId, Id<Agency> from, Id<StaffMember> by, string because, DateTimeOffset now, Id<Agency>? byAgency = null) =>
        Raise(ReferralKind.Marac, caseId, from, null, marac, by, byAgency ?? from, because, now);

    /// <summary>To children's services of a council, about one child.</summary>
    /// <inheritdoc cref="RaiseTo(Id{Agency}, Id{Case}, Id{Agency}, Id{StaffMember}, string, DateTimeOffset, Id{Agency}?)"/>
    public static Referral RaiseFor(Id<Person> child, Id<Agency> council, Id<Case> caseId, Id<Agency> from, Id<StaffMember> by, string because, DateTimeOffset now, Id<Agency>? byAgency = null) =>
        Raise(ReferralKind.Childrens, caseId, from, council, null, by, byAgency ?? from, because, now, child);

    /// <summary>Who at an agency answers referrals of a kind to it; a MARAC's are answered by those who run it.</summary>
    public static IReadOnlyList<Role> AnsweringRoles(ReferralKind kind) => kind switch
    {
        ReferralKind.Idva => [Role.Idva, Role.IdvaManager],
        ReferralKind.Childrens => [Role.AgencyRepresentative],
        ReferralKind.Marac => [],
    };

    /// <summary>Whether this actor may answer: an IDVA of the service asked, the representative of the council asked, or the coordinator or chair of the MARAC asked.</summary>
    public bool IsReceivedBy(Actor actor) => ToAgencyId is { } agency
        ? agency == actor.AgencyId && actor.Roles.Any(AnsweringRoles(Kind).Contains)
        : MaracId is { } marac && actor.Maracs.Contains(marac) && actor.HasAny(Role.MaracCoordinator, Role.MaracChair);

    public Result<ReferralStatus> Send(Actor by, SharingDecision sharing, string grounds, ReferralAccount account, DateTimeOffset now)
    {
        if (by.AgencyId != FromAgencyId)
        {
            return NotYours;
        }

        if (Status is not ReferralStatus.Raised)
        {
            return MovedOn;
        }

        (Sharing, Grounds, Account, SentAt) = (sharing, grounds, account, now);
        return Move(ReferralStatus.Sent, by, null, now);
    }

    public Result<ReferralStatus> Accept(Actor by, string? words, DateTimeOffset now) => AsReceiver(ReferralStatus.Accepted, by, words, now);

    public Result<ReferralStatus> Decline(Actor by, string reason, DateTimeOffset now) => AsReceiver(ReferralStatus.Declined, by, reason, now);

    public Result<ReferralStatus> Ask(Actor by, string question, DateTimeOffset now) => AsReceiver(ReferralStatus.Queried, by, question, now);

    /// <summary>Answers the receiver's question; the referral waits for them again.</summary>
    public Result<ReferralStatus> Reply(Actor by, string answer, DateTimeOffset now) =>
        by.AgencyId != FromAgencyId ? NotYours
        : Status is not ReferralStatus.Queried ? new Refusal("referral.no-question", "No question is waiting for an answer.")
        : Move(ReferralStatus.Sent, by, answer, now);

    public Result<ReferralStatus> Withdraw(Actor by, string reason, DateTimeOffset now) =>
        by.AgencyId != FromAgencyId ? NotYours : Move(ReferralStatus.Withdrawn, by, reason, now);

    /// <summary>The case lies in the area of another MARAC, which has to answer instead. Consent, account and grounds stay as they were given.</summary>
    public Result<ReferralStatus> Readdress(Actor by, Id<Marac> marac, DateTimeOffset now)
    {
        if (Kind is not ReferralKind.Marac || !IsOpen)
        {
            return MovedOn;
        }

        _steps.Add(new ReferralStep(Id, Status, by.StaffId, by.AgencyId, "Goes to another MARAC: the case lies in its area.", now));
        (MaracId, ChangedAt) = (marac, now);
        return Status;
    }

    /// <summary>Moves the row version when something about it was decided, so that two who decide at once meet.</summary>
    public void Touch(DateTimeOffset now) => ChangedAt = now;

    private static Refusal NotYours => new("referral.not-yours", "Only the referring agency can do this.");

    private Refusal MovedOn => new("referral.moved-on", $"Somebody has moved this referral on: it is now {Words(Status)}.");

    private static Referral Raise(
        ReferralKind kind, Id<Case> caseId, Id<Agency> from, Id<Agency>? to, Id<Marac>? marac, Id<StaffMember> by, Id<Agency> byAgency, string because, DateTimeOffset now, Id<Person>? child = null)
    {
        var referral = new Referral
        {
            Id = Id<Referral>.New(now),
            CaseId = caseId,
            Kind = kind,
            FromAgencyId = from,
            ToAgencyId = to,
            MaracId = marac,
            ChildId = child,
            RaisedAt = now,
            ChangedAt = now,
        };
        referral._steps.Add(new ReferralStep(referral.Id, ReferralStatus.Raised, by, byAgency, because, now));
        return referral;
    }

    private Result<ReferralStatus> AsReceiver(ReferralStatus to, Actor by, string? words, DateTimeOffset now) =>
        IsReceivedBy(by) ? Move(to, by, words, now) : new Refusal("referral.not-receiver", "Only the receiver of this referral can answer it.");

    private Result<ReferralStatus> Move(ReferralStatus to, Actor by, string? words, DateTimeOffset now)
    {
        if (!Allows(Status, to))
        {
            return MovedOn;
        }

        _steps.Add(new ReferralStep(Id, to, by.StaffId, by.AgencyId, words, now));
        (Status, ChangedAt) = (to, now);
        return to;
    }

    private static string Words(ReferralStatus status) => status switch
    {
        ReferralStatus.Raised => "waiting to be sent",
        ReferralStatus.Sent => "waiting for an answer",
        ReferralStatus.Queried => "waiting for the referrer to answer a question",
        ReferralStatus.Accepted => "accepted",
        ReferralStatus.Declined => "declined",
        ReferralStatus.Withdrawn => "withdrawn",
    };

    private static bool Allows(ReferralStatus from, ReferralStatus to) => (from, to) switch
    {
        (ReferralStatus.Raised, ReferralStatus.Sent or ReferralStatus.Withdrawn) => true,
        (ReferralStatus.Sent, ReferralStatus.Accepted or ReferralStatus.Declined or ReferralStatus.Queried or ReferralStatus.Withdrawn) => true,
        (ReferralStatus.Queried, ReferralStatus.Sent or ReferralStatus.Accepted or ReferralStatus.Declined or ReferralStatus.Withdrawn) => true,
        _ => false,
    };
}

/// <summary>One step in a referral's life: who moved it where, when, and their words.</summary>
public sealed class ReferralStep
{
    private ReferralStep()
    {
    }

    internal ReferralStep(Id<Referral> referralId, ReferralStatus status, Id<StaffMember> by, Id<Agency> agency, string? words, DateTimeOffset at) =>
        (ReferralId, Status, By, ByAgencyId, Words, At) = (referralId, status, by, agency, words, at);

    public long Number { get; private init; }

    public Id<Referral> ReferralId { get; private init; }

    public ReferralStatus Status { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public string? Words { get; private init; }

    public DateTimeOffset At { get; private init; }
}
