using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incoming;

public enum IncomingState
{
    /// <summary>It is an incident.</summary>
    Logged,

    /// <summary>A row of a file that does not say when: it becomes an incident once a person has said so.</summary>
    Held,

    /// <summary>A person said that it is to be no incident, and why.</summary>
    Discarded,
}

/// <summary>What became of a question.</summary>
public enum QuestionAnswer
{
    Corrected,
    SamePerson,
    NewPerson,

    /// <summary>It stays as it came, or a person in it is left out; the reason says why.</summary>
    Discarded,

    /// <summary>The other system sent something else before anybody answered.</summary>
    Overtaken,
}

/// <summary>How somebody in a report came to be the person on record they are.</summary>
public enum IncomingPersonOutcome
{
    Waiting,

    /// <summary>The points of matching lie far enough above the threshold, so nobody was asked.</summary>
    Linked,

    /// <summary>Nobody on record came near.</summary>
    New,

    /// <summary>A person said who it is.</summary>
    Chosen,

    /// <summary>A person said that this is nobody to record.</summary>
    LeftOut,
}

/// <summary>A word of a report that a person put right. It holds as long as the other system goes on sending that very word.</summary>
public sealed record ReportCorrection(string Path, string AsSent, string Value);

/// <summary>
/// A report that another system or a file sent, from the first message to the last, with what was asked about it. The incident itself is made
/// and changed by the rules of incidents; this says where it came from.
/// </summary>
public sealed class IncomingReport
{
    public const int ReasonMaxLength = 500;

    private readonly List<IncomingQuestion> _questions = [];
    private readonly List<IncomingPerson> _people = [];

    private IncomingReport()
    {
    }

    public Id<IncomingReport> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The other system's own number for it; unique within the agency. Null when it has none.</summary>
    public string? Reference { get; private init; }

    public Id<ApiKey>? KeyId { get; private init; }

    public Id<ImportBatch>? BatchId { get; private init; }

    /// <summary>The line of the file, counted as a spreadsheet counts.</summary>
    public int? Row { get; private init; }

    /// <summary>The same content gives the same hash, whatever number it came under.</summary>
    public byte[] ContentHash { get; private init; } = [];

    public DateTimeOffset ReceivedAt { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public IncomingState State { get; private set; }

    public Id<Incident>? IncidentId { get; private set; }

    /// <summary>What the other system says of it so far, all its messages put together.</summary>
    public SentReport Sent { get; private set; } = null!;

    public IReadOnlyList<ReportCorrection> Corrections { get; private set; } = [];

    public uint Version { get; private init; }

    public IReadOnlyCollection<IncomingQuestion> Questions => _questions;

    public IReadOnlyCollection<IncomingPerson> People => _people;

    public bool IsLive => BatchId is null;

    /// <summary>How many questions wait for a person: the queue's own column, so that it is found without counting.</summary>
    public int OpenQuestions { get; private set; }

    public static IncomingReport Of(Id<Agency> agency, SentReport sent, byte[] contentHash, Id<ApiKey>? key, Id<ImportBatch>? batch, int? row, DateTimeOffset now) => new()
    {
        Id = Id<IncomingReport>.New(now),
        AgencyId = agency,
        Reference = sent[SentField.ExternalReference],
        KeyId = key,
        BatchId = batch,
        Row = row,
        ContentHash = contentHash,
        ReceivedAt = now,
        ChangedAt = now,
        State = IncomingState.Held,
        Sent = sent,
    };

    /// <summary>What was sent, with what people have put right in it.</summary>
    public SentReport Corrected() => With(Sent);

    /// <summary>A newer message, with what people have put right and it still says.</summary>
    public SentReport With(SentReport newer) =>
        Corrections.Aggregate(newer, (sent, c) => SentWords.Fold(sent.At(c.Path)) == SentWords.Fold(c.AsSent) ? sent.With(c.Path, c.Value) : sent);

    public void Update(SentReport sent, DateTimeOffset now) => (Sent, ChangedAt) = (sent, now);

    public void Correct(ReportCorrection correction, DateTimeOffset now) =>
        (Corrections, ChangedAt) = ([.. Corrections.Where(c => c.Path != correction.Path), correction], now);

    public void BecameIncident(Id<Incident> incident, DateTimeOffset now) => (IncidentId, State, ChangedAt) = (incident, IncomingState.Logged, now);

    public Result<DateTimeOffset> Discard(DateTimeOffset now)
    {
        if (State is not IncomingState.Held)
        {
            return new Refusal("incoming.logged", "This report is an incident already, so it cannot be discarded. Close the incident instead.");
        }

        (State, ChangedAt) = (IncomingState.Discarded, now);
        OvertakeAll(now);
        return now;
    }

    /// <summary>Another message came for a report that had been discarded.</summary>
    public void Reopen(DateTimeOffset now) => (State, ChangedAt) = (State is IncomingState.Discarded ? IncomingState.Held : State, now);

    /// <summary>One question more, beside those of a reading.</summary>
    public void Ask(ReportQuestion question, DateTimeOffset now)
    {
        if (!_questions.Exists(q => q.Kind == question.Kind && q.Path == question.Path && (q.AsSent == question.AsSent || q.IsOpen) && q.Answer is not QuestionAnswer.Overtaken))
        {
            _questions.Add(new IncomingQuestion(Id, question, now));
        }

        OpenQuestions = _questions.Count(q => q.IsOpen);
    }

    /// <summary>
    /// Puts the open questions in step with a new reading: what is asked no more, or of another word now, is overtaken; what is new is asked. What a
    /// person has answered for this very word is not asked again.
    /// </summary>
    public void Ask(IReadOnlyList<ReportQuestion> questions, DateTimeOffset now)
    {
        foreach (var open in _questions.Where(q => q.IsOpen && q.Kind is QuestionKind.Word && !questions.Any(w => w.Path == q.Path && w.AsSent == q.AsSent)))
        {
            open.Overtake(now);
        }

        foreach (var question in questions)
        {
            Ask(question, now);
        }

        OpenQuestions = _questions.Count(q => q.IsOpen);
    }

    /// <summary>A person's answer to one of the questions.</summary>
    public Result<IncomingQuestion> Answer(Actor by, long question, QuestionAnswer answer, string? value, string? reason, DateTimeOffset now)
    {
        if (_questions.Find(q => q.Number == question) is not { } found)
        {
            return new Refusal("incoming.no-question", "There is no such question about this report.");
        }

        var settled = found.Settle(by, answer, value, reason, now);
        (OpenQuestions, ChangedAt) = (_questions.Count(q => q.IsOpen), now);
        return settled;
    }

    /// <summary>Nobody has to answer any more: the report is to be no incident.</summary>
    private void OvertakeAll(DateTimeOffset now)
    {
        _questions.Where(q => q.IsOpen).ToList().ForEach(q => q.Overtake(now));
        OpenQuestions = 0;
    }

    /// <summary>Somebody in the report, as they were dealt with; whoever waits is asked about.</summary>
    public IncomingPerson Place(int index, PartyRole role, DateTimeOffset now)
    {
        var person = _people.Find(p => p.Index == index);
        if (person is null)
        {
            _people.Add(person = new IncomingPerson(Id, index, role, now));
        }

        return person;
    }
}

/// <summary>A question about a report that a person has to answer, and the answer.</summary>
public sealed class IncomingQuestion
{
    private IncomingQuestion()
    {
    }

    internal IncomingQuestion(Id<IncomingReport> reportId, ReportQuestion question, DateTimeOffset now) =>
        (ReportId, Kind, Path, AsSent, Why, AskedAt) = (reportId, question.Kind, question.Path, question.AsSent, question.Why, now);

    public long Number { get; private init; }

    public Id<IncomingReport> ReportId { get; private init; }

    public QuestionKind Kind { get; private init; }

    public string Path { get; private init; } = "";

    public string AsSent { get; private init; } = "";

    public string Why { get; private init; } = "";

    public DateTimeOffset AskedAt { get; private init; }

    public QuestionAnswer? Answer { get; private set; }

    public Id<StaffMember>? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The word it was corrected to.</summary>
    public string? Value { get; private set; }

    public string? Reason { get; private set; }

    public bool IsOpen => AnsweredAt is null;

    internal Result<IncomingQuestion> Settle(Actor by, QuestionAnswer answer, string? value, string? reason, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("incoming.answered", "This question has been answered already. The page shows it as it is now.");
        }

        (Answer, AnsweredBy, AnsweredAt, Value, Reason) = (answer, by.StaffId, now, value, reason);
        return this;
    }

    internal void Overtake(DateTimeOffset now) => (Answer, AnsweredAt) = (QuestionAnswer.Overtaken, now);
}

/// <summary>Somebody in a report, and who on record they turned out to be.</summary>
public sealed class IncomingPerson
{
    private IncomingPerson()
    {
    }

    internal IncomingPerson(Id<IncomingReport> reportId, int index, PartyRole role, DateTimeOffset now) => (ReportId, Index, Role, At) = (reportId, index, role, now);

    public long Number { get; private init; }

    public Id<IncomingReport> ReportId { get; private init; }

    public int Index { get; private init; }

    public PartyRole Role { get; private set; }

    public IncomingPersonOutcome Outcome { get; private set; }

    public Id<Person>? PersonId { get; private set; }

    /// <summary>The points of the best match when it was decided; null where there was nobody to compare.</summary>
    public double? Points { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Decide(IncomingPersonOutcome outcome, PartyRole role, Id<Person>? person, double? points, DateTimeOffset now) =>
        (Outcome, Role, PersonId, Points, At) = (outcome, role, person, points, now);
}
