using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Neighbourhoods;

/// <summary>What the weekly partnership does about one repeat caller: actions, each with an owner, a date and what came of it (R4.19).</summary>
public sealed class CallerPlan
{
    public const int ReasonMaxLength = 2000;

    private readonly List<PlanAction> _actions = [];

    private CallerPlan()
    {
    }

    public Id<CallerPlan> Id { get; private init; }

    public Id<Agency> ForceId { get; private init; }

    public Id<Neighbourhood> NeighbourhoodId { get; private init; }

    public CallerKind Kind { get; private init; }

    public Id<Person>? PersonId { get; private init; }

    /// <summary>The number or the place, where no person is known.</summary>
    public string? Words { get; private init; }

    /// <summary>The newest call when the plan was begun: whoever may not see it, may not see a plan about a number or a place.</summary>
    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> OpenedBy { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBecause { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<PlanAction> Actions => _actions;

    public bool IsOpen => ClosedAt is null;

    public CallerKey Key => new(Kind, PersonId, Words);

    public static CallerPlan Open(Id<Neighbourhood> neighbourhood, RepeatCaller caller, Actor by, DateTimeOffset now) => new()
    {
        Id = Id<CallerPlan>.New(now),
        ForceId = by.AgencyId,
        NeighbourhoodId = neighbourhood,
        Kind = caller.Key.Kind,
        PersonId = caller.Key.Person,
        Words = caller.Key.Words,
        IncidentId = caller.Newest,
        OpenedBy = by.StaffId,
        OpenedAt = now,
        ChangedAt = now,
    };

    public Result<PlanAction> Add(string? text, Id<Agency> owner, string? ownerName, DateOnly dueOn, DateOnly today, Actor by, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return IsClosed;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new Refusal("plan.text", "Write what is to be done.");
        }

        if (string.IsNullOrWhiteSpace(ownerName))
        {
            return new Refusal("plan.owner", "Write who does it: an action nobody owns is not done.");
        }

        if (dueOn < today)
        {
            return new Refusal("plan.due", "The date by which it is done cannot lie in the past.");
        }

        var action = new PlanAction(Id, text.Trim(), owner, ownerName.Trim(), dueOn, by.StaffId, now);
        _actions.Add(action);
        ChangedAt = now;
        return action;
    }

    /// <summary>Says what came of an action. The first to say it ends it.</summary>
    public Result<PlanAction> Finish(long number, PlanOutcome outcome, string? words, Actor by, DateTimeOffset now)
    {
        if (_actions.Find(a => a.Number == number) is not { } action)
        {
            return new Refusal("plan.no-action", "There is no such action in this plan.");
        }

        if (!action.IsOpen)
        {
            return new Refusal("plan.action-done", "Somebody has already said what came of this.");
        }

        if (string.IsNullOrWhiteSpace(words))
        {
            return new Refusal("plan.outcome", "Say what came of it.");
        }

        action.Finish(outcome, words.Trim(), by.StaffId, now);
        ChangedAt = now;
        return action;
    }

    public Result<CallerPlan> Close(string? reason, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return IsClosed;
        }

        if (_actions.Exists(a => a.IsOpen))
        {
            return new Refusal("plan.open-actions", "Say first what came of every action.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("plan.reason", "Say why the plan is closed.");
        }

        (ClosedAt, ClosedBecause, ChangedAt) = (now, reason.Trim(), now);
        return this;
    }

    private static Refusal IsClosed => new("plan.closed", "This plan is closed.");
}

public enum PlanOutcome
{
    Done,
    PartlyDone,
    NotDone,
}

/// <summary>One action of a plan.</summary>
public sealed class PlanAction
{
    public const int TextMaxLength = 1000;
    public const int OwnerMaxLength = 120;

    private PlanAction()
    {
    }

    internal PlanAction(Id<CallerPlan> plan, string text, Id<Agency> owner, string ownerName, DateOnly dueOn, Id<StaffMember> by, DateTimeOffset at) =>
        (PlanId, Text, OwnerAgencyId, OwnerName, DueOn, SetBy, SetAt) = (plan, text, owner, ownerName, dueOn, by, at);

    public long Number { get; private init; }

    public Id<CallerPlan> PlanId { get; private init; }

    public string Text { get; private init; } = "";

    public Id<Agency> OwnerAgencyId { get; private init; }

    /// <summary>Who in that agency does it, by name or role.</summary>
    public string OwnerName { get; private init; } = "";

    /// <summary>The last day on which it is in time, London.</summary>
    public DateOnly DueOn { get; private init; }

    public Id<StaffMember> SetBy { get; private init; }

    public DateTimeOffset SetAt { get; private init; }

    public PlanOutcome? Outcome { get; private set; }

    public string? OutcomeWords { get; private set; }

    public Id<StaffMember>? FinishedBy { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public bool IsOpen => Outcome is null;

    public bool IsOverdueOn(DateOnly today) => IsOpen && DueOn < today;

    internal void Finish(PlanOutcome outcome, string words, Id<StaffMember> by, DateTimeOffset now) => (Outcome, OutcomeWords, FinishedBy, FinishedAt) = (outcome, words, by, now);
}

/// <summary>One weekly meeting of the partners of a neighbourhood about its repeat callers (R4.19). It names nobody: what concerns one caller stands in that plan.</summary>
public sealed class PartnershipMeeting
{
    public const int TextMaxLength = 4000;

    private PartnershipMeeting()
    {
    }

    public Id<PartnershipMeeting> Id { get; private init; }

    public Id<Neighbourhood> NeighbourhoodId { get; private init; }

    public DateOnly HeldOn { get; private init; }

    /// <summary>Which agencies were there, and who for them.</summary>
    public string Present { get; private init; } = "";

    public string? Notes { get; private init; }

    public Id<StaffMember> RecordedBy { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public static Result<PartnershipMeeting> Record(Id<Neighbourhood> neighbourhood, DateOnly heldOn, string? present, string? notes, DateOnly today, Actor by, DateTimeOffset now) =>
        heldOn > today ? new Refusal("meeting.future", "The meeting must have been held.")
        : heldOn < today.AddYears(-1) ? new Refusal("meeting.old", "The meeting was held more than a year ago. Check the date.")
        : string.IsNullOrWhiteSpace(present) ? new Refusal("meeting.present", "Write which agencies were there.")
        : new PartnershipMeeting
        {
            Id = Id<PartnershipMeeting>.New(now),
            NeighbourhoodId = neighbourhood,
            HeldOn = heldOn,
            Present = present.Trim(),
            Notes = string.IsNullOrWhiteSpace(notes) ? null : notes.Trim(),
            RecordedBy = by.StaffId,
            RecordedAt = now,
        };
}
