using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>
/// One call or report. It may hang on an address or a number alone, touches several people each with a role in this incident,
/// and joins a case when the victim is known.
/// </summary>
public sealed partial class Incident : IProtectedRecord
{
    public const int WordsMaxLength = 8000;

    /// <summary>Officers may come upon what is then reported; not days before.</summary>
    private static readonly TimeSpan _earlyBefore = TimeSpan.FromDays(1);

    private readonly List<IncidentParty> _parties = [];
    private readonly List<SupervisorReview> _reviews = [];
    private readonly List<IncidentDecision> _decisions = [];

    private Incident()
    {
    }

    public Id<Incident> Id { get; private init; }

    public Guid RecordId => Id.Value;

    /// <summary>What people quote to each other: "DA-2026-000123". Given by the database; says nothing about anybody.</summary>
    public string Reference { get; private set; } = "";

    public Id<Agency> AgencyId { get; private init; }

    public Id<StaffMember> LoggedBy { get; private init; }

    /// <summary>The initial report: the instant from which contact deadlines run (R4.25).</summary>
    public DateTimeOffset ReportedAt { get; private set; }

    public DateTimeOffset LoggedAt { get; private init; }

    public Call Call { get; private set; } = new();

    public ResponseGrade? Grade { get; private set; }

    /// <summary>When the present grade was set; a review made before that does not cover it.</summary>
    public DateTimeOffset? GradeSetAt { get; private set; }

    /// <summary>Who set it, and so cannot be the one to review it.</summary>
    public Id<StaffMember>? GradeSetBy { get; private set; }

    /// <summary>Since when a slow grade has waited for a supervisor. Another grade, or none, set by anybody else does not end the wait (R4.1).</summary>
    public DateTimeOffset? ReviewDueSince { get; private set; }

    /// <summary>Who set the slow grade that waits, and so cannot be the one to review it.</summary>
    public Id<StaffMember>? SlowGradedBy { get; private set; }

    public Id<PolicingUnit>? UnitId { get; private set; }

    /// <summary>The case of the victim named first: the one lists show. Each victim has a case of their own, on their part in the incident.</summary>
    public Id<Case>? CaseId { get; private set; }

    public bool IsRestricted { get; private set; }

    public DateTimeOffset? AttendedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedReason { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<IncidentParty> Parties => _parties;

    public IReadOnlyCollection<SupervisorReview> Reviews => _reviews;

    /// <summary>What was decided about the incident against the rule of it, each with its reason.</summary>
    public IReadOnlyCollection<IncidentDecision> Decisions => _decisions;

    /// <summary>Whom the incident harmed.</summary>
    public IEnumerable<Id<Person>> Victims => _parties.Where(p => p.Role is PartyRole.Victim).Select(p => p.PersonId).Distinct();

    /// <summary>Every case the incident belongs to, one for each victim.</summary>
    public IEnumerable<Id<Case>> Cases => _parties.Select(p => p.CaseId).OfType<Id<Case>>().Distinct();

    public bool IsOpen => ClosedAt is null;

    /// <summary>A slow grade was set that no supervisor has reviewed since, whatever the grade is now (R4.1), or there is no grade at all: leaving it out is no way round the review.</summary>
    public bool AwaitsReview => ReviewDueSince is not null || Grade is null;

    /// <summary>A silent or abandoned call is always attended (R4.1).</summary>
    public bool AwaitsAttendance => Call.Silence.IsAlwaysAttended() && AttendedAt is null;

    public static Incident Log(Actor by, string reference, Call call, ResponseGrade? grade, Id<PolicingUnit>? unit, DateTimeOffset reportedAt, DateTimeOffset now) => new()
    {
        Id = Id<Incident>.New(now),
        Reference = reference,
        AgencyId = by.AgencyId,
        LoggedBy = by.StaffId,
        ReportedAt = reportedAt,
        LoggedAt = now,
        Call = call,
        Grade = grade,
        GradeSetAt = grade is null ? null : now,
        GradeSetBy = grade is null ? null : by.StaffId,
        ReviewDueSince = grade?.NeedsReview() is true ? now : null,
        SlowGradedBy = grade?.NeedsReview() is true ? by.StaffId : null,
        UnitId = unit,
        ChangedAt = now,
    };

    /// <summary>
    /// Corrects what was written down. The first words stay as they were logged. On a closed incident the grade and whether the call was
    /// silent stand too, or an incident could be closed around its review and then slowed (R4.1). That a call was silent or abandoned is
    /// taken back by a control-room supervisor alone, with a reason: until then it is attended (S73).
    /// </summary>
    /// <param name="reason">Why the call was neither silent nor abandoned; needed for that alone.</param>
    public Result<Incident> Correct(Actor by, Call call, ResponseGrade? grade, Id<PolicingUnit>? unit, DateTimeOffset now, string? reason = null)
    {
        if (!IsOpen && (grade != Grade || call.Silence != Call.Silence))
        {
            return new Refusal("incident.closed", "This incident is closed: its grade, and whether the call was silent or abandoned, can no longer be changed.");
        }

        if (call.Silence is Silence.None && Call.Silence is not Silence.None)
        {
            if (!by.Has(Role.ControlRoomSupervisor))
            {
                return new Refusal("incident.silence", "This call was logged as silent or abandoned, and such a call is always attended. Only a control-room supervisor can take that back.");
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal("incident.silence-reason", "Say why this call was neither silent nor abandoned.");
            }

            _decisions.Add(IncidentDecision.SilenceTakenBack(Id, by.StaffId, reason.Trim(), now));
        }

        SetGrade(by, grade, now);
        (Call, UnitId, ChangedAt) = (call with { FirstWords = Call.FirstWords, TimesAsTyped = Call.TimesAsTyped }, unit, now);
        return this;
    }

    /// <param name="asTyped">What was typed about the person and could not be read, kept word for word.</param>
    public void Involve(Id<Person> person, PartyRole role, DateTimeOffset now, string? asTyped = null)
    {
        if (!_parties.Any(p => p.PersonId == person && p.Role == role))
        {
            _parties.Add(new IncidentParty(Id, person, role, now, asTyped));
            ChangedAt = now;
        }
    }

    /// <summary>Takes back a person's part in the incident, named in error. The history keeps who did it.</summary>
    public Result<IncidentParty> Withdraw(Id<Person> person, PartyRole role, DateTimeOffset now)
    {
        if (_parties.Find(p => p.PersonId == person && p.Role == role) is not { } party)
        {
            return new Refusal("incident.no-such-part", "This person no longer has that part in the incident.");
        }

        _parties.Remove(party);
        SetCase(now);
        return party;
    }

    /// <summary>The case in which this victim's part in the incident is told; null where none has been found or opened.</summary>
    public Id<Case>? CaseOf(Id<Person> victim) => _parties.Find(p => p.PersonId == victim && p.Role is PartyRole.Victim)?.CaseId;

    /// <summary>The incident joins the case of one of its victims, or goes over from another of that victim's cases.</summary>
    public void Join(Id<Person> victim, Id<Case> caseId, DateTimeOffset now)
    {
        foreach (var part in _parties.Where(p => p.PersonId == victim && p.Role is PartyRole.Victim))
        {
            part.CaseId = caseId;
        }

        SetCase(now);
    }

    /// <summary>Somebody moved a victim's part from one of their cases to another, and said why.</summary>
    public void Decided(Actor by, Id<Person> victim, Id<Case>? from, Id<Case> to, string reason, DateTimeOffset now) =>
        _decisions.Add(IncidentDecision.CaseChosen(Id, by.StaffId, victim, from, to, reason, now));

    /// <summary>
    /// The report came in at another time than was written down (R4.25). Whoever says so gives a reason; the time before stays among the decisions.
    /// A report cannot be later than its logging, nor older than one that could have been logged.
    /// </summary>
    /// <param name="at">To the minute; seconds nobody typed are no correction.</param>
    /// <returns>The time written down before.</returns>
    public Result<DateTimeOffset> CorrectReport(Actor by, DateTimeOffset at, string reason, DateTimeOffset now)
    {
        if (!ReportTimes.IsPossible(at, LoggedAt))
        {
            return new Refusal("incident.reported-impossible", "The call was reported before it was logged, and not more than a year before. Check the date and time.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("incident.reported-reason", "Say how you know when the call was reported.");
        }

        if (at.Ticks / TimeSpan.TicksPerMinute == ReportedAt.Ticks / TimeSpan.TicksPerMinute)
        {
            return new Refusal("incident.reported-same", "This is the time that stands already.");
        }

        var before = ReportedAt;
        _decisions.Add(IncidentDecision.ReportCorrected(Id, by.StaffId, before, at, reason.Trim(), now));
        (ReportedAt, ChangedAt) = (at, now);
        return before;
    }

    public void Restrict(DateTimeOffset now) => (IsRestricted, ChangedAt) = (true, now);

    public void LiftRestriction(DateTimeOffset now) => (IsRestricted, ChangedAt) = (false, now);

    /// <summary>Somebody attended. The newest statement stands; the history keeps those before it.</summary>
    public Result<DateTimeOffset> Attend(DateTimeOffset at, DateTimeOffset now)
    {
        if (at > now)
        {
            return new Refusal("incident.attended-later", "The time of attendance lies in the future. Enter when somebody arrived.");
        }

        if (at < ReportedAt - _earlyBefore)
        {
            return new Refusal("incident.attended-before", "The time of attendance lies long before the call was reported. Check the date.");
        }

        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        (AttendedAt, ChangedAt) = (at, now);
        return at;
    }

    /// <summary>A supervisor's decision on a slow grade, or on requests for another: agree with the grade, or set another (R4.1). It decides every request that waits.</summary>
    public Result<SupervisorReview> Review(Actor by, ResponseGrade grade, string reason, DateTimeOffset now)
    {
        if (!by.Has(Role.ControlRoomSupervisor))
        {
            return new Refusal("incident.not-supervisor", "Only a control-room supervisor can review a grade.");
        }

        if (!IsOther(by))
        {
            return new Refusal("incident.own", "Somebody other than the person who logged or graded the call must review it.");
        }

        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        var asked = _regrades.FindAll(r => r.DecidedAt is null);
        if (asked.Exists(r => r.By == by.StaffId))
        {
            return new Refusal("incident.own-request", "Somebody other than the person who asked for another grade must decide.");
        }

        if (asked.Count > 0 && string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("incident.review-reason", "Somebody asked for another grade: say why you decide as you do.");
        }

        var review = new SupervisorReview(Id, by.StaffId, Grade, grade, reason, now);
        _reviews.Add(review);
        asked.ForEach(r => r.Decide(review));
        SetGrade(by, grade, now);
        (ReviewDueSince, SlowGradedBy, RegradeAskedAt, ChangedAt) = (null, null, null, now);
        return review;
    }

    /// <summary>Ends the incident. A slow grade needs its review first (S72); a silent or abandoned call needs attendance (S73); a request for another grade and a withdrawn complaint need a supervisor.</summary>
    public Result<DateTimeOffset> Close(string reason, DateTimeOffset now)
    {
        if (ClosedAt is not null)
        {
            return new Refusal("incident.closed", "This incident is already closed.");
        }

        if (AwaitsReview)
        {
            return new Refusal("incident.needs-review", Grade is null ? "This call has no response grade: a supervisor must give it one before it is closed." : "A supervisor must review the slow grade of this call before it is closed.");
        }

        if (AwaitsAttendance)
        {
            return new Refusal("incident.needs-attendance", "A silent or abandoned call must be attended before it is closed.");
        }

        if (RegradeAskedAt is not null)
        {
            return new Refusal("incident.regrade-waits", "Somebody asked for another grade: a supervisor must decide before this call is closed.");
        }

        if (WithdrawalWaitsSince is not null)
        {
            return new Refusal("incident.withdrawal-waits", "A complaint was withdrawn: a supervisor must look at it before this call is closed. It does not end the risk.");
        }

        (ClosedAt, ClosedReason, ChangedAt) = (now, reason, now);
        return now;
    }

    /// <summary>
    /// It was closed in the system it comes from, under the rules of its day: what this product asks for before closing was not asked for there, and
    /// is not asked of anybody now.
    /// </summary>
    public void ClosedElsewhere(DateTimeOffset at, string? reason) =>
        (ClosedAt, ClosedReason, ReviewDueSince, SlowGradedBy) = (at < ReportedAt ? ReportedAt : at, string.IsNullOrWhiteSpace(reason) ? "Closed in the system it comes from" : reason.Trim(), null, null);

    /// <summary>Neither logged the call nor set its grade, nor the slow grade that still waits.</summary>
    private bool IsOther(Actor by) => by.StaffId != LoggedBy && by.StaffId != GradeSetBy && by.StaffId != SlowGradedBy;

    private void SetGrade(Actor by, ResponseGrade? grade, DateTimeOffset now)
    {
        if (grade == Grade)
        {
            return;
        }

        var regraded = by.Has(Role.ControlRoomSupervisor) && IsOther(by);
        (Grade, GradeSetAt, GradeSetBy) = (grade, now, by.StaffId);
        if (grade?.NeedsReview() is true)
        {
            (ReviewDueSince, SlowGradedBy) = (now, by.StaffId);
        }
        else if (grade is not null && regraded)
        {
            (ReviewDueSince, SlowGradedBy) = (null, null);
        }
    }

    private void SetCase(DateTimeOffset now) => (CaseId, ChangedAt) = (_parties.Find(p => p.CaseId is not null)?.CaseId, now);
}
