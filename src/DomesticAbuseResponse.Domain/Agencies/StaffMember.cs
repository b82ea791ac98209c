namespace DomesticAbuseResponse.Domain.Agencies;

/// <summary>A person who works for one agency and may use the product. Credentials live elsewhere under the same id.</summary>
public sealed class StaffMember
{
    public const int NameMaxLength = 120;

    private readonly List<Role> _roles = [];

    private StaffMember()
    {
    }

    public Id<StaffMember> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<Team>? TeamId { get; private set; }

    public string DisplayName { get; private set; } = "";

    public string JobTitle { get; private set; } = "";

    /// <summary>None while all of them have been taken away and others wait to be confirmed.</summary>
    public IReadOnlyList<Role> Roles => _roles;

    /// <summary>Set when the person leaves or is suspended; every session of theirs ends on its next request.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Raised whenever roles or standing change, so that sessions opened before are refused.</summary>
    public int AccessVersion { get; private set; }

    /// <summary>Hours a week; null is a full week. The caps of a caseload go down with them (R3.1).</summary>
    public decimal? WeeklyHours { get; private set; }

    /// <summary>The usual end of this person's tour of duty, London time; a DASH must reach the sergeant before it (R1.17).</summary>
    public TimeOnly? OffDutyAt { get; private set; }

    public uint Version { get; private init; }

    public static Result<StaffMember> Add(Id<StaffMember> id, Id<Agency> agencyId, string displayName, string jobTitle, IEnumerable<Role> roles)
    {
        var member = new StaffMember { Id = id, AgencyId = agencyId, DisplayName = displayName.Trim(), JobTitle = jobTitle.Trim() };
        return member.ChangeRoles(roles).Match<Result<StaffMember>>(_ => member, refusal => refusal);
    }

    /// <summary>Replaces the roles. Administrators and auditors see no case, so their roles stand alone.</summary>
    public Result<int> ChangeRoles(IEnumerable<Role> roles)
    {
        var wanted = roles.Distinct().Order().ToList();
        if (RefuseRoles(wanted) is { } refusal)
        {
            return refusal;
        }

        _roles.Clear();
        _roles.AddRange(wanted);
        return ++AccessVersion;
    }

    /// <summary>
    /// Takes every role away but these, at once. None is left where all of them go and the others that were asked for wait for a second person
    /// (<see cref="StaffChange"/>): nobody works on with a role that was taken away.
    /// </summary>
    public int KeepOnly(IEnumerable<Role> kept)
    {
        var staying = kept.ToHashSet();
        _roles.RemoveAll(role => !staying.Contains(role));
        return ++AccessVersion;
    }

    /// <summary>Why nobody can hold these roles together; null when somebody can.</summary>
    public static Refusal? RefuseRoles(IReadOnlyCollection<Role> wanted) =>
        wanted.Count == 0 ? new Refusal("staff.no-role", "Choose at least one role.")
        : wanted.Any(StandsApart) && !wanted.All(StandsApart) ? new Refusal("staff.roles-apart", "An administrator or auditor cannot also work on cases. Choose one or the other.")
        : null;

    public void Rename(string displayName, string jobTitle) => (DisplayName, JobTitle) = (displayName.Trim(), jobTitle.Trim());

    public void JoinTeam(Id<Team>? teamId) => TeamId = teamId;

    public void Works(decimal? weeklyHours) => WeeklyHours = weeklyHours;

    public void GoOffDutyAt(TimeOnly? time) => OffDutyAt = time;

    public void Disable(DateTimeOffset now)
    {
        DisabledAt ??= now;
        AccessVersion++;
    }

    public void Enable()
    {
        DisabledAt = null;
        AccessVersion++;
    }

    private static bool StandsApart(Role role) => role is Role.Auditor or Role.AgencyAdministrator or Role.SystemAdministrator;
}
