using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>What agencies do about a planted victim: risk, contact, referrals, the agenda.</summary>
internal sealed partial class CanaryTale
{
    private static readonly DemoMember _idva = DemoStaff.All.First(m => m.Agency == CanaryCast.Area.IdvaService && m.Role is Role.Idva);
    private static readonly DemoMember _coordinator = DemoStaff.Coordinator(CanaryCast.Area.Marac);

    public Id<RiskAssessment> Assessment { get; private set; }

    public CanaryTale Assess()
    {
        Act(async stage => Assessment = await stage.MustAsync<StartForIncident, Id<RiskAssessment>>(start => start.HandleAsync(Officer, Incident, CancellationToken.None)));
        Act(async stage =>
        {
            var safe = await stage.LookUpAsync(db => db.Set<SafeContact>().Where(c => c.PersonId == Victim.Id).OrderBy(c => c.Number).Select(c => (long?)c.Number).FirstAsync());
            var preamble = new Preamble
            {
                SafeToTalk = true,
                MinutesToTalk = 40,
                SafeContactNumber = safe,
                PerpetratorLocation = Perpetrator.Of("PerpetratorLocation"),
                ChildrenLocation = Child.Of("ChildrenLocation"),
                ReasonExplained = true,
            };
            await stage.MustAsync<SavePreamble, bool>(save => save.HandleAsync(Officer, new(Assessment, preamble, null, false), CancellationToken.None));
        });
        Act(AnswerAsync);
        return Act(async stage =>
        {
            var considerations = new ProfessionalConsiderations
            {
                FactorsNote = Victim.Of("Factors"),
                PerpetratorAccess = Perpetrator.Of("PerpetratorAccess"),
                VictimPriority = Victim.Of("VictimPriority"),
                GroundsForMarac = true,
                GroundsForMaracReason = Victim.Of("GroundsForMarac"),
                ReferredToMarac = true,
                RiskToChildren = true,
                ChildSafeguardingReferralMade = true,
                SignedBy = OfficerName,
                SignedOn = UkTime.DateOf(stage.Now),
            };
            await stage.MustAsync<SaveSection, bool>(save => save.HandleAsync(Officer, new(Assessment) { Considerations = considerations }, CancellationToken.None));
            await stage.MustAsync<CompleteAssessment, GradingHistory>(complete => complete.HandleAsync(Officer, new(Assessment, RiskGrade.High, Victim.Of("GradeReason")), CancellationToken.None));
        });
    }

    public CanaryTale Review() => Act(stage => stage.MustAsync<GiveGrade, GradingHistory>(give => give.HandleAsync(
        Sergeant, new(Assessment, RiskGrade.High, Victim.Of("SergeantReason"), null), CancellationToken.None)));

    public CanaryTale Try() => Act(async stage =>
    {
        var entry = await stage.LookUpAsync(db => db.Set<SafeContact>().Where(c => c.PersonId == Victim.Id).OrderByDescending(c => c.Number).Select(c => (long?)c.Number).FirstAsync());
        await stage.MustAsync<RecordContactAttempt, RecordContactAttempt.Recorded>(record => record.HandleAsync(
            Safeguarding, new(Case, stage.Now, ContactChannel.Phone, entry, ContactOutcome.NoAnswer, false, null, Victim.Of("AttemptNote")), CancellationToken.None));
    });

    public CanaryTale Refer(ReferralKind kind, params DemoMember[] named) => Act(async stage =>
    {
        var id = await ReferralAsync(stage, kind);
        var field = kind.ToString();
        await stage.MustAsync<SendReferral, Id<Referral>>(send => send.HandleAsync(
            Officer,
            new(
                id, false, ["ukgdpr-9-2-g-safeguarding"], (IsOther ? CanaryCast.OtherSergeant : DemoStaff.Sergeant).Id, Victim.Of($"{field}SharingReason"), VictimAware: false, Victim.Of($"{field}NotAware"),
                new ReferralAccount
                {
                    Narrative = Victim.Of($"{field}Narrative"),
                    AfraidOf = Perpetrator.Of($"{field}AfraidOf"),
                    SafeToTalkTo = Victim.Of($"{field}SafeToTalkTo"),
                    UnsafeToTalkTo = Perpetrator.Of($"{field}UnsafeToTalkTo"),
                    OtherMaracs = Victim.Of($"{field}OtherMaracs"),
                },
                Victim.Of($"{field}Concern"), null, [.. named.Select(n => n.Id)], null),
            CancellationToken.None));
    });

    public CanaryTale Ask()
    {
        Act(async stage =>
        {
            var id = await ReferralAsync(stage, ReferralKind.Idva);
            await stage.MustAsync<AskReferrer, ReferralStatus>(ask => ask.HandleAsync(_idva.Actor, new(id, Victim.Of("Question"), null), CancellationToken.None));
        });
        return Act(async stage =>
        {
            var id = await ReferralAsync(stage, ReferralKind.Idva);
            await stage.MustAsync<AnswerReceiver, ReferralStatus>(answer => answer.HandleAsync(Officer, new(id, Victim.Of("Answer"), null), CancellationToken.None));
        });
    }

    public CanaryTale IdvaTakesIt() => Act(async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Idva);
        await stage.MustAsync<AcceptReferral, ReferralStatus>(accept => accept.HandleAsync(_idva.Actor, new(id, _idva.Id, null, null), CancellationToken.None));
    });

    public CanaryTale PlaceOnAgenda() => Act(async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Marac);
        var options = await stage.DoAsync<PlacementOptions, PlacementOptions.View>(read => read.ReadAsync(_coordinator.Actor, id, CancellationToken.None));
        var open = options.Options.First(o => o is { IsEmergency: false, ClosedBecause: null });
        await stage.MustAsync<PlaceOnAgenda, Id<AgendaItem>>(place => place.HandleAsync(_coordinator.Actor, new(id, open.Id, null), CancellationToken.None));
    });

    /// <summary>The specialist in the control room looks at the call and speaks with the victim.</summary>
    public CanaryTale Check()
    {
        Act(stage => stage.MustAsync<CheckIncident, SpecialistReview>(check => check.HandleAsync(
            DemoStaff.SupportWorker.Actor,
            new(Incident, new(DecisionCheck.MissedOpportunity, null, $"{Victim.Of("CheckReason")} and some more", Victim.Of("CheckAdvice"), Victim.Of("CheckAdviceTo"))), CancellationToken.None)));
        return Act(stage => stage.MustAsync<RecordEngagement, Engagement>(record => record.HandleAsync(
            DemoStaff.SupportWorker.Actor,
            new(Incident, Victim.Id!.Value, stage.Now, new(
                EngagementOutcome.EngagedByPhone, [], true, false, true, Victim.Of("EngagementBecause"), Victim.Of("SupportNeeds"), Victim.Of("SupportNote"), NoteReaders.SupportWorkers), null),
            CancellationToken.None)));
    }

    /// <summary>Proposed and refused, proposed again and confirmed, and proposed once more: that one waits.</summary>
    public CanaryTale SayWhoIsTheVictim()
    {
        foreach (var (rationale, answer) in new[] { ("PrimaryVictimFirst", (bool?)false), ("PrimaryVictimRationale", true), ("PrimaryVictimChange", null) })
        {
            Act(stage => stage.MustAsync<ProposePrimaryVictim, Id<Case>>(propose => propose.HandleAsync(Officer, new(Case, Victim.Id!.Value, Victim.Of(rationale)), CancellationToken.None)));
            if (answer is { } confirm)
            {
                Act(stage => stage.MustAsync<AnswerPrimaryVictim, Id<Case>>(decide => decide.HandleAsync(Safeguarding, new(Case, confirm, Victim.Of(confirm ? "PrimaryVictimConfirmed" : "PrimaryVictimRefused")), CancellationToken.None)));
            }
        }

        return this;
    }

    private async Task AnswerAsync(Stage stage)
    {
        var form = InstrumentLibrary.Embedded.InEffect(InstrumentCodes.PoliceDash, UkTime.DateOf(stage.Now))!;
        await SaveAllAsync(form, "Answer", item => Story.HighTopics.Contains(item.Topic));
        var given = await stage.LookUpAsync(db => db.Assessments.AsNoTracking().Include(a => a.Answers).SingleAsync(a => a.Id == Assessment));
        var answers = AssessmentAnswers.Of(form, given.Answers.Where(a => a.Instrument == form.Code).Select(a => new ItemAnswer(a.Item, a.Value) { SourceName = a.SourceName }))
            .Match(a => a, refusal => throw new InvalidOperationException(refusal.Message));
        foreach (var opened in AddOns.OpenedBy(answers, honourConcern: false))
        {
            await SaveAllAsync(InstrumentLibrary.Embedded.InEffect(opened.Code, UkTime.DateOf(stage.Now))!, "AddOnAnswer", _ => false);
        }

        async Task SaveAllAsync(Instrument instrument, string field, Func<Item, bool> yes)
        {
            foreach (var item in instrument.Items)
            {
                var answer = new ItemAnswer(item.Number, yes(item) ? Answer.Yes : Answer.No)
                {
                    Comment = Victim.Of($"{field}{item.Number}"),
                    Source = item.Number == 2 ? AnswerSource.Neighbour : AnswerSource.Victim,
                    SourceName = item.Number == 2 ? Victim.Of($"{field}Source") : null,
                };
                await stage.MustAsync<SaveAnswer, SaveAnswer.Saved>(save => save.HandleAsync(Officer, new(Assessment, instrument.Code, answer), CancellationToken.None));
            }
        }
    }

    private Task<Id<Referral>> ReferralAsync(Stage stage, ReferralKind kind) => stage.LookUpAsync(db =>
        db.Referrals.AsNoTracking().Where(r => r.CaseId == Case && r.Kind == kind).OrderByDescending(r => r.RaisedAt).Select(r => r.Id).FirstAsync());
}
