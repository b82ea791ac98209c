using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

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

    public Id<Case> CaseId { get; private init; }

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

    /// <summary>Why the form as a whole was not answered (R1.6), when it was not.</summary>
    public string? WholeFormReason { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public int? Ticks { get; private set; }

    public int? TicksPossible { get; private set; }

    public RiskGrade? Suggested { get; private set; }

    /// <summary>The reasons, rule and inputs of the suggestion as they were shown, as JSON.</summary>
    public string? SuggestionTrace { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<RecordedAnswer> Answers => _answers;

    public IReadOnlyCollection<GradeEntry> Grades => _grades;

    public bool IsComplete => CompletedAt is not null;

    public static RiskAssessment Start(
        Id<Case> caseId, Id<Incident>? incidentId, Id<Person> person, Actor by, string instrumentCode, string instrumentVersion, DateTimeOffset now) => new()
        {
            Id = Id<RiskAssessment>.New(now),
            CaseId = caseId,
            IncidentId = incidentId,
            PersonId = person,
            AgencyId = by.AgencyId,
            StartedBy = by.StaffId,
            InstrumentCode = instrumentCode,
            InstrumentVersion = instrumentVersion,
            StartedAt = now,
            ChangedAt = now,
        };

    /// <summary>Keeps one answer; the newest wins. Refused once the form is complete.</summary>
    public Result<RecordedAnswer> Answer(string instrument, int item, string value, string? comment, string? source, string? extras, Id<StaffMember> by, DateTimeOffset now)
    {
        if (IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is complete and cannot be changed. Start a new one.");
        }

        _answers.RemoveAll(a => a.Instrument == instrument && a.Item == item);
        var answer = new RecordedAnswer(Id, instrument, item, value, comment, source, extras, by, now);
        _answers.Add(answer);
        ChangedAt = now;
        return answer;
    }

    public void Open(string preamble, DateTimeOffset now) => (Preamble, ChangedAt) = (preamble, now);

    public void Judge(string professional, DateTimeOffset now) => (Professional, ChangedAt) = (professional, now);

    public void NotAnswered(string? wholeFormReason, DateTimeOffset now) => (WholeFormReason, ChangedAt) = (wholeFormReason, now);

    public Result<DateTimeOffset> Complete(int? ticks, int? possible, RiskGrade? suggested, string? trace, DateTimeOffset now)
    {
        if (IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is already complete.");
        }

        (Ticks, TicksPossible, Suggested, SuggestionTrace, CompletedAt, ChangedAt) = (ticks, possible, suggested, trace, now, now);
        return now;
    }

    /// <summary>Adds to the grading history; no grade is ever taken out of it (R1.18).</summary>
    public GradeEntry Grade(string kind, RiskGrade grade, string? reason, Id<StaffMember>? by, Id<StaffMember>? secondPerson, DateTimeOffset now)
    {
        var entry = new GradeEntry(Id, CaseId, kind, grade, reason, by, secondPerson, now);
        _grades.Add(entry);
        ChangedAt = now;
        return entry;
    }

    public void Reviewed(DateTimeOffset now) => (ReviewedAt, ChangedAt) = (now, now);
}

/// <summary>One answer on one form: the item, what was said, by whom, and who wrote it down.</summary>
public sealed class RecordedAnswer
{
    private RecordedAnswer()
    {
    }

    internal RecordedAnswer(
        Id<RiskAssessment> assessmentId, string instrument, int item, string value, string? comment, string? source, string? extras, Id<StaffMember> by, DateTimeOffset at) =>
        (AssessmentId, Instrument, Item, Value, Comment, Source, Extras, By, At) = (assessmentId, instrument, item, value, comment, source, extras, by, at);

    public long Number { get; private init; }

    public Id<RiskAssessment> AssessmentId { get; private init; }

    /// <summary>The instrument the item belongs to: the form's own, or an add-on's.</summary>
    public string Instrument { get; private init; } = "";

    public int Item { get; private init; }

    public string Value { get; private init; } = "";

    public string? Comment { get; private init; }

    public string? Source { get; private init; }

    /// <summary>Extra capture of the item, as JSON.</summary>
    public string? Extras { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }
}

/// <summary>One grade in the history of an assessment: suggested, assessor, supervisor, secondary or IDVA (R1.18).</summary>
public sealed class GradeEntry
{
    private GradeEntry()
    {
    }

    internal GradeEntry(
        Id<RiskAssessment> assessmentId, Id<Case> caseId, string kind, RiskGrade grade, string? reason, Id<StaffMember>? by, Id<StaffMember>? secondPerson, DateTimeOffset at) =>
        (AssessmentId, CaseId, Kind, Grade, Reason, By, SecondPerson, At) = (assessmentId, caseId, kind, grade, reason, by, secondPerson, at);

    public long Number { get; private init; }

    public Id<RiskAssessment> AssessmentId { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public string Kind { get; private init; } = "";

    public RiskGrade Grade { get; private init; }

    public string? Reason { get; private init; }

    public Id<StaffMember>? By { get; private init; }

    public Id<StaffMember>? SecondPerson { get; private init; }

    public DateTimeOffset At { get; private init; }
}
