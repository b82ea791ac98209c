using System.Security.Claims;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>The claims a signed-in member of staff carries; roles are of type <see cref="ClaimTypes.Role"/>, one each.</summary>
public static class StaffClaims
{
    public const string Id = ClaimTypes.NameIdentifier;

    public const string Name = ClaimTypes.Name;

    public const string Role = ClaimTypes.Role;

    public const string Agency = "agency";

    public const string AgencyName = "agency_name";

    public const string Marac = "marac";
}
