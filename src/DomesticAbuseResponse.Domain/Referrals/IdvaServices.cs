using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>A specialist service with IDVAs in post, as a choice for a referral.</summary>
/// <param name="SitsOnMarac">Whether one of its people is a member of the MARAC of the case's area.</param>
public sealed record IdvaService(Id<Agency> Id, string Name, bool SitsOnMarac);

public sealed record IdvaServiceChoice(Id<Agency> Id, string Name, string Because);

/// <summary>
/// Which specialist service an IDVA referral goes to: the one set for the policing unit; else one that sits on the area's MARAC; else
/// the first by name.
/// </summary>
public static class IdvaServices
{
    /// <returns>Null when no service has an IDVA in post; the referral then waits for a person to choose.</returns>
    public static IdvaServiceChoice? Choose(PolicingUnit? unit, Id<Agency> referrer, IEnumerable<IdvaService> services)
    {
        var others = services.Where(s => s.Id != referrer).OrderByDescending(s => s.SitsOnMarac).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (others.FirstOrDefault(s => s.Id == unit?.IdvaServiceId) is { } set)
        {
            return new(set.Id, set.Name, $"{set.Name} takes IDVA referrals from {unit!.Name}.");
        }

        return others switch
        {
            [] => null,
            [{ SitsOnMarac: true } first, ..] => new(first.Id, first.Name, $"{first.Name} sits on the MARAC of this area."),
            [var first, ..] => new(first.Id, first.Name, $"{first.Name} is the first service by name; no service is set for this area."),
        };
    }
}
