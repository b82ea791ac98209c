using System.Security.Claims;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Web.Infrastructure;

public static class ActorClaims
{
    extension(ClaimsPrincipal user)
    {
        /// <summary>Signed in as a member of staff, and not only half-way through the steps of signing in.</summary>
        public bool IsStaff => user.Identity?.IsAuthenticated is true && user.HasClaim(c => c.Type == StaffClaims.Agency) && user.HasClaim(c => c.Type == StaffClaims.Id);

        /// <summary>The signed-in member of staff as the use cases know them. The claims are read anew from the database on each request.</summary>
        public Actor ToActor() => new(
            Id<StaffMember>.Parse(user.FindFirstValue(StaffClaims.Id)!, null),
            Id<Agency>.Parse(user.FindFirstValue(StaffClaims.Agency)!, null),
            user.FindAll(StaffClaims.Role).Select(c => Enum.Parse<Role>(c.Value)).ToHashSet(),
            user.FindAll(StaffClaims.Marac).Select(c => Id<Marac>.Parse(c.Value, null)).ToHashSet());
    }
}
