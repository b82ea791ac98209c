using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>A local authority with its council's children's services, where the council takes part here.</summary>
public sealed record AuthorityOfChild(Id<LocalAuthority> Id, string Name, Id<Agency>? CouncilId);

/// <summary>Which local authority answers for a child: where they are said to live, else their school's, else the only one in the area of the incident.</summary>
public static class ChildsAuthority
{
    public static AuthorityOfChild? Choose(AuthorityOfChild? said, AuthorityOfChild? ofSchool, IReadOnlyCollection<AuthorityOfChild> ofArea) =>
        said ?? ofSchool ?? (ofArea.Count == 1 ? ofArea.First() : null);
}
