using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>
/// One filling-in of an instrument about one person. Saved answer by answer; once completed it is never rewritten (R1.2), and it
/// keeps the version of the instrument it was answered on.
/// </summary>
public sealed class RiskAssessment
{
    private readonly List<RecordedAnswer> _answers = [];
    private readonly List<GradeEntry> _grades = [];

    private RiskAssessment()
    {
    }

    public Id<RiskAssessment> Id { get; private init; }

    public Id<Case> CaseId { get; private set; }

    public Id<Incident>? IncidentId { get; private init; }

    /// <summary>Whose risk is assessed. With a counter-allegation each party has an assessment of their own (R4.17).</summary>
    public Id<Person> PersonId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<StaffMember> StartedBy { get; private init; }

    public string InstrumentCode { get; private init; } = "";

    public string InstrumentVersion { get; private init; } = "";

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>The preamble (R1.7) and the professional section (R1.9), as JSON in the shapes of the risk rules.</summary>
    public string? Preamble { get; private set; }

    public string? Professional { get; private set; }

    /// <summary>The assessor is concerned that this may be honour-based abuse (R1.10, R1.12).</summary>
    public bool HonourConcern { get; private set; }

    /// <summary>The grade the case carried when the form was finished, or begun while it is not: a new form must not lower a High unseen (R1.18).</summary>
    public RiskGrade? CaseGradeBefore { get; private set; }

    /// <summary>Why the form as a whole was not answered (R1.6), when it was not.</summary>
    public WholeFormReason? WholeFormReason { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public int? Ticks { get; private set; }

    public int? TicksPossible { get; private set; }

    public RiskGrade? Suggested { get; private set; }

    /// <summary>The reasons, rule and inputs of the suggestion as they were shown, as JSON.</summary>
    public string? SuggestionTrace { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>When the assessor's turn of duty ends, as they said when they finished the form (R1.17, S12). Null where nobody goes off duty.</summary>
    public DateTimeOffset? OffDutyAt { get; private set; }

    /// <summary>The passages of text the instrument asks for, as JSON by their key (R1.23).</summary>
    public string? Narratives { get; private set; }

    /// <summary>What was found on the scales of a child's matrix, as JSON in the shape of <see cref="ChildFindings"/> (R1.27).</summary>
    public string? ChildFindings { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<RecordedAnswer> Answers => _answers;

    public IReadOnlyCollection<GradeEntry> Grades => _grades;

    public bool IsComplete => CompletedAt is not null;

    public static RiskAssessment Start(
        Case about, Id<Incident>? incidentId, Id<Person> person, Actor by, InstrumentVersion instrument, DateTimeOffset now) => new()
        {
            Id = Id<RiskAssessment>.New(now),
            CaseId = about.Id,
            CaseGradeBefore = person == about.VictimId ? about.Grade : null,
            IncidentId = incidentId,
            PersonId = person,
            AgencyId = by.AgencyId,
            StartedBy = by.StaffId,
            InstrumentCode = instrument.Code,
            InstrumentVersion = instrument.Version,
            StartedAt = now,
            ChangedAt = now,
        };

    /// <summary>The incident it is about belongs to another of the victim's cases. A finished form stays where it was graded.</summary>
    public bool Follow(Id<Case> caseId, DateTimeOffset now)
    {
        if (!IsComplete)
        {
            (CaseId, ChangedAt) = (caseId, now);
        }

        return !IsComplete;
    }

    /// <summary>Keeps one answer, which the rules have already checked; the newest wins. Refused once the form is complete.</summary>
    public Result<RecordedAnswer> Answer(string instrument, ItemAnswer answer, string extras, Id<StaffMember> by, DateTimeOffset now)
    {
        if (IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is complete and cannot be changed. Start a new one.");
        }

        if (_answers.FirstOrDefault(a => a.Instrument == instrument && a.Item == answer.Number) is { } known)
        {
            known.Replace(answer, extras, by, now);
            ChangedAt = now;
            return known;
        }

        var recorded = new RecordedAnswer(Id, instrument, answer.Number);
        recorded.Replace(answer, extras, by, now);
        _answers.Add(recorded);
        ChangedAt = now;
        return recorded;
    }

    public void Open(string preamble, DateTimeOffset now) => (Preamble, ChangedAt) = (preamble, now);

    public void Judge(string professional, DateTimeOffset now) => (Professional, ChangedAt) = (professional, now);

    public void NotAnswered(WholeFormReason? reason, DateTimeOffset now) => (WholeFormReason, ChangedAt) = (reason, now);

    public void Tell(string narratives, DateTimeOffset now) => (Narratives, ChangedAt) = (narratives, now);

    public void Found(string childFindings, DateTimeOffset now) => (ChildFindings, ChangedAt) = (childFindings, now);

    /// <summary>Takes note of the grade the case carries as the form is finished, so that another's High given meanwhile is not lowered unseen (R1.18).</summary>
    public void MeetsCaseAt(RiskGrade? grade) => CaseGradeBefore = IsComplete ? CaseGradeBefore : grade;

    /// <summary>The assessor goes off duty at this time of day, London time: the first such moment after the form was begun (S12).</summary>
    public void GoesOffDuty(TimeOnly? at) => OffDutyAt = at is { } end ? EndOfDuty(end) : null;

    /// <summary>The first moment with this London time of day from the start of the form on.</summary>
    public DateTimeOffset EndOfDuty(TimeOnly at)
    {
        var day = UkTime.DateOf(StartedAt);
        var end = UkTime.At(day, at);
        return end < StartedAt ? UkTime.At(day.AddDays(1), at) : end;
    }

    public void Concern(bool honour, DateTimeOffset now) => (HonourConcern, ChangedAt) = (honour, now);

    public Result<DateTimeOffset> Complete(int? ticks, int? possible, RiskGrade? suggested, string? trace, DateTimeOffset now)
    {
        if (IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is already complete.");
        }

        (Ticks, TicksPossible, Suggested, SuggestionTrace, CompletedAt, ChangedAt) = (ticks, possible, suggested, trace, now, now);
        return now;
    }

    /// <summary>The grading history so far, as the rules read it (R1.18).</summary>
    public GradingHistory History => GradingHistory.From(_grades.OrderBy(g => g.Number).Select(g => g.AsGiven()), CaseGradeBefore);

    /// <summary>Keeps the lines a history has gained; no grade is ever taken out of it (R1.18).</summary>
    public void Keep(GradingHistory history, DateTimeOffset now)
    {
        _grades.AddRange(history.Timeline.Skip(_grades.Count).Select(given => new GradeEntry(Id, CaseId, given)));
        ChangedAt = now;
    }

    public void Reviewed(DateTimeOffset now) => (ReviewedAt, ChangedAt) = (now, now);
}

/// <summary>One answer on one form: the item, what was said, by whom, and who wrote it down.</summary>
public sealed class RecordedAnswer
{
    private RecordedAnswer()
    {
    }

    internal RecordedAnswer(Id<RiskAssessment> assessmentId, string instrument, int item) =>
        (AssessmentId, Instrument, Item) = (assessmentId, instrument, item);

    public long Number { get; private init; }

    public Id<RiskAssessment> AssessmentId { get; private init; }

    /// <summary>The instrument the item belongs to: the form's own, or an add-on's.</summary>
    public string Instrument { get; private init; } = "";

    public int Item { get; private init; }

    public Answer Value { get; private set; }

    public string? Comment { get; private set; }

    public AnswerSource? Source { get; private set; }

    public string? SourceName { get; private set; }

    /// <summary>Extra capture of the item, as JSON.</summary>
    public string Extras { get; private set; } = "{}";

    public Id<StaffMember> By { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal void Replace(ItemAnswer answer, string extras, Id<StaffMember> by, DateTimeOffset at) =>
        (Value, Comment, Source, SourceName, Extras, By, At) = (answer.Value, answer.Comment, answer.Source, answer.SourceName, extras, by, at);
}

/// <summary>One grade in the history of an assessment: suggested, assessor, supervisor, secondary or IDVA (R1.18).</summary>
public sealed class GradeEntry
{
    private GradeEntry()
    {
    }

    internal GradeEntry(Id<RiskAssessment> assessmentId, Id<Case> caseId, GivenGrade given) =>
        (AssessmentId, CaseId, Kind, Grade, Reason, By, SecondPerson, AwaitsSecondPerson, PolicyVersion, At) =
        (assessmentId, caseId, given.Kind, given.Grade, given.Reason, given.By, given.SecondPerson, given.AwaitsSecondPerson, given.PolicyVersion, given.At);

    public long Number { get; private init; }

    public Id<RiskAssessment> AssessmentId { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public GradeKind Kind { get; private init; }

    public RiskGrade Grade { get; private init; }

    public string? Reason { get; private init; }

    public Id<StaffMember>? By { get; private init; }

    public Id<StaffMember>? SecondPerson { get; private init; }

    /// <summary>Recorded, but not in force until a supervisor other than the assessor gives a grade.</summary>
    public bool AwaitsSecondPerson { get; private init; }

    public string PolicyVersion { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public GivenGrade AsGiven() => new()
    {
        Kind = Kind,
        Grade = Grade,
        By = By,
        Reason = Reason,
        SecondPerson = SecondPerson,
        At = At,
        AwaitsSecondPerson = AwaitsSecondPerson,
        PolicyVersion = PolicyVersion,
    };
}
