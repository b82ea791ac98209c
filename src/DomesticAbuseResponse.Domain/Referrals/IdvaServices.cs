using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>A specialist service with IDVAs in post, as a choice for a referral.</summary>
/// <param name="SitsOnMarac">Whether one of its people is a member of the MARAC of the case's area.</param>
public sealed record IdvaService(Id<Agency> Id, string Name, bool SitsOnMarac);

public sealed record IdvaServiceChoice(Id<Agency> Id, string Name, string Because);

/// <summary>
/// Which specialist service an IDVA referral goes to: the one set for the policing unit; else the one that sits on the area's MARAC. Nothing
/// else is a reason to send a victim's data to an agency (R2.4).
/// </summary>
public static class IdvaServices
{
    /// <returns>Null when neither names one service; a person then chooses, or the data could go to the wrong agency.</returns>
    public static IdvaServiceChoice? Choose(PolicingUnit? unit, Id<Agency> referrer, IEnumerable<IdvaService> services)
    {
        var others = services.Where(s => s.Id != referrer).ToList();
        if (others.FirstOrDefault(s => s.Id == unit?.IdvaServiceId) is { } set)
        {
            return new(set.Id, set.Name, $"{set.Name} takes IDVA referrals from {unit!.Name}.");
        }

        return others.Where(s => s.SitsOnMarac).ToList() is [var only] ? new(only.Id, only.Name, $"{only.Name} sits on the MARAC of this area.") : null;
    }
}
