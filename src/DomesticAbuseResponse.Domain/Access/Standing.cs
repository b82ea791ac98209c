using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Access;

/// <summary>Who answers for the protection of records in the agency that owns them (R6.10). The sets below are the whole setting.</summary>
public static class Standing
{
    public const int ReasonMaxLength = 500;

    /// <summary>May restrict a record, name staff on it, exclude, and lift all of it again.</summary>
    public static IReadOnlyList<Role> ProtectingRoles { get; } = [Role.SafeguardingOfficer, Role.Inspector, Role.Sergeant, Role.IdvaManager];

    /// <summary>Named on every restricted record of their agency, so that work on it goes on and it never goes out of reach.</summary>
    public static IReadOnlyList<Role> WorkingOnRoles { get; } = [Role.SafeguardingOfficer, Role.Inspector, Role.IdvaManager];

    /// <summary>Whether somebody of these roles carries cases of victims, and so is kept from the other side of one (T13).</summary>
    public static bool CarriesCases(Actor actor) => actor.HasAny(Role.Idva, Role.IdvaManager);

    /// <summary>Whether this person may protect a record that belongs to this agency, and lift its protection.</summary>
    public static bool MayProtect(Actor actor, Id<Agency> owner) => actor.AgencyId == owner && actor.Roles.Any(ProtectingRoles.Contains);

    /// <summary>Why these people cannot be named by this actor, or null when they can.</summary>
    public static Refusal? RefuseProtecting(Actor actor, Id<Agency> owner, IEnumerable<Id<StaffMember>> named) =>
        !MayProtect(actor, owner)
            ? new Refusal("protect.no-standing", "Only a safeguarding officer, sergeant, inspector or IDVA manager of the agency that owns this record can change its protection. Ask one of them.")
            : named.Contains(actor.StaffId)
                ? new Refusal("protect.names-self", "You cannot name yourself on a record. Ask somebody else who answers for it.")
                : null;

    /// <summary>
    /// Who is told what was done to protect a record: in an agency of one kind, the first of these roles that somebody other than the doer holds. All
    /// of them may lift it again.
    /// </summary>
    public static IReadOnlyList<Role> ToldIn(AgencyKind kind) => kind switch
    {
        AgencyKind.PoliceForce => [Role.SafeguardingOfficer, Role.Inspector, Role.Sergeant],
        AgencyKind.SpecialistService or AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing => [Role.IdvaManager],
    };

    /// <summary>The control room's specialist speaks with victims and refers them, and changes no record (R5.2, R5.7).</summary>
    public static bool ReachesVictims(Actor actor) => actor.Has(Role.ControlRoomSupportWorker);

    /// <summary>How far somebody's access to a case must go for them to refer from it: whoever works on it, and the control room's specialist, who reads it.</summary>
    public static AccessLevel ToRefer(Actor actor) => ReachesVictims(actor) ? AccessLevel.Read : AccessLevel.Edit;

    /// <summary>A control room is told the grade of a case it may not open (R6.12).</summary>
    public static bool IsToldGrades(Actor actor) => actor.HasAny(Role.CallHandler, Role.ControlRoomSupervisor, Role.ControlRoomSupportWorker);
}
