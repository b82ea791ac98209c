using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What an IDVA service and a safeguarding team set themselves to do in a story.</summary>
internal sealed partial class Story
{
    /// <summary>The service looks at the referral first, and takes it up now or says that it has to wait.</summary>
    public Story Triaged(TriagePriority priority, string? reason = null) => Act(20, async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Idva);
        await stage.MustAsync<TriageReferral, ReferralTriage>(triage => triage.HandleAsync(Idva.Actor, new(id, priority, reason, null), CancellationToken.None));
    });

    /// <summary>A task for the IDVA who carries the case, or for the safeguarding team; its day is counted from the present.</summary>
    public Story Sets(string task, int inDays, string? waitsFor = null, bool byPolice = false) => Act(5, stage => stage.MustAsync<SetTask, Id<CaseTask>>(set => set.HandleAsync(
        (byPolice ? DemoStaff.Safeguarding : Idva).Actor,
        new(Case, byPolice ? DemoStaff.Safeguarding.Id : null, task, time.Today.AddDays(inDays), waitsFor), CancellationToken.None)));
}
