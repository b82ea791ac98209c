using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Perpetrators;

/// <summary>Who is told how many people somebody has harmed, who is told whom, and who manages perpetrators (R2.23 to R2.26).</summary>
public static class LensStanding
{
    /// <summary>Rank and manage perpetrators of their force; told the names of those victims whose record they may open.</summary>
    public static IReadOnlyList<Role> Managers { get; } = [Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer];

    /// <summary>Told numbers alone, and those only of somebody who is the perpetrator in a case they may read.</summary>
    public static IReadOnlyList<Role> ToldNumbers { get; } = [Role.Idva, Role.IdvaManager, Role.MaracCoordinator];

    public static IReadOnlyList<Role> Readers { get; } = [.. Managers, .. ToldNumbers];

    public static bool IsManager(Actor actor) => actor.Roles.Any(Managers.Contains);
}
