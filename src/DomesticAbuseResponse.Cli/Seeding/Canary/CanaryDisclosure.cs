using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>A request under the disclosure scheme about the planted perpetrator, with a word wherever somebody can type one: they stand in the compartment alone (T7).</summary>
internal sealed partial class CanaryTale
{
    private Id<DisclosureRequest> _request;

    /// <summary>A third party asks; it is taken as far as the forum's decision.</summary>
    public CanaryTale AskDisclosure()
    {
        Act(async stage => _request = await stage.MustAsync<TakeDisclosure, Id<DisclosureRequest>>(take => take.HandleAsync(
            Officer,
            new(
                new(
                    DisclosureRoute.RightToAsk, ApplicantKind.ThirdParty, Victim.Of("DisclosureApplicant"), null, Victim.Of("DisclosureAddress"), Victim.Of("DisclosurePhone"), Victim.Of("DisclosureKin"),
                    Victim.Of("DisclosureSafeContact"), Victim.Of("DisclosureAtRisk"), null, Victim.Of("DisclosureChildren"), Victim.Of("DisclosureSubject"), null, Victim.Of("DisclosureSubjectAddress"),
                    Victim.Of("DisclosureRelationship"), Victim.Of("DisclosureWorries")),
                stage.Now),
            CancellationToken.None)));
        Act(stage => StepAsync(stage, new ChecksMade(true, false, Victim.Of("DisclosureChecks"))));
        Act(stage => StepAsync(stage, new Met(UkTime.DateOf(stage.Now), Victim.Of("DisclosureIdentity"), true, Victim.Of("DisclosureMeeting"))));
        Act(stage => StepAsync(stage, new Assessed(Victim.Of("DisclosureAgencies"), Victim.Of("DisclosureHeld"), RiskGrade.High, Victim.Of("DisclosureGrade"))));
        return Act(stage => StepAsync(stage, new Decided(
            UkTime.DateOf(stage.Now), $"{Victim.Of("DisclosureForum")}\nPolice", DisclosureOutcome.Disclosed, Victim.Of("DisclosureLawful"), Victim.Of("DisclosureNecessary"), Victim.Of("DisclosureProportionate"),
            Victim.Of("DisclosureWhat"), DisclosureRecipient.AnotherWhoCanProtect, Victim.Of("DisclosureRecipient"), Victim.Of("DisclosureRecipientBecause"), Victim.Of("DisclosureToldBy"), SubjectAware.Consulted,
            Victim.Of("DisclosureSubjectBecause"), Victim.Of("DisclosureSafety"))));
    }

    private Task<DisclosureRequest> StepAsync(Stage stage, StepContent content) =>
        stage.MustAsync<RecordDisclosureStep, DisclosureRequest>(record => record.HandleAsync(Safeguarding, new(_request, null, content), CancellationToken.None));
}
