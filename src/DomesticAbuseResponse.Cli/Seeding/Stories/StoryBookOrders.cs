using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>Stories with notices, orders and bail in them.</summary>
internal sealed partial class StoryBook
{
    /// <summary>A notice served on the Friday before a bank holiday, whose 48 hours leave out Sunday and Monday; later bail, with a first hearing to come.</summary>
    private Story Bracken() => Tale(4, "Bracken", "Quartzite", 38, 41)
        .On(time.Today.DayNumber - FridayBeforeHoliday().DayNumber, "15:10").Calls("He’s pushed me again and the police have just left", "Pushed against a door; second report in a month.", details: Grave).Attended().Relates(Domain.People.RelationshipKind.FormerPartner)
        .Assessed(RiskGrade.High, Story.HighTopics).Then(1).Graded(RiskGrade.High, DemoStaff.Sergeant).InspectorReads(Domain.Notices.ThreatToLife.NotNeeded, "Notice served; he has left the home.").NoticeServed()
        .Then(12).Tries(ContactOutcome.Spoke, "Slept well. Knows that a court hears it after the weekend.").Then(58).CourtMakesOrder().Closed("A court made the order.")
        .On(6, "19:30").Calls("He’s waiting outside my work", "Stood at the staff door for an hour, against advice.", details: Grave).Attended().Investigated(InvestigationStepKind.CrimeRecorded).Investigated(InvestigationStepKind.Arrested).EvidenceGathered().BailedWithConditions().Then(20).Tries(ContactOutcome.Spoke, "Told of the conditions; glad that her work is in them.")
        .Then(2).InCourtIn(14, MoveKind.FirstHearing);

    /// <summary>The last Friday, itself no holiday, before a Monday that is one, and long enough ago for its story to have been told.</summary>
    private DateOnly FridayBeforeHoliday()
    {
        var calendar = BankHolidays.Default;
        return Enumerable.Range(20, 400).Select(d => time.Today.AddDays(-d)).FirstOrDefault(
            d => d.DayOfWeek is DayOfWeek.Friday && calendar.HolidayOn(d) is null && calendar.HolidayOn(d.AddDays(3)) is not null, time.Today.AddDays(-30));
    }
}
