using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Specialists;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>How much of the demonstration's casework a database holds.</summary>
internal enum Told
{
    Nothing,
    InPart,
    Everything,
}

/// <summary>
/// The invented casework of the demonstration: about 70 calls and 40 cases in every state the product knows. Nobody in it exists, and
/// each telephone number is one that is kept for fiction.
/// </summary>
internal sealed partial class StoryBook(StoryTime time)
{
    /// <summary>The name that the newest call is about: when it is on record, every story has been told.</summary>
    public const string LastVictim = "Demo Person Zinnia";

    private int _people;

    public IEnumerable<Act> Acts =>
        Tales().SelectMany(s => s.Acts).Concat(CallsAboutNobodyKnown()).Concat(SilentJustNow()).Concat(HandedOver()).Concat(SummariesOfTheCar()).Concat(SentByAnotherSystem()).Concat(TeamOfHarbourlight());

    /// <summary>Acts happen in the order of time, so the newest call is on record only when every other act has happened.</summary>
    public static async Task<Told> HowFarAsync(CaseDbContext db, CancellationToken ct) =>
        await db.Set<PersonName>().AnyAsync(n => n.Full == LastVictim, ct) ? Told.Everything
        : await db.Set<PersonName>().AnyAsync(n => EF.Functions.Like(n.Full, "Demo Person %"), ct) ? Told.InPart
        : Told.Nothing;

    private IEnumerable<Story> Tales() =>
    [
        Ash().Ago(TimeSpan.FromHours(4)).ReleasedFromPrisonIn(12), Birch(), Bracken(), Cedar(), Damson(), Elder(), Fern(), Gorse(), Hawthorn(), Iris(), Juniper(), Kelp(), Larch(), Maple(), Nettle(), Oak(), Poplar(), Quince(), Rowan(),
        Sorrel(), Thistle(), Umber(), Vetch(), Willow(), Xylosma(), Yarrow(), Zinnia(),
        .. Quiet(), .. OneManTwoVictims(), .. WeekendsOfTheCar(),
    ];

    /// <summary>Calls that ended well: the control room's support worker rang each time, it was assessed, reviewed, closed.</summary>
    private IEnumerable<Story> Quiet()
    {
        string[] names = ["Acacia", "Bramble", "Clover", "Dogwood", "Eyebright", "Foxglove"];
        Onward[] first = [Onward.ReferredToService, Onward.DeclinedReferral, Onward.ReferredElsewhere];
        return names.Select((name, i) => Tale(i * 3 % 10, name, "Pebble " + name)
            .On(70 - i * 7, "20:10").Calls("They’re shouting again next door", "Argument about money, heard by a neighbour. Both spoken to apart.", ResponseGrade.EarlyResponse).Supported(EngagementOutcome.EngagedByPhone, null, first[i % 3]).Attended()
            .DeclinesQuestions(RiskGrade.Standard, "Spoke alone with her; no injury, no fear seen.").Then(2).Graded(RiskGrade.Standard, DemoStaff.Sergeant).Then(20).Closed("No offences. Advice given to both.")
            .On(33 - i * 4, "22:40").Calls("It’s happening again", "Door kicked from outside; nobody hurt.", ResponseGrade.EarlyResponse)
            .Supported(i % 3 == 1 ? EngagementOutcome.NoContact : EngagementOutcome.EngagedByPhone, null, i % 3 == 1 ? [] : [Onward.AlreadySupported]).Attended()
            .Assessed(RiskGrade.Standard, Story.StandardTopics).Then(3).Graded(RiskGrade.Standard, DemoStaff.SecondSergeant).Then(15).Closed("Advice given; no further calls."));
    }

    /// <summary>Somebody went to the urgent ones, and most are closed; the slow ones wait for the supervisor.</summary>
    private IEnumerable<Act> CallsAboutNobodyKnown() =>
    [
        .. Unknown(3, "23:50", new Call { Source = CallSource.Emergency999, Silence = Silence.Silent, SilentSolution = true, CallerPhone = "01632 960701" }, null, ResponseGrade.Immediate),
        .. Unknown(1, "02:15", new Call { Source = CallSource.Emergency999, Silence = Silence.Abandoned, CallerPhone = "01632 960702", FirstWords = "Please…" }, null, ResponseGrade.Immediate),
        .. Unknown(5, "21:30", Neighbour("14 Adder Row, Calderstow", "NM30 2DM"), "Screams from number 14, then quiet.", ResponseGrade.EarlyResponse),
        .. Unknown(2, "22:05", Neighbour("14 Adder Row, Calderstow", "NM30 2DM"), "The same house again; a child crying.", ResponseGrade.Immediate),
        .. Unknown(9, "18:20", Neighbour("3 Kiln Court, Greywater", "NM52 1DM"), "A man shouting in the street at a woman.", ResponseGrade.EarlyResponse),
        .. Unknown(6, "13:00", new Call { Source = CallSource.Agency, CallerName = "Duty worker, Copperbeech Demo Homes", Location = "9 Loom Yard, Dunmarsh", Postcode = "NM34 4DM" }, "Repairs team saw a broken door and a frightened tenant.", ResponseGrade.Diary),
        .. Unknown(1, "16:45", new Call { Source = CallSource.Online, CallerPhone = "01632 960706", Location = "Ashmere" }, "Online form: ‘I do not want anyone to come to the house.’", ResponseGrade.Routine),
    ];

    /// <summary>A silent call to which somebody is on the way.</summary>
    private IEnumerable<Act> SilentJustNow()
    {
        Id<Incident> call = default;
        var reported = time.Present.AddMinutes(-34);
        return
        [
            new Act("a silent caller", reported, async stage => call = await stage.DoAsync<Application.Incidents.LogIncident, Id<Incident>>(log => log.HandleAsync(
                DemoStaff.CallHandler.Actor,
                new(new Call { Source = CallSource.Emergency999, Silence = Silence.Silent, SilentSolution = true, CallerPhone = "01632 960709", Location = "2 Loom Yard, Dunmarsh", Postcode = "NM34 4DM" }, ResponseGrade.Immediate, DemoPlaces.UnitId(DemoPlaces.Areas[2].Unit), reported, []),
                CancellationToken.None))),
            new Act("a silent caller", reported.AddMinutes(2), stage => stage.MustAsync<Application.Incidents.SendToIncident, IncidentDispatch>(send => send.HandleAsync(
                DemoStaff.CallHandler.Actor, new(call, "Kilo 21", "A child was heard"), CancellationToken.None))),
        ];
    }

    /// <summary>The shift before handed over, and one of those who came has read it.</summary>
    private IEnumerable<Act> HandedOver()
    {
        Id<Handover> handover = default;
        var signed = time.Present.AddHours(-3);
        return
        [
            new Act("the shift before", signed, async stage =>
            {
                var supervisor = DemoStaff.Supervisor.Actor;
                handover = await stage.DoAsync<Application.Handovers.DraftHandover, Id<Handover>>(draft => draft.HandleAsync(supervisor, CancellationToken.None));
                await stage.MustAsync<Application.Handovers.EditHandover, Handover>(edit => edit.HandleAsync(supervisor, new(handover, null, "One car short until midnight. The radio in the north is repaired.", [], Sign: true), CancellationToken.None));
            }),
            new Act("the shift before", signed.AddMinutes(20), stage => stage.MustAsync<Application.Handovers.ReadHandover, HandoverReceipt>(read =>
                read.HandleAsync(DemoStaff.SecondCallHandler.Actor, handover, CancellationToken.None))),
        ];
    }

    private static Call Neighbour(string location, string postcode) =>
        new() { Source = CallSource.ThirdParty, CallerName = "A neighbour", Location = location, Postcode = postcode, Fear = Fear.NotAsked };

    private IEnumerable<Act> Unknown(int daysAgo, string london, Call call, string? whatHappened, ResponseGrade grade)
    {
        const string Story = "a caller nobody knows";
        Id<Incident> id = default;
        var at = Domain.Time.UkTime.At(time.Today.AddDays(-daysAgo), TimeOnly.Parse(london, System.Globalization.CultureInfo.InvariantCulture));
        yield return new Act(Story, at, async stage => id = await stage.DoAsync<Application.Incidents.LogIncident, Id<Incident>>(log => log.HandleAsync(
            DemoStaff.SecondCallHandler.Actor,
            new(call with { WhatHappened = whatHappened }, grade, DemoPlaces.UnitId(DemoPlaces.Areas[daysAgo].Unit), stage.Now.AddMinutes(-3), []), CancellationToken.None)));
        if (grade is ResponseGrade.Immediate or ResponseGrade.EarlyResponse)
        {
            yield return new Act(Story, at.AddMinutes(12), stage => stage.MustAsync<Application.Incidents.AttendIncident, DateTimeOffset>(attend =>
                attend.HandleAsync(DemoStaff.Officer.Actor, new(id, null, stage.Now), CancellationToken.None)));
            yield return new Act(Story, at.AddHours(40), stage => stage.MustAsync<Application.Incidents.CloseIncident, DateTimeOffset>(close =>
                close.HandleAsync(DemoStaff.Supervisor.Actor, new(id, null, "Nobody was found there. Neighbours asked; nothing known."), CancellationToken.None)));
        }
    }

    /// <summary>
    /// One man who harms two women a year apart: serial by the shipped definition (R2.24). The second was written down once more, misspelt, by a handler in a hurry: two records of
    /// one person, which the standing comparison proposes.
    /// </summary>
    private IEnumerable<Story> OneManTwoVictims()
    {
        var first = Tale(6, "Tamarisk", "Obsidian", 33, 39)
            .On(350, "21:50").Calls("He’s kicked the door in", "Door broken by a former partner; pushed against a wall.").Attended()
            .Assessed(RiskGrade.Medium, Story.MediumTopics).Then(3).Graded(RiskGrade.Medium, DemoStaff.SecondSergeant).Then(20).Tries(ContactOutcome.Spoke, "Has moved to another town.").Then(2).Closed("Moved away; he was warned.");
        var second = Tale(6, "Verbena", first.Perpetrator!, 30);
        var again = new Story(time, second.Area, second.Victim with { Name = "Demo Person Verbina", Id = null }, null);
        return
        [
            first,
            second.On(36, "22:30").Calls("He’s got me by the hair", "Pulled by the hair and held down; a neighbour heard it.", details: Grave).Attended()
                .Assessed(RiskGrade.Medium, Story.MediumTopics).Then(2).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(18).Tries(ContactOutcome.NoAnswer)
                .NominatedAndAdopted("A second woman within a year, and worse than with the first.", "Adopted; a visit each fortnight, and the landlord is asked about the flat.", "Demo Offender Manager, Demo Police")
                .LeavesProgramme("Demo Change programme", "Her worker says that she is away that week and that it helps.", "Demo worker, Demo IDVA Service"),
            again.On(3, "18:15").Calls("He’s been texting me all day", "Forty messages since the morning.", ResponseGrade.EarlyResponse, namesPerpetrator: false).Attended(),
        ];
    }

    private Story Tale(int area, string victim, StoryPerson perpetrator, int age)
    {
        var (place, number) = (DemoPlaces.Areas[area], ++_people);
        return new Story(time, place, new StoryPerson($"Demo Person {victim}", age, $"01632 960{200 + number}", $"{number * 3} {victim} Row, {place.Unit}", $"NM{area * 4 + 10} {number % 9 + 1}DM"), perpetrator);
    }

    /// <summary>A story about two people; the perpetrator is named after a stone, the victim after a plant.</summary>
    private Story Tale(int area, string victim, string? perpetrator, int age = 34, int perpetratorAge = 37, params string[] children)
    {
        var place = DemoPlaces.Areas[area];
        var number = ++_people;
        return new Story(
            time, place,
            new StoryPerson($"Demo Person {victim}", age, $"01632 960{200 + number}", $"{number * 3} {victim} Row, {place.Unit}", $"NM{area * 4 + 10} {number % 9 + 1}DM"),
            perpetrator is null ? null : new StoryPerson($"Demo Person {perpetrator}", perpetratorAge, $"01632 960{400 + number}"))
        {
            Children = [.. children.Select((name, i) => new StoryPerson($"Demo Child {name}", 4 + i * 5))],
        };
    }

    private Story Ash() => Tale(0, "Ash", "Basalt", 31, 35, "Pip", "Wren")
        .On(330, "19:20").Calls("We’ve had a row", "Verbal argument; nobody hurt.", ResponseGrade.EarlyResponse).Attended()
        .Assessed(RiskGrade.Standard, Story.StandardTopics).Then(2).Graded(RiskGrade.Standard, DemoStaff.Sergeant).Then(18).Closed("No offences disclosed.")
        .On(212, "23:05").Calls("He’s smashed my phone", "Phone thrown at a wall during an argument about messages.").Attended()
        .Assessed(RiskGrade.Medium, Story.MediumTopics).Then(2).Graded(RiskGrade.Medium, DemoStaff.Sergeant)
        .Then(30).Tries(ContactOutcome.NoAnswer).Then(24).Tries(ContactOutcome.Spoke, "Spoke for 20 minutes. Has told her sister.").Then(2).Closed("Caller does not support a complaint.")
        .On(120, "01:40").Calls("He won’t let me out of the bedroom", "Held in a room for an hour. Red marks on one arm.").Attended().Relates(RelationshipKind.FormerPartner)
        .Ordered(OrderKind.CourtBail, "Demo Magistrates’ Court", OrderConditions.NoContact | OrderConditions.KeepAway, 200).Then(100).Closed("Charged; in court next month.")
        .On(64, "22:10").Calls("He’s outside again", "Former partner in the garden; gone when officers came.").Attended().Then(50).Closed("Patrols added.")
        .BeforeNextMeeting(24, "20:45").Calls("He says he’ll be here tonight", "Eleven messages in one evening, one with a threat.").Attended().Then(70).Closed("Messages saved as evidence.")
        .BeforeNextMeeting(18, "21:15").Calls("He’s back and he’s banging on the door", "Front door damaged. Held by the neck when she opened it. Two children upstairs.", details: Grave).Attended()
        .SafeContact(new TimeOnly(9, 30), new TimeOnly(14, 30), "Marigold", "The library, about a book", text: true)
        .Assessed(RiskGrade.High, [.. Story.HighTopics, Topics.Stalking]).Warns(PersonFlagKind.Violence, "Has injured an officer who came to the door.")
        .Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.Needed, "Threats believed; patrols tonight and arrest planned.")
        .Sends(ReferralKind.Idva).Sends(ReferralKind.Marac).Then(9).Tries(ContactOutcome.NoAnswer).Then(3).Tries(ContactOutcome.Spoke, "Wants the locks changed; will speak with an IDVA.")
        .Then(2).Triaged(TriagePriority.A, "He knows where she works: plan before the weekend.").Then(1).IdvaAccepts().Then(4).IdvaCalls("First call. Safety plan begun.")
        .Sets("Take the form for a new lock to her", 1).Sets("Ask whether the tenancy can be in her name alone", 5, waitsFor: "Demo Homes, housing officer").Sets("Ring the officer about the return of her phone", 0, byPolice: true)
        .BeginsPlan()
        .Plans("danger", "Pack a bag with papers, keys, medicine and some money, and leave it where only she can get at it", onPaper: true, paper: "Pack a bag: papers, keys, medicine, some money", answers: [Topics.Separation, Topics.ThreatToKill])
        .Plans("danger", "Agree a word with the neighbour upstairs that means: ring 999", 1, step: PlanStep.CocoonWatch, answers: [Topics.ThreatToKill])
        .Plans("home", "New lock for the front door, and a chain", 1, "Demo Homes, repairs", step: PlanStep.SanctuaryScheme, answers: [Topics.Stalking])
        .Plans("phone", "Look through her phone for shared locations and change the code", 2, idva: true, onPaper: true, paper: "Change the code of the phone", answers: [Topics.Stalking, Topics.ControlJealousy])
        .Plans("children", "A code word for collecting the children from school", 4, "The school", agreed: VictimAgreement.NotYetAsked)
        .Plans("perpetrator", "Patrols past the house for two weeks", 0, step: PlanStep.PoliceWatch, byPolice: true, answers: [Topics.ThreatToKill])
        .Settles(4, PlanLineStatus.Done).GivesCopy("Herself, at the library", 1, 4)
        .AddsPicture("Marks on the arm, as she photographed them").AddsWords("Messages of one evening, written down by her", "19:02 Where are you\n19:04 I know where you are\n19:30 Answer me", DocumentKind.Statement)
        .Writes("referral-accepted", "The safeguarding team", "Demo Police", "We spoke with her on the day you referred her, and a safety plan has been begun.")
        .Writes("housing-support", "Housing options team", "Demo Homes", "She cannot safely stay where she is: he has come to the door twice this month. She needs two bedrooms and cannot share a landing.", sent: false)
        .Then(20).PlacedOnAgenda();

    private Story Birch() => Tale(0, "Birch", "Chalk", 27, 29)
        .On(95, "17:30").Calls("He’s taken the car keys", "Will not let her go to work.", ResponseGrade.EarlyResponse).Attended().Then(40).Closed("Keys returned.")
        .On(2, "23:30").Calls("Please, just send somebody", "Pushed down the stairs. Taken to hospital by a friend.", details: Grave)
        .Checked(DecisionCheck.MissedOpportunity, "Nobody asked whether he can get into the house.", "Ask about keys; see her alone.").Supported(EngagementOutcome.EngagedByPhone, "Frightened of what he will do when he hears of this.", Onward.ReferredToService).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant)
        .Then(8).Tries(ContactOutcome.NoAnswer).Then(4).Tries(ContactOutcome.NoAnswer, leavesMessage: false).Sends(ReferralKind.Idva, consent: false).Sends(ReferralKind.Marac, consent: false);

    private Story Cedar() => Tale(4, "Cedar", "Dolerite", 45, 50, "Robin")
        .On(41, "20:00").Calls("I want to report my ex", "Follows her home from work.", details: Form101).Attended().Then(30).Closed("Warned.")
        .On(13, "18:50").Calls("He was outside the school", "Waited at the gate and shouted at both of them.", details: Form101)
        .Checked(DecisionCheck.Agree).Supported(EngagementOutcome.EngagedByPhone, null, Onward.AlreadySupported).Attended()
        .Assessed(RiskGrade.Medium, Story.MediumTopics).Then(3).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(70).Tries(ContactOutcome.NoAnswer).Then(24).Tries(ContactOutcome.UnsafeToTalk, "He came in while she was speaking.");

    private Story Damson() => Tale(1, "Damson", "Emery", 38, 41)
        .On(20, "21:00").Calls("I’m locked in the bathroom", "He broke the lock. Cut to the hand.").Attended().Then(90).Closed("He left the area for now.")
        .On(1, "12:30").Calls("He has my bank card", "Threatened with a bottle when she asked for money.", details: Grave)
        .Checked(DecisionCheck.Agree).Supported(EngagementOutcome.NoContact).Attended()
        .Assessed(RiskGrade.High, [.. Story.HighTopics, Topics.Weapons]).Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant).Sends(ReferralKind.Idva).Sends(ReferralKind.Marac);

    private Story Elder() => Tale(5, "Elder", "Flint", 71, 44)
        .On(25, "10:15").Calls("My son has pushed me", "Adult son wants money; she fell against a table.", details: Form101).Attended().Relates(RelationshipKind.ParentOf)
        .IsVulnerable(Vulnerability.Age | Vulnerability.NeedsCare, "Walks with a frame; a carer comes twice a day.").Ordered(OrderKind.PoliceBail, "Demo Police, inspector", OrderConditions.NoContact | OrderConditions.LeaveHome, 90)
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.SecondSergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Then(10).Tries(ContactOutcome.Spoke, "Does not want him to lose his home.").Closed("Adult safeguarding leads.")
        .Sends(ReferralKind.Idva).Sends(ReferralKind.Marac).Then(26).Declined(ReferralKind.Idva, "Already supported by the council’s adult safeguarding team, who will stay with her.")
        .Then(3).PlacedOnAgenda();

    private Story Fern() => Tale(7, "Fern", "Granite", 29, 33, "Lark")
        .On(4, "19:45").Calls("He’s kicked the dog and says I’m next", "Dog hurt. Child in the next room.", details: Grave).Attended()
        .Assessed(RiskGrade.High, [.. Story.HighTopics, "animals"]).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).Then(9).Tries(ContactOutcome.Spoke, "Staying with her mother.")
        .Sends(ReferralKind.Idva).Then(20).Asked(ReferralKind.Idva, "Is her mother’s address safe to write to?").Sends(ReferralKind.Marac);

    private Story Gorse() => Tale(3, "Gorse", "Hematite", 52, 55)
        .On(1, "08:30").Calls("I left him and he found me", "Former partner waited at her new door.", details: Grave).Attended().HidesAddress("Flat 2, 40 Quay Walk, Dunmarsh", "NM36 5DM")
        .Ordered(OrderKind.NonMolestation, "Demo Family Court", OrderConditions.NoContact | OrderConditions.NoContactThroughOthers | OrderConditions.NoViolenceOrThreats, 365, served: false)
        .Assessed(RiskGrade.High, [.. Story.HighTopics, Topics.Stalking]).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).Then(2).Tries(ContactOutcome.Spoke, "Will think about support; call again tomorrow.").Sampled();
}
