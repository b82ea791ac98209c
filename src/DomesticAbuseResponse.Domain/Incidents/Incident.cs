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
public sealed class Incident : IProtectedRecord
{
    public const int WordsMaxLength = 8000;

    private readonly List<IncidentParty> _parties = [];
    private readonly List<SupervisorReview> _reviews = [];

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
    public DateTimeOffset ReportedAt { get; private init; }

    public DateTimeOffset LoggedAt { get; private init; }

    public Call Call { get; private set; } = new();

    public ResponseGrade? Grade { get; private set; }

    /// <summary>When the present grade was set; a review made before that does not cover it.</summary>
    public DateTimeOffset? GradeSetAt { get; private set; }

    /// <summary>Who set it, and so cannot be the one to review it.</summary>
    public Id<StaffMember>? GradeSetBy { get; private set; }

    public Id<PolicingUnit>? UnitId { get; private set; }

    public Id<Case>? CaseId { get; private set; }

    public bool IsRestricted { get; private set; }

    public DateTimeOffset? AttendedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedReason { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<IncidentParty> Parties => _parties;

    public IReadOnlyCollection<SupervisorReview> Reviews => _reviews;

    public bool IsOpen => ClosedAt is null;

    /// <summary>A slow grade that no supervisor has reviewed since it was set (R4.1).</summary>
    public bool AwaitsReview => Grade is { } grade && grade.NeedsReview() && !_reviews.Any(r => r.Grade == grade && r.At >= (GradeSetAt ?? LoggedAt));

    /// <summary>A silent or abandoned call is always attended (R4.1).</summary>
    public bool AwaitsAttendance => Call.Silence is not Silence.None && AttendedAt is null;

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
        UnitId = unit,
        ChangedAt = now,
    };

    /// <summary>
    /// Corrects what was written down. The first words stay as they were logged. On a closed incident the grade and whether the call was
    /// silent stand too, or an incident could be closed around its review and then slowed (R4.1).
    /// </summary>
    public Result<Incident> Correct(Actor by, Call call, ResponseGrade? grade, Id<PolicingUnit>? unit, DateTimeOffset now)
    {
        if (!IsOpen && (grade != Grade || call.Silence != Call.Silence))
        {
            return new Refusal("incident.closed", "This incident is closed: its grade, and whether the call was silent or abandoned, can no longer be changed.");
        }

        SetGrade(by, grade, now);
        (Call, UnitId, ChangedAt) = (call with { FirstWords = Call.FirstWords }, unit, now);
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
        ChangedAt = now;
        return party;
    }

    /// <summary>Takes the incident out of the case it joined by a person named in error.</summary>
    public void Leave(DateTimeOffset now) => (CaseId, ChangedAt) = (null, now);

    public void Join(Id<Case> caseId, DateTimeOffset now) => (CaseId, ChangedAt) = (caseId, now);

    public void Restrict(DateTimeOffset now) => (IsRestricted, ChangedAt) = (true, now);

    public void LiftRestriction(DateTimeOffset now) => (IsRestricted, ChangedAt) = (false, now);

    /// <summary>Somebody attended. The newest statement stands; the history keeps those before it.</summary>
    public Result<DateTimeOffset> Attend(DateTimeOffset at, DateTimeOffset now)
    {
        if (at > now)
        {
            return new Refusal("incident.attended-later", "The time of attendance lies in the future. Enter when somebody arrived.");
        }

        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        (AttendedAt, ChangedAt) = (at, now);
        return at;
    }

    /// <summary>A supervisor's decision on a slow grade: agree, or set another (R4.1).</summary>
    public Result<SupervisorReview> Review(Actor by, ResponseGrade grade, string reason, DateTimeOffset now)
    {
        if (!by.Has(Role.ControlRoomSupervisor))
        {
            return new Refusal("incident.not-supervisor", "Only a control-room supervisor can review a grade.");
        }

        if (by.StaffId == LoggedBy || by.StaffId == GradeSetBy)
        {
            return new Refusal("incident.own", "Somebody other than the person who logged or graded the call must review it.");
        }

        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        var review = new SupervisorReview(Id, by.StaffId, Grade, grade, reason, now);
        _reviews.Add(review);
        SetGrade(by, grade, now);
        ChangedAt = now;
        return review;
    }

    /// <summary>Ends the incident. A slow grade needs its review first (S72); a silent or abandoned call needs attendance (S73).</summary>
    public Result<DateTimeOffset> Close(string reason, DateTimeOffset now)
    {
        if (ClosedAt is not null)
        {
            return new Refusal("incident.closed", "This incident is already closed.");
        }

        if (AwaitsReview)
        {
            return new Refusal("incident.needs-review", "A supervisor must review the slow grade of this call before it is closed.");
        }

        if (AwaitsAttendance)
        {
            return new Refusal("incident.needs-attendance", "A silent or abandoned call must be attended before it is closed.");
        }

        (ClosedAt, ClosedReason, ChangedAt) = (now, reason, now);
        return now;
    }

    private void SetGrade(Actor by, ResponseGrade? grade, DateTimeOffset now)
    {
        if (grade != Grade)
        {
            (Grade, GradeSetAt, GradeSetBy) = (grade, now, by.StaffId);
        }
    }
}
