using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>What a sample is of.</summary>
public enum SampleKind
{
    /// <summary>Finished risk assessments, scored a second time without sight of the first grade (R4.26).</summary>
    Forms,

    /// <summary>Domestic abuse calls (R4.5).</summary>
    Calls,
}

/// <summary>What came of a second score.</summary>
public enum SampleOutcome
{
    /// <summary>Both grades were the same.</summary>
    Agreed,

    /// <summary>The scorer's grade was given to the form.</summary>
    Regraded,

    /// <summary>The grades differ, and the first one stands for the reason given as feedback.</summary>
    FirstStands,
}

/// <summary>How one thing was done on a call.</summary>
public enum CallMark
{
    Yes,
    Partly,
    No,

    /// <summary>The record does not show it.</summary>
    CannotTell,
}

/// <summary>The four things a call is looked at for (R4.5).</summary>
public sealed record CallMarks(CallMark Empathy, CallMark RightGrade, CallMark HistoryChecked, CallMark Advice);

/// <summary>One drawn sample: its frame, seed and size stay with it, so that anybody can draw it again (R4.5, R4.26).</summary>
public sealed class QualitySample
{
    private readonly List<SampledItem> _items = [];
    private readonly List<Guid> _frame = [];

    private QualitySample()
    {
    }

    public Id<QualitySample> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public SampleKind Kind { get; private init; }

    /// <summary>Null for the whole agency.</summary>
    public Id<PolicingUnit>? UnitId { get; private init; }

    /// <summary>First and last London date of the period, both included.</summary>
    public DateOnly FromDay { get; private init; }

    public DateOnly ToDay { get; private init; }

    /// <summary>Of forms: whether those of every grade are in the frame, and not those graded Standard alone.</summary>
    public bool EveryGrade { get; private init; }

    public int Percent { get; private init; }

    public long Seed { get; private init; }

    /// <summary>Everything that could have been drawn.</summary>
    public IReadOnlyList<Guid> Frame => _frame;

    public Id<StaffMember> DrawnBy { get; private init; }

    public DateTimeOffset DrawnAt { get; private init; }

    public IReadOnlyList<SampledItem> Items => _items;

    /// <param name="authors">Who made each member of the frame: the assessor of a form, whoever logged a call.</param>
    public static QualitySample Draw(
        Actor by, SampleKind kind, Id<PolicingUnit>? unit, DateOnly from, DateOnly to, bool everyGrade, int percent, long seed, IReadOnlyDictionary<Guid, Id<StaffMember>> authors, DateTimeOffset now)
    {
        var sample = new QualitySample
        {
            Id = Id<QualitySample>.New(now),
            AgencyId = by.AgencyId,
            Kind = kind,
            UnitId = unit,
            FromDay = from,
            ToDay = to,
            EveryGrade = everyGrade,
            Percent = percent,
            Seed = seed,
            DrawnBy = by.StaffId,
            DrawnAt = now,
        };
        sample._frame.AddRange(authors.Keys.Order());
        sample._items.AddRange(SampleDraw.Draw(seed, authors.Keys, percent).Select((id, place) => new SampledItem(sample.Id, kind, id, authors[id], place + 1)));
        return sample;
    }
}

/// <summary>One drawn form or call, and what somebody found who looked at it.</summary>
public sealed class SampledItem
{
    public const int ReasonMinLength = 20;

    public const int TextMaxLength = 2000;

    private SampledItem()
    {
    }

    internal SampledItem(Id<QualitySample> sampleId, SampleKind kind, Guid subjectId, Id<StaffMember> authorId, int place) =>
        (SampleId, Kind, SubjectId, AuthorId, Place) = (sampleId, kind, subjectId, authorId, place);

    public long Number { get; private init; }

    public Id<QualitySample> SampleId { get; private init; }

    public SampleKind Kind { get; private init; }

    /// <summary>The assessment or the incident.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Who made it, and so cannot look at it here.</summary>
    public Id<StaffMember> AuthorId { get; private init; }

    /// <summary>In the order of drawing; the first is 1.</summary>
    public int Place { get; private init; }

    public Id<StaffMember>? ScoredBy { get; private set; }

    public DateTimeOffset? ScoredAt { get; private set; }

    /// <summary>The grade in force on the form when it was scored; not shown to the scorer before.</summary>
    public RiskGrade? FirstGrade { get; private set; }

    public RiskGrade? SecondGrade { get; private set; }

    public string? SecondReason { get; private set; }

    public SampleOutcome? Outcome { get; private set; }

    public CallMark? Empathy { get; private set; }

    public CallMark? RightGrade { get; private set; }

    public CallMark? HistoryChecked { get; private set; }

    public CallMark? Advice { get; private set; }

    /// <summary>To whoever made it.</summary>
    public string? Feedback { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public uint Version { get; private init; }

    public bool IsDone => DecidedAt is not null;

    /// <summary>A second grade, given without sight of the first. It is not changed afterwards.</summary>
    /// <param name="graders">Everybody who has graded the form: none of them is the second.</param>
    public Result<SampledItem> Score(Actor by, IReadOnlySet<Id<StaffMember>> graders, RiskGrade? first, RiskGrade second, string? reason, DateTimeOffset now)
    {
        if (RefuseOwn(by, graders) is { } own)
        {
            return own;
        }

        if (ScoredAt is not null)
        {
            return new Refusal("sample.scored", "Somebody has scored this already.");
        }

        if (first is null)
        {
            return new Refusal("sample.not-graded", "No grade is in force on this form any more, so there is nothing to compare with.");
        }

        if ((reason?.Trim().Length ?? 0) < ReasonMinLength)
        {
            return new Refusal("sample.reason", $"Say why in {ReasonMinLength} characters or more.");
        }

        (ScoredBy, ScoredAt, FirstGrade, SecondGrade, SecondReason) = (by.StaffId, now, first, second, reason!.Trim());
        if (first == second)
        {
            (Outcome, DecidedAt) = (SampleOutcome.Agreed, now);
        }

        return this;
    }

    /// <summary>What is done about two grades that differ, by whoever gave the second.</summary>
    public Result<SampledItem> Decide(Actor by, SampleOutcome outcome, string? feedback, DateTimeOffset now)
    {
        if (Kind is not SampleKind.Forms || ScoredBy != by.StaffId)
        {
            return new Refusal("sample.not-scorer", "Whoever gave the second grade decides what is done about it.");
        }

        if (IsDone)
        {
            return new Refusal("sample.decided", "This has been decided already.");
        }

        if (outcome is SampleOutcome.Agreed)
        {
            return new Refusal("sample.differs", "The two grades differ: choose which of them stands.");
        }

        if (string.IsNullOrWhiteSpace(feedback))
        {
            return new Refusal("sample.feedback", "Say what the assessor can learn from it.");
        }

        (Outcome, Feedback, DecidedAt) = (outcome, feedback.Trim(), now);
        return this;
    }

    /// <summary>What a call was found to be like (R4.5).</summary>
    public Result<SampledItem> Mark(Actor by, CallMarks marks, string? feedback, DateTimeOffset now)
    {
        if (RefuseOwn(by, new HashSet<Id<StaffMember>>()) is { } own)
        {
            return own;
        }

        if (Kind is not SampleKind.Calls || IsDone)
        {
            return new Refusal("sample.scored", "Somebody has looked at this already.");
        }

        if (string.IsNullOrWhiteSpace(feedback) && new[] { marks.Empathy, marks.RightGrade, marks.HistoryChecked, marks.Advice }.Any(m => m is CallMark.No or CallMark.Partly))
        {
            return new Refusal("sample.feedback", "Say what the call handler can learn from it.");
        }

        (ScoredBy, ScoredAt, DecidedAt) = (by.StaffId, now, now);
        (Empathy, RightGrade, HistoryChecked, Advice) = (marks.Empathy, marks.RightGrade, marks.HistoryChecked, marks.Advice);
        Feedback = string.IsNullOrWhiteSpace(feedback) ? null : feedback.Trim();
        return this;
    }

    private Refusal? RefuseOwn(Actor by, IReadOnlySet<Id<StaffMember>> graders) => by.StaffId == AuthorId || graders.Contains(by.StaffId)
        ? new("sample.own", "You worked on this yourself. Somebody else must look at it.")
        : null;
}
