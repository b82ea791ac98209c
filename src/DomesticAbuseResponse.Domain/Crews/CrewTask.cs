using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>How a crew is to reach a victim first.</summary>
public enum CrewWay
{
    Visit,
    PhoneFirst,
}

/// <summary>How far the crew has to go, as whoever asks for it says.</summary>
public enum DistanceBand
{
    NotKnown,
    Near,
    Middle,
    Further,
}

public enum CrewTaskState
{
    /// <summary>Asked of a crew that has not answered.</summary>
    Offered,
    Accepted,
    Declined,

    /// <summary>Another crew or another service has it now.</summary>
    HandedOn,

    /// <summary>Whoever asked takes it back.</summary>
    Withdrawn,

    /// <summary>The visit is recorded.</summary>
    Done,

    /// <summary>The shift ended before it was done.</summary>
    Lapsed,
}

/// <summary>One thing that happened to a task, with who and when.</summary>
public enum CrewStepKind
{
    Offered,
    Accepted,
    Declined,
    HandedOn,
    Withdrawn,
    OnTheWay,
    Arrived,
    PhoneContact,
    Left,
    Done,
    Lapsed,
}

/// <summary>What is asked of a crew.</summary>
/// <param name="Reason">Why this victim needs it now, in a line. No name and no address belongs in it.</param>
public sealed record CrewAsk(CrewWay Way, DistanceBand Distance, string? Reason);

/// <summary>
/// The support car, or the crisis service, asked to reach one victim of one incident (R5.1, R5.5, R5.8). While it is open the crew of its shift stands in
/// the circle of what it needs; when it ends, so does that.
/// </summary>
public sealed class CrewTask
{
    public const int ReasonMaxLength = 500;

    public const int ServiceMaxLength = 120;

    private readonly List<CrewStep> _steps = [];

    private CrewTask()
    {
    }

    public Id<CrewTask> Id { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> VictimId { get; private init; }

    /// <summary>The force whose incident it is.</summary>
    public Id<Agency> ForceId { get; private init; }

    public Id<Shift> ShiftId { get; private init; }

    /// <summary>The code of the service on the force's rota, and what it is there for.</summary>
    public string Service { get; private init; } = "";

    public ServiceKind Kind { get; private init; }

    public CrewWay Way { get; private init; }

    public DistanceBand Distance { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>The task that was handed on and became this one.</summary>
    public Id<CrewTask>? FromId { get; private init; }

    public CrewTaskState State { get; private set; }

    public DateTimeOffset AskedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyList<CrewStep> Steps => _steps;

    public static Refusal IsOver { get; } = new("crew.over", "This task is over: it was done, handed on, declined or taken back.");

    public bool IsOpen => State is CrewTaskState.Offered or CrewTaskState.Accepted;

    public static Result<CrewTask> Offer(Incident incident, Id<Person> victim, Shift shift, ServiceKind kind, CrewAsk ask, Actor by, DateTimeOffset now, Id<CrewTask>? from = null)
    {
        if (!incident.Victims.Contains(victim))
        {
            return new Refusal("crew.not-victim", "This person is not the victim of this incident.");
        }

        if (!SecondResponse.Of(kind, incident.AttendedAt).May.Contains(ask.Way))
        {
            return new Refusal("crew.way", SecondResponse.Of(kind, incident.AttendedAt).Because);
        }

        var task = new CrewTask
        {
            Id = Id<CrewTask>.New(now),
            IncidentId = incident.Id,
            VictimId = victim,
            ForceId = shift.ForceId,
            ShiftId = shift.Id,
            Service = shift.Service,
            Kind = kind,
            Way = ask.Way,
            Distance = ask.Distance,
            Reason = Tidy(ask.Reason),
            FromId = from,
            AskedAt = now,
        };
        task.Note(CrewStepKind.Offered, by, now);
        return task;
    }

    /// <summary>The crew takes it. Taking it twice is taking it once.</summary>
    /// <returns>False where it was taken already.</returns>
    public Result<bool> Accept(Actor by, DateTimeOffset now)
    {
        if (State is CrewTaskState.Accepted)
        {
            return false;
        }

        if (State is not CrewTaskState.Offered)
        {
            return IsOver;
        }

        State = CrewTaskState.Accepted;
        Note(CrewStepKind.Accepted, by, now);
        return true;
    }

    public Result<CrewTask> Decline(Actor by, string? reason, DateTimeOffset now) =>
        State is CrewTaskState.Accepted ? new Refusal("crew.accepted", "Your crew has accepted this already. Hand it on instead.")
        : End(CrewTaskState.Declined, CrewStepKind.Declined, by, reason, "Say why your crew cannot take it.", now);

    /// <param name="to">The crew or the service that takes it now, by its name.</param>
    public Result<CrewTask> HandOn(Actor by, string to, string? reason, DateTimeOffset now) =>
        End(CrewTaskState.HandedOn, CrewStepKind.HandedOn, by, reason, "Say why it is handed on.", now, to);

    public Result<CrewTask> Withdraw(Actor by, string? reason, DateTimeOffset now) =>
        End(CrewTaskState.Withdrawn, CrewStepKind.Withdrawn, by, reason, "Say why the crew is no longer asked.", now);

    public Result<CrewTask> Finish(Actor by, DateTimeOffset now) =>
        State is CrewTaskState.Done ? this : End(CrewTaskState.Done, CrewStepKind.Done, by, "", "", now);

    /// <summary>The shift and the time for writing up are over, and it was not done.</summary>
    public void Lapse(DateTimeOffset now)
    {
        if (IsOpen)
        {
            End(CrewTaskState.Lapsed, CrewStepKind.Lapsed, Actor.System, "", "", now);
        }
    }

    /// <summary>Where the crew is, in one tap. Each is recorded once: the first time stands.</summary>
    /// <returns>False where it was recorded already.</returns>
    public Result<bool> Move(Actor by, CrewStepKind move, DateTimeOffset now)
    {
        if (_steps.Exists(s => s.Kind == move))
        {
            return false;
        }

        if (State is not CrewTaskState.Accepted)
        {
            return State is CrewTaskState.Offered ? new Refusal("crew.not-accepted", "Accept the task first.") : IsOver;
        }

        Note(move, by, now);
        return true;
    }

    /// <summary>Where the crew was, tapped on a phone that was out of reach: at the time it was tapped, where that can be.</summary>
    public VisitEntry Receive(VisitPack pack, Actor by, EntryMade made, DateTimeOffset now)
    {
        var at = made.MadeAt >= AskedAt && made.MadeAt <= now ? made.MadeAt : now;
        var moved = made.Step is { } step and (CrewStepKind.OnTheWay or CrewStepKind.Arrived or CrewStepKind.PhoneContact or CrewStepKind.Left)
            ? Move(by, step, at) : new Refusal("entry.step", "A phone cannot say this.");
        return moved.Match(
            isNew => new VisitEntry(pack, Id, made, isNew ? EntryState.Taken : EntryState.Same, null, now),
            refusal => new VisitEntry(pack, Id, made, EntryState.Late, refusal.Message, now));
    }

    /// <summary>When that was recorded; null when it was not.</summary>
    public DateTimeOffset? At(CrewStepKind kind) => _steps.Find(s => s.Kind == kind)?.At;

    private Result<CrewTask> End(CrewTaskState state, CrewStepKind step, Actor by, string? reason, string asked, DateTimeOffset now, string? to = null)
    {
        if (!IsOpen)
        {
            return IsOver;
        }

        if (asked.Length > 0 && string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("crew.reason", asked);
        }

        (State, EndedAt) = (state, now);
        Note(step, by, now, Tidy(reason), to);
        return this;
    }

    private void Note(CrewStepKind kind, Actor by, DateTimeOffset now, string? reason = null, string? to = null)
    {
        _steps.Add(new CrewStep(Id, kind, by.StaffId, by.AgencyId, now, reason, to));
        ChangedAt = now;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One step of one task. None is ever taken out.</summary>
public sealed class CrewStep
{
    private CrewStep()
    {
    }

    internal CrewStep(Id<CrewTask> taskId, CrewStepKind kind, Id<StaffMember> by, Id<Agency> agency, DateTimeOffset at, string? reason, string? to) =>
        (TaskId, Kind, By, ByAgencyId, At, Reason, To) = (taskId, kind, by, agency, at, reason, to);

    public long Number { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public CrewStepKind Kind { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>Whom it was handed on to, by name.</summary>
    public string? To { get; private init; }
}
