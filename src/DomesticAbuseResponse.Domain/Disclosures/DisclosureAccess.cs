using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>
/// Who may see a request under the disclosure scheme: those of the force it was made to who decide on disclosures, and nobody else, whatever other record of the same
/// people they may open. Whoever took a request and is not one of them never sees it again.
/// </summary>
public static class DisclosureAccess
{
    public static IReadOnlyList<Role> Deciders { get; } = [Role.SafeguardingOfficer, Role.Inspector];

    /// <summary>Who may take down what somebody asks, at a counter or on the telephone.</summary>
    public static IReadOnlyList<Role> Takers { get; } =
        [Role.CallHandler, Role.ControlRoomSupervisor, Role.ResponseOfficer, Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.SupportCarOfficer];

    /// <param name="excluded">Kept out of this request: a conflict of interest. It wins over everything.</param>
    public static AccessDecision Decide(Actor actor, Id<Agency> force, bool excluded) =>
        excluded ? new(AccessLevel.None, "Excluded: conflict of interest")
        : actor.AgencyId == force && actor.Roles.Any(Deciders.Contains) ? new(AccessLevel.Edit, "Decides on disclosures of this force")
        : new(AccessLevel.None, "Not one of those who decide on disclosures");

    /// <summary>
    /// Somebody with a name of the request, or one that may be short for it, is kept out until a colleague says that it is not them: the request may be about them. Wide on purpose,
    /// for it is lifted with one press: all words of the shorter name in the longer one, or the same surname with the same first letter.
    /// </summary>
    public static bool MayBeIn(string staffName, DisclosureAsked asked) =>
        WordsOf(staffName) is { Length: > 1 } words && new[] { asked.SubjectName, asked.AtRiskName, asked.ApplicantName }.Any(n => MayBe(WordsOf(n), words));

    private static bool MayBe(string[] one, string[] other) =>
        one.Length > 1 && (one.All(other.Contains) || other.All(one.Contains) || (one[^1] == other[^1] && one[0][0] == other[0][0]));

    private static string[] WordsOf(string? name) => Matching.NameText.Words(name);
}
