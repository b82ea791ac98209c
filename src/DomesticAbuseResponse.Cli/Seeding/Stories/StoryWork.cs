using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What agencies do in a story: contact, referrals, the agenda, protection, and who is whose victim.</summary>
internal sealed partial class Story
{
    private DemoMember Idva => DemoStaff.All.First(m => m.Agency == Area.IdvaService && m.Role is Role.Idva);

    private DemoMember Coordinator => DemoStaff.Coordinator(Area.Marac);

    public Story SafeContact(TimeOnly? from = null, TimeOnly? to = null, string? codeWord = null, string? coverStory = null, bool text = false) =>
        Act(5, stage => stage.DoAsync<RecordSafeContact>(record => record.HandleAsync(
            DemoStaff.Safeguarding.Actor,
            new(Victim.Id!.Value, null, null, ContactChannel.Phone, Victim.Phone!, new(
                Safety.Safe, SafeDays.Every, from, to, null, coverStory, WithholdNumber: true, VoicemailAllowed: false, TextAllowed: text, codeWord, null, null)),
            CancellationToken.None)));

    /// <summary>The specialist in the control room checks the decisions on the call.</summary>
    public Story Checked(DecisionCheck check, string? reason = null, string? advice = null) => Act(10, stage => stage.MustAsync<CheckIncident, SpecialistReview>(use => use.HandleAsync(
        DemoStaff.SupportWorker.Actor, new(Incident, new(check, null, reason, advice, advice is null ? null : "Car 12")), CancellationToken.None)));

    /// <summary>And speaks with the victim before anybody is there.</summary>
    public Story Supported(EngagementOutcome outcome, string? note = null, params Onward[] onward) => Act(5, stage => stage.MustAsync<RecordEngagement, Engagement>(record => record.HandleAsync(
        DemoStaff.SupportWorker.Actor,
        new(Incident, Victim.Id!.Value, stage.Now, new(outcome, onward, true, false, true, null, null, note, NoteReaders.AndIdvas), null), CancellationToken.None)));

    /// <summary>A sergeant draws a sample of the forms of the last weeks, to be scored a second time (R4.26).</summary>
    public Story Sampled() => Act(30, stage => stage.MustAsync<DrawSample, Id<QualitySample>>(draw => draw.HandleAsync(
        DemoStaff.SecondSergeant.Actor, new(SampleKind.Forms, QualityPeriod.Of(UkTime.DateOf(stage.Now).AddDays(-90), null, stage.Now), null, EveryGrade: true), CancellationToken.None)));

    public Story Relates(RelationshipKind kind) => Act(5, stage => stage.MustAsync<RelatePeople, Id<Person>>(relate =>
        relate.HandleAsync(DemoStaff.Officer.Actor, new(Victim.Id!.Value, Perpetrator!.Id!.Value, kind, IsReversed: false), CancellationToken.None)));

    public Story HidesAddress(string lines, string postcode) => Act(5, stage => stage.DoAsync<ChangeAddresses>(change => change.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Victim.Id!.Value, null, new PostalAddress(lines, postcode), AddressVisibility.Hidden, null, null, null), CancellationToken.None)));

    public Story Warns(PersonFlagKind kind, string note) => Act(5, stage => stage.DoAsync<ChangeWarnings>(change => change.HandleAsync(
        DemoStaff.Officer.Actor, new(Perpetrator!.Id!.Value, null, kind, note, null, null), CancellationToken.None)));

    public Story IsVulnerable(Vulnerability reasons, string note) => Act(5, stage => stage.DoAsync<ChangeWarnings>(change => change.HandleAsync(
        DemoStaff.Officer.Actor, new(Victim.Id!.Value, null, PersonFlagKind.Vulnerable, note, null, null, reasons), CancellationToken.None)));

    /// <summary>An order or bail against the perpetrator, made on the day and for so many days.</summary>
    public Story Ordered(OrderKind kind, string court, OrderConditions conditions, int days, bool served = true) => Act(5, async stage =>
    {
        var day = UkTime.DateOf(stage.Now);
        await stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
            DemoStaff.Officer.Actor,
            new(Perpetrator!.Id!.Value, Victim.Id!.Value, new OrderTerms(kind, court, null, day, day.AddDays(days - 1), conditions, null), served && OrderRules.IsServed(kind) ? day : null), CancellationToken.None));
    });

    public Story Tries(ContactOutcome outcome, string? note = null, DemoMember? by = null, bool leavesMessage = false) => Act(10, async stage =>
    {
        var card = await stage.LookUpAsync(db => db.Set<SafeContact>().Where(c => c.PersonId == Victim.Id).OrderBy(c => c.Number).Select(c => (long?)c.Number).FirstOrDefaultAsync());
        await stage.MustAsync<RecordContactAttempt, RecordContactAttempt.Recorded>(record => record.HandleAsync(
            (by ?? DemoStaff.Safeguarding).Actor, new(Case, stage.Now, ContactChannel.Phone, card, outcome, leavesMessage, null, note, Interpreter: InterpreterUse.None), CancellationToken.None));
    });

    /// <summary>Sends the referral that the grade raised.</summary>
    public Story Sends(ReferralKind kind, bool consent = true, bool restricted = false) => Act(15, async stage =>
    {
        var sender = DemoStaff.Officer;
        var id = await ReferralAsync(stage, kind);
        var named = !restricted ? [] : kind is ReferralKind.Idva ? new[] { Idva.Id } : [Coordinator.Id];
        await stage.MustAsync<SendReferral, Id<Referral>>(send => send.HandleAsync(
            sender.Actor,
            new(
                id, consent, consent ? [] : ["ukgdpr-9-2-g-safeguarding"], consent ? null : DemoStaff.Sergeant.Id,
                consent ? null : "She does not agree, but serious harm is likely and partners can prevent it.", VictimAware: true, null,
                new ReferralAccount
                {
                    Narrative = $"{Victim.Name} has called several times. The last report and the assessment are on the case.",
                    AfraidOf = Perpetrator?.Name,
                    SafeToTalkTo = "The victim, on the number of the safe-contact card",
                    UnsafeToTalkTo = Perpetrator?.Name,
                },
                "Fear, control and what happened last together.", null, named, null),
            CancellationToken.None));
    });

    public Story IdvaAccepts() => Act(10, async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Idva);
        await stage.MustAsync<AcceptReferral, ReferralStatus>(accept => accept.HandleAsync(Idva.Actor, new(id, Idva.Id, null, null), CancellationToken.None));
    });

    /// <summary>The IDVA who took the case makes the first call (R3.3).</summary>
    public Story IdvaCalls(string note) => Tries(ContactOutcome.Spoke, note, Idva);

    /// <summary>The inspector has looked at a High and decided (R1.17).</summary>
    public Story InspectorReads(ThreatToLife threat, string reason) => Act(5, async stage =>
    {
        var @case = Case;
        var notice = await stage.LookUpAsync(db => db.Notices.AsNoTracking()
            .Where(n => n.CaseId == @case && n.Kind == NoticeKind.HighRiskInspector && n.DoneAt == null).Select(n => n.Id).FirstAsync());
        await stage.MustAsync<CloseNotice, NoticeKind>(close => close.HandleAsync(DemoStaff.Inspector.Actor, new(notice, threat, reason, null), CancellationToken.None));
    });

    public Story Declined(ReferralKind kind, string reason) => Act(10, async stage =>
    {
        var id = await ReferralAsync(stage, kind);
        var by = kind is ReferralKind.Idva ? Idva : Coordinator;
        await stage.MustAsync<DeclineReferral, ReferralStatus>(decline => decline.HandleAsync(by.Actor, new(id, reason, null), CancellationToken.None));
    });

    public Story Asked(ReferralKind kind, string question) => Act(10, async stage =>
    {
        var id = await ReferralAsync(stage, kind);
        var by = kind is ReferralKind.Idva ? Idva : Coordinator;
        await stage.MustAsync<AskReferrer, ReferralStatus>(ask => ask.HandleAsync(by.Actor, new(id, question, null), CancellationToken.None));
    });

    /// <summary>The coordinator puts the case on the first meeting whose referrals have not closed.</summary>
    public Story PlacedOnAgenda() => Act(10, async stage =>
    {
        var id = await ReferralAsync(stage, ReferralKind.Marac);
        var options = await stage.DoAsync<PlacementOptions, PlacementOptions.View>(read => read.ReadAsync(Coordinator.Actor, id, CancellationToken.None));
        var open = options.Options.First(o => o is { IsEmergency: false, ClosedBecause: null });
        await stage.MustAsync<PlaceOnAgenda, Id<AgendaItem>>(place => place.HandleAsync(Coordinator.Actor, new(id, open.Id, null), CancellationToken.None));
    });

    public Story Restricted(string reason, params DemoMember[] named) => Act(5, stage => stage.MustAsync<ProtectPerson, Person>(protect => protect.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Victim.Id!.Value, null, reason, [.. named.Select(n => n.Id)], []), CancellationToken.None)));

    public Story Excludes(DemoMember member, string reason) => Act(5, stage => stage.MustAsync<ProtectPerson, Person>(protect => protect.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Victim.Id!.Value, null, null, [], [new(member.Id, null, reason)]), CancellationToken.None)));

    public Story Excludes(string agency, string reason) => Act(5, stage => stage.MustAsync<ProtectPerson, Person>(protect => protect.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Victim.Id!.Value, null, null, [], [new(null, DemoPlaces.AgencyId(agency), reason)]), CancellationToken.None)));

    public Story EachAccusesTheOther(string because) => Act(5, stage => stage.MustAsync<FlagCounterAllegation, Id<Case>>(flag =>
        flag.HandleAsync(DemoStaff.Officer.Actor, new(Case, because), CancellationToken.None)));

    public Story PrimaryVictimDecided(string rationale)
    {
        Act(5, stage => stage.MustAsync<ProposePrimaryVictim, Id<Case>>(propose => propose.HandleAsync(DemoStaff.Officer.Actor, new(Case, Victim.Id!.Value, rationale), CancellationToken.None)));
        return Act(5, stage => stage.MustAsync<AnswerPrimaryVictim, Id<Case>>(decide => decide.HandleAsync(DemoStaff.Safeguarding.Actor, new(Case, true, null), CancellationToken.None)));
    }

    /// <summary>The newest referral of the kind on the story's case.</summary>
    private Task<Id<Referral>> ReferralAsync(Stage stage, ReferralKind kind) => stage.LookUpAsync(async db =>
    {
        var @case = Case;
        var referrals = await db.Referrals.AsNoTracking().Where(r => r.CaseId == @case && r.Kind == kind).OrderByDescending(r => r.RaisedAt).Select(r => r.Id).ToListAsync();
        return referrals is [var newest, ..] ? newest : throw new InvalidOperationException($"No {kind} referral was raised.");
    });
}
