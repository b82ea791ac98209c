using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Agencies;

/// <summary>Whoever does something: a member of staff with the roles and MARACs they hold at this moment, or the system itself.</summary>
public sealed record Actor(Id<StaffMember> StaffId, Id<Agency> AgencyId, IReadOnlySet<Role> Roles, IReadOnlySet<Id<Marac>> Maracs)
{
    /// <summary>The product acting by itself: deadlines, reminders, imports. It belongs to no agency and opens no record through a door.</summary>
    public static Actor System { get; } = new(default, default, new HashSet<Role>(), new HashSet<Id<Marac>>());

    public bool Has(Role role) => Roles.Contains(role);

    public bool HasAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }
}
