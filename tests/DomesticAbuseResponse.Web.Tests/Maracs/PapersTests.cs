using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Maracs;

/// <summary>Who reads what of a meeting.</summary>
public sealed class PapersTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2027-01-07", "2026-12-21", "2026-12-23", "2027-01-05", "2027-01-08", "2027-01-11", "2027-01-12")] // S50
    [InlineData("2027-04-08", "2027-03-23", "2027-03-25", "2027-04-06", "2027-04-09", "2027-04-12", "2027-04-13")] // S51
    public async Task S50_S51_the_meeting_shows_its_timetable_with_the_reason_of_each_date(string heldOn, params string[] expected)
    {
        var meeting = await app.MeetingAsync(DateOnly.Parse(heldOn, System.Globalization.CultureInfo.InvariantCulture));

        var timetable = (await app.PapersAsync(meeting, Cast.Coordinator)).Timetable;

        Assert.Equal(expected, Enum.GetValues<MaracStepKind>().Select(k => timetable[k].Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(timetable.Steps, s => Assert.NotEmpty(s.Due.Trace.ToSentences()));
    }

    [Fact]
    public async Task S63_no_paper_is_served_before_the_statement_is_accepted()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 10));
        await app.OnAgendaAsync(meeting, "Canary Unserved");

        var before = await app.PapersAsync(meeting, Cast.Representative);
        Assert.Null(before.Entries);
        Assert.Null(before.Time);

        await app.AcceptStatementAsync(meeting, Cast.Representative);
        Assert.Equal("Canary Unserved", Assert.Single((await app.PapersAsync(meeting, Cast.Representative)).Entries!).Victim.Name);
        Assert.Null((await app.PapersAsync(meeting, Cast.Chair)).Entries); // each accepts for themselves
    }

    [Fact]
    public async Task S62_a_member_excluded_from_a_case_sees_neither_it_nor_a_gap()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 11));
        await app.OnAgendaAsync(meeting, "Canary First");
        await app.OnAgendaAsync(meeting, "Canary Second");
        await app.OnAgendaAsync(meeting, "Canary Third");
        var secondCase = await CaseNamedAsync(meeting, "Canary Second");
        await app.WriteAsync(db =>
        {
            db.Exclusions.Add(new Exclusion(secondCase, Cast.Representative.StaffId, null, "Sister of the perpetrator", app.Clock.Now));
            return Task.CompletedTask;
        });
        await app.AcceptStatementAsync(meeting, Cast.Representative);
        await app.AcceptStatementAsync(meeting, Cast.Coordinator);

        var hers = await app.PapersAsync(meeting, Cast.Representative);
        var whole = await app.PapersAsync(meeting, Cast.Coordinator);

        Assert.Equal([(1, "Canary First"), (2, "Canary Third")], hers.Entries!.Select(e => (e.Number, e.Victim.Name)));
        Assert.Equal((2, 20, 30), (hers.Time!.Cases, hers.Time.LeastMinutes, hers.Time.MostMinutes));
        Assert.Equal(3, whole.Entries!.Count);
        var maracs = await app.RunAsync<MyMaracs, IReadOnlyList<MyMaracs.Row>>(read => read.ReadAsync(Cast.Representative, Ct));
        Assert.Equal(2, maracs.Single().Next.Single(n => n.Id == meeting).Cases);
    }

    [Fact]
    public async Task S62_a_coordinator_excluded_from_a_case_orders_the_others_around_it()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 14));
        var (_, one) = await app.OnAgendaAsync(meeting, "Canary One");
        await app.OnAgendaAsync(meeting, "Canary Hidden");
        var (_, three) = await app.OnAgendaAsync(meeting, "Canary Three");
        var hidden = await CaseNamedAsync(meeting, "Canary Hidden");
        await app.WriteAsync(db =>
        {
            db.Exclusions.Add(new Exclusion(hidden, Cast.Chair.StaffId, null, "Conflict of interest", app.Clock.Now));
            return Task.CompletedTask;
        });

        (await app.ArrangeAsync(meeting, null, Cast.Chair, three, one)).Given();

        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        Assert.Equal(["Canary Three", "Canary Hidden", "Canary One"], (await app.PapersAsync(meeting, Cast.Coordinator)).Entries!.Select(e => e.Victim.Name));
    }

    [Fact]
    public async Task Two_people_ordering_one_agenda_meet_a_conflict()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 15));
        var (_, a) = await app.OnAgendaAsync(meeting, "Canary A");
        var (_, b) = await app.OnAgendaAsync(meeting, "Canary B");
        var seen = (await app.PapersAsync(meeting, Cast.Coordinator)).Version;

        app.Clock.Now = app.Clock.Now.AddSeconds(1);
        (await app.ArrangeAsync(meeting, seen, Cast.Coordinator, b, a)).Given();

        Assert.Equal("agenda.changed", (await app.ArrangeAsync(meeting, seen, Cast.Chair, a, b)).Refused().Code);
    }

    [Fact]
    public async Task S66_an_agenda_of_22_cases_takes_220_to_330_minutes_and_warns()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 16));
        for (var n = 1; n <= 22; n++)
        {
            await app.OnAgendaAsync(meeting, $"Canary {n}");
        }

        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        var time = (await app.PapersAsync(meeting, Cast.Coordinator)).Time!;
        Assert.Equal((22, 220, 330), (time.Cases, time.LeastMinutes, time.MostMinutes));
        Assert.Contains("more than the 15", time.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_copy_is_numbered_named_and_audited_and_leaves_protected_addresses_out()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 18));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Printed");
        await app.WriteAsync(async db =>
        {
            var victim = await db.People.SingleAsync(p => p.Id == @case.VictimId, Ct);
            victim.LivesAt(new PostalAddress("1 Open Street", "B1 1AA"), AddressVisibility.Open, null, app.Clock.Now);
            victim.LivesAt(new PostalAddress("2 Marac Street", "B1 1AB"), AddressVisibility.MaracOnly, null, app.Clock.Now);
            victim.LivesAt(new PostalAddress("3 Refuge Street", "B1 1AC"), AddressVisibility.Hidden, null, app.Clock.Now);
        });
        Assert.Equal("meeting.statement", (await PrintAsync(meeting, Cast.Representative)).Refused().Code);
        await app.AcceptStatementAsync(meeting, Cast.Representative);

        Assert.Equal(1, (await PrintAsync(meeting, Cast.Representative)).Given());
        Assert.Equal(2, (await PrintAsync(meeting, Cast.Representative)).Given());

        var screen = await app.PapersAsync(meeting, Cast.Representative);
        var paper = await app.PapersAsync(meeting, Cast.Representative, copy: 2);
        Assert.Equal(["1 Open Street, B1 1AA"], screen.Entries!.Single().Addresses);
        Assert.Equal([false, false], screen.Entries!.Single().Protected.Select(a => a.MayAsk));
        Assert.Equal(["1 Open Street, B1 1AA"], paper.Entries!.Single().Addresses);
        Assert.Empty(paper.Entries!.Single().Protected);
        Assert.Equal((2, "A. Reader, council"), (paper.Copy!.Number, paper.Copy.Recipient));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.PapersAsync(meeting, Cast.Chair, copy: 2));

        await using var db = app.Database.Open();
        Assert.Equal(2, await db.RecordEvents.CountAsync(e => e.MeetingId == meeting && e.Name == nameof(AgendaPrinted), Ct));
        Assert.True(await db.AccessRecords.AnyAsync(r => r.Kind == "Printed agenda" && r.ByStaffId == Cast.Representative.StaffId && r.Shown.Contains(@case.Id.Value), Ct));
    }

    [Fact]
    public async Task A_restricted_child_is_on_the_papers_of_those_named_for_it_and_on_nobody_elses()
    {
        var meeting = await app.MeetingAsync(new(2027, 3, 4));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Mother");
        var child = await app.ChildInAsync(@case);
        await app.RestrictAsync(child);
        await app.AcceptStatementAsync(meeting, Cast.Representative);
        Assert.Equal(1, (await PrintAsync(meeting, Cast.Representative)).Given());

        Assert.Empty((await app.PapersAsync(meeting, Cast.Representative)).Entries!.Single().Children);
        Assert.Empty((await app.PapersAsync(meeting, Cast.Representative, copy: 1)).Entries!.Single().Children);

        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        (await app.ProtectAsync(Cast.SafeguardingOfficer, new(child, null, null, [Cast.Coordinator.StaffId], []))).Given();
        Assert.Equal([child], (await app.PapersAsync(meeting, Cast.Coordinator)).Entries!.Single().Children.Select(c => c.Id));
    }

    [Fact]
    public async Task S62_a_representative_who_is_a_childs_relative_sees_neither_the_child_nor_the_case_nor_a_gap()
    {
        var meeting = await app.MeetingAsync(new(2027, 3, 18));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Niece");
        await app.OnAgendaAsync(meeting, "Canary After");
        await app.ExcludeAsync(await app.ChildInAsync(@case), Cast.Representative.StaffId, "Aunt of the child");
        await app.AcceptStatementAsync(meeting, Cast.Representative);

        var papers = await app.PapersAsync(meeting, Cast.Representative);

        Assert.Equal([(1, "Canary After")], papers.Entries!.Select(e => (e.Number, e.Victim.Name)));
        Assert.Equal(1, papers.Time!.Cases);
    }

    [Fact]
    public async Task R6_11_a_protected_address_is_asked_for_from_the_screen_by_those_its_door_would_open_to_and_the_screen_is_not_printed()
    {
        var meeting = await app.MeetingAsync(new(2027, 3, 25));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Refuge");
        await app.WriteAsync(async db =>
        {
            var victim = await db.People.SingleAsync(p => p.Id == @case.VictimId, Ct);
            victim.LivesAt(new PostalAddress("CNRY-marac-street", "B1 1AB"), AddressVisibility.MaracOnly, null, app.Clock.Now);
            victim.LivesAt(new PostalAddress("CNRY-refuge-street", "B1 1AC"), AddressVisibility.Hidden, null, app.Clock.Now);
        });
        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        await app.AcceptStatementAsync(meeting, Cast.Representative);

        Assert.Equal([true, false], (await app.PapersAsync(meeting, Cast.Coordinator)).Entries!.Single().Protected.Select(a => a.MayAsk));
        var coordinator = await app.SignedInAs(Cast.Coordinator).GetAsync($"/marac/meetings/{meeting}");
        var ask = coordinator.Document.QuerySelectorAll("a[href$='/reveal']").Single().GetAttribute("href")!;
        Assert.Contains("A protected address is held", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY", coordinator.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await app.SignedInAs(Cast.Coordinator).GetAsync(ask)).Status);
        Assert.NotNull(coordinator.Document.QuerySelector("section.dar-no-print article"));
        var representative = await app.SignedInAs(Cast.Representative).GetAsync($"/marac/meetings/{meeting}");
        Assert.Empty(representative.Document.QuerySelectorAll("a[href$='/reveal']"));
        Assert.DoesNotContain("CNRY", representative.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R6_12_those_who_run_a_MARAC_read_its_cases_and_not_every_case_of_the_force_that_employs_them()
    {
        var meeting = await app.MeetingAsync(new(2027, 4, 1));
        var (before, _) = await app.OnAgendaAsync(meeting, "Canary Before Marac");
        var other = await app.OpenCaseAsync("Canary Not Before Marac");

        foreach (var actor in new[] { Cast.Coordinator, Cast.Chair })
        {
            Assert.True(await app.SeesAsync(actor, before.Id) && await app.SeesAsync(actor, before.VictimId));
            Assert.False(await app.SeesAsync(actor, other.Id) || await app.SeesAsync(actor, other.VictimId));
        }

        Assert.False(await app.SeesAsync(Cast.OtherCoordinator, before.Id) || await app.SeesAsync(Cast.OtherCoordinator, other.Id));
        Assert.False(await app.SeesAsync(Cast.Representative with { AgencyId = Cast.Police }, other.Id));
    }

    [Fact]
    public async Task A_meeting_is_open_to_those_who_serve_its_MARAC_and_to_nobody_else_by_rule_and_by_list_alike()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 21));
        foreach (var actor in Cast.Everyone)
        {
            foreach (var level in new[] { AccessLevel.Referral, AccessLevel.Read, AccessLevel.Edit })
            {
                var opens = await OpensAsync(actor, meeting, level);
                await using var db = app.Database.Open();
                Assert.Equal(opens, await db.Meetings.VisibleTo(actor, db, level).AnyAsync(m => m.Id == meeting, Ct));
                Assert.Equal(actor.Maracs.Contains(Cast.Marac) && (level is AccessLevel.Referral || !actor.Has(Role.AgencyRepresentative)), opens);
            }
        }
    }

    private Task<Result<int>> PrintAsync(Id<Meeting> meeting, Actor actor) =>
        app.RunAsync<PrintAgenda, Result<int>>(print => print.HandleAsync(actor, new(meeting, "A. Reader, council"), Ct));

    private async Task<bool> OpensAsync(Actor actor, Id<Meeting> meeting, AccessLevel level)
    {
        try
        {
            await app.RunAsync<MeetingFiles, Meeting>(files => files.OpenAsync(actor, meeting, level, "Test", Ct));
            return true;
        }
        catch (RecordNotFoundException)
        {
            return false;
        }
    }

    private async Task<Guid> CaseNamedAsync(Id<Meeting> meeting, string victim)
    {
        await using var db = app.Database.Open();
        var items = await db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Agenda).Select(a => a.CaseId).ToListAsync(Ct);
        return (await db.Cases.SingleAsync(c => items.Contains(c.Id) && db.People.Any(p => p.Id == c.VictimId && p.Names.Any(n => n.Full == victim)), Ct)).Id.Value;
    }
}
