using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Orders;

/// <summary>Tasks before an end and a release, in the cases they concern: made once, made anew, withdrawn (R4.15, R4.16).</summary>
public sealed class SafetyTaskTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => UkTime.DateOf(app.Clock.Now);

    [Fact]
    public async Task A_task_before_an_end_goes_to_the_force_and_the_IDVA_is_made_anew_when_the_day_changes_and_withdrawn_when_it_ends()
    {
        var @case = await app.CarriedAsync("Canary Ending");
        var bound = @case.Perpetrators.First().PersonId;
        var order = await RecordAsync(bound, @case.VictimId, Today.AddDays(30));
        Assert.Equal([(Cast.Police, Today.AddDays(23)), (Cast.IdvaService, Today.AddDays(23))], (await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).Select(t => (t.AgencyId, t.DueOn)).OrderBy(t => t.AgencyId == Cast.IdvaService));

        await WatchManyAsync();
        Assert.Equal(2, (await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).Count); // nobody makes them a second time

        await ChangeAsync(bound, order, new OrderAct.Vary(new OrderChange(Today, Today.AddDays(4), OrderConditions.NoContact, null, "Shorter", null, BailPurposes.None, null, null)));
        Assert.All(await OpenAsync(@case, SafetyTaskReason.BeforeEnd), t => Assert.Equal((Today.AddDays(4), Today), (t.ForOn!.Value, t.DueOn))); // less than a week is left: now
        Assert.Equal(2, (await OpenAsync(@case, SafetyTaskReason.TellOfChange)).Count);
        var client = app.SignedInAs(Cast.Idva);
        var task = (await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).Single(t => t.AgencyId == Cast.IdvaService);
        var page = await client.GetAsync($"/tasks/{task.Id}");
        Assert.Contains($"/cases/{@case.Id}/contact", page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain(@case.Perpetrators.First().PersonId.ToString(), page.Document.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        await ChangeAsync(bound, order, new OrderAct.End(Today, "Discharged"));
        Assert.Empty(await OpenAsync(@case, SafetyTaskReason.BeforeEnd));
        await WatchManyAsync();
        Assert.Empty(await OpenAsync(@case, SafetyTaskReason.BeforeEnd));
        Assert.Contains("Withdrawn", (await client.GetAsync($"/tasks/{task.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Withdrawn", (await client.GetAsync($"/cases/{@case.Id}/tasks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_elsewhere_is_found_by_the_pass_once_however_many_instances_run()
    {
        var @case = await app.OpenCaseAsync("Canary Later", "Canary Lastly");
        var order = await RecordAsync(@case.Perpetrators.Single().PersonId, null, Today.AddDays(12));
        Assert.Single(await OpenAsync(@case, SafetyTaskReason.BeforeEnd)); // one that names nobody concerns everybody they harm
        await using (var db = app.Database.Open())
        {
            await db.CaseTasks.Where(t => t.SubjectId == order.Value).ExecuteDeleteAsync(Ct); // as if nobody had been told when it was written down
        }

        app.Clock.Now += TimeSpan.FromHours(2);
        await WatchManyAsync();
        var made = Assert.Single(await OpenAsync(@case, SafetyTaskReason.BeforeEnd));
        (await app.RunAsync<FinishTask, Result<CaseTask>>(finish => finish.HandleAsync(Cast.SafeguardingOfficer, new(made.Id, "Told her"), Ct))).Given();
        app.Clock.Now += TimeSpan.FromHours(2);
        await WatchManyAsync();
        Assert.Empty(await OpenAsync(@case, SafetyTaskReason.BeforeEnd)); // what was done stays done

        await using var after = app.Database.Open();
        Assert.Equal(1, await after.CaseTasks.CountAsync(t => t.SubjectId == order.Value, Ct));
    }

    [Fact]
    public async Task S87_a_release_asks_for_safe_contact_today_for_another_assessment_and_that_the_IDVA_is_told()
    {
        var @case = await app.CarriedAsync("Canary Freed"); // graded High
        var bound = @case.Perpetrators.First().PersonId;
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{bound}/moves/add");
        Assert.Contains("Choose what it is", (await page.PressAsync("Record it")).Text, StringComparison.Ordinal);
        var on = Today.AddDays(20);
        await page.Choose("Release from prison").FillNamed("Input.On.Day", $"{on.Day}").FillNamed("Input.On.Month", $"{on.Month}").FillNamed("Input.On.Year", $"{on.Year}").Fill("Court, prison or station", "Canary Prison").PressAsync("Record it");

        var told = await OpenAsync(@case, SafetyTaskReason.BeforeRelease);
        Assert.Equal(2, told.Count);
        Assert.All(told, t => Assert.Equal(Today, t.DueOn));
        Assert.Equal(on.AddDays(-1), Assert.Single(await OpenAsync(@case, SafetyTaskReason.AssessAgain)).DueOn);
        Assert.Equal((Cast.Police, Today), (Assert.Single(await OpenAsync(@case, SafetyTaskReason.TellIdva)).AgencyId, (await OpenAsync(@case, SafetyTaskReason.TellIdva))[0].DueOn));

        Id<PerpetratorMove> move;
        await using (var db = app.Database.Open())
        {
            move = await db.Moves.Where(m => m.PersonId == bound).Select(m => m.Id).SingleAsync(Ct);
        }

        var one = app.SignedInAs(Cast.SafeguardingOfficer);
        var later = await one.GetAsync($"/people/{bound}/moves/{move}");
        var stale = await one.GetAsync($"/people/{bound}/moves/{move}");
        await later.FillNamed("Input.On.Year", "2027").PressAsync("Record the change");
        Assert.Equal(System.Net.HttpStatusCode.Conflict, (await stale.FillNamed("Input.Place", "Another prison").PressAsync("Record the change")).Status);
        Assert.All(await OpenAsync(@case, SafetyTaskReason.BeforeRelease), t => Assert.Equal(on.AddYears(1), t.ForOn));
        await (await one.GetAsync($"/people/{bound}/moves/{move}")).Fill("Why", "Recalled").PressAsync("Record that it does not happen");
        Assert.Empty(await OpenAsync(@case, SafetyTaskReason.BeforeRelease));
    }

    private Task<int[]> WatchManyAsync() => Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.RunAsync<WatchOrders, int>(watch => watch.HandleAsync(Actor.System, 50, Ct))));

    private async Task<IReadOnlyList<CaseTask>> OpenAsync(Case @case, SafetyTaskReason reason)
    {
        await using var db = app.Database.Open();
        return await db.CaseTasks.AsNoTracking().Where(t => t.CaseId == @case.Id && t.Reason == reason && t.DoneAt == null).OrderBy(t => t.Id).ToListAsync(Ct);
    }

    private async Task<Id<ProtectiveOrder>> RecordAsync(Id<Person> binds, Id<Person>? protects, DateOnly until) =>
        (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(binds, protects, new(OrderKind.Restraining, null, null, Today.AddDays(-1), until, OrderConditions.NoContact, null), null), Ct))).Given();

    private async Task ChangeAsync(Id<Person> person, Id<ProtectiveOrder> order, OrderAct act) =>
        (await app.RunAsync<ChangeOrder, Result<DateOnly>>(change => change.HandleAsync(Cast.SafeguardingOfficer, new(person, order, null, act), Ct))).Given();
}
