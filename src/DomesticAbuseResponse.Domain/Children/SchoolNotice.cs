using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Children;

public enum SchoolNoticeStatus
{
    /// <summary>Due now, whatever the latest time is (R4.42, S48).</summary>
    Due,

    /// <summary>The perpetrator works at the school or collects the child: a safeguarding officer decides first.</summary>
    NeedsDecision,
    Sent,

    /// <summary>Nobody has to be told, or it was decided that nobody is; the reason stands on it.</summary>
    NotNeeded,

    /// <summary>The child was named in error. Named again, it is owed again.</summary>
    TakenBack,

    /// <summary>The same notice stands under another record of the same child.</summary>
    Duplicate,
}

/// <summary>How a notice went. This product sends nothing itself.</summary>
public enum NoticeWay
{
    Telephone,
    SecureMail,
    Portal,
}

/// <summary>What was told, as it was told (R4.44).</summary>
public sealed record SchoolNoticeContent(
    string Child, DateOnly? BornOn, string Reference, string? Place, DateTimeOffset At, string Presence, string Voice, string Circumstances)
{
    public const int TextMaxLength = 2000;
}

/// <summary>The notice to the school of one child about one incident: made once, and by whom and how it went (R4.42 to R4.45).</summary>
public sealed class SchoolNotice
{
    public const int RecipientMaxLength = 200;
    public const int ReasonMaxLength = 2000;
    public const int ReasonMinLength = 20;
    public const int GroundMaxLength = 256;

    private SchoolNotice()
    {
    }

    public Id<SchoolNotice> Id { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    /// <summary>The force that holds the incident and sends it.</summary>
    public Id<Agency> AgencyId { get; private init; }

    public NoticeTo To { get; private set; }

    /// <summary>Why that duty, or none.</summary>
    public string Because { get; private set; } = "";

    public SchoolNoticeStatus Status { get; private set; }

    /// <summary>The latest: before the next school day starts (UTC).</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>How that was reckoned, as JSON.</summary>
    public string Trace { get; private set; } = "{}";

    /// <summary>Whom it goes to, which school that is, and what is feared of telling it: what a decision is made on.</summary>
    public string? Ground { get; private set; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset? SentAt { get; private set; }

    public Id<StaffMember>? SentBy { get; private set; }

    public NoticeWay? Way { get; private set; }

    /// <summary>The key adult or officer who took it.</summary>
    public string? Recipient { get; private set; }

    /// <summary>Which school it went to, where it is in the directory.</summary>
    public Id<School>? SchoolId { get; private set; }

    public SchoolNoticeContent? Content { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    /// <summary>Whether it was decided to tell all the same.</summary>
    public bool? DecidedToSend { get; private set; }

    public string? Decision { get; private set; }

    /// <summary>What that decision was made on.</summary>
    public string? DecidedGround { get; private set; }

    /// <summary>When somebody was told that it is late, where no case and so no clock of one hangs on it.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>A decision holds while it is about the same school and the same fear; otherwise somebody decides anew.</summary>
    public bool DecisionHolds => DecidedToSend is not null && DecidedGround == Ground;

    public bool IsOpen => Status is SchoolNoticeStatus.Due or SchoolNoticeStatus.NeedsDecision;

    public static SchoolNotice Make(Id<Incident> incident, Id<Person> child, Id<Agency> force, EncompassDuty duty, SchoolConcern concern, DueDate due, DateTimeOffset now, string? school = null)
    {
        var notice = new SchoolNotice
        {
            Id = Id<SchoolNotice>.New(now),
            IncidentId = incident,
            PersonId = child,
            AgencyId = force,
            DueAt = due.DueAt,
            Trace = due.Trace.ToJson(),
            MadeAt = now,
        };
        notice.Settle(duty, concern, school, now);
        return notice;
    }

    /// <summary>
    /// More is known of the child or its school now. What was sent stands; what somebody decided stands while it is about the same school and the same fear. A notice
    /// that was closed is opened again only while its time runs: a new school revives no old one.
    /// </summary>
    /// <param name="school">Which school it is, as far as the record tells it from another.</param>
    /// <returns>Whether it stands otherwise now.</returns>
    public bool Weigh(EncompassDuty duty, SchoolConcern concern, DateTimeOffset now, string? school = null) =>
        (IsOpen || (Status is SchoolNoticeStatus.NotNeeded && DueAt > now)) && Settle(duty, concern, school, now);

    /// <summary>It is owed again, by a time of its own: the child was named again, or turned out to be of an age for it. Of one that is open or was sent nothing changes.</summary>
    /// <returns>Whether it stands otherwise now.</returns>
    public bool Revive(EncompassDuty duty, SchoolConcern concern, DueDate due, DateTimeOffset now, string? school = null)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (IsOpen || Status is SchoolNoticeStatus.Sent || !Settle(duty, concern, school, now))
        {
            return false;
        }

        (DueAt, Trace, EscalatedAt) = IsOpen ? (due.DueAt, due.Trace.ToJson(), null) : (DueAt, Trace, EscalatedAt);
        return true;
    }

    /// <summary>The term dates of another authority, or another time of the report, give an earlier time. It never becomes later.</summary>
    /// <returns>Whether it is due sooner now.</returns>
    public bool BringForward(DueDate due, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (!IsOpen || due.DueAt >= DueAt)
        {
            return false;
        }

        (DueAt, Trace, ChangedAt) = (due.DueAt, due.Trace.ToJson(), now);
        return true;
    }

    private bool Settle(EncompassDuty duty, SchoolConcern concern, string? school, DateTimeOffset now)
    {
        Ground = $"{duty.To}/{concern}/{school}";
        if (Status is SchoolNoticeStatus.NotNeeded && DecidedToSend is false && DecisionHolds)
        {
            return false;
        }

        var status = !duty.IsOwed ? SchoolNoticeStatus.NotNeeded
            : !DecisionHolds ? (concern is SchoolConcern.None ? SchoolNoticeStatus.Due : SchoolNoticeStatus.NeedsDecision)
            : DecidedToSend is true ? SchoolNoticeStatus.Due : SchoolNoticeStatus.NotNeeded;
        var changed = (To, Because, Status) != (duty.To, duty.Because, status);
        (To, Because, Status, ChangedAt) = (duty.To, duty.Because, status, changed ? now : ChangedAt);
        return changed;
    }

    /// <summary>Somebody told the school, and says how and whom. Whoever comes second is told so.</summary>
    /// <param name="at">When it went; not before the notice was made by more than a day, and not later than now.</param>
    public Result<SchoolNotice> Send(Actor by, NoticeWay way, string? recipient, Id<School>? school, SchoolNoticeContent content, DateTimeOffset at, DateTimeOffset now)
    {
        if (Refuse(by) is { } refusal)
        {
            return refusal;
        }

        if (Status is SchoolNoticeStatus.NeedsDecision)
        {
            return new Refusal("school-notice.decide-first", "The perpetrator is near this school: decide first whether it is told, and whom.");
        }

        if (To is NoticeTo.FindOut && school is null)
        {
            return new Refusal("school-notice.which", "Find out which school it is, and choose it.");
        }

        if (string.IsNullOrWhiteSpace(recipient))
        {
            return new Refusal("school-notice.recipient", "Say who took it.");
        }

        if (at > now || at < MadeAt.AddDays(-1))
        {
            return new Refusal("school-notice.time", "Enter when it went: after the incident and not later than now.");
        }

        (Status, Way, Recipient, SchoolId, Content, SentAt, SentBy, ChangedAt) = (SchoolNoticeStatus.Sent, way, recipient.Trim(), school, content, at, by.StaffId, now);
        return this;
    }

    /// <summary>A safeguarding officer decides whether anybody is told where telling could harm, or where nobody can be told.</summary>
    public Result<SchoolNotice> Decide(Actor by, bool? send, string? reason, DateTimeOffset now)
    {
        if (Refuse(by) is { } refusal)
        {
            return refusal;
        }

        if (send is null)
        {
            return new Refusal("school-notice.choice", "Choose whether the school is told.");
        }

        if (reason?.Trim() is not { Length: >= ReasonMinLength } words)
        {
            return new Refusal("school-notice.reason", $"Say why, and who at the school is told or how the child is kept safe without it, in {ReasonMinLength} characters or more.");
        }

        (DecidedAt, DecidedBy, DecidedToSend, Decision, DecidedGround, ChangedAt) = (now, by.StaffId, send, words, Ground, now);
        Status = send.Value ? SchoolNoticeStatus.Due : SchoolNoticeStatus.NotNeeded;
        return this;
    }

    /// <summary>The child was named in error.</summary>
    public void TakeBack(DateTimeOffset now)
    {
        if (IsOpen)
        {
            (Status, Because, ChangedAt) = (SchoolNoticeStatus.TakenBack, "The child has no part in the incident any more: they were named in error.", now);
        }
    }

    /// <summary>Another record of the same child has this notice.</summary>
    public void IsTwice(DateTimeOffset now)
    {
        if (IsOpen)
        {
            (Status, Because, ChangedAt) = (SchoolNoticeStatus.Duplicate, "The same child was recorded twice in this incident: the notice stands under the other record.", now);
        }
    }

    public void Escalate(DateTimeOffset now) => EscalatedAt ??= now;

    private Refusal? Refuse(Actor by) =>
        by.AgencyId != AgencyId || !by.Has(Role.SafeguardingOfficer) ? new Refusal("school-notice.standing", "A safeguarding officer of the force that holds the incident does this.")
        : !IsOpen ? new Refusal("school-notice.moved-on", Status is SchoolNoticeStatus.Sent ? "This notice has been sent already." : "Nobody has to be told here: see why.")
        : null;
}
