using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>What an IDVA service and a safeguarding team write down for themselves about a planted victim.</summary>
internal sealed partial class CanaryTale
{
    /// <summary>A task of the police, and one of the IDVA where one carries the case.</summary>
    public CanaryTale Tasks(bool idva)
    {
        if (idva)
        {
            Act(stage => SetAsync(stage, _idva.Actor, "IdvaTask", null));
        }

        return Act(stage => SetAsync(stage, Safeguarding, "PoliceTask", Safeguarding.StaffId));
    }

    /// <summary>The service takes it up now, and says why.</summary>
    public CanaryTale Triage() => Act(async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Idva);
        await stage.MustAsync<TriageReferral, ReferralTriage>(triage => triage.HandleAsync(_idva.Actor, new(id, TriagePriority.A, Victim.Of("TriageReason"), null), CancellationToken.None));
    });

    /// <summary>The case is spoken about in supervision.</summary>
    public CanaryTale Supervise() => Act(stage => stage.MustAsync<WriteSupervision, Id<SupervisionRecord>>(write => write.HandleAsync(
        DemoStaff.All.First(m => m.Agency == CanaryCast.Area.IdvaService && m.Role is Role.IdvaManager).Actor,
        new(_idva.Id, new SupervisionNotes(UkTime.DateOf(stage.Now), null, null, "More time for the trial", null, [(Case, Victim.Of("SupervisedWords"))])), CancellationToken.None)));

    private Task<Id<CaseTask>> SetAsync(Stage stage, Actor by, string field, Id<StaffMember>? who) => stage.MustAsync<SetTask, Id<CaseTask>>(set => set.HandleAsync(
        by, new(Case, who, Victim.Of(field), UkTime.DateOf(stage.Now).AddDays(1), Victim.Of($"{field}WaitsFor")), CancellationToken.None));
}
