using System.Net;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Orders;

/// <summary>The calendar: what is coming, for whom, and nothing of what somebody may not open.</summary>
public sealed class CalendarTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => UkTime.DateOf(app.Clock.Now);

    [Fact]
    public async Task It_shows_what_is_coming_in_the_cases_of_its_reader_day_by_day_with_the_tasks_before_and_each_number_leads_to_its_list()
    {
        var @case = await app.CarriedAsync("Canary Coming");
        var bound = @case.Perpetrators.First().PersonId;
        await OrderAsync(bound, @case.VictimId, OrderKind.CourtBail, Today.AddDays(9));
        await MoveAsync(bound, @case.VictimId, MoveKind.Trial, Today.AddDays(3));
        await MoveAsync(bound, null, MoveKind.PrisonRelease, Today.AddDays(5));

        var mine = await app.SignedInAs(Cast.Idva).GetAsync($"/calendar?what=All&agency=false&from={Today:yyyy-MM-dd}&until={Today.AddDays(27):yyyy-MM-dd}");
        foreach (var shown in new[] { "Bail ends: Canary Coming", "Day in court: Canary Coming at 10:00", "Release from prison: Canary Coming", "Task: Canary Coming" })
        {
            Assert.True(mine.Text.Contains(shown, StringComparison.Ordinal), $"{shown} is not in {mine.Text}");
        }

        Assert.DoesNotContain("Bail ends", (await app.SignedInAs(Cast.Idva).GetAsync("/calendar?what=Releases")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Coming", (await app.SignedInAs(Cast.SecondIdva).GetAsync("/calendar")).Text, StringComparison.Ordinal); // a colleague's
        Assert.Contains("Canary Coming", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/calendar?agency=true")).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Coming", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/calendar")).Text, StringComparison.Ordinal);

        var day = Today.AddDays(9);
        var month = await app.SignedInAs(Cast.Idva).GetAsync($"/calendar/month?month={day:yyyy-MM}&agency=false");
        var link = month.Document.QuerySelectorAll("td a").Single(a => a.TextContent.StartsWith("1 end", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("Bail ends: Canary Coming", (await app.SignedInAs(Cast.Idva).GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", month.Text, StringComparison.Ordinal);
        var paper = await app.SignedInAs(Cast.Idva).GetAsync("/calendar/print?agency=false");
        Assert.Contains(@case.Reference, paper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", paper.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_is_there_for_another_agency_for_whoever_is_excluded_or_once_the_victim_is_restricted()
    {
        var @case = await app.OpenCaseAsync("Canary Kept", "Canary Keeper");
        var bound = @case.Perpetrators.Single().PersonId;
        await OrderAsync(bound, @case.VictimId, OrderKind.Restraining, Today.AddDays(8));
        await MoveAsync(bound, @case.VictimId, MoveKind.Hearing, Today.AddDays(8));
        Assert.True(await SeesAsync(Cast.Sergeant));
        Assert.False(await SeesAsync(Cast.OtherForceOfficer));
        Assert.False(await SeesAsync(Cast.OtherServiceIdva));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Auditor).GetAsync("/calendar")).Status);

        await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, null, [], [new(Cast.Sergeant.StaffId, null, "A relative")]), Ct));
        Assert.False(await SeesAsync(Cast.Sergeant));
        Assert.True(await SeesAsync(Cast.SecondSergeant));
        await app.RestrictAsync(@case.VictimId);
        Assert.False(await SeesAsync(Cast.SecondSergeant));
        Assert.True(await SeesAsync(Cast.SafeguardingOfficer)); // who restricted them

        async Task<bool> SeesAsync(Domain.Agencies.Actor actor)
        {
            var client = app.SignedInAs(actor);
            var (list, month, paper) = (await client.GetAsync("/calendar?agency=true"), await client.GetAsync($"/calendar/month?month={Today.AddDays(8):yyyy-MM}&agency=true"), await client.GetAsync("/calendar/print?agency=true"));
            var there = list.Text.Contains("Canary Kept", StringComparison.Ordinal);
            Assert.Equal(there, paper.Text.Contains(@case.Reference, StringComparison.Ordinal));
            Assert.Equal(there, await CountAsync(actor) > 0);
            return there;
        }

        async Task<int> CountAsync(Domain.Agencies.Actor actor)
        {
            var counted = await app.RunAsync<ComingCalendar, int>(async calendar =>
                (await calendar.ReadAsync(actor, new(Today, Today.AddDays(60), ComingFilter.All, true), 1, Ct)).Rows.Count(r => r.CaseId == @case.Id));
            var inMonth = await app.RunAsync<ComingCalendar, int>(async calendar => (await calendar.CountAsync(actor, new(Today, Today.AddDays(60), ComingFilter.All, true), Ct)).Days.Values.Sum(d => d.Values.Sum()));
            var total = await app.RunAsync<ComingCalendar, int>(async calendar => (await calendar.ReadAsync(actor, new(Today, Today.AddDays(60), ComingFilter.All, true), 1, Ct)).Total);
            Assert.Equal(total, inMonth); // the month counts what the list shows
            return counted;
        }
    }

    [Fact]
    public async Task It_pages_in_the_database_and_absurd_questions_get_an_answer()
    {
        var @case = await app.OpenCaseAsync("Canary Paged", "Canary Pager");
        var bound = @case.Perpetrators.Single().PersonId;
        for (var n = 0; n < 5; n++)
        {
            await MoveAsync(bound, @case.VictimId, MoveKind.Interview, Today.AddDays(40 + n));
        }

        var pages = new List<ComingCalendar.View>();
        for (var page = 1; page <= 3; page++)
        {
            pages.Add(await app.RunAsync<ComingCalendar, ComingCalendar.View>(calendar => calendar.ReadAsync(Cast.SafeguardingOfficer, new(Today.AddDays(40), Today.AddDays(44), ComingFilter.Releases, true), page, Ct, 2)));
        }

        Assert.Equal([2, 2, 1], pages.Select(p => p.Rows.Count));
        Assert.All(pages, p => Assert.Equal(5, p.Total));
        Assert.Equal(Enumerable.Range(40, 5).Select(n => Today.AddDays(n)), pages.SelectMany(p => p.Rows).Select(r => r.On));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        foreach (var asked in new[] { "/calendar?from=0001-01-01&until=9999-12-31", "/calendar?p=-5&days=100000", "/calendar?what=99", "/calendar/month?month=0000-00", "/calendar/month?month=2190-12", "/calendar/print?from=9999-12-31", "/calendar?from=never" })
        {
            Assert.True((await officer.GetAsync(asked)).Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, asked);
        }
    }

    private async Task OrderAsync(Id<Person> binds, Id<Person>? protects, OrderKind kind, DateOnly until) =>
        (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(binds, protects, new(kind, null, null, Today.AddDays(-1), until, OrderConditions.NoContact, null), null), Ct))).Given();

    private async Task MoveAsync(Id<Person> person, Id<Person>? about, MoveKind kind, DateOnly on) =>
        (await app.RunAsync<RecordMove, Result<Id<PerpetratorMove>>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(person, about, kind, on, kind is MoveKind.Trial ? new TimeOnly(10, 0) : null, "Canary court", null), Ct))).Given();
}
