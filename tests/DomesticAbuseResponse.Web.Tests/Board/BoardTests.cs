using System.Net;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.Board;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Board;

/// <summary>The board of open calls (R4.1, R4.2): what it shows, in which order, to whom, and what it writes down.</summary>
public sealed class BoardTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_most_urgent_calls_come_first_with_what_is_left_of_the_target()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.ResponseScheme, Cast.Police.Value, "board", new DateOnly(2026, 11, 23), ResponseScheme.WithTargets, Ct))).Given();
        var now = app.Clock.Now;
        var routine = await app.LogCallAsync("Canary Routine", grade: ResponseGrade.Routine, reportedAt: now.AddHours(-1));
        var late = await app.LogCallAsync("Canary Late", grade: ResponseGrade.Immediate, reportedAt: now.AddMinutes(-27));
        var early = await app.LogCallAsync("Canary Early", grade: ResponseGrade.EarlyResponse, reportedAt: now.AddMinutes(-20));
        var fresh = await app.LogCallAsync("Canary Fresh", grade: ResponseGrade.Immediate, reportedAt: now.AddMinutes(-7));
        var there = await app.LogCallAsync("Canary There", grade: ResponseGrade.Immediate, reportedAt: now.AddMinutes(-30));
        await app.DispatchAsync(there, "Kilo 21");
        await app.ArriveAsync(there);

        var page = await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/board");

        Id<Incident>[] mine = [routine, late, early, fresh, there];
        var shown = page.Document.QuerySelectorAll("[data-call]").Select(r => r.GetAttribute("data-call")).Where(id => mine.Any(m => m.ToString() == id));
        Assert.Equal(new[] { late, fresh, early, routine, there }.Select(i => i.ToString()), shown);
        string Row(Id<Incident> id) => string.Join(' ', page.Document.GetElementById($"call-{id}")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Emergency 12 minutes overdue", Row(late), StringComparison.Ordinal);
        Assert.Contains("8 minutes left", Row(fresh), StringComparison.Ordinal);
        Assert.Contains("Canary Fresh", Row(fresh), StringComparison.Ordinal);
        Assert.Contains("Nobody sent. Logged by Call handler", Row(fresh), StringComparison.Ordinal);
        Assert.Contains("Test unit", Row(fresh), StringComparison.Ordinal);
        Assert.Contains("Kilo 21, arrived", Row(there), StringComparison.Ordinal);
        Assert.Contains("Awaits review", Row(routine), StringComparison.Ordinal);

        var filtered = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/board?grade=Routine&unit={Cast.Unit}");
        Assert.Contains(filtered.Document.QuerySelectorAll("[data-call]"), r => r.GetAttribute("data-call") == routine.ToString());
        Assert.DoesNotContain(filtered.Document.QuerySelectorAll("[data-call]"), r => r.GetAttribute("data-call") == fresh.ToString());
        Assert.Contains($"unit={Cast.Unit}", filtered.Document.QuerySelector("[data-board]")!.GetAttribute("data-board"), StringComparison.Ordinal);

        var odd = await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/board?grade=Purple&unit=x&p=-3");
        Assert.Equal(HttpStatusCode.OK, odd.Status);
        Assert.NotNull(odd.Document.GetElementById($"call-{routine}"));
    }

    [Fact]
    public async Task A_new_call_and_what_happens_to_it_come_to_an_open_board_and_are_written_down_once()
    {
        await using var board = await BoardStream.OpenAsync(app, Cast.ControlRoomSupervisor);
        var call = await app.LogCallAsync("Canary Live", grade: ResponseGrade.Immediate);

        var come = await board.AboutAsync(call);
        Assert.Equal("call", come.Type);
        Assert.Contains("Canary Live", come.Text, StringComparison.Ordinal);
        await app.DispatchAsync(call, "Kilo 7");
        Assert.Contains("Kilo 7", (await board.AboutAsync(call)).Text, StringComparison.Ordinal);
        await app.ArriveAsync(call);
        Assert.Contains("arrived", (await board.AboutAsync(call)).Text, StringComparison.Ordinal);
        await app.LeaveOutAssessmentAsync(call);
        await app.RunAsync<CloseIncident, Result<DateTimeOffset>>(close => close.HandleAsync(Cast.ControlRoomSupervisor, new(call, null, "Dealt with"), Ct));
        var gone = await board.AboutAsync(call);
        while (gone.Type == "call")
        {
            gone = await board.AboutAsync(call);
        }

        Assert.Equal("gone", gone.Type);
        Assert.Contains("\"closed\":true", gone.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        var id = call.Value;
        Assert.Equal(1, await db.AccessRecords.CountAsync(a => a.Kind == BoardList.Name && a.ByStaffId == Cast.ControlRoomSupervisor.StaffId && a.Shown.Contains(id), Ct));
    }

    [Fact]
    public async Task A_board_is_never_told_of_a_call_its_reader_may_not_see()
    {
        await using var other = await BoardStream.OpenAsync(app, Cast.OtherForceOfficer);
        await using var officer = await BoardStream.OpenAsync(app, Cast.ResponseOfficer);
        await using var excluded = await BoardStream.OpenAsync(app, Cast.Sergeant);
        var call = await app.LogCallAsync("Canary Hidden");
        Assert.Equal("call", (await officer.AboutAsync(call)).Type);
        Assert.Equal("call", (await excluded.AboutAsync(call)).Type);
        await using var db = app.Database.Open();
        var victim = await db.Set<IncidentParty>().Where(p => p.IncidentId == call && p.Role == PartyRole.Victim).Select(p => p.PersonId).SingleAsync(Ct);

        await app.ExcludeAsync(victim, Cast.Sergeant.StaffId);
        var barred = await excluded.AboutAsync(call);
        Assert.Equal("gone", barred.Type);
        Assert.DoesNotContain("\"closed\":true", barred.Text, StringComparison.Ordinal);

        await app.RestrictAsync(victim, named: Cast.Inspector.StaffId);
        var restricted = await officer.AboutAsync(call);
        while (restricted.Type == "call")
        {
            restricted = await officer.AboutAsync(call); // the exclusion of somebody else changed nothing they may not see
        }

        Assert.Equal("gone", restricted.Type);
        var later = await app.LogCallAsync("Canary After", by: Cast.OtherForceOfficer);
        Assert.Equal(later.ToString(), (await other.NextAsync())!.Id); // and nothing before it
        await using var again = await BoardStream.OpenAsync(app, Cast.ResponseOfficer);
        Assert.DoesNotContain(again.Begun, r => r.Id == call.ToString());
        Assert.DoesNotContain(again.Begun, r => r.Id == later.ToString());
    }

    [Fact]
    public async Task A_board_shows_the_calls_within_its_filter_alone()
    {
        await using var board = await BoardStream.OpenAsync(app, Cast.CallHandler, "?grade=Immediate&grade=NotGraded&unit=nonsense");
        var routine = await app.LogCallAsync("Canary Slow", grade: ResponseGrade.Routine);
        var quick = await app.LogCallAsync("Canary Quick", grade: ResponseGrade.Immediate);

        var first = await board.NextAsync();
        Assert.Equal(quick.ToString(), first!.Id);
        Assert.DoesNotContain(board.Begun, r => r.Id == routine.ToString());
        (await app.RunAsync<ReviewIncident, Result<SupervisorReview>>(review => review.HandleAsync(Cast.ControlRoomSupervisor, new(quick, null, ResponseGrade.Routine, "He has left"), Ct))).Given();
        Assert.Equal("gone", (await board.AboutAsync(quick)).Type);
    }

    [Fact]
    public async Task The_stream_ends_when_a_role_is_taken_away()
    {
        var person = Cast.SupportWorker;
        await using var board = await BoardStream.OpenAsync(app, person);
        await using var db = app.Database.Open();
        var member = await db.Staff.SingleAsync(s => s.Id == person.StaffId, Ct);
        member.ChangeRoles([Role.Auditor]);
        await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        var call = await app.LogCallAsync("Canary Too Late");

        var last = await board.NextAsync();
        Assert.Equal("end", last!.Type);
        Assert.Null(await board.NextAsync());
        Assert.NotEqual(call.ToString(), last.Id);
    }

    [Fact]
    public async Task The_rows_of_a_board_are_those_of_the_visible_list_for_everybody()
    {
        var restricted = await app.OpenCaseAsync("Canary Named");
        await app.RestrictAsync(restricted.VictimId, named: Cast.Sergeant.StaffId);
        var barred = await app.OpenCaseAsync("Canary Barred");
        await app.ExcludeAsync(barred.VictimId, Cast.ResponseOfficer.StaffId);
        await app.OpenCaseAsync("Canary Theirs", by: Cast.OtherForceOfficer);

        await using var db = app.Database.Open();
        var all = await db.Incidents.Select(i => i.Id).ToListAsync(Ct);
        var calls = await app.RunAsync<BoardCalls, IReadOnlyList<BoardCall>>(read => read.ReadAsync(all, Ct));
        foreach (var actor in Cast.Everyone)
        {
            var visible = await Application.Access.RecordVisibility.VisibleTo(db.Incidents, actor, db).Select(i => i.Id).ToListAsync(Ct);
            var names = await Application.Access.RecordVisibility.VisibleTo(db.People, actor, db).SelectMany(p => p.Names).Select(n => n.Full).ToListAsync(Ct);
            var rows = calls.Select(c => c.For(actor)).OfType<BoardRow>().ToList();
            Assert.Equal(visible.Order(Comparer<Id<Incident>>.Create((a, b) => a.Value.CompareTo(b.Value))), rows.Select(r => r.Id).OrderBy(i => i.Value));
            Assert.All(rows.Where(r => r.Victim is not null), r => Assert.Contains(r.Victim!, names));
        }
    }

    [Fact]
    public async Task Sorting_in_the_database_agrees_with_the_rule()
    {
        await app.LogCallAsync(grade: ResponseGrade.Diary);
        await using var db = app.Database.Open();
        var rows = await db.Incidents.Select(i => new { i.Grade, i.Call.Silence, i.AttendedAt, Rank = EF.Property<int>(i, "BoardRank") }).ToListAsync(Ct);
        Assert.All(rows, r => Assert.Equal(BoardOrder.RankOf(r.Grade, r.Silence, r.AttendedAt is not null), r.Rank));
    }

    [Fact]
    public async Task Without_script_the_page_refreshes_by_itself_for_those_who_choose_it()
    {
        var client = app.SignedInAs(Cast.CallHandler);
        Assert.Null((await client.GetAsync("/incidents/board")).Document.QuerySelector("meta[http-equiv]"));
        var refreshing = await client.GetAsync("/incidents/board/refreshing?grade=Immediate");
        Assert.Equal("30", refreshing.Document.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        Assert.Contains(refreshing.Document.QuerySelectorAll("a").OfType<IHtmlAnchorElement>(), a => a.TextContent.StartsWith("Stop loading", StringComparison.Ordinal) && a.Search == "?grade=Immediate");
    }

    [Fact]
    public async Task One_person_has_only_so_many_boards_open()
    {
        List<BoardStream> open = [];
        for (var n = 0; n < 6; n++)
        {
            open.Add(await BoardStream.OpenAsync(app, Cast.SecondSergeant));
        }

        using var refused = await app.SignedInAs(Cast.SecondSergeant).Http.GetAsync(new Uri("/incidents/board/events", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        foreach (var board in open)
        {
            await board.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whoever_may_not_read_incidents_has_no_board()
    {
        using var none = await app.SignedInAs(Cast.Idva).Http.GetAsync(new Uri("/incidents/board/events", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Auditor).GetAsync("/incidents/board")).Status);
    }
}
