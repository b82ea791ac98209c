using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
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

    private Task<Id<CaseTask>> SetAsync(Stage stage, Actor by, string field, Id<StaffMember>? who) => stage.MustAsync<SetTask, Id<CaseTask>>(set => set.HandleAsync(
        by, new(Case, who, Victim.Of(field), UkTime.DateOf(stage.Now).AddDays(1), Victim.Of($"{field}WaitsFor")), CancellationToken.None));
}
