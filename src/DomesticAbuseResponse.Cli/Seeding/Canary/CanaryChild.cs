using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>What is known of a planted child, and what agencies do for the child, with a word of the child's wherever somebody can type one.</summary>
internal sealed partial class CanaryTale
{
    private static readonly DemoMember _council = DemoStaff.All.First(m => m.UserName == $"representative-{CanaryCast.Area.Authority.ToLowerInvariant()}");
    private static readonly DemoMember _health = DemoStaff.All.First(m => m.UserName == "representative-health");

    /// <summary>School and health, where the child was, what it said, and the notice: sent, or with a concern decided on.</summary>
    public CanaryTale Hear(bool concern = false)
    {
        Act(stage => stage.MustAsync<RecordChildDetails, ChildDetails>(record => record.HandleAsync(
            Safeguarding,
            new(Case, Child.Id!.Value, 0, new ChildFacts(
                Education.School, null, Child.Of("School"), null, Child.Of("Gp"), Child.Of("HealthVisitor"), true, Child.Of("Needs"),
                concern ? SchoolConcern.PerpetratorCollects : SchoolConcern.None, concern ? Child.Of("Concern") : null)),
            CancellationToken.None)));
        Act(stage => stage.MustAsync<EstablishChildPart, ChildPart>(establish => establish.HandleAsync(
            Officer,
            new(Incident, Child.Id!.Value, new(YesNoUnknown.Yes, ChildPresence.InTheRoom, Child.Of("Where"), YesNoUnknown.Yes, YesNoUnknown.Yes, Child.Of("ChildInjuries")),
                new(true, Child.Of("Voice"), ChildCompany.WithSomebody, Child.Of("VoiceWith"), null, VoiceReaders.EverybodyOnTheCase, UkTime.DateOf(stage.Now))),
            CancellationToken.None)));
        Act(stage => stage.MustAsync<HearChild, ChildVoice>(hear => hear.HandleAsync(
            Safeguarding, new(Case, Child.Id!.Value, null, new(false, null, null, null, Child.Of("NotAsked"), VoiceReaders.OwnAgency, UkTime.DateOf(stage.Now))), CancellationToken.None)));
        return Act(async stage =>
        {
            var (incident, child) = (Incident, Child.Id!.Value);
            var notice = await stage.LookUpAsync(db => db.SchoolNotices.Where(n => n.IncidentId == incident && n.PersonId == child).Select(n => n.Id).SingleAsync());
            if (concern)
            {
                await stage.MustAsync<DecideSchoolNotice, SchoolNotice>(decide => decide.HandleAsync(Safeguarding, new(notice, null, true, Child.Of("SchoolDecision")), CancellationToken.None));
            }

            await stage.MustAsync<SendSchoolNotice, SchoolNotice>(send => send.HandleAsync(
                Safeguarding, new(notice, null, NoticeWay.Telephone, Child.Of("Recipient"), null, stage.Now, null, Child.Of("ToldPresence"), Child.Of("ToldVoice"), Child.Of("ToldCircumstances")), CancellationToken.None));
        });
    }

    /// <summary>The three agencies screen the child and refer them to children's services, who are asked.</summary>
    public CanaryTale Screen()
    {
        Act(async stage =>
        {
            var id = await ScreeningAsync(stage);
            await stage.MustAsync<ShareScreening, ChildScreening>(share => share.HandleAsync(
                Safeguarding, new(id, null, DemoPlaces.AgencyId(_council.Agency), DemoPlaces.AgencyId(_health.Agency), Child.Of("ScreeningSummary")), CancellationToken.None));
            foreach (var (who, field) in new[] { (Safeguarding, "ScreeningPolice"), (_health.Actor, "ScreeningHealth"), (_council.Actor, "ScreeningCouncil") })
            {
                await stage.MustAsync<AddScreeningPart, ScreeningPart>(add => add.HandleAsync(who, new(id, false, Child.Of(field)), CancellationToken.None));
            }

            await stage.MustAsync<DecideScreening, ScreeningOutcome>(decide => decide.HandleAsync(
                Safeguarding, new(id, null, ScreeningOutcome.Assessment, Child.Of("ScreeningReason") + " and more", Child.Of("ScreeningWho"), false), CancellationToken.None));
        });
        return Act(async stage =>
        {
            var (@case, child) = (Case, Child.Id);
            var referral = await stage.LookUpAsync(db => db.Referrals.Where(r => r.CaseId == @case && r.Kind == ReferralKind.Childrens && r.ChildId == child).Select(r => r.Id).SingleAsync());
            await stage.MustAsync<SendReferral, Id<Referral>>(send => send.HandleAsync(
                Safeguarding,
                new(referral, false, ["children-acts"], Safeguarding.StaffId, Child.Of("ChildrensSharingReason"), true, null, new ReferralAccount { Narrative = Child.Of("ChildrensNarrative") }, null, null, [], null),
                CancellationToken.None));
        });
    }

    private Task<Id<ChildScreening>> ScreeningAsync(Stage stage)
    {
        var (incident, child) = (Incident, Child.Id!.Value);
        return stage.LookUpAsync(db => db.Screenings.Where(s => s.IncidentId == incident && s.PersonId == child).Select(s => s.Id).SingleAsync());
    }
}
