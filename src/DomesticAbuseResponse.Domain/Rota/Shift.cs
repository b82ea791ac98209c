using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Rota;

/// <summary>Somebody on a shift: a member of staff, or by name somebody who has no account here.</summary>
public sealed record CrewMember(CrewPart Part, Id<StaffMember>? StaffId, string Name, Id<Agency>? AgencyId)
{
    public const int NameMaxLength = 120;
}

/// <summary>What is planned for a shift: when, with whom, in which vehicle. Instants are UTC.</summary>
public sealed record ShiftPlan(DateTimeOffset From, DateTimeOffset Until, string? Vehicle, string? Note, IReadOnlyList<CrewMember> Crew);

/// <summary>One shift of a service on a force's rota, planned and as it was worked (R5.5).</summary>
public sealed class Shift
{
    public const int VehicleMaxLength = 60;

    public const int NoteMaxLength = 1000;

    public const int ReasonMaxLength = 500;

    public const int MostCrew = 12;

    /// <summary>Longer than this is a slip in a date.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    private readonly List<ShiftMember> _crew = [];

    private Shift()
    {
    }

    public Id<Shift> Id { get; private init; }

    /// <summary>The force whose rota it stands on; the crew may work for others.</summary>
    public Id<Agency> ForceId { get; private init; }

    /// <summary>The code of the service, as in the force's setting.</summary>
    public string Service { get; private init; } = "";

    public DateTimeOffset PlannedFrom { get; private set; }

    public DateTimeOffset PlannedUntil { get; private set; }

    /// <summary>When it really began; null until somebody has said so.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Vehicle or call sign.</summary>
    public string? Vehicle { get; private set; }

    public string? Note { get; private set; }

    public Id<StaffMember> PlannedBy { get; private init; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public string? CancelledReason { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyList<ShiftMember> Crew => _crew;

    public bool IsCancelled => CancelledAt is not null;

    /// <summary>When it stood or is to stand: as it was worked where that is known, else as planned. Null when it was cancelled.</summary>
    public ShiftPresence? Presence => IsCancelled ? null : new(StartedAt ?? PlannedFrom, EndedAt ?? PlannedUntil, [.. _crew.Select(m => m.Part)]);

    public bool IsOnAt(DateTimeOffset at) => Presence is { } on && on.From <= at && at < on.Until;

    public static Result<Shift> Plan(Id<Shift> id, Id<Agency> force, CoverService service, ShiftPlan plan, Id<StaffMember> by, DateTimeOffset now)
    {
        var shift = new Shift { Id = id, ForceId = force, Service = service.Code, PlannedBy = by };
        return shift.Change(plan, now);
    }

    /// <summary>Another plan for the shift. One that was cancelled or has ended stays as it is.</summary>
    public Result<Shift> Change(ShiftPlan plan, DateTimeOffset now)
    {
        if (Closed() is { } closed)
        {
            return closed;
        }

        if (plan.Until <= plan.From)
        {
            return new Refusal("shift.order", "The shift must end after it begins.");
        }

        if (plan.Until - plan.From > Longest)
        {
            return new Refusal("shift.long", $"A shift of more than {Longest.TotalHours:0} hours is too long. Check the dates.");
        }

        if (plan.Crew.Count > MostCrew)
        {
            return new Refusal("shift.crew-many", $"A shift has up to {MostCrew} people.");
        }

        if (plan.Crew.Where(m => m.StaffId is not null).GroupBy(m => m.StaffId).Any(g => g.Count() > 1))
        {
            return new Refusal("shift.crew-twice", "The same person is on this shift twice.");
        }

        (PlannedFrom, PlannedUntil, Vehicle, Note, ChangedAt) = (plan.From, plan.Until, Tidy(plan.Vehicle), Tidy(plan.Note), now);
        foreach (var gone in _crew.Where(m => !plan.Crew.Any(m.Is)).ToList())
        {
            _crew.Remove(gone);
        }

        _crew.AddRange(plan.Crew.Where(wanted => !_crew.Any(m => m.Is(wanted))).Select(wanted => new ShiftMember(Id, wanted)));
        return this;
    }

    /// <summary>The shift does not take place. It stays on the rota, with the reason.</summary>
    public Result<Shift> Cancel(string reason, DateTimeOffset now)
    {
        if (Closed() is { } closed)
        {
            return closed;
        }

        if (StartedAt is not null)
        {
            return new Refusal("shift.started", "This shift has begun. Record when it ended instead.");
        }

        (CancelledAt, CancelledReason, ChangedAt) = (now, reason.Trim(), now);
        return this;
    }

    /// <summary>When the shift really began and ended. The end may stay open while it lasts.</summary>
    public Result<Shift> Worked(DateTimeOffset startedAt, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        if (IsCancelled)
        {
            return new Refusal("shift.cancelled", "This shift was cancelled.");
        }

        if (startedAt > now || endedAt > now)
        {
            return new Refusal(startedAt > now ? "shift.starts-later" : "shift.ends-later", "That time has not come yet. Enter when it was.");
        }

        if (startedAt < PlannedFrom - Longest || startedAt > PlannedUntil)
        {
            return new Refusal("shift.start-far", $"The shift is planned for {UkTime.Describe(PlannedFrom)}. Check the date.");
        }

        if (endedAt <= startedAt || endedAt - startedAt > Longest)
        {
            return new Refusal("shift.end-far", $"The shift must end after it began, and within {Longest.TotalHours:0} hours.");
        }

        (StartedAt, EndedAt, ChangedAt) = (startedAt, endedAt, now);
        return this;
    }

    private Refusal? Closed() => IsCancelled ? new("shift.cancelled", "This shift was cancelled.")
        : EndedAt is not null ? new("shift.ended", "This shift has ended and stays on record as it was.")
        : null;

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One person's place on one shift.</summary>
public sealed class ShiftMember
{
    private ShiftMember()
    {
    }

    internal ShiftMember(Id<Shift> shiftId, CrewMember member) =>
        (ShiftId, Part, StaffId, Name, AgencyId) = (shiftId, member.Part, member.StaffId, member.Name.Trim(), member.AgencyId);

    public long Number { get; private init; }

    public Id<Shift> ShiftId { get; private init; }

    public CrewPart Part { get; private init; }

    /// <summary>Null for somebody without an account here.</summary>
    public Id<StaffMember>? StaffId { get; private init; }

    /// <summary>Who it is, for somebody without an account; empty for staff, whose name may change.</summary>
    public string Name { get; private init; } = "";

    public Id<Agency>? AgencyId { get; private init; }

    internal bool Is(CrewMember wanted) => Part == wanted.Part && StaffId == wanted.StaffId && string.Equals(Name, wanted.Name.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Who keeps a force's rota, and who fits into a crew. The sets are the whole setting.</summary>
public static class RotaStanding
{
    /// <summary>Plan, change and cancel shifts on the rota of their force.</summary>
    public static IReadOnlyList<Role> Planners { get; } = [Role.ControlRoomSupervisor, Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer];

    public static bool MayPlan(Actor actor, Id<Agency> force) => actor.AgencyId == force && actor.Roles.Any(Planners.Contains);

    /// <summary>The roles from which a part of a crew is chosen; a clinician has no account here and is named.</summary>
    public static IReadOnlyList<Role> RolesOf(CrewPart part, ServiceKind service) => (part, service) switch
    {
        (CrewPart.Officer, ServiceKind.SupportCar) => [Role.SupportCarOfficer, Role.ResponseOfficer, Role.SafeguardingOfficer],
        (CrewPart.Officer, _) => [Role.ResponseOfficer, Role.SupportCarOfficer, Role.SafeguardingOfficer, Role.Sergeant],
        (CrewPart.SupportWorker, ServiceKind.ControlRoomWorker) => [Role.ControlRoomSupportWorker],
        (CrewPart.SupportWorker, ServiceKind.CrisisService) => [Role.SupportCarWorker, Role.Idva],
        (CrewPart.SupportWorker, _) => [Role.SupportCarWorker, Role.ControlRoomSupportWorker, Role.Idva],
        (CrewPart.Clinician, _) => [],
    };
}
