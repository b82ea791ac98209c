using System.Net;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Caseload;

/// <summary>What somebody finds in their day, and that nobody else finds it.</summary>
public sealed class DayTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clocks_tasks_and_agreed_calls_stand_in_the_day_of_whoever_carries_the_case()
    {
        var @case = await CarriedAsync("Canary Daily");
        await SetAsync(@case, Cast.Idva, "Ring about the new lock", _today);
        await SetAsync(@case, Cast.Idva, "Ask for the tenancy", _today.AddDays(3), waitsFor: "Housing");
        (await app.RunAsync<RecordContactAttempt, Result<RecordContactAttempt.Recorded>>(record => record.HandleAsync(
            Cast.Idva, new(@case.Id, app.Clock.Now, ContactChannel.Phone, null, ContactOutcome.AgreedCallback, false, app.Clock.Now.AddHours(3), null), Ct))).Given();

        var mine = await ReadAsync(Cast.Idva, team: false);
        var of = mine.Parts.ToDictionary(p => p.Key, p => p.Value.Where(i => i.CaseId == @case.Id).ToList());
        Assert.Equal([DayKind.CallBack, DayKind.Task], of[DayPart.Today].Select(i => i.Kind).Order());
        Assert.Equal("Ask for the tenancy (waits for Housing)", Assert.Single(of[DayPart.Waiting]).Words);
        Assert.DoesNotContain((await ReadAsync(Cast.SecondIdva, team: false)).Parts.SelectMany(p => p.Value), i => i.CaseId == @case.Id);
        Assert.DoesNotContain((await ReadAsync(Cast.SafeguardingOfficer, team: true)).Parts.SelectMany(p => p.Value), i => i.CaseId == @case.Id && i.Kind is DayKind.Task); // another agency's
        Assert.Contains((await ReadAsync(Cast.IdvaManager, team: true)).Parts.SelectMany(p => p.Value), i => i.CaseId == @case.Id && i is { Kind: DayKind.Task, Who: "Idva" });

        var page = await app.SignedInAs(Cast.Idva).GetAsync("/day");
        Assert.Contains("Ring about the new lock", page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Daily", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_back_is_gone_when_somebody_has_tried_at_its_time()
    {
        var @case = await CarriedAsync("Canary Callback");
        var agreed = app.Clock.Now;
        await TryAsync(ContactOutcome.AgreedCallback, agreed, agreed.AddHours(2));
        Assert.Contains(await OfAsync(), i => i.Kind is DayKind.CallBack);

        app.Clock.Now = agreed.AddHours(2);
        await TryAsync(ContactOutcome.NoAnswer, agreed.AddMinutes(115), null);
        Assert.DoesNotContain(await OfAsync(), i => i.Kind is DayKind.CallBack);
        app.Clock.Now = agreed;

        async Task TryAsync(ContactOutcome outcome, DateTimeOffset at, DateTimeOffset? callback) => (await app.RunAsync<RecordContactAttempt, Result<RecordContactAttempt.Recorded>>(
            record => record.HandleAsync(Cast.Idva, new(@case.Id, at, ContactChannel.Phone, null, outcome, false, callback, null), Ct))).Given();
        async Task<IEnumerable<YourDay.Item>> OfAsync() => (await ReadAsync(Cast.Idva, team: false)).Parts.SelectMany(p => p.Value).Where(i => i.CaseId == @case.Id);
    }

    [Fact]
    public async Task A_referral_waits_in_the_day_of_both_sides_and_says_whose_turn_it_is()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Between");
        Assert.Equal(DayPart.Next, PartOf(await ReadAsync(Cast.Idva, team: false))); // it is to be answered by the end of the next working day
        Assert.Equal(DayPart.Waiting, PartOf(await ReadAsync(Cast.SafeguardingOfficer, team: true)));

        (await app.RunAsync<Application.Referrals.AskReferrer, Result<ReferralStatus>>(ask => ask.HandleAsync(Cast.Idva, new(referral, "Is it safe to call in the evening?", null), Ct))).Given();
        Assert.Equal(DayPart.Waiting, PartOf(await ReadAsync(Cast.Idva, team: false)));
        Assert.Equal(DayPart.Today, PartOf(await ReadAsync(Cast.SafeguardingOfficer, team: true)));

        DayPart PartOf(YourDay.View view) => view.Parts.Single(p => p.Value.Any(i => i.CaseId == @case.Id && i.Subject == referral.Value)).Key;
    }

    [Fact]
    public async Task A_restricted_case_stands_in_the_day_of_those_named_alone()
    {
        var @case = await CarriedAsync("Canary Kept");
        await SetAsync(@case, Cast.SafeguardingOfficer, "Canary kept task", _today, Cast.SafeguardingOfficer.StaffId);
        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, "Works here", [], []), Ct));

        Assert.Contains((await ReadAsync(Cast.SafeguardingOfficer, team: false)).Parts.SelectMany(p => p.Value), i => i.CaseId == @case.Id);
        Assert.DoesNotContain((await ReadAsync(Cast.Sergeant, team: true)).Parts.SelectMany(p => p.Value), i => i.CaseId == @case.Id);
        Assert.DoesNotContain("Canary Kept", (await app.SignedInAs(Cast.Sergeant).GetAsync("/day")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_set_changed_and_done_on_its_pages_and_another_agency_finds_none()
    {
        var @case = await CarriedAsync("Canary Tasked");
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync($"/cases/{@case.Id}/tasks");
        var empty = await page.PressAsync("Set the task");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        empty.ShowsError("Say what is to be done", "What is to be done?");

        var set = await page.Fill("What is to be done?", "Canary errand").FillNamed("Input.DueOn.Day", "30").FillNamed("Input.DueOn.Month", "11").FillNamed("Input.DueOn.Year", "2026").PressAsync("Set the task");
        Assert.Equal(HttpStatusCode.Redirect, set.Status);
        var id = await TaskOfAsync(@case);
        var one = await client.GetAsync($"/tasks/{id}");
        Assert.Equal(HttpStatusCode.Redirect, (await one.FillNamed("Input.WaitsFor", "The locksmith").PressAsync("Save the change")).Status);
        Assert.Contains("The locksmith", (await client.GetAsync($"/cases/{@case.Id}/tasks")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/tasks/{id}")).Status);
        Assert.DoesNotContain("Canary errand", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/tasks/{id}")).Status);

        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/tasks/{id}")).FillNamed("Outcome", "He came at noon").PressAsync("It is done")).Status);
        Assert.Contains("He came at noon", (await client.GetAsync($"/cases/{@case.Id}/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal("task.done", (await app.RunAsync<FinishTask, Result<CaseTask>>(finish => finish.HandleAsync(Cast.Idva, new(id, null), Ct))).Refused().Code);
    }

    [Fact]
    public async Task Two_who_change_one_task_at_once_meet_a_conflict_and_nothing_typed_is_lost()
    {
        var @case = await CarriedAsync("Canary Raced");
        await SetAsync(@case, Cast.Idva, "Canary race", _today);
        var id = await TaskOfAsync(@case);
        var (first, second) = (await app.SignedInAs(Cast.Idva).GetAsync($"/tasks/{id}"), await app.SignedInAs(Cast.IdvaManager).GetAsync($"/tasks/{id}"));
        await first.FillNamed("Input.Words", "Canary race, first").PressAsync("Save the change");
        var late = await second.FillNamed("Input.Words", "Canary race, second").PressAsync("Save the change");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Canary race, second", late.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_are_a_managers_and_lower_the_caps()
    {
        var client = app.SignedInAs(Cast.IdvaManager);
        var page = await client.GetAsync($"/caseload/team/{Cast.SecondIdva.StaffId}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Fill("Hours a week", "lots").PressAsync("Save the hours")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Fill("Hours a week", "99").PressAsync("Save the hours")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await page.Fill("Hours a week", "18.5").PressAsync("Save the hours")).Status);

        var load = (await app.RunAsync<IdvaLoads, IReadOnlyList<IdvaLoad>>(loads => loads.ReadAsync(Cast.IdvaManager, app.Clock.Now, Ct))).Single(l => l.Idva.Id == Cast.SecondIdva.StaffId);
        Assert.Equal((10, 12), (load.State.Limits.Soft, load.State.Limits.Hard));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/caseload/team/{Cast.SecondIdva.StaffId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/caseload/team/{Cast.OtherServiceIdva.StaffId}")).Status);
    }

    private async Task<Case> CarriedAsync(string victim)
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, victim);
        (await app.AcceptAsync(referral)).Given();
        return @case;
    }

    private async Task SetAsync(Case @case, Actor by, string words, DateOnly on, Id<StaffMember>? who = null, string? waitsFor = null) =>
        (await app.RunAsync<SetTask, Result<Id<CaseTask>>>(set => set.HandleAsync(by, new(@case.Id, who, words, on, waitsFor), Ct))).Given();

    private async Task<Id<CaseTask>> TaskOfAsync(Case @case)
    {
        await using var db = app.Database.Open();
        return db.CaseTasks.Single(t => t.CaseId == @case.Id).Id;
    }

    private Task<YourDay.View> ReadAsync(Actor actor, bool team) => app.RunAsync<YourDay, YourDay.View>(day => day.ReadAsync(actor, team, Ct));
}
