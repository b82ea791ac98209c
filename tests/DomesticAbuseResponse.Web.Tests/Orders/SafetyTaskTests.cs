using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
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

    [Fact]
    public async Task What_changed_twice_in_a_day_is_told_twice()
    {
        var @case = await app.OpenCaseAsync("Canary Twice", "Canary Twofold");
        var bound = @case.Perpetrators.Single().PersonId;
        var order = await RecordAsync(bound, @case.VictimId, Today.AddDays(90));
        var change = new OrderChange(Today, Today.AddDays(90), OrderConditions.KeepAway, null, null, null, BailPurposes.None, null, null);
        await ChangeAsync(bound, order, new OrderAct.Vary(change));
        await FinishAsync(Assert.Single(await OpenAsync(@case, SafetyTaskReason.TellOfChange)));
        app.Clock.Now += TimeSpan.FromMinutes(1);

        await ChangeAsync(bound, order, new OrderAct.Vary(change with { Conditions = OrderConditions.None }));

        await FinishAsync(Assert.Single(await OpenAsync(@case, SafetyTaskReason.TellOfChange)));
        await WatchManyAsync();
        Assert.Empty(await OpenAsync(@case, SafetyTaskReason.TellOfChange));
    }

    [Fact]
    public async Task An_order_for_a_child_makes_its_tasks_in_the_case_of_the_parent_and_stands_in_their_calendar()
    {
        var @case = await app.OpenCaseAsync("Canary Mother", "Canary Father");
        var child = await app.ChildInAsync(@case);
        await RecordAsync(@case.Perpetrators.Single().PersonId, child, Today.AddDays(20));

        Assert.Equal(Today.AddDays(13), Assert.Single(await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).DueOn);
        Assert.Contains("An order ends: Canary Mother", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/calendar?what=Ends&agency=true")).Text, StringComparison.Ordinal);
        await app.RestrictAsync(child);
        Assert.DoesNotContain("Canary Mother", (await app.SignedInAs(Cast.Sergeant).GetAsync("/calendar?what=Ends&agency=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_of_an_order_without_an_end_is_found_by_the_pass_for_a_case_that_came_later()
    {
        var @case = await app.OpenCaseAsync("Canary Newly", "Canary Newer");
        var bound = @case.Perpetrators.Single().PersonId;
        (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(bound, @case.VictimId, new(OrderKind.CourtBail, null, null, Today, null, OrderConditions.NoContact, null), null), Ct))).Given();
        (await app.RunAsync<RecordMove, Result<Id<PerpetratorMove>>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(bound, @case.VictimId, MoveKind.Remand, Today.AddDays(-2), null, null, null), Ct))).Given();
        await using (var db = app.Database.Open())
        {
            await db.CaseTasks.Where(t => t.CaseId == @case.Id).ExecuteDeleteAsync(Ct); // as if the case had been opened after them
        }

        app.Clock.Now += TimeSpan.FromHours(2);
        await WatchManyAsync();

        Assert.Single(await OpenAsync(@case, SafetyTaskReason.TellOfChange));
        Assert.Single(await OpenAsync(@case, SafetyTaskReason.TellOfCustody));
    }

    [Fact]
    public async Task A_case_that_is_opened_again_gets_back_the_tasks_that_nobody_had_done()
    {
        var @case = await app.OpenCaseAsync("Canary Again", "Canary Against");
        await RecordAsync(@case.Perpetrators.Single().PersonId, @case.VictimId, Today.AddDays(30));
        (await app.RunAsync<CloseCase, Result<CaseClosure>>(close => close.HandleAsync(Cast.Sergeant, new(@case.Id, null, CaseClosureReason.NeedsMet, null, SeenOpen: true), Ct))).Given();
        await using (var db = app.Database.Open())
        {
            Assert.All(await db.CaseTasks.Where(t => t.CaseId == @case.Id).ToListAsync(Ct), t => Assert.Equal((true, (Id<StaffMember>?)null), (t.WithdrawnAt is not null, t.DoneBy)));
        }

        (await app.RunAsync<ReopenCase, Result<Case>>(open => open.HandleAsync(Cast.Sergeant, new(@case.Id, null, "Closed by mistake"), Ct))).Given();
        app.Clock.Now += TimeSpan.FromHours(2);
        await WatchManyAsync();
        Assert.Single(await OpenAsync(@case, SafetyTaskReason.BeforeEnd));
    }

    [Fact]
    public async Task One_order_that_fails_keeps_no_other_from_being_looked_at_and_is_tried_again_soon()
    {
        var @case = await app.OpenCaseAsync("Canary Stepped", "Canary Over");
        var bound = @case.Perpetrators.Single().PersonId;
        var (broken, whole) = (await RecordAsync(bound, @case.VictimId, Today.AddDays(30)), await RecordAsync(bound, @case.VictimId, Today.AddDays(31)));
        await using var db = app.Database.Open();
        await db.CaseTasks.Where(t => t.CaseId == @case.Id).ExecuteDeleteAsync(Ct);
        var breaking = $"alter table case_tasks add constraint ck_broken check (subject_id <> '{broken.Value}')"; // a change of a table takes no parameters
        await db.Database.ExecuteSqlRawAsync(breaking, Ct);
        try
        {
            app.Clock.Now += TimeSpan.FromHours(2);
            await WatchManyAsync();
            Assert.Equal(whole.Value, Assert.Single(await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).SubjectId);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("alter table case_tasks drop constraint ck_broken", Ct);
        }

        app.Clock.Now += TimeSpan.FromMinutes(11);
        await WatchManyAsync();
        Assert.Equal(2, (await OpenAsync(@case, SafetyTaskReason.BeforeEnd)).Count);
    }

    private async Task FinishAsync(CaseTask task) => (await app.RunAsync<FinishTask, Result<CaseTask>>(finish => finish.HandleAsync(Cast.SafeguardingOfficer, new(task.Id, "Told her"), Ct))).Given();

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
