using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>How much waits on each of a supervisor's lists (R1.17, R4.12). A list that is not this person's work is not counted.</summary>
public sealed class SergeantsWork(FormsForReview reviews, FormsBeforeOffDuty unfinished, SupervisionList supervision, HighRiskList high)
{
    /// <param name="ToReview">Finished forms that nobody has reviewed.</param>
    /// <param name="NotHandedIn">Forms begun and not finished.</param>
    /// <param name="ToSupervise">High-risk and repeat incidents on which nobody has said whether a supervisor attended.</param>
    /// <param name="ToDecide">Highs that wait for a decision on the threat to life.</param>
    public sealed record View(int? ToReview, int? NotHandedIn, int? ToSupervise, int? ToDecide);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct) => new(
        actor.HasAny(Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.IdvaManager) ? await reviews.CountAsync(actor, ct) : null,
        actor.HasAny(Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.IdvaManager) ? await unfinished.CountAsync(actor, ct) : null,
        actor.HasAny(Role.Sergeant, Role.Inspector, Role.ControlRoomSupervisor) ? await supervision.CountAsync(actor, ct) : null,
        actor.HasAny(Role.Inspector, Role.IdvaManager) ? await high.CountAsync(actor, ct) : null);
}
