using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Crews;

/// <summary>When a crew can be asked, how it may reach a victim first, and what else can be done (R5.1, R5.8, S68).</summary>
public sealed class CrewSendingTests
{
    private static readonly CoverService _car = CoverServices.Default.Find("support-car")!;
    private static readonly CoverService _crisis = CoverServices.Default.Find("crisis-service")!;

    [Fact]
    public void The_car_visits_when_the_first_car_has_attended_and_phones_before()
    {
        var before = SecondResponse.Of(ServiceKind.SupportCar, attendedAt: null);
        var after = SecondResponse.Of(ServiceKind.CrisisService, At("2026-11-28", "15:00"));

        Assert.Equal([CrewWay.PhoneFirst], before.May);
        Assert.Equal("Nobody has attended yet, and this is a second response: until the first car has been there it may only phone.", before.Because);
        Assert.Equal("R5.1", before.Rule);
        Assert.Equal([CrewWay.Visit, CrewWay.PhoneFirst], after.May);
        Assert.Empty(SecondResponse.Of(ServiceKind.MentalHealthCar, At("2026-11-28", "15:00")).May);
    }

    [Theory]
    [InlineData("2026-11-29", "21:45", true)] // a Sunday
    [InlineData("2026-11-28", "13:59", false)] // a Saturday
    [InlineData("2026-11-29", "22:00", false)]
    [InlineData("2026-12-28", "15:00", false)] // a Monday, the substitute for Boxing Day
    public void S68_the_car_can_be_asked_in_its_hours_with_a_crew_on_the_rota(string date, string time, bool covered)
    {
        var at = At(date, time);
        var crewed = ServiceNow.Of(_car, covered ? [Crew(at.AddHours(1), CrewPart.Officer, CrewPart.SupportWorker)] : [], at, BankHolidays.Default);
        var empty = ServiceNow.Of(_car, [], at, BankHolidays.Default);

        Assert.Equal(covered, crewed.CanBeAsked);
        Assert.False(empty.CanBeAsked);
        Assert.Equal(covered, empty.Because.StartsWith("Nobody is on the rota now.", StringComparison.Ordinal));
        Assert.Equal(covered, empty.Next is null);
    }

    [Fact]
    public void S68_outside_the_hours_it_says_when_the_next_ones_are_and_who_else_can_be_asked()
    {
        var at = At("2026-11-28", "13:59");
        var car = ServiceNow.Of(_car, [], at, BankHolidays.Default);
        var crisis = ServiceNow.Of(_crisis, [Crew(at.AddHours(3), CrewPart.SupportWorker)], at, BankHolidays.Default);

        var words = Otherwise.Of(car, [car, crisis]);

        Assert.Equal("Ask the crisis service: Car 7 is on the rota until 16:59.", words[0]);
        Assert.Equal("Wait until its next hours: Saturday 28 November 2026, 14:00 to 22:00.", words[1]);
    }

    [Fact]
    public void The_crisis_service_has_no_hour_without_cover_also_when_the_clocks_change()
    {
        for (var at = At("2026-10-24", "00:00"); at < At("2026-10-27", "00:00"); at = at.AddMinutes(30))
        {
            Assert.True(_crisis.Covers(at, BankHolidays.Default).Covers, UkTime.Describe(at));
        }

        Assert.Equal("R5.8", _crisis.Rule);
    }

    [Fact]
    public void Half_a_crew_may_be_asked_and_whoever_asks_is_told_who_is_missing()
    {
        var at = At("2026-11-28", "15:00");
        var half = ServiceNow.Of(_car, [Crew(at.AddHours(2), CrewPart.Officer)], at, BankHolidays.Default);

        Assert.True(half.CanBeAsked);
        Assert.Equal("Car 7 is on the rota until 17:00, with no support worker.", half.Because);
    }

    [Fact]
    public void A_shift_outside_the_hours_counts_and_people_without_an_account_are_rung()
    {
        var at = At("2026-11-25", "15:00"); // a Wednesday
        Assert.Equal("Car 7 is on the rota until 16:00. It is outside the usual hours.", ServiceNow.Of(_car, [Crew(at.AddHours(1), CrewPart.Officer, CrewPart.SupportWorker)], at, BankHolidays.Default).Because);

        var unheard = ServiceNow.Of(_car, [Crew(at.AddHours(1), CrewPart.Officer) with { CanBeAsked = false }], at, BankHolidays.Default);
        Assert.False(unheard.CanBeAsked);
        Assert.Equal("Whoever is on the rota has no account here. Ring them.", unheard.Because);
    }

    private static CrewOnShift Crew(DateTimeOffset until, params CrewPart[] parts) => new(Id<Shift>.New(until), "Car 7", until, parts, CanBeAsked: true);

    private static DateTimeOffset At(string date, string time) => UkTime.At(DateOnly.ParseExact(date, "yyyy-MM-dd"), TimeOnly.ParseExact(time, "HH:mm"));
}
