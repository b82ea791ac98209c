using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Incoming;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Children;

/// <summary>What becomes known of a child, its age or its school after the incident was logged, and what stops being true (R1.28, R4.42 to R4.45).</summary>
public sealed class ChildrenKnownLaterTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _fridayNight = UkTime.At(new(2026, 11, 27), new(21, 10));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<Result<Id<Person>>> NameAsync(Id<Incident> incident, PartyRole role, Id<Person>? person, string? name = null, int? age = null) => app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(n => n.HandleAsync(
        Cast.ResponseOfficer, new(incident, null, new LogIncident.Party(role, person, name, null, age, null, null, null)), Ct));

    private async Task WithdrawAsync(ChildCall call) => (await app.RunAsync<WithdrawPersonFromIncident, Result<IncidentParty>>(w => w.HandleAsync(
        Cast.ResponseOfficer, new(call.Incident, null, call.Child, PartyRole.Child), Ct))).Given();

    private Task<bool> BornAsync(Id<Person> person, DateOnly born) => app.RunAsync<CorrectPerson, bool>(async correct =>
    {
        await correct.HandleAsync(Cast.SafeguardingOfficer, new(person, null, born, false, Gender.NotKnown, null), Ct);
        return true;
    });

    [Fact]
    public async Task Whom_a_later_message_of_another_system_names_is_told_of_and_screened()
    {
        app.Clock.Now = _fridayNight;
        var feed = await Feed.OfAsync(app);
        await feed.SendAsync(new { externalReference = "CAD-CHILD", location = "14 Example Road", people = new object[] { new { role = "victim", name = "Canary Fedmother" } } });
        await feed.SendAsync(new { externalReference = "CAD-CHILD", location = "14 Example Road", people = new object[] { new { role = "victim", name = "Canary Fedmother" }, new { role = "child", name = "Canary Fedchild", age = 7 } } });

        await using var db = app.Database.Open();
        var incident = await db.IncomingReports.Where(r => r.Reference == "CAD-CHILD").Select(r => r.IncidentId!.Value).SingleAsync(Ct);
        Assert.Equal(SchoolNoticeStatus.Due, (await db.SchoolNotices.SingleAsync(n => n.IncidentId == incident, Ct)).Status);
        Assert.Equal(ScreeningStatus.ToShare, (await db.Screenings.SingleAsync(s => s.IncidentId == incident, Ct)).Status);
    }

    [Fact]
    public async Task A_child_taken_back_by_mistake_ends_what_was_told_and_shared_and_is_owed_both_again_once_named_again()
    {
        app.Clock.Now = _fridayNight;
        var call = await app.CallWithChildAsync("Canary Mistaken");
        var shared = await app.SharedAsync(call);
        app.Clock.Now = _fridayNight.AddDays(5);
        await app.RunAsync<WatchSchoolNotices, int>(w => w.HandleAsync(Domain.Agencies.Actor.System, 50, Ct));
        await app.WriteAsync(async d => d.Notices.Add(Notice.To(Cast.Police, Domain.Agencies.Role.SafeguardingOfficer, NoticeKind.SchoolNoticeLate, null, (await app.NoticeAsync(call)).Id.Value, app.Clock.Now)));

        await WithdrawAsync(call);
        await using (var db = app.Database.Open())
        {
            Assert.False(await db.Notices.AnyAsync(n => n.SubjectId == shared.Id.Value && n.DoneAt == null, Ct));
            var notice = (await app.NoticeAsync(call)).Id.Value;
            Assert.False(await db.Notices.AnyAsync(n => n.SubjectId == notice && n.Kind == NoticeKind.SchoolNoticeLate && n.DoneAt == null, Ct));
            Assert.False(await db.Participations.AnyAsync(p => p.RecordId == call.Child.Value && p.Kind == Domain.Access.ParticipationKind.Asked && p.Until == null, Ct));
        }

        (await NameAsync(call.Incident, PartyRole.Child, call.Child)).Given();
        var again = await app.NoticeAsync(call);
        Assert.Equal(SchoolNoticeStatus.Due, again.Status);
        Assert.True(again.DueAt > app.Clock.Now);
        Assert.Equal(ScreeningStatus.ToShare, (await app.ScreeningAsync(call)).Status);
        Assert.Contains(await app.SchoolClocksAsync(call), d => d.IsOpen && d.DueAt == again.DueAt);
    }

    [Fact]
    public async Task Who_turns_out_to_be_a_child_the_next_day_is_told_of_and_screened_and_who_turns_out_to_be_none_is_not()
    {
        app.Clock.Now = UkTime.At(new(2026, 11, 24), new(10, 0));
        var incident = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, null, "Canary Ageless"));
        await using var db = app.Database.Open();
        var victim = (await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incident, Ct)).Victims.Single();
        Assert.False(await db.SchoolNotices.AnyAsync(n => n.IncidentId == incident, Ct));
        app.Clock.Now = UkTime.At(new(2026, 11, 25), new(10, 0));

        await BornAsync(victim, new(2011, 3, 1));
        var notice = await db.SchoolNotices.AsNoTracking().SingleAsync(n => n.IncidentId == incident && n.PersonId == victim, Ct);
        Assert.Equal((SchoolNoticeStatus.Due, UkTime.At(new(2026, 11, 26), new(8, 30))), (notice.Status, notice.DueAt));
        Assert.True(await db.Screenings.AnyAsync(s => s.IncidentId == incident && s.PersonId == victim, Ct));

        var grown = await app.CallWithChildAsync("Canary Grown", age: 12);
        await BornAsync(grown.Child, new(2004, 3, 1));
        Assert.Equal(SchoolNoticeStatus.NotNeeded, (await app.NoticeAsync(grown)).Status);
        Assert.Equal(ScreeningStatus.TakenBack, (await app.ScreeningAsync(grown)).Status);
        Assert.DoesNotContain(await app.SchoolClocksAsync(grown), d => d.IsOpen);
        await BornAsync(grown.Child, new(2014, 3, 1));
        Assert.Equal((SchoolNoticeStatus.Due, ScreeningStatus.ToShare), ((await app.NoticeAsync(grown)).Status, (await app.ScreeningAsync(grown)).Status));
    }

    [Fact]
    public async Task An_incident_of_long_ago_makes_no_notice_and_who_moved_in_later_or_is_grown_is_no_child_of_it()
    {
        app.Clock.Now = _fridayNight;
        var old = await app.CallWithChildAsync("Canary Old");
        await app.WriteAsync(d => d.Database.ExecuteSqlAsync($"update incidents set reported_at = {_fridayNight.AddDays(-367)} where id = {old.Incident.Value}", Ct));
        var second = (await NameAsync(old.Incident, PartyRole.Child, null, "Canary Long Ago", 9)).Given();
        await using var db = app.Database.Open();
        Assert.False(await db.SchoolNotices.AnyAsync(n => n.PersonId == second, Ct));

        var (moved, year, grown) = (await RecordAsync("Canary Movedin", new(2016, 5, 1)), await RecordAsync("Canary Byyear", new(2008, 1, 1), estimated: true), await RecordAsync("Canary Sonof20", new(2006, 5, 1)));
        await app.WriteAsync(d =>
        {
            var home = Id<Household>.New(app.Clock.Now);
            d.Add(new Household(home));
            d.AddRange(new HouseholdMember(home, old.Victim, null), new HouseholdMember(home, moved, new(2026, 12, 1)), new HouseholdMember(home, year, null), new HouseholdMember(home, grown, null));
            return Task.CompletedTask;
        });
        app.Clock.Now = UkTime.At(new(2026, 12, 2), new(9, 0));
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler, new(new Call(), null, Cast.Unit, UkTime.At(new(2026, 11, 30), new(20, 0)), [new(PartyRole.Victim, old.Victim, null, null, null, null, null, null), new(PartyRole.Child, grown, null, null, null, null, null, null)]), Ct));
        var named = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Child).Select(p => p.PersonId).ToListAsync(Ct);
        Assert.Equal(new[] { year, grown }.ToHashSet(), named.ToHashSet()); // born in a year of which the end leaves them 17
        Assert.Equal(year, Assert.Single(await db.Screenings.Where(s => s.IncidentId == incident).ToListAsync(Ct)).PersonId);
    }

    [Fact]
    public async Task The_term_dates_of_the_right_authority_or_another_time_of_the_report_bring_a_notice_and_its_clock_forward()
    {
        app.Clock.Now = UkTime.At(new(2026, 12, 20), new(12, 0));
        var (authority, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Forward");
        var first = await app.NoticeAsync(call);
        (await app.DescribeAsync(call, ChildFacts.Unknown with { Education = Education.School, SchoolId = school, AuthorityId = authority })).Given();
        Assert.Equal(first.DueAt, (await app.NoticeAsync(call)).DueAt); // without term dates it was the strict reading: never later

        // Of a child known to be on holiday at another authority's school first.
        var later = await app.CallWithChildAsync("Canary Away");
        await app.WriteAsync(d => d.Database.ExecuteSqlAsync($"update school_notices set due_at = {UkTime.At(new(2027, 1, 18), new(8, 30))} where incident_id = {later.Incident.Value}", Ct));
        (await app.DescribeAsync(later, ChildFacts.Unknown with { Education = Education.School, SchoolId = school, AuthorityId = authority })).Given();
        var brought = await app.NoticeAsync(later);
        Assert.Equal(UkTime.At(new(2027, 1, 5), new(8, 30)), brought.DueAt);

        app.Clock.Now = UkTime.At(new(2027, 1, 5), new(12, 0));
        var corrected = await app.CallWithChildAsync("Canary Corrected", reportedAt: UkTime.At(new(2027, 1, 5), new(11, 0)));
        Assert.Equal(UkTime.At(new(2027, 1, 6), new(8, 30)), (await app.NoticeAsync(corrected)).DueAt);
        app.Clock.Now = UkTime.At(new(2027, 1, 6), new(8, 0));
        await app.WriteAsync(d => d.Database.ExecuteSqlAsync($"update school_notices set due_at = {UkTime.At(new(2027, 1, 8), new(8, 30))} where incident_id = {corrected.Incident.Value}", Ct));
        (await app.RunAsync<CorrectReportTime, Result<DateTimeOffset>>(c => c.HandleAsync(
            Cast.ControlRoomSupervisor, new(corrected.Incident, null, UkTime.At(new(2027, 1, 5), new(9, 0)), "The call was taken by hand at nine o'clock."), Ct))).Given();
        Assert.Equal(UkTime.At(new(2027, 1, 6), new(8, 30)), (await app.NoticeAsync(corrected)).DueAt);
    }

    [Fact]
    public async Task A_child_recorded_twice_in_one_incident_has_one_open_notice_after_the_merge_and_both_again_after_it_is_undone()
    {
        app.Clock.Now = _fridayNight;
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Twice");
        var twin = call with { Child = (await NameAsync(call.Incident, PartyRole.Child, null, "Canary Twise", 6)).Given() };
        (await app.TellAsync((await app.NoticeAsync(twin)).Id, school)).Given();

        var merge = (await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(
            Cast.SafeguardingOfficer, new(call.Child, twin.Child, null, null, new Dictionary<MergeField, MergeSide>(), "One child, spelt twice"), Ct))).Given();
        Assert.Equal(MergeState.Done, merge.State);
        Assert.Equal((SchoolNoticeStatus.Duplicate, SchoolNoticeStatus.Sent), ((await app.NoticeAsync(call)).Status, (await app.NoticeAsync(twin)).Status));
        Assert.Equal(ScreeningStatus.TakenBack, (await app.ScreeningAsync(twin)).Status);
        Assert.DoesNotContain(await app.SchoolClocksAsync(call), d => d.IsOpen);

        (await app.RunAsync<UnmergePeople, Result<Id<Person>>>(u => u.HandleAsync(Cast.SafeguardingOfficer, new(merge.Id, "Two children", [], []), Ct))).Given();
        Assert.Equal(SchoolNoticeStatus.Due, (await app.NoticeAsync(call)).Status);
        Assert.Equal(ScreeningStatus.ToShare, (await app.ScreeningAsync(twin)).Status);
    }

    private Task<Id<Person>> RecordAsync(string name, DateOnly born, bool estimated = false) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.CallHandler, new(name, born, estimated, Gender.NotKnown, null, null, null, AddressVisibility.Open), Ct));
}
