using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>
/// What the support car did on its weekends: the last one whole, with a summary of each shift, and some before, so that its figures say something. The last weekend is the one whose Sunday
/// lies before the day of seeding.
/// </summary>
internal sealed partial class StoryBook
{
    /// <summary>How many days ago the last Sunday before today was.</summary>
    private int Sunday => ((int)time.Today.DayOfWeek + 6) % 7 + 1;

    private int Saturday => Sunday + 1;

    private IEnumerable<Story> WeekendsOfTheCar()
    {
        var campion = Tale(2, "Campion", "Flagstone", 34, 38, "Linnet");
        return
        [
            Seen(campion, Saturday, "15:10", "He’s thrown my clothes into the street", "Locked out with her daughter; bruise to the arm.", RiskGrade.Medium,
                EngagementOutcome.EngagedByVisit,
                [
                    .. Alone, (nameof(VisitRecord.ChildrenSeen), VisitFields.Yes), (nameof(VisitRecord.ChildrenWords), "“I want my own bed.”"),
                    (nameof(VisitRecord.VictimWants), "To be back in the flat tonight without him."), Story.Box(VisitNeed.Housing), Story.Box(VisitNeed.LegalAdvice), Story.Box(SafetyStep.Locks), Story.Box(SafetyStep.SafetyPlan),
                    (nameof(VisitRecord.Statement), nameof(StatementIntention.Supporting)), (nameof(VisitRecord.Dash), nameof(DashDone.Updated)), Story.Box(Onward.ReferredToService),
                    .. campion.FollowUp(FollowUpBy.SupportService, 2, "Ring about the tenancy"),
                ]),
            Seen(Tale(8, "Dill", "Gravel", 41, 40), Saturday, "18:40", "He’s on his way back from the pub", "Afraid of what he does when he comes home.", RiskGrade.Standard,
                EngagementOutcome.NoContact, (nameof(VisitRecord.Because), "No light, nobody at the door; the neighbours had not seen her.")),
            Seen(Tale(5, "Borage", "Schist", 29, 31), Sunday, "15:30", "I shouldn’t have rung you", "Pushed over a chair. Says that she fell.", RiskGrade.Standard,
                EngagementOutcome.EngagedByPhone,
                [
                    (nameof(VisitRecord.Mode), nameof(VisitMode.Phone)), (nameof(VisitRecord.SafeToTalk), VisitFields.Yes), (nameof(VisitRecord.VictimWants), "Nobody at the door while he is there."),
                    Story.Box(SafetyStep.ClaresLawTold), (nameof(VisitRecord.Statement), nameof(StatementIntention.Withdrawn)), (nameof(VisitRecord.StatementWhy), "He has promised to see a doctor."), Story.Box(Onward.DeclinedReferral),
                ]),
            Seen(Tale(3, "Lovage", "Shale", 37, 36), Saturday + 7, "16:20", "He’s taken the children’s passports", "Taken out of a drawer after an argument about a journey.", RiskGrade.Standard,
                EngagementOutcome.EngagedByVisit, [.. Alone, Story.Box(VisitNeed.LegalAdvice), Story.Box(SafetyStep.InjunctionAdvice), Story.Box(Onward.AlreadySupported)]),
            Seen(Tale(6, "Teasel", "Gabbro", 23, 30), Sunday + 28, "17:05", "I can’t go back in there", "In a neighbour’s kitchen, with a bag.", RiskGrade.Standard,
                EngagementOutcome.EngagedByVisit,
                [.. Alone, Story.Box(VisitNeed.Housing), Story.Box(VisitNeed.Money), Story.Box(SafetyStep.RefugeOrHotel), Story.Box(SafetyStep.Transport), Story.Box(Onward.MovedToSafety), Story.Box(Onward.ReferredToService)]),
            Seen(Tale(9, "Burdock", "Syenite", 46, 51), Saturday + 35, "19:15", "He says he’ll stop if I stop", "Shouting heard from the road; a door broken.", RiskGrade.Standard,
                EngagementOutcome.EngagedByVisit, [.. Alone, Story.Box(VisitNeed.AlcoholOrDrugs), (nameof(VisitRecord.Statement), nameof(StatementIntention.Unsure)), Story.Box(Onward.ReferredToService)]),
        ];
    }

    private static IReadOnlyList<(string Field, string Value)> Alone =>
        [(nameof(VisitRecord.Mode), nameof(VisitMode.Visit)), (nameof(VisitRecord.SafeToTalk), VisitFields.Yes), (nameof(VisitRecord.SeenAlone), VisitFields.Yes)];

    /// <summary>A call that officers attended, whose victim the car was asked to see then; it was reviewed and closed on the next day.</summary>
    private static Story Seen(
        Story story, int daysAgo, string london, string firstWords, string whatHappened, RiskGrade grade, EngagementOutcome outcome, params IReadOnlyList<(string Field, string Value)> found) => story
        .On(daysAgo, london).Calls(firstWords, whatHappened, ResponseGrade.EarlyResponse).Attended()
        .DeclinesQuestions(grade, "Did not want the questions while neighbours stood by.").AsksCar("Spoke little while officers were there")
        .CarVisits(outcome, found)
        .Then(12).Graded(grade, DemoStaff.Sergeant).Then(1).Closed("Seen by the support car; nothing further for officers.");

    /// <summary>Both crews of the last weekend signed what their shift came to. The first summary was read; the other one waits for whoever comes next.</summary>
    private IEnumerable<Act> SummariesOfTheCar() =>
    [
        Summary(Saturday, DemoStaff.CarWorker, "The bridge at Millpond Demo is closed until Monday: go by the ring road."),
        new Act("the support car", At(Sunday, "14:05"), stage => stage.MustAsync<ReadShiftSummary, bool>(read => read.HandleAsync(DemoStaff.CarOfficer.Actor, ShiftOf(Saturday), CancellationToken.None))),
        Summary(Sunday, DemoStaff.CarOfficer, "Key safe of the car sticks; a new one is asked for."),
    ];

    private Act Summary(int daysAgo, DemoMember by, string notes) => new(
        "the support car", At(daysAgo, "21:50"), stage => stage.MustAsync<SignShiftSummary, ShiftSummary>(sign => sign.HandleAsync(by.Actor, new(ShiftOf(daysAgo), notes), CancellationToken.None)));

    private Id<Domain.Rota.Shift> ShiftOf(int daysAgo) => DemoRota.CarOn(time.Today.AddDays(-daysAgo));

    private DateTimeOffset At(int daysAgo, string london) => Domain.Time.UkTime.At(time.Today.AddDays(-daysAgo), TimeOnly.Parse(london, System.Globalization.CultureInfo.InvariantCulture));
}
