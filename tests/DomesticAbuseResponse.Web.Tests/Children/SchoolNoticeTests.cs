using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Children;

/// <summary>Notices to schools from the call to the record of how they went (R4.42 to R4.45).</summary>
public sealed class SchoolNoticeTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _fridayNight = UkTime.At(new(2026, 11, 27), new(21, 10));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ChildFacts AtSchool(Id<School> school) => ChildFacts.Unknown with { Education = Education.School, SchoolId = school };

    [Fact]
    public async Task S47_a_call_on_Friday_night_makes_one_notice_with_a_clock_until_Monday_0830_which_sending_it_meets()
    {
        app.Clock.Now = UkTime.At(new(2026, 11, 26), new(12, 0));
        var (authority, school) = await app.SchoolAsync();
        app.Clock.Now = _fridayNight.AddMinutes(5);
        var call = await app.CallWithChildAsync(reportedAt: _fridayNight);

        var found = await app.NoticeAsync(call);
        Assert.Equal((NoticeTo.FindOut, SchoolNoticeStatus.Due, UkTime.At(new(2026, 11, 30), new(8, 30))), (found.To, found.Status, found.DueAt));
        var clock = Assert.Single(await app.SchoolClocksAsync(call));
        Assert.Equal((found.DueAt, DeadlineCodes.SchoolNotification, Cast.Police), (clock.DueAt, clock.RuleCode, clock.AgencyId));

        (await app.DescribeAsync(call, AtSchool(school) with { AuthorityId = authority })).Given();
        Assert.Equal(NoticeTo.School, (await app.NoticeAsync(call)).To);
        app.Clock.Now = UkTime.At(new(2026, 11, 28), new(9, 0));
        (await app.TellAsync(found.Id, school)).Given();
        Assert.Equal("school-notice.moved-on", (await app.TellAsync(found.Id, school)).Refused().Code);
        Assert.Equal(app.Clock.Now, Assert.Single(await app.SchoolClocksAsync(call)).MetAt);
    }

    [Fact]
    public async Task S48_a_call_on_the_last_day_of_term_is_due_now_and_at_the_latest_on_the_first_day_of_the_next()
    {
        app.Clock.Now = UkTime.At(new(2026, 12, 17), new(12, 0));
        var (authority, school) = await app.SchoolAsync();
        app.Clock.Now = UkTime.At(new(2026, 12, 18), new(18, 0));
        var first = await app.CallWithChildAsync();
        (await app.DescribeAsync(first, AtSchool(school) with { AuthorityId = authority })).Given();

        // Known from the first call on, the child's authority gives the term dates of the second.
        var incident = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, first.Victim, null), (PartyRole.Child, first.Child, null));
        var notice = await app.NoticeAsync(first with { Incident = incident });

        Assert.Equal((SchoolNoticeStatus.Due, UkTime.At(new(2027, 1, 5), new(8, 30))), (notice.Status, notice.DueAt));
        Assert.Contains("Now. At the latest Tuesday 5 January 2027 at 08:30", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/school-notices/{notice.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S49_a_nursery_child_has_no_duty_with_the_reason_and_no_clock()
    {
        var call = await app.CallWithChildAsync(age: 3);
        var notice = await app.NoticeAsync(call);

        Assert.Equal((NoticeTo.Nobody, SchoolNoticeStatus.NotNeeded), (notice.To, notice.Status));
        Assert.Contains("Below reception", notice.Because, StringComparison.Ordinal);
        Assert.Empty(await app.SchoolClocksAsync(call));
    }

    [Fact]
    public async Task A_child_named_later_by_many_at_once_or_living_with_the_victim_has_one_notice_and_one_screening()
    {
        app.Clock.Now = _fridayNight;
        var call = await app.CallWithChildAsync("Canary Named");
        Task<Result<Id<Person>>> Name() => app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(async name =>
        {
            try
            {
                return await name.HandleAsync(Cast.ResponseOfficer, new(call.Incident, null, new LogIncident.Party(PartyRole.Child, call.Child, null, null, null, null, null, null)), Ct);
            }
            catch (DbUpdateException)
            {
                return new Refusal("raced", "Somebody was faster.");
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Name()));

        // On the next call nobody names the child, who lives with the victim all the same.
        await app.WriteAsync(db =>
        {
            var home = Id<Household>.New(app.Clock.Now);
            db.Add(new Household(home));
            db.AddRange(new HouseholdMember(home, call.Victim, null), new HouseholdMember(home, call.Child, null));
            return Task.CompletedTask;
        });
        var next = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, call.Victim, null));
        await using var db = app.Database.Open();
        var told = await db.SchoolNotices.Where(n => n.PersonId == call.Child).Select(n => n.IncidentId).ToListAsync(Ct);
        Assert.Equal(new[] { call.Incident, next }.OrderBy(i => i.Value), told.OrderBy(i => i.Value)); // one each; made in one moment, their ids have no order
        Assert.Equal(2, await db.Screenings.CountAsync(s => s.PersonId == call.Child, Ct));
        Assert.True(await db.Incidents.AnyAsync(i => i.Id == next && i.Parties.Any(p => p.PersonId == call.Child && p.Role == PartyRole.Child), Ct));
    }

    [Fact]
    public async Task No_notice_goes_to_a_school_where_the_perpetrator_is_before_an_officer_decides_and_twenty_clicks_make_one()
    {
        app.Clock.Now = _fridayNight;
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Concern");
        (await app.DescribeAsync(call, AtSchool(school) with { Concern = SchoolConcern.PerpetratorWorksThere, ConcernWords = "Canary: he is the caretaker" })).Given();
        var notice = await app.NoticeAsync(call);
        Assert.Equal(SchoolNoticeStatus.NeedsDecision, notice.Status);
        Assert.Equal("school-notice.decide-first", (await app.TellAsync(notice.Id, school)).Refused().Code);

        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Canary Concern", (await client.GetAsync("/school-notices?list=decide")).Text, StringComparison.Ordinal);
        var page = await client.GetAsync($"/school-notices/{notice.Id}");
        Assert.Contains("Canary: he is the caretaker", page.Text, StringComparison.Ordinal);
        (await page.FillNamed("Decision.Send", "true").PressAsync("Record the decision")).ShowsError("Say why, and who at the school is told or how the child is kept safe without it, in 20 characters or more.", "Why, and how is the child kept safe?");
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/school-notices/{notice.Id}")).FillNamed("Decision.Send", "true").Fill("Why, and how is the child kept safe?", "Canary: the head alone is told, in person.").PressAsync("Record the decision")).Status);

        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.TellAsync(notice.Id, school)));
        Assert.Equal(1, told.Count(t => t.Refusal is null));
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.RecordEvents.CountAsync(e => e.IncidentId == call.Incident && e.Name == nameof(SchoolNoticeSent), Ct));
    }

    [Fact]
    public async Task R4_44_the_page_drafts_from_the_record_keeps_what_is_typed_and_lets_no_protected_place_go()
    {
        app.Clock.Now = _fridayNight;
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Drafted");
        (await app.DescribeAsync(call, AtSchool(school))).Given();
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var part = (await officer.GetAsync($"/incidents/{call.Incident}/children/{call.Child}")).FillNamed("Part.LivesThere", "Yes").FillNamed("Part.Presence", "Asleep").FillNamed("Input.WasAsked", "true");
        Assert.Contains("Write what the child said or showed", (await part.PressAsync("Save")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await part.Fill("What did the child say or show?", "Canary: I was dreaming").FillNamed("Input.Company", "Alone").PressAsync("Save")).Status);

        var notice = await app.NoticeAsync(call);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await client.GetAsync($"/school-notices/{notice.Id}");
        Assert.All(["Canary key adult", "In the home, asleep.", "Canary: I was dreaming", "3 Canary Row"], said => Assert.Contains(said, page.Document.Body!.InnerHtml, StringComparison.Ordinal));
        var empty = await page.PressAsync("They have been told");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);

        await app.RunAsync<ChangeAddresses, bool>(async change =>
        {
            await change.HandleAsync(Cast.SafeguardingOfficer, new(call.Victim, null, new PostalAddress("9 Refuge Lane", "NM1 1DM"), AddressVisibility.MaracOnly, null, null, null), Ct);
            return true;
        });
        var tells = await (await client.GetAsync($"/school-notices/{notice.Id}")).Fill("What happened, in brief", "They are at 9 Refuge Lane").FillNamed("Input.Way", "Portal").PressAsync("They have been told");
        tells.ShowsError("These words may name a protected place, or a number or word of a safe-contact card. A school is told none of them: take them out.", "What happened, in brief");
        Assert.Contains("9 Refuge Lane", tells.Document.Body!.InnerHtml, StringComparison.Ordinal); // what was typed stays
        Assert.Equal(HttpStatusCode.Redirect, (await tells.Fill("What happened, in brief", "Police went to the house.").PressAsync("They have been told")).Status);
        await app.RunAsync<ChangeAddresses, bool>(async change =>
        {
            await change.HandleAsync(Cast.SafeguardingOfficer, new(call.Victim, null, new PostalAddress("11 Refuge Lane", null), AddressVisibility.Hidden, null, null, null), Ct);
            return true;
        });
        var told = (await client.GetAsync($"/school-notices/{notice.Id}")).Text; // an officer who may not read where the child is reads no recipient either
        Assert.DoesNotContain("Canary key adult", told, StringComparison.Ordinal);
        Assert.Contains("By the school’s portal", (await client.GetAsync("/school-notices?list=sent")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_notice_is_told_once_by_however_many_workers_with_a_case_and_without()
    {
        app.Clock.Now = UkTime.At(new(2026, 11, 24), new(9, 0));
        var call = await app.CallWithChildAsync("Canary Late");
        var alone = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Child, null, "Canary Nobodys"));
        await app.WriteAsync(async db => (await db.People.SingleAsync(p => p.Names.Any(n => n.Full == "Canary Nobodys"))).Describe(new DateOnly(2016, 1, 2), false, Gender.NotKnown, null, app.Clock.Now));
        app.Clock.Now = UkTime.At(new(2026, 11, 26), new(9, 0));

        async Task<int> PassAsync() => await app.RunAsync<WatchSchoolNotices, int>(w => w.HandleAsync(Actor.System, 50, Ct)) + await app.RunAsync<EscalateOverdueDeadlines, int>(w => w.HandleAsync(Actor.System, 50, Ct));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PassAsync()));
        await PassAsync();

        await using var db = app.Database.Open();
        var late = await db.SchoolNotices.AsNoTracking().SingleAsync(n => n.IncidentId == alone, Ct);
        var clock = Assert.Single(await app.SchoolClocksAsync(call));
        var told = Assert.Single(await db.Notices.AsNoTracking().Where(n => n.SubjectId == late.Id.Value && n.Kind == NoticeKind.SchoolNoticeLate).ToListAsync(Ct));
        Assert.Equal(Role.SafeguardingOfficer, told.Role);
        Assert.Equal(Role.SafeguardingOfficer, Assert.Single(await db.Notices.AsNoTracking().Where(n => n.SubjectId == clock.Id.Value).ToListAsync(Ct)).Role);
        Assert.Contains("Late", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/school-notices")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_taken_back_out_of_the_incident_is_told_of_and_screened_no_more()
    {
        app.Clock.Now = _fridayNight;
        var call = await app.CallWithChildAsync("Canary Error");
        (await app.RunAsync<WithdrawPersonFromIncident, Result<IncidentParty>>(w => w.HandleAsync(Cast.ResponseOfficer, new(call.Incident, null, call.Child, PartyRole.Child), Ct))).Given();

        Assert.Equal(SchoolNoticeStatus.TakenBack, (await app.NoticeAsync(call)).Status);
        Assert.Equal(ScreeningStatus.TakenBack, (await app.ScreeningAsync(call)).Status);
        Assert.NotNull(Assert.Single(await app.SchoolClocksAsync(call)).SupersededAt);
    }

    [Fact]
    public async Task Nobody_sees_a_notice_of_another_force_of_a_restricted_child_or_against_an_exclusion_and_a_control_room_sends_none()
    {
        app.Clock.Now = _fridayNight;
        var (excluded, restricted) = (await app.CallWithChildAsync("Canary Excluded"), await app.CallWithChildAsync("Canary Restricted"));
        await app.ExcludeAsync(excluded.Child, Cast.ControlRoomSupervisor.StaffId);
        await app.RestrictAsync(restricted.Child);
        var (one, other) = (await app.NoticeAsync(excluded), await app.NoticeAsync(restricted));

        var room = app.SignedInAs(Cast.ControlRoomSupervisor);
        var list = (await room.GetAsync("/school-notices")).Text;
        Assert.DoesNotContain("Canary Excluded", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Restricted", list, StringComparison.Ordinal);
        Assert.All(new[] { one.Id, other.Id }, id => Assert.Equal(HttpStatusCode.NotFound, room.GetAsync($"/school-notices/{id}").Result.Status));
        Assert.Contains("Canary Restricted", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/school-notices")).Text, StringComparison.Ordinal); // stands for the agency

        var stranger = Cast.OtherForceOfficer with { Roles = new HashSet<Role> { Role.SafeguardingOfficer } };
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.TellAsync(one.Id, by: stranger));
        Assert.DoesNotContain("Canary", (await app.SignedInAs(stranger).GetAsync("/school-notices")).Text, StringComparison.Ordinal);
        var open = await app.NoticeAsync(await app.CallWithChildAsync("Canary Open"));
        var seen = await room.GetAsync($"/school-notices/{open.Id}");
        Assert.Contains("Canary Open", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("They have been told", seen.Text, StringComparison.Ordinal);
    }
}
