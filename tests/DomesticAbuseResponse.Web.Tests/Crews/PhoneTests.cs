using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>What a phone is handed, what it sends, and what becomes of it (T12, T23).</summary>
public sealed class PhoneTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _wants = nameof(VisitRecord.VictimWants);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shell_holds_nothing_of_anybody_and_is_the_same_for_everybody()
    {
        var nobody = app.Nobody().Http;
        var shell = await nobody.GetAsync("/crew/phone", Ct);
        var worker = await nobody.GetAsync("/crew/phone/worker.js", Ct);
        var manifest = await nobody.GetFromJsonAsync<JsonElement>("/crew/phone/app.webmanifest", Ct);

        Assert.Equal(HttpStatusCode.OK, shell.StatusCode);
        Assert.Contains("<title>Work</title>", await shell.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("/crew", worker.Headers.GetValues("Service-Worker-Allowed").Single());
        Assert.DoesNotContain("abuse", $"{manifest}{await shell.Content.ReadAsStringAsync(Ct)}", StringComparison.OrdinalIgnoreCase);
        foreach (var path in new[] { "start", "pack", "entries" })
        {
            var asked = path == "start" ? await nobody.GetAsync($"/crew/phone/{path}", Ct) : await nobody.PostAsJsonAsync($"/crew/phone/{path}", new { }, Ct);
            Assert.True(asked.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{path}: {asked.StatusCode}");
        }
    }

    [Fact]
    public async Task A_phone_is_handed_the_accepted_visits_of_its_own_crew_and_nothing_else_and_only_with_a_token()
    {
        var shift = await app.CarOutAsync("2027-02-06");
        var mine = await app.AskCarAsync(shift, "Ada Canary", accept: true);
        var offered = await app.AskCarAsync(shift, "Bea Canary");
        var other = await app.AskCarAsync(await app.CarOutAsync("2027-02-06", Cast.ResponseOfficer), "Cleo Canary");
        var http = app.SignedInAs(Cast.CarWorker).Http;

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsJsonAsync("/crew/phone/pack", new { }, Ct)).StatusCode);
        var start = await http.GetFromJsonAsync<JsonElement>("/crew/phone/start", Ct);
        http.DefaultRequestHeaders.Add("RequestVerificationToken", start.GetProperty("token").GetString());
        var handed = await (await http.PostAsJsonAsync("/crew/phone/pack", new { }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);

        var visit = Assert.Single(handed.GetProperty("visits").EnumerateArray());
        Assert.Equal(mine.Task.ToString(), visit.GetProperty("task").GetString());
        Assert.Equal("Ada Canary", visit.GetProperty("name").GetString());
        Assert.DoesNotContain(offered.Task.ToString(), handed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(other.Task.ToString(), handed.ToString(), StringComparison.Ordinal);
        Assert.Equal(7 * 3600 * 1000, handed.GetProperty("pack").GetProperty("lasts").GetInt64());
        var pack = handed.GetProperty("pack").GetProperty("id").GetString();
        Assert.Equal((true, true), await StandingAsync(http, pack));
        Assert.Equal((false, false), await StandingAsync(app.SignedInAs(Cast.CarOfficer).Http, pack));

        var entry = new { id = Guid.NewGuid(), task = mine.Task.ToString(), device = Guid.NewGuid(), order = 1, field = _wants, value = "A bed for tonight", seen = 0, form = 1, madeAt = "2031-01-01T00:00:00Z" };
        var answer = await (await http.PostAsJsonAsync("/crew/phone/entries", new { pack, sentAt = "2031-01-01T00:05:00Z", sent = new[] { entry } }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("Taken", answer.GetProperty("answers")[0].GetProperty("state").GetString());
        await using var db = app.Database.Open();
        Assert.Equal(app.Clock.Now.AddMinutes(-5), (await db.VisitEntries.SingleAsync(e => e.Id == entry.id, Ct)).MadeAt); // the clock of the phone was four years fast
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsJsonAsync("/crew/phone/entries", new { pack, sentAt = "2031-01-01T00:05:00Z", sent = new[] { entry with { id = Guid.NewGuid(), task = offered.Task.ToString() } } }, Ct)).StatusCode);
    }

    [Fact]
    public async Task T23_an_entry_that_arrives_twenty_times_at_once_is_one_and_the_newest_of_a_phone_stands_in_any_order()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-02-13"), "Dora Canary", accept: true);
        var pack = await PackAsync(Cast.CarWorker);
        EntryMade first = Made(1, _wants, "To go"), second = first with { Id = Guid.NewGuid(), Order = 2, Value = "To stay" };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => SendAsync(Cast.CarWorker, pack, asked.Task, n % 2 == 0 ? [second] : [second, first])));
        await SendAsync(Cast.CarWorker, pack, asked.Task, Made(3, "Step.Arrived", "yes") with { MadeAt = app.Clock.Now.AddMinutes(-1) });

        await using var db = app.Database.Open();
        Assert.Equal(2, await db.VisitEntries.CountAsync(e => e.TaskId == asked.Task && e.Field == _wants, Ct));
        var visit = await db.Visits.Include(v => v.Changes).SingleAsync(v => v.TaskId == asked.Task, Ct);
        Assert.Equal("To stay", visit.Record.VictimWants);
        Assert.InRange(visit.Changes.Count, 1, 2);
        Assert.Equal(visit.Changes.Count, visit.Changes.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task T23_two_versions_of_an_answer_stand_side_by_side_with_names_until_one_of_the_crew_chooses_and_only_then_can_it_finish()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-02-20"), "Edie Canary", accept: true);
        var pack = await PackAsync(Cast.CarWorker);
        var officer = app.SignedInAs(Cast.CarOfficer);
        await (await officer.GetAsync($"{asked.Url}/visit/Wishes")).FillNamed("Input.VictimWants", "To go to her mother").PressAsync("Save and go on");
        Assert.Equal(EntryState.Differs, (await SendAsync(Cast.CarWorker, pack, asked.Task, Made(1, _wants, "To stay at home")))[0].State);
        Assert.Equal(EntryState.Taken, (await SendAsync(Cast.CarWorker, pack, asked.Task, Made(2, "Outcome", "EngagedByVisit")))[0].State);

        Assert.Contains("Choose which stands first.", (await (await officer.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit")).Text, StringComparison.Ordinal);
        var both = await officer.GetAsync($"{asked.Url}/differences");
        foreach (var words in new[] { "To go to her mother", "Car officer", "To stay at home", "Car worker, Other IDVA Service" })
        {
            Assert.Contains(words, both.Text, StringComparison.Ordinal);
        }

        var seen = await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/differences");
        Assert.DoesNotContain("Take what the phone sent", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"{asked.Url}/differences")).Status);

        await (await officer.GetAsync($"{asked.Url}/visit/Wishes")).FillNamed("Input.VictimWants", "To go to her sister").PressAsync("Save and go on");
        var again = await both.PressAsync("Take what the phone sent: What do they want to happen?");
        Assert.Contains("Somebody has changed this answer since.", again.Text, StringComparison.Ordinal);
        await (await officer.GetAsync($"{asked.Url}/differences")).PressAsync("Take what the phone sent: What do they want to happen?");
        Assert.Contains("To stay at home", (await officer.GetAsync($"{asked.Url}/visit")).Text, StringComparison.Ordinal);
        Assert.Equal("/crew?done=finished", (await (await officer.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit")).RedirectsTo);

        Assert.Equal(EntryState.Late, (await SendAsync(Cast.CarWorker, pack, asked.Task, Made(4, "NeedsNote", "A pushchair")))[0].State);
        Assert.Equal(EntryState.Late, (await SendAsync(Cast.CarWorker, pack, asked.Task, Made(5, "StepsNote", "New lock")))[0].State);
        Assert.Contains("A pushchair", (await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/differences")).Text, StringComparison.Ordinal);
        var room = (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"{asked.Url}/differences")).Text;
        Assert.Contains("New lock", room, StringComparison.Ordinal);
        Assert.DoesNotContain("A pushchair", room, StringComparison.Ordinal); // what the victim needs is read by those who work on the case
        Assert.Contains("1 answer that waits is about what the victim or a child said", room, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(
            new Role?[] { Role.ControlRoomSupervisor, Role.SafeguardingOfficer }.Order(),
            (await db.Notices.Where(n => n.Kind == NoticeKind.VisitEntriesLate && n.SubjectId == asked.Incident.Value).Select(n => n.Role).ToListAsync(Ct)).Order());
        var unseen = await db.VisitEntries.Where(e => e.TaskId == asked.Task && e.Field == "NeedsNote").Select(e => e.Id).SingleAsync(Ct);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<SettleEntry, Result<bool>>(settle => settle.HandleAsync(Cast.ControlRoomSupervisor, new(asked.Task, unseen, Take: false, 0), Ct)));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync($"{asked.Url}/differences")).Status);
    }

    [Fact]
    public async Task A_pack_is_taken_back_from_the_shift_ends_with_it_and_is_nobody_elses()
    {
        var shift = await app.CarOutAsync("2027-02-27");
        var asked = await app.AskCarAsync(shift, "Fay Canary", accept: true);
        var pack = await PackAsync(Cast.CarWorker);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => SendAsync(Cast.CarOfficer, pack, asked.Task, Made(1, _wants, "Mine")));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<RevokePack, Result<bool>>(revoke => revoke.HandleAsync(Cast.CarOfficer, pack, Ct)));

        var page = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"/rota/shifts/{shift}");
        Assert.Contains("Car worker: 1 visit, last fetched", page.Text, StringComparison.Ordinal);
        var back = await page.PressAsync("Take the visits back from the phone of Car worker");
        Assert.Equal($"/rota/shifts/{shift}?done=taken-back", back.RedirectsTo);
        Assert.False((await app.RunAsync<PackStanding, PackStanding.View>(standing => standing.ReadAsync(Cast.CarWorker, pack, Ct))).IsOpen);
        Assert.Equal(EntryState.Taken, (await SendAsync(Cast.CarWorker, pack, asked.Task, Made(1, _wants, "Typed before")))[0].State); // nothing typed is lost with it

        var next = await PackAsync(Cast.CarWorker);
        app.Clock.Now = app.Clock.Now.AddHours(8);
        Assert.False((await app.RunAsync<PackStanding, PackStanding.View>(standing => standing.ReadAsync(Cast.CarWorker, next, Ct))).IsOpen);
        Assert.Equal("pack.no-shift", (await app.RunAsync<TakePack, Result<TakePack.View>>(take => take.HandleAsync(Cast.CarWorker, new(() => [1], next), Ct))).Refusal?.Code);
    }

    [Fact]
    public async Task Schedules_of_two_phones_and_a_page_against_the_database_lose_and_double_nothing()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-03-06"), "Gwen Canary", accept: true);
        var packs = new[] { (Actor: Cast.CarWorker, Pack: await PackAsync(Cast.CarWorker)), (Actor: Cast.CarOfficer, Pack: await PackAsync(Cast.CarOfficer)) };
        var random = new Random(7);
        List<EntryMade> all = [];
        for (var round = 0; round < 6; round++)
        {
            var batches = packs.SelectMany((p, phone) =>
            {
                List<EntryMade> made = [.. Enumerable.Range(0, 6).Select(n => Made((round * 10) + n, random.Next(2) == 0 ? _wants : "Needs.Housing", null, phone) is var e && e.Field == _wants ? e with { Value = $"words {random.Next(3)}" } : e with { Value = "yes" })];
                all.AddRange(made);
                return new[] { made, [.. made.OrderBy(_ => random.Next())] }.Select(batch => (p.Actor, p.Pack, Batch: batch));
            }).OrderBy(_ => random.Next()).ToList();
            await Task.WhenAll(batches.Select(b => SendAsync(b.Actor, b.Pack, asked.Task, [.. b.Batch])));
        }

        await using var db = app.Database.Open();
        var kept = await db.VisitEntries.Where(e => e.TaskId == asked.Task).ToListAsync(Ct);
        Assert.Equal(all.Select(e => e.Id).Order(), kept.Select(e => e.Id).Order());
        var visit = await db.Visits.Include(v => v.Changes).SingleAsync(v => v.TaskId == asked.Task, Ct);
        Assert.All(kept.Where(e => e.State is EntryState.Taken), e => Assert.Contains(visit.Changes, c => c.Id == e.Id));
        Assert.All(kept.GroupBy(e => (e.Device, e.Field)).Select(g => g.MaxBy(e => e.Order)!), newest => Assert.NotEqual(EntryState.Superseded, newest.State));
    }

    private static readonly Guid[] _devices = [Guid.NewGuid(), Guid.NewGuid()];

    private EntryMade Made(long order, string field, string? value, int phone = 0) => new(Guid.NewGuid(), _devices[phone], order, field, value, 0, VisitFields.FormVersion, app.Clock.Now);

    private async Task<Id<VisitPack>> PackAsync(Actor actor) =>
        (await app.RunAsync<TakePack, Result<TakePack.View>>(take => take.HandleAsync(actor, new(() => [1], null), Ct))).Given().Pack.Id;

    private async Task<IReadOnlyList<ReceiveEntries.Answer>> SendAsync(Actor actor, Id<VisitPack> pack, Id<CrewTask> task, params EntryMade[] made) =>
        (await app.RunAsync<ReceiveEntries, Result<ReceiveEntries.View>>(receive => receive.HandleAsync(actor, new(pack, [.. made.Select(m => new ReceiveEntries.Sent(task, m))]), Ct))).Given().Answers;

    private static async Task<(bool, bool)> StandingAsync(HttpClient http, string? pack)
    {
        var now = await http.GetFromJsonAsync<JsonElement>($"/crew/phone/start?pack={pack}", Ct);
        return (now.GetProperty("own").GetBoolean(), now.GetProperty("open").GetBoolean());
    }
}
