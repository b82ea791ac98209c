using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

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

    /// <summary>The IDVA begins the safety plan with the victim.</summary>
    public Story BeginsPlan() => Act(10, stage => stage.MustAsync<BeginPlan, bool>(begin => begin.HandleAsync(Idva.Actor, Case, CancellationToken.None)));

    /// <summary>A line of the plan; its day is counted from the present.</summary>
    /// <param name="by">In words: another agency does it. Null: the victim, or with <paramref name="idva"/> the IDVA.</param>
    public Story Plans(
        string section, string words, int? inDays = null, string? by = null, bool idva = false, PlanStep? step = null, VictimAgreement agreed = VictimAgreement.Yes, bool onPaper = false, string? paper = null,
        bool byPolice = false, params string[] answers) => Act(3, stage => stage.MustAsync<WritePlanLine, int>(write => write.HandleAsync(
            (byPolice ? DemoStaff.Safeguarding : Idva).Actor,
            new(Case, new PlanLineTerms(
                section, step, words, by is not null ? new(PlanOwnerKind.Agency, null, by) : idva ? new(PlanOwnerKind.Colleague, Idva.Id, null) : byPolice ? new(PlanOwnerKind.Colleague, DemoStaff.Safeguarding.Id, null) : PlanOwner.Victim,
                inDays is { } days ? time.Today.AddDays(days) : null, agreed, answers, onPaper, paper)),
            CancellationToken.None)));

    /// <summary>How a line of the plan stands, by its number.</summary>
    public Story Settles(int line, PlanLineStatus status, string? reason = null) => Act(3, stage => stage.MustAsync<SettlePlanLine, bool>(settle => settle.HandleAsync(
        Idva.Actor, new(Case, line, status, reason, stage.Now), CancellationToken.None)));

    /// <summary>The victim is given a copy of the lines chosen for it.</summary>
    public Story GivesCopy(string to, params int[] lines) => Act(10, async stage =>
    {
        var copy = await stage.MustAsync<MakePaper, int>(make => make.HandleAsync(Idva.Actor, new(Case, "en", lines, lines, WithDays: true), CancellationToken.None));
        await stage.MustAsync<GivePaper, PlanPaper>(give => give.HandleAsync(Idva.Actor, new(Case, copy, UkTime.DateOf(stage.Now), PaperWay.InPerson, to, PaperSafety.Yes, null), CancellationToken.None));
    });
}
