using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>The safety plan of a planted victim, with a word of theirs wherever somebody can type one.</summary>
internal sealed partial class CanaryTale
{
    /// <summary>A plan with lines of the police and of the IDVA where one carries the case, a review, and a copy that was given.</summary>
    public CanaryTale Plan(bool idva)
    {
        var keeper = idva ? _idva.Actor : Safeguarding;
        Act(stage => stage.MustAsync<BeginPlan, bool>(begin => begin.HandleAsync(keeper, Case, CancellationToken.None)));
        Act(stage => WriteAsync(stage, keeper, "danger", "PlanWords", PlanOwner.Victim, "PlanPaperWords"));
        Act(stage => WriteAsync(stage, Safeguarding, "perpetrator", "PlanPoliceWords", new PlanOwner(PlanOwnerKind.Agency, null, Victim.Of("PlanAgency")), null));
        Act(stage => stage.MustAsync<SettlePlanLine, bool>(settle => settle.HandleAsync(
            keeper, new(Case, 2, PlanLineStatus.NotPossible, Victim.Of("PlanReason"), stage.Now), CancellationToken.None)));
        Act(stage => stage.MustAsync<ReviewPlan, PlanReview>(review => review.HandleAsync(
            keeper, new(Case, null, true, Victim.Of("PlanReview"), UkTime.DateOf(stage.Now).AddDays(7)), CancellationToken.None)));
        Act(stage => stage.MustAsync<MakePaper, int>(make => make.HandleAsync(keeper, new(Case, "en", [1], [1], true), CancellationToken.None)));
        return Act(stage => stage.MustAsync<GivePaper, PlanPaper>(give => give.HandleAsync(
            keeper, new(Case, 1, UkTime.DateOf(stage.Now), PaperWay.InPerson, Victim.Of("PlanGivenTo"), PaperSafety.Yes, Victim.Of("PlanNote")), CancellationToken.None)));
    }

    private Task<int> WriteAsync(Stage stage, Actor by, string section, string field, PlanOwner owner, string? paper) => stage.MustAsync<WritePlanLine, int>(write => write.HandleAsync(
        by,
        new(Case, new PlanLineTerms(section, null, Victim.Of(field), owner, UkTime.DateOf(stage.Now).AddDays(9), VictimAgreement.Yes, [Topics.Weapons], paper is not null, paper is null ? null : Victim.Of(paper))),
        CancellationToken.None));
}
