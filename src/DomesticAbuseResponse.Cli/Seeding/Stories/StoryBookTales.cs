using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>The tales that show one thing each: protection, counter-allegations, regrades, waiting lists.</summary>
internal sealed partial class StoryBook
{
    private static Call Grave { get; } = new()
    {
        Source = CallSource.Emergency999,
        Fear = Fear.VeryFrightened,
        Injuries = "Marks to the neck and one arm",
        IsCrime = YesNoUnknown.Yes,
    };

    private static Call Form101 { get; } = new() { Source = CallSource.NonEmergency101, Fear = Fear.Frightened, IsCrime = YesNoUnknown.Unknown };

    /// <summary>Restricted: the perpetrator works for a partner agency. Only named people open it.</summary>
    private Story Hawthorn() => Tale(0, "Hawthorn", "Jasper", 40, 43)
        .On(16, "20:30").Calls("You can’t tell anyone at his work", "Held by the wrists. He works for a partner agency.", details: Grave).Attended()
        .Restricted("The perpetrator works for a partner agency.", DemoStaff.Officer, DemoStaff.Sergeant, DemoStaff.Inspector, DemoStaff.Supervisor)
        .Excludes(DemoPlaces.Council("Ashmere"), "Employs the perpetrator")
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Then(6).Tries(ContactOutcome.Spoke, "Afraid of being found out at his work.")
        .Sends(ReferralKind.Idva, restricted: true).Then(20).IdvaAccepts().Then(3).IdvaCalls("Will only be called on her sister’s number.");

    /// <summary>Each accuses the other, and nobody has decided yet: no referral may go (S84).</summary>
    private Story Iris()
    {
        var tale = Tale(6, "Iris", "Kaolin", 33, 34);
        return tale.On(7, "22:20").Calls("She hit me and now she says I hit her", "Both injured, both say the other began.", details: Grave).Attended()
            .Assessed(RiskGrade.High, Story.HighTopics).Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant).EachAccusesTheOther("Both told officers that the other one struck first.")
            .DeclinesQuestions(RiskGrade.Medium, "Scratches to the face, calm, does not appear afraid of going home.", ofPerpetrator: true);
    }

    /// <summary>Each accuses the other, and a second person has decided who is the victim.</summary>
    private Story Juniper() => Tale(2, "Juniper", "Limestone", 26, 30)
        .On(12, "23:15").Calls("He says I attacked him", "She bit his arm while he held her neck.", details: Grave).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").EachAccusesTheOther("He made a counter-allegation of biting.")
        .DeclinesQuestions(RiskGrade.Standard, "Bite mark to the forearm only; laughed about it.", by: DemoStaff.SecondOfficer, ofPerpetrator: true)
        .Then(12).PrimaryVictimDecided("Bite is where somebody held by the neck would bite. Six earlier calls name him.")
        .Sends(ReferralKind.Idva).Sends(ReferralKind.Marac).Then(6).Tries(ContactOutcome.Spoke, "Relieved. Wants an order.").Then(20).IdvaAccepts().Then(5).IdvaCalls("Order applied for.").Then(30).Closed("With the court.");

    /// <summary>The perpetrator answered the telephone: an alert, and the number is unsafe from then on.</summary>
    private Story Kelp() => Tale(1, "Kelp", "Marble", 24, 31)
        .On(3, "14:10").Calls("He reads all my messages", "Checks her phone every evening; took it away for two days.", details: Form101).Attended().SafeContact(codeWord: "Tuesday’s class")
        .Assessed(RiskGrade.Medium, Story.MediumTopics).Then(2).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(20).Tries(ContactOutcome.PerpetratorAnswered, "A man answered and asked who was calling. Said wrong number and rang off.");

    /// <summary>An officer knows the family and is excluded.</summary>
    private Story Larch() => Tale(9, "Larch", "Obsidian", 36, 36)
        .On(30, "19:00").Calls("He’s been drinking since noon", "Pushed against a wall.", details: Grave).Attended(DemoStaff.SecondOfficer).Excludes(DemoStaff.Officer, "Her cousin by marriage")
        .Assessed(RiskGrade.Medium, Story.MediumTopics, by: DemoStaff.SecondOfficer).Then(3).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(40).Tries(ContactOutcome.Spoke, "Has booked a place with the alcohol service for him.").Then(50).Closed("No further calls.");

    /// <summary>A DASH that waits for the sergeant, and a crew that has not answered yet.</summary>
    private Story Maple() => Tale(8, "Maple", "Pumice", 48, 47)
        .Ago(TimeSpan.FromHours(5)).Calls("He has never done this before", "Plate thrown; cut to the foot.").Attended().Assessed(RiskGrade.Medium, Story.MediumTopics).Then(2.5).AsksCar("Wants to speak with somebody who is no officer", DistanceBand.Near);

    /// <summary>A DASH that is half done.</summary>
    private Story Nettle() => Tale(2, "Nettle", "Quartz", 22, 25)
        .Ago(TimeSpan.FromHours(2)).Calls("I can’t stay on long", "Call cut off; officers found her alone and shaking.", details: Grave).Sent("Kilo 14", "Ring no bell; the door is open").Attended().AsksCar("Alone now and afraid that he comes back").CarSetsOut().BreaksOffForm(Story.HighTopics)
        .WithdrawsComplaint("She rang back and said that it was all a mistake. A man’s voice behind her.");

    /// <summary>A routine call that waits for the supervisor.</summary>
    private Story Oak() => Tale(3, "Oak", "Sandstone", 58, 60)
        .On(2, "11:00").Calls("I’d like some advice", "Husband shouts most evenings; nothing today.", ResponseGrade.Routine, Form101, DemoStaff.SecondCallHandler)
        .AsksForGrade(ResponseGrade.EarlyResponse, "She rang the station: he has locked her out and waits inside.");

    /// <summary>A diary call that a supervisor raised to an early response.</summary>
    private Story Poplar() => Tale(4, "Poplar", "Topaz", 30, 32)
        .On(6, "09:30").Calls("Can somebody ring me next week", "Former partner has a key and lets himself in.", ResponseGrade.Diary, Form101).Then(1)
        .SupervisorAgrees(ResponseGrade.EarlyResponse, "He has a key: somebody should see her today.").Then(3).Attended().Assessed(RiskGrade.Medium, Story.MediumTopics)
        .Then(2).Graded(RiskGrade.Medium, DemoStaff.SecondSergeant).Then(20).Tries(ContactOutcome.Spoke, "Locks changed.").Then(30).Closed("Key returned.");

    /// <summary>Graded Medium at the scene, and High by the sergeant (S27).</summary>
    private Story Quince() => Tale(5, "Quince", "Slate", 35, 39, "Finch")
        .On(9, "20:20").Calls("He put his hands round my neck", "She says it was only for a second.", details: Grave).Attended()
        .Assessed(RiskGrade.Medium, [.. Story.MediumTopics, Topics.Strangulation], "She says she is not afraid and he has left.").Then(4)
        .Graded(RiskGrade.High, DemoStaff.Inspector, "Hands round the neck, ever, is a grave sign; more often and worse since spring.")
        .Sends(ReferralKind.Idva).Sends(ReferralKind.Marac).Then(10).Tries(ContactOutcome.Spoke, "Will see an IDVA.").Then(5).IdvaAccepts().Then(4).IdvaCalls("Met at the clinic.");

    /// <summary>The victim does not want the questions (R1.8).</summary>
    private Story Rowan() => Tale(6, "Rowan", "Tuff", 42, 45)
        .On(11, "18:15").Calls("My husband says it’s nothing", "Neighbour called; she asked officers to go.", details: Form101).Attended()
        .DeclinesQuestions(RiskGrade.Medium, "Would not look at her husband; old bruises on both arms.").Then(2).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(40).Tries(ContactOutcome.Declined, "Politely declined. Has the number.").Then(20).Closed("Advice left in a safe form.");

    /// <summary>Fifteen years old: the children’s route, not MARAC (S16).</summary>
    private Story Sorrel() => Tale(7, "Sorrel", "Talc", 15, 18)
        .On(8, "16:40").Calls("My boyfriend won’t stop", "Shared pictures of her; waited outside school.", details: Form101).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Then(3).Tries(ContactOutcome.Spoke, "With her mother present.").Sends(ReferralKind.Idva).Sends(ReferralKind.Childrens, consent: false).TellsSchools().ScreensChildren(ScreeningOutcome.Assessment);

    /// <summary>Honour-based abuse: the record is restricted from the tick on, the add-on is asked, and partners are told with care.</summary>
    private Story Thistle() => Tale(1, "Thistle", "Zircon", 20, 52)
        .On(21, "15:25").Calls("My uncle says I must go abroad", "Ticket booked without her agreement; passport taken.", details: Grave).Attended().Relates(RelationshipKind.OtherRelative)
        .Assessed(RiskGrade.High, [.. Story.HighTopics, Topics.OtherPerson], honour: true).Then(1).Graded(RiskGrade.High, DemoStaff.Inspector).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Then(3).Tries(ContactOutcome.Spoke, "Safe at college until five.")
        .Sends(ReferralKind.Idva, restricted: true).Then(5).IdvaAccepts().Then(2).IdvaCalls("Passport is with the police.").Then(40).Closed("Protected by an order.", DemoStaff.Inspector);

    /// <summary>Harmed by somebody who harms another victim too.</summary>
    private Story Umber() => Tale(0, "Umber", "Andesite", 39, 29)
        .On(50, "21:50").Calls("He keeps turning up", "Waits outside her work each Friday.", details: Form101).Attended().Then(30).Closed("Warned.")
        .On(14, "22:30").Calls("He’s in the car park again", "Followed her home; damaged her car.", details: Grave).Attended()
        .Assessed(RiskGrade.Medium, [.. Story.MediumTopics, Topics.Stalking]).Then(2).Graded(RiskGrade.Medium, DemoStaff.Sergeant).Then(30).Tries(ContactOutcome.Spoke, "Keeps a diary of each time.").Then(60).Closed("Stalking warning served.");

    /// <summary>Heard at MARAC before, and harmed again: a repeat (2.2).</summary>
    private Story Vetch() => Tale(0, "Vetch", "Breccia", 44, 46, "Martin")
        .On(100, "20:10").Calls("He broke my finger", "Finger broken; child saw it.", details: Grave).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Sends(ReferralKind.Idva).Sends(ReferralKind.Marac)
        .Then(5).Tries(ContactOutcome.Spoke, "Wants him to get help.").Then(10).IdvaAccepts().Then(4).IdvaCalls("Safety plan made.").Then(24).PlacedOnAgenda().Then(60).Closed("Suspended sentence.")
        .BeforeNextMeeting(17, "19:30").Calls("He’s started again", "Threatened to kill her if she calls.", details: Grave).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).Sends(ReferralKind.Marac).Then(6).Tries(ContactOutcome.Spoke, "Ready to leave.").Then(20).PlacedOnAgenda();

    /// <summary>A man harmed by his wife.</summary>
    private Story Willow() => Tale(1, "Willow", "Cobble", 50, 49)
        .On(28, "23:40").Calls("It’s embarrassing, it’s my wife", "Hit with a pan; cut above the eye.", details: Grave).Attended().Relates(RelationshipKind.Partner).Then(60).Closed("He did not want to go on.")
        .BeforeNextMeeting(16, "22:10").Calls("She’s done it again", "Knife held to his arm.", details: Grave with { Weapons = "Kitchen knife" }).Attended()
        .Assessed(RiskGrade.High, [.. Story.HighTopics, Topics.Weapons]).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Sends(ReferralKind.Idva).Sends(ReferralKind.Marac)
        .Then(5).Tries(ContactOutcome.Spoke, "Had not told anybody.").Then(5).IdvaAccepts().Then(15).PlacedOnAgenda();

    /// <summary>Reported by a hospital; sent to MARAC by the police without consent.</summary>
    private Story Yarrow() => Tale(0, "Yarrow", "Dacite", 28, 30, "Swift", "Kite")
        .BeforeNextMeeting(15, "13:20").Calls("I fell", "Hospital reports a broken wrist and a story that does not fit.", details: Grave with { Source = CallSource.Agency, CallerName = "Ward sister, Northmoor Demo Health Trust" }).Attended()
        .Assessed(RiskGrade.High, Story.HighTopics).Then(2).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(ThreatToLife.NotNeeded, "Known, away from the address, bailed with conditions.").Sends(ReferralKind.Idva, consent: false).Sends(ReferralKind.Marac, consent: false)
        .Then(20).Tries(ContactOutcome.Declined, "Says it was a fall.").Then(2).PlacedOnAgenda();

    /// <summary>Last night: two children in the house, one taught at home. Their school and officer are still to be told, and the screening waits.</summary>
    private Story Xylosma() => Tale(0, "Xylosma", "Gneiss", 33, 36, "Plover", "Dunlin")
        .Ago(TimeSpan.FromHours(5)).Calls("The children heard everything", "Shouting and a broken plate; nobody hurt. Both children upstairs.", ResponseGrade.EarlyResponse).Attended().FindsChildren("“I put the pillow on my ears.”")
        .ScreensChildren();

    /// <summary>The newest call: nobody has been yet.</summary>
    private Story Zinnia() => Tale(0, "Zinnia", "Feldspar", 32, 34)
        .Ago(TimeSpan.FromMinutes(25)).Calls("There’s been a row and he pushed me", "Caller is in the street and has nowhere to go.", ResponseGrade.EarlyResponse, others: [new(PartyRole.Witness, null, "Demo Person Rush", null, null, "01632 960790", null, null)]);
}
