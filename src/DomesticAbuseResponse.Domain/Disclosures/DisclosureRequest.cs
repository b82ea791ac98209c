using System.Text.Json;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>One thing recorded on a request. None is ever taken out.</summary>
public sealed class DisclosureStep
{
    private DisclosureStep()
    {
    }

    internal DisclosureStep(DisclosureRequest request, StepContent content, Actor by, DateTimeOffset at) =>
        (RequestId, Stage, Content, By, At) = (request.Id, content.Stage, JsonSerializer.Serialize(content, content.GetType(), JsonSerializerOptions.Web), by.StaffId, at);

    public long Number { get; private init; }

    public Id<DisclosureRequest> RequestId { get; private init; }

    public DisclosureStage Stage { get; private init; }

    public string Content { get; private init; } = "{}";

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public StepContent Read() => Stage switch
    {
        DisclosureStage.Checks => As<ChecksMade>(),
        DisclosureStage.Meeting => As<Met>(),
        DisclosureStage.Assessment => As<Assessed>(),
        DisclosureStage.Decision => As<Decided>(),
        DisclosureStage.Telling => As<ToldInPerson>(),
        DisclosureStage.Closed => As<Ended>(),
    };

    private T As<T>() => JsonSerializer.Deserialize<T>(Content, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("A step of a request has no content.");
}

/// <summary>
/// A request under the domestic violence disclosure scheme, Clare's Law (R4.33–R4.37). It is a compartment of its own: it points at no person's record and none points at it, so
/// that nothing shown of the one it is about can give away who asked (T7).
/// </summary>
public sealed class DisclosureRequest
{
    private readonly List<DisclosureStep> _steps = [];

    private DisclosureRequest()
    {
    }

    public Id<DisclosureRequest> Id { get; private init; }

    /// <summary>What colleagues quote to each other: CL-000012.</summary>
    public string Reference { get; private init; } = "";

    public Id<Agency> ForceId { get; private init; }

    public DisclosureAsked Asked { get; private set; } = null!;

    /// <summary>When the force was asked: the clocks run from here, not from when it was written down.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    public Id<StaffMember> TakenBy { get; private init; }

    public DateTimeOffset TakenAt { get; private init; }

    /// <summary>The end of the 28 days (R4.34).</summary>
    public DateTimeOffset DueAt { get; private init; }

    /// <summary>The earliest clock that runs now; null once it is closed.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>The clock of which an inspector has been told that it has passed.</summary>
    public DateTimeOffset? ToldOf { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DisclosureOutcome? Outcome { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<DisclosureStep> Steps => _steps;

    public bool IsOpen => ClosedAt is null;

    public static Result<DisclosureRequest> Take(string reference, DisclosureAsked asked, DateTimeOffset receivedAt, DateTimeOffset dueAt, Actor by, DateTimeOffset now) =>
        !by.Roles.Any(DisclosureAccess.Takers.Contains) ? new Refusal("disclosure.no-standing", "Only the police take a request under the disclosure scheme.")
        : asked.Check() is { } refusal ? refusal
        : CheckReceived(receivedAt, now) is { } when ? when
        : new DisclosureRequest
        {
            Id = Id<DisclosureRequest>.New(now),
            Reference = reference,
            ForceId = by.AgencyId,
            Asked = asked,
            ReceivedAt = receivedAt,
            TakenBy = by.StaffId,
            TakenAt = now,
            DueAt = dueAt,
            ChangedAt = now,
        };

    /// <summary>Why they cannot have asked then, or null when they can: the clocks run from it.</summary>
    public static Refusal? CheckReceived(DateTimeOffset receivedAt, DateTimeOffset now) =>
        receivedAt > now || receivedAt < now.AddYears(-1) ? new Refusal("disclosure.received", "The time they asked must be within the last year, and not in the future") : null;

    /// <summary>Whether this stage has been recorded.</summary>
    public bool Has(DisclosureStage stage) => _steps.Exists(s => s.Stage == stage);

    /// <summary>The last that was recorded at a stage; null when nothing was.</summary>
    public T? Last<T>(DisclosureStage stage)
        where T : StepContent => _steps.Where(s => s.Stage == stage).OrderBy(s => s.At).ThenBy(s => s.Number).LastOrDefault()?.Read() as T;

    /// <summary>What comes next: null once it is closed. By the right to know nobody is met before the decision.</summary>
    public DisclosureStage? Next =>
        !IsOpen ? null
        : !Has(DisclosureStage.Checks) ? DisclosureStage.Checks
        : Asked.Route is DisclosureRoute.RightToAsk && !Has(DisclosureStage.Meeting) ? DisclosureStage.Meeting
        : !Has(DisclosureStage.Assessment) ? DisclosureStage.Assessment
        : !Has(DisclosureStage.Decision) ? DisclosureStage.Decision
        : DisclosureStage.Telling;

    /// <summary>Records what was done at a stage. The order of the stages is kept; a stage done before may be recorded again while the request is open.</summary>
    public Result<DisclosureStep> Record(StepContent content, Actor by, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("disclosure.closed", "This request has ended.");
        }

        if (content.Stage is not DisclosureStage.Closed && content.Stage > Next)
        {
            return new Refusal("disclosure.order", $"Record the step before this one first: {StageWords.Of(Next!.Value)}.");
        }

        if (content.Stage is DisclosureStage.Telling && Last<Decided>(DisclosureStage.Decision) is not { Outcome: DisclosureOutcome.Disclosed })
        {
            return new Refusal("disclosure.not-decided", "The forum decided that nothing is disclosed: end the request instead.");
        }

        if (content is Ended { Outcome: DisclosureOutcome.NothingToDisclose or DisclosureOutcome.NotNecessary } ended && Last<Decided>(DisclosureStage.Decision)?.Outcome != ended.Outcome)
        {
            return new Refusal("disclosure.not-decided", "The forum decides whether there is something to disclose: record its decision first.");
        }

        if (content.Check(Asked) is { } refusal)
        {
            return refusal;
        }

        if (content is Met { On: var met } && InFuture(met) || content is Decided { HeldOn: var held } && InFuture(held) || content is ToldInPerson { On: var told } && InFuture(told))
        {
            return new Refusal("disclosure.day", "The day must be today or before");
        }

        var step = new DisclosureStep(this, content, by, now);
        _steps.Add(step);
        ChangedAt = now;
        if (content is Ended { Outcome: var outcome })
        {
            Close(outcome, now);
        }
        else if (content is ToldInPerson)
        {
            Close(DisclosureOutcome.Disclosed, now);
        }

        return step;

        bool InFuture(DateOnly day) => day > Time.UkTime.DateOf(now);
    }

    /// <summary>Sets the clock that runs next, when a step has stopped the one before.</summary>
    public void RunsTo(DateTimeOffset? due) => NextDueAt = IsOpen ? due : null;

    public void WasToldOf() => ToldOf = NextDueAt;

    private void Close(DisclosureOutcome outcome, DateTimeOffset now) => (ClosedAt, Outcome, NextDueAt) = (now, outcome, null);
}

/// <summary>The stages in words, for refusals.</summary>
public static class StageWords
{
    public static string Of(DisclosureStage stage) => stage switch
    {
        DisclosureStage.Checks => "first checks",
        DisclosureStage.Meeting => "meeting face to face",
        DisclosureStage.Assessment => "risk assessment",
        DisclosureStage.Decision => "decision of the forum",
        DisclosureStage.Telling => "disclosure in person",
        DisclosureStage.Closed => "end of the request",
    };
}
