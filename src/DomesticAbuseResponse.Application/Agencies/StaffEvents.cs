using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

public sealed record StaffMemberAdded(Id<StaffMember> Staff, IReadOnlyList<Role> Roles) : Happened;

public sealed record RolesChanged(Id<StaffMember> Staff, IReadOnlyList<Role> Before, IReadOnlyList<Role> After) : Happened;

public sealed record StaffMemberRenamed(Id<StaffMember> Staff) : Happened;

public sealed record StaffMemberDisabled(Id<StaffMember> Staff) : Happened;

public sealed record StaffMemberEnabled(Id<StaffMember> Staff) : Happened;

public sealed record StaffMemberMoved(Id<StaffMember> Staff) : Happened;

public sealed record OffDutyChanged(Id<StaffMember> Staff) : Happened;
