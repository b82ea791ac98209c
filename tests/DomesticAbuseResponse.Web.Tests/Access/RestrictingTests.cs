using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Access;

/// <summary>Restricting and naming: by whom, to whom, and that work on the case goes on (R6.10).</summary>
public sealed class RestrictingTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_only_works_with_a_person_neither_names_restricts_nor_excludes()
    {
        var opened = await app.OpenCaseAsync("Canary Plain");
        await app.JoinAsync(opened.Id, Cast.IdvaService);
        foreach (var actor in new[] { Cast.CallHandler, Cast.ResponseOfficer, Cast.Idva, Cast.IdvaManager })
        {
            Assert.Equal("protect.no-standing", (await app.ProtectAsync(actor, new(opened.VictimId, null, null, [actor.StaffId], []))).Refused().Code);
            Assert.Equal("protect.no-standing", (await app.ProtectAsync(actor, new(opened.VictimId, null, "Mine", [], []))).Refused().Code);
            Assert.Equal("protect.no-standing", (await app.ProtectAsync(actor, new(opened.VictimId, null, null, [], [new(Cast.Sergeant.StaffId, null, "x")]))).Refused().Code);
        }

        Assert.Equal("protect.names-self", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [Cast.Sergeant.StaffId], []))).Refused().Code);
        await using var db = app.Database.Open();
        Assert.False(await db.NamedStaff.AnyAsync(n => n.RecordId == opened.VictimId.Value, Ct));
        Assert.False(await db.Exclusions.AnyAsync(e => e.RecordId == opened.VictimId.Value, Ct));
    }

    [Fact]
    public async Task Staff_and_agencies_that_are_not_on_record_are_refused_with_words()
    {
        var opened = await app.OpenCaseAsync("Canary Unknown");
        var (staff, agency) = (Id<StaffMember>.New(app.Clock.Now), Id<Agency>.New(app.Clock.Now));

        Assert.Equal("protect.unknown-staff", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [staff], []))).Refused().Code);
        Assert.Equal("protect.unknown-staff", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [], [new(staff, null, "x")]))).Refused().Code);
        Assert.Equal("protect.unknown-agency", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [], [new(null, agency, "x")]))).Refused().Code);
        Assert.Equal("protect.unknown-staff", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [], [new(null, null, "x")]))).Refused().Code);
    }

    [Fact]
    public async Task Each_act_is_told_to_those_who_answer_for_the_owners_records_and_not_to_anybody_it_keeps_away()
    {
        var opened = await app.OpenCaseAsync("Canary Told");
        await app.ExcludeAsync(opened.VictimId, Cast.Inspector.StaffId);
        await app.RestrictAsync(opened.VictimId, Cast.Sergeant);

        await using var db = app.Database.Open();
        var told = await db.Notices.Where(n => n.Kind == NoticeKind.ProtectionChanged && n.SubjectId == opened.VictimId.Value).OrderBy(n => n.At).ToListAsync(Ct);
        Assert.Equal([(Role?)Role.Inspector, Role.SafeguardingOfficer], told.Select(n => n.Role).OrderBy(r => r != Role.Inspector)); // nobody tells only themselves
        Assert.All(told, n => Assert.Equal((Cast.Police, null), (n.AgencyId, n.CaseId)));
        Assert.DoesNotContain((await NoticesOfAsync(Cast.Inspector)).Notices, n => n.SubjectId == opened.VictimId.Value);
        Assert.Contains((await NoticesOfAsync(Cast.SafeguardingOfficer)).Notices, n => n.SubjectId == opened.VictimId.Value);
    }

    [Fact]
    public async Task A_restricted_case_stays_with_its_IDVA_whoever_restricted_it_and_those_who_go_on_working_for_its_owner()
    {
        var (opened, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Carried");
        (await app.AcceptAsync(referral, Cast.Idva)).Given();
        await app.RestrictAsync(opened.VictimId, Cast.Sergeant);

        foreach (var actor in new[] { Cast.Idva, Cast.Sergeant, Cast.Inspector, Cast.SafeguardingOfficer })
        {
            Assert.True(await app.SeesAsync(actor, opened.Id) && await app.SeesAsync(actor, opened.VictimId) && await app.SeesIncidentsOfAsync(actor, opened.Id), string.Join(',', actor.Roles));
        }

        foreach (var actor in new[] { Cast.SecondIdva, Cast.IdvaManager, Cast.SecondSergeant, Cast.ResponseOfficer, Cast.CallHandler })
        {
            Assert.False(await app.SeesAsync(actor, opened.Id) || await app.SeesAsync(actor, opened.VictimId) || await app.SeesIncidentsOfAsync(actor, opened.Id), string.Join(',', actor.Roles));
        }
    }

    [Fact]
    public async Task The_deadlines_of_a_restricted_case_are_told_to_somebody_who_can_open_it()
    {
        var reported = app.Clock.Now;
        var (opened, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Overdue");
        (await app.AcceptAsync(referral, Cast.Idva)).Given();
        await app.RestrictAsync(opened.VictimId, Cast.Inspector);
        app.Clock.Now = reported.AddDays(20);
        while (await app.RunAsync<EscalateOverdueDeadlines, int>(e => e.HandleAsync(Actor.System, 50, Ct)) > 0)
        {
        }

        await using var db = app.Database.Open();
        var told = await db.Notices.Where(n => n.CaseId == opened.Id && n.Kind == NoticeKind.DeadlineOverdue).ToListAsync(Ct);
        app.Clock.Now = reported;
        Assert.Equal((Cast.IdvaService, (Role?)Role.Idva), told.Select(n => (n.AgencyId, n.Role)).Distinct().Single()); // of each of its clocks
        Assert.Contains((await NoticesOfAsync(Cast.Idva)).Notices, n => n.CaseId == opened.Id && n.Kind == NoticeKind.DeadlineOverdue);
        Assert.DoesNotContain((await NoticesOfAsync(Cast.IdvaManager)).Notices, n => n.CaseId == opened.Id);
    }

    [Fact]
    public async Task What_sergeants_are_told_of_a_case_they_may_not_open_reaches_an_inspector()
    {
        var incident = await app.LogCallAsync("Canary Reviewed");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        await using var db = app.Database.Open();
        var opened = await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        await app.RestrictAsync(opened.VictimId, null, Cast.ResponseOfficer.StaffId);
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Judged on what was seen at the scene")).Given();

        Assert.Contains((await NoticesOfAsync(Cast.Inspector)).Notices, n => n.CaseId == opened.Id && n.Kind == NoticeKind.DashForReview);
        Assert.DoesNotContain((await NoticesOfAsync(Cast.Sergeant)).Notices, n => n.CaseId == opened.Id);
        Assert.Contains(await app.RunAsync<FormsForReview, IReadOnlyList<FormsForReview.Row>>(r => r.ReadAsync(Cast.Inspector, app.Clock.Now, Ct)), r => r.CaseId == opened.Id);
    }

    [Fact]
    public async Task Being_named_on_one_of_two_restricted_people_opens_neither_the_other_nor_what_they_share()
    {
        var opened = await app.OpenCaseAsync("Canary First", "Canary Second");
        await app.RestrictAsync(opened.VictimId);
        await app.RestrictAsync(opened.Perpetrators.Single().PersonId, Cast.Inspector, Cast.ResponseOfficer.StaffId);

        Assert.True(await app.SeesAsync(Cast.ResponseOfficer, opened.Perpetrators.Single().PersonId));
        Assert.False(await app.SeesAsync(Cast.ResponseOfficer, opened.VictimId));
        Assert.False(await app.SeesAsync(Cast.ResponseOfficer, opened.Id));
        Assert.False(await app.SeesIncidentsOfAsync(Cast.ResponseOfficer, opened.Id));
        Assert.True(await app.SeesAsync(Cast.SafeguardingOfficer, opened.Id));

        (await app.ProtectAsync(Cast.Inspector, new(opened.VictimId, null, null, [Cast.ResponseOfficer.StaffId], []))).Given();
        Assert.True(await app.SeesAsync(Cast.ResponseOfficer, opened.Id));
        Assert.True(await app.SeesIncidentsOfAsync(Cast.ResponseOfficer, opened.Id));
    }

    [Fact]
    public async Task A_referral_of_a_restricted_case_names_its_receiver_on_nobody_restricted_for_reasons_of_their_own()
    {
        var opened = await app.OpenCaseAsync("Canary Referred");
        var child = await app.ChildInAsync(opened);
        var other = await app.LogAboutAsync(Cast.SafeguardingOfficer, (PartyRole.Victim, opened.VictimId, null), (PartyRole.Perpetrator, opened.Perpetrators.Single().PersonId, null));
        await app.AssessAsync(opened, ticks: 15, RiskGrade.High);
        await app.RestrictAsync(opened.VictimId, Cast.Sergeant);
        await app.RestrictAsync(child, Cast.Inspector);
        var referral = (await app.StartAsync(opened, ReferralKind.Idva)).Given();
        (await app.SendAsync(referral, named: Cast.Idva.StaffId)).Given();
        (await app.AcceptAsync(referral, Cast.Idva)).Given();

        Assert.True(await app.SeesAsync(Cast.Idva, opened.Id) && await app.SeesAsync(Cast.Idva, opened.VictimId));
        Assert.False(await app.SeesAsync(Cast.Idva, child));
        Assert.False(await app.IsNamedAsync(Cast.Idva, child.Value));
        await using var db = app.Database.Open();
        Assert.Equal([other], await db.Incidents.VisibleTo(Cast.Idva, db).Where(i => i.CaseId == opened.Id).Select(i => i.Id).ToListAsync(Ct)); // the one with the child stays closed
        Assert.False(await app.IsNamedAsync(Cast.Idva, opened.Perpetrators.Single().PersonId.Value)); // not restricted: a name would show protected addresses
    }

    [Fact]
    public async Task A_restricted_childs_matrix_is_there_for_nobody_who_is_kept_from_the_child()
    {
        var opened = await app.OpenCaseAsync("Canary Parent");
        var (child, sibling) = (await app.ChildInAsync(opened, "Canary Kept Child"), await app.ChildInAsync(opened, "Canary Sibling"));
        var matrix = await MatrixAsync(Cast.ResponseOfficer, opened.Id, child);
        var other = await MatrixAsync(Cast.ResponseOfficer, opened.Id, sibling);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        Assert.Contains("Canary Kept Child", (await officer.GetAsync($"/cases/{opened.Id}/risk")).Text, StringComparison.Ordinal);
        await app.RestrictAsync(child);

        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/risk/{matrix}/child")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/risk/{matrix}")).Status);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<SaveChildMatrix, Result<ChildFindings>>(save => save.HandleAsync(Cast.ResponseOfficer, new(matrix, new ChildFindings(), false), Ct)));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => MatrixAsync(Cast.ResponseOfficer, opened.Id, child));
        var page = await officer.GetAsync($"/cases/{opened.Id}/risk");
        Assert.DoesNotContain("Canary Kept Child", page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Sibling", page.Text, StringComparison.Ordinal);
        Assert.Equal([other], (await app.RunAsync<WorkToDo, WorkToDo.View>(w => w.ReadAsync(Cast.ResponseOfficer, Ct))).FormsToFinish.Select(f => f.Id).Where(id => id == matrix || id == other));

        var named = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Canary Kept Child", (await named.GetAsync($"/risk/{matrix}/child")).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Kept Child", (await named.GetAsync($"/cases/{opened.Id}/risk")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.RecordId == child.Value && a.ByStaffId == Cast.ResponseOfficer.StaffId && a.Level == AccessLevel.None, Ct));
    }

    private async Task<Id<Domain.Cases.RiskAssessment>> MatrixAsync(Actor by, Id<Domain.Cases.Case> id, Id<Person> child) =>
        (await app.RunAsync<StartAssessment, Result<Id<Domain.Cases.RiskAssessment>>>(start => start.HandleAsync(by, new(id, null, ChildId: child), Ct))).Given();

    [Fact]
    public async Task R1_10_ticking_the_honour_concern_restricts_the_victim_their_case_and_its_incidents_and_sets_the_warning()
    {
        var incident = await app.LogCallAsync("Canary Honour");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int> { 4, 15 });
        (await app.RunAsync<SaveSection, Result<bool>>(s => s.HandleAsync(Cast.ResponseOfficer, new(form) { HonourConcern = true }, Ct))).Given();

        await using var db = app.Database.Open();
        var opened = await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        var victim = await db.People.Include(p => p.Flags).SingleAsync(p => p.Id == opened.VictimId, Ct);
        Assert.True(opened.IsRestricted && victim.IsRestricted && (await db.Incidents.SingleAsync(i => i.Id == incident, Ct)).IsRestricted);
        Assert.Single(victim.Flags, f => f.Kind is PersonFlagKind.HonourAbuse);
        Assert.True(await app.SeesAsync(Cast.ResponseOfficer, opened.Id) && await app.SeesAsync(Cast.Inspector, opened.Id) && await app.SeesAsync(Cast.SafeguardingOfficer, opened.Id));
        Assert.False(await app.SeesAsync(Cast.Sergeant, opened.Id) || await app.SeesAsync(Cast.CallHandler, opened.VictimId));

        await app.AnswerAddOnsAsync(form, Cast.ResponseOfficer);
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, "Judged on what was seen at the scene")).Given();
        Assert.Contains((await NoticesOfAsync(Cast.Inspector)).Notices, n => n.CaseId == opened.Id && n.Kind == NoticeKind.HighRiskInspector);
    }

    private Task<NoticeBoard.View> NoticesOfAsync(Actor actor) => app.RunAsync<NoticeBoard, NoticeBoard.View>(b => b.ReadAsync(actor, done: false, 1, Ct, 500));
}
