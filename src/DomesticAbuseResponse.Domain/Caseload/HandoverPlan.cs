using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>A colleague who could take cases over.</summary>
public sealed record HandoverReceiver(Id<StaffMember> Id, int OpenHigh, decimal Weight, CaseloadLimits Limits);

/// <summary>A case to be handed over.</summary>
public sealed record HandoverCase(Id<Case> Id, RiskGrade? Grade, decimal Weight, IReadOnlySet<Id<StaffMember>> MayOpen);

/// <summary>
/// Proposes who takes which case when somebody leaves: the heaviest case first, each to whoever then has the most room for their hours. Nobody is proposed beyond
/// their hard cap, nor for a case they may not open; what is left has nobody proposed and is a person's to decide.
/// </summary>
public static class HandoverPlan
{
    public static IReadOnlyDictionary<Id<Case>, Id<StaffMember>?> Propose(IEnumerable<HandoverCase> cases, IEnumerable<HandoverReceiver> receivers)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(receivers);
        var loads = receivers.ToDictionary(r => r.Id, r => r);
        Dictionary<Id<Case>, Id<StaffMember>?> plan = [];
        foreach (var @case in cases.OrderByDescending(c => c.Weight).ThenBy(c => c.Id.Value))
        {
            var high = @case.Grade is RiskGrade.High;
            var taker = loads.Values.Where(r => @case.MayOpen.Contains(r.Id) && (!high || r.OpenHigh < r.Limits.Hard)).OrderBy(r => r.Limits.Weight == 0 ? decimal.MaxValue : r.Weight / r.Limits.Weight).ThenBy(r => r.Id.Value).FirstOrDefault();
            plan[@case.Id] = taker?.Id;
            if (taker is not null)
            {
                loads[taker.Id] = taker with { OpenHigh = taker.OpenHigh + (high ? 1 : 0), Weight = taker.Weight + @case.Weight };
            }
        }

        return plan;
    }
}
