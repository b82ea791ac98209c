using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>How the people of one IDVA service are: hours, leave to come, and a supervision.</summary>
internal sealed partial class StoryBook
{
    private IEnumerable<Act> TeamOfHarbourlight()
    {
        var manager = DemoStaff.IdvaManager.Actor;
        var at = time.Present.AddHours(-2);
        return
        [
            new Act("the team of an IDVA service", at, stage => stage.MustAsync<SetHours, Id<StaffMember>>(set => set.HandleAsync(manager, new(DemoStaff.SecondIdva.Id, 22.5m), CancellationToken.None))),
            new Act("the team of an IDVA service", at.AddMinutes(1), stage => stage.MustAsync<PlanLeave, Id<StaffLeave>>(plan => plan.HandleAsync(
                manager, new(DemoStaff.SecondIdva.Id, time.Today.AddDays(12), time.Today.AddDays(19), DemoStaff.Idva.Id), CancellationToken.None))),
            new Act("the team of an IDVA service", at.AddMinutes(2), stage => stage.MustAsync<WriteSupervision, Id<SupervisionRecord>>(write => write.HandleAsync(
                manager,
                new(DemoStaff.Idva.Id, new SupervisionNotes(
                    time.Today.AddDays(-20), "Tired after two court weeks; sleeps better again.", "Two interpreters at once took most of a week.", "No new high-risk case until the trial is over.", time.Today.AddDays(8), [])),
                CancellationToken.None))),
        ];
    }
}
