using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Caseload;

/// <summary>A leaver's whole caseload goes to others: cases, tasks, notices, drafts, forms; and nobody reaches what they may not.</summary>
public sealed class HandoverTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_of_a_leaver_goes_with_their_cases_and_the_clocks_run_on()
    {
        var @case = await CarriedAsync("Canary Left");
        var task = (await app.RunAsync<SetTask, Result<Id<CaseTask>>>(set => set.HandleAsync(Cast.Idva, new(@case.Id, Cast.Idva.StaffId, "Ring the school", _today, null), Ct))).Given();
        await app.RunAsync<SaveDraft, Result<DateTimeOffset>>(save => save.HandleAsync(Cast.Idva, new($"cases/{@case.Id}/tasks", null, new Dictionary<string, string[]> { ["Input.Words"] = ["Half a thought"] }), Ct));
        await app.WriteAsync(db =>
        {
            db.Notices.Add(Notice.To(Cast.IdvaService, Cast.Idva.StaffId, NoticeKind.PerpetratorAnswered, @case.Id, null, app.Clock.Now));
            return Task.CompletedTask;
        });
        var before = await ClocksAsync(@case);

        var done = (await HandOverAsync(Cast.Idva, [(@case.Id, Cast.SecondIdva.StaffId)], leaves: true)).Given();
        Assert.Equal((1, 1, 1), (done.Tasks, done.Notices, done.Drafts));

        await using var db = app.Database.Open();
        Assert.Equal(Cast.SecondIdva.StaffId, (await db.Cases.SingleAsync(c => c.Id == @case.Id, Ct)).IdvaId);
        Assert.Equal(Cast.SecondIdva.StaffId, (await db.CaseTasks.SingleAsync(t => t.Id == task, Ct)).StaffId);
        Assert.Equal(Cast.SecondIdva.StaffId, (await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.PerpetratorAnswered, Ct)).StaffId);
        Assert.Equal(before, await ClocksAsync(@case));
        Assert.True(await db.Notices.AnyAsync(n => n.StaffId == Cast.SecondIdva.StaffId && n.Kind == NoticeKind.CaseloadGiven, Ct));
        Assert.True(await db.Notices.AnyAsync(n => n.Role == Role.AgencyAdministrator && n.AgencyId == Cast.IdvaService && n.Kind == NoticeKind.StaffLeaves, Ct));

        var taken = app.SignedInAs(Cast.SecondIdva);
        Assert.Contains("Half a thought", (await taken.GetAsync($"/cases/{@case.Id}/tasks")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("begun by Idva", (await taken.GetAsync("/drafts")).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Left", (await taken.GetAsync("/day")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Left", (await app.SignedInAs(Cast.Idva).GetAsync("/day")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_the_same_form_is_kept_on_both_sides()
    {
        var @case = await CarriedAsync("Canary Twice");
        foreach (var who in new[] { Cast.Idva, Cast.SecondIdva })
        {
            await app.RunAsync<SaveDraft, Result<DateTimeOffset>>(save => save.HandleAsync(who, new($"cases/{@case.Id}/contact/attempt", null, new Dictionary<string, string[]> { ["Input.Note"] = [who.StaffId.ToString()] }), Ct));
        }

        var done = (await HandOverAsync(Cast.Idva, [(@case.Id, Cast.SecondIdva.StaffId)])).Given();
        Assert.Equal((0, 1), (done.Drafts, done.DraftsKept));
    }

    [Fact]
    public async Task It_is_the_managers_own_services_alone_and_all_or_nothing()
    {
        var (one, other) = (await CarriedAsync("Canary One"), await CarriedAsync("Canary Other"));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => HandOverAsync(Cast.Idva, [(one.Id, Cast.SecondIdva.StaffId)], by: Cast.SecondIdva));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => HandOverAsync(Cast.OtherServiceIdva, []));
        Assert.Equal("caseload.not-an-idva", (await HandOverAsync(Cast.Idva, [(one.Id, Cast.SecondIdva.StaffId), (other.Id, Cast.OtherServiceIdva.StaffId)])).Refused().Code);
        await using (var db = app.Database.Open())
        {
            Assert.Equal(Cast.Idva.StaffId, (await db.Cases.SingleAsync(c => c.Id == one.Id, Ct)).IdvaId);
        }

        (await HandOverAsync(Cast.Idva, [(one.Id, Cast.SecondIdva.StaffId)])).Given();
        Assert.Equal("handover.changed", (await HandOverAsync(Cast.Idva, [(one.Id, Cast.IdvaManager.StaffId)])).Refused().Code);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/caseload/team/{Cast.SecondIdva.StaffId}/handover")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.IdvaManager).GetAsync($"/caseload/team/{Cast.OtherServiceIdva.StaffId}/handover")).Status);
    }

    [Fact]
    public async Task Somebody_excluded_from_a_case_is_neither_offered_nor_given_it()
    {
        var @case = await CarriedAsync("Canary Conflict");
        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, null, [], [new(Cast.SecondIdva.StaffId, null, "A cousin")]), Ct));
        var view = await app.RunAsync<CaseloadToHandOver, CaseloadToHandOver.View>(read => read.ReadAsync(Cast.IdvaManager, Cast.Idva.StaffId, Ct));
        Assert.DoesNotContain(Cast.SecondIdva.StaffId, view.Lines.Single(l => l.Id == @case.Id).MayTake);
        Assert.Equal("handover.kept", (await HandOverAsync(Cast.Idva, [(@case.Id, Cast.SecondIdva.StaffId)])).Refused().Code);
    }

    [Fact]
    public async Task A_restricted_case_names_whoever_takes_it_and_no_longer_whoever_left()
    {
        var @case = await CarriedAsync("Canary Kept");
        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, "Works here", [Cast.IdvaManager.StaffId], []), Ct));
        (await HandOverAsync(Cast.Idva, [(@case.Id, Cast.SecondIdva.StaffId)])).Given();

        Assert.Contains("Canary Kept", (await app.SignedInAs(Cast.SecondIdva).GetAsync("/caseload")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}")).Status);
    }

    [Fact]
    public async Task A_restricted_case_that_the_manager_may_not_open_is_told_to_whoever_holds_it()
    {
        var @case = await CarriedAsync("Canary Hidden");
        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, "Works here", [], []), Ct));
        Assert.DoesNotContain((await app.RunAsync<CaseloadToHandOver, CaseloadToHandOver.View>(read => read.ReadAsync(Cast.IdvaManager, Cast.Idva.StaffId, Ct))).Lines, l => l.Id == @case.Id);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => HandOverAsync(Cast.Idva, [(@case.Id, Cast.SecondIdva.StaffId)]));
        (await HandOverAsync(Cast.Idva, [], leaves: true)).Given();

        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.CarrierLeaves && n.AgencyId == Cast.Police && n.Role == Role.SafeguardingOfficer, Ct));
        Assert.Equal(Cast.Idva.StaffId, (await db.Cases.SingleAsync(c => c.Id == @case.Id, Ct)).IdvaId); // it stays with whoever may open it until then
    }

    [Fact]
    public async Task A_case_without_a_taker_waits_on_the_teams_list()
    {
        var @case = await CarriedAsync("Canary Nobody");
        (await HandOverAsync(Cast.Idva, [(@case.Id, null)])).Given();
        var row = (await app.RunAsync<IdvaCases, IdvaCases.View>(read => read.ReadAsync(Cast.IdvaManager, team: true, Ct))).Rows.Single(r => r.Id == @case.Id);
        Assert.Null(row.IdvaId);
    }

    [Fact]
    public async Task An_account_that_is_shut_while_it_carries_cases_is_told_to_the_managers()
    {
        var staff = await app.HiredAsync("Canary gone idva", Cast.IdvaService, Role.Idva);
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Stranded");
        (await app.AcceptAsync(referral, staff)).Given();
        var admin = new Actor(Id<StaffMember>.New(app.Clock.Now), Cast.IdvaService, new HashSet<Role> { Role.AgencyAdministrator }, new HashSet<Id<Domain.Maracs.Marac>>());
        await app.RunAsync<DisableStaffMember, Result<Id<StaffMember>>>(disable => disable.HandleAsync(admin, new(staff.StaffId, true), Ct));

        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.Role == Role.IdvaManager && n.AgencyId == Cast.IdvaService && n.Kind == NoticeKind.CaseloadStranded && n.SubjectId == staff.StaffId.Value, Ct));
        Assert.Contains("still carries 1 open case", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/caseload?team=true")).Text, StringComparison.Ordinal);
        (await HandOverAsync(staff, [(@case.Id, Cast.SecondIdva.StaffId)])).Given();
    }

    [Fact]
    public async Task During_leave_the_cover_finds_the_cases_tasks_and_notices_and_nobody_is_given_new_ones()
    {
        var staff = await app.HiredAsync("Canary away idva", Cast.IdvaService, Role.Idva);
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Covered");
        (await app.AcceptAsync(referral, staff)).Given();
        await app.WriteAsync(db =>
        {
            db.Notices.Add(Notice.To(Cast.IdvaService, staff.StaffId, NoticeKind.PerpetratorAnswered, @case.Id, null, app.Clock.Now));
            return Task.CompletedTask;
        });
        var manager = app.SignedInAs(Cast.IdvaManager);
        var page = await manager.GetAsync($"/caseload/team/{staff.StaffId}");
        foreach (var (field, day) in new[] { ("Away.From", "23"), ("Away.Until", "27") })
        {
            page.FillNamed($"{field}.Day", day).FillNamed($"{field}.Month", "11").FillNamed($"{field}.Year", "2026");
        }

        Assert.Equal(HttpStatusCode.Redirect, (await page.FillNamed("Away.CoverId", Cast.SecondIdva.StaffId.ToString()).PressAsync("Plan the leave")).Status);
        Assert.Contains("Away", (await manager.GetAsync("/caseload?team=true")).Text, StringComparison.Ordinal);

        var cover = app.SignedInAs(Cast.SecondIdva);
        Assert.Contains("Canary Covered", (await cover.GetAsync("/caseload")).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Covered", (await cover.GetAsync("/day")).Text, StringComparison.Ordinal);
        Assert.Contains((await app.RunAsync<Application.Notices.NoticeBoard, Application.Notices.NoticeBoard.View>(board => board.ReadAsync(Cast.SecondIdva, done: false, 1, Ct))).Notices, n => n.CaseId == @case.Id);
        Assert.DoesNotContain("Canary Covered", (await app.SignedInAs(Cast.Idva).GetAsync("/caseload")).Text, StringComparison.Ordinal);

        var (_, next) = await app.SentAsync(ReferralKind.Idva);
        Assert.Equal("caseload.on-leave", (await app.AcceptAsync(next, Cast.IdvaManager, staff.StaffId)).Refused().Code);

        var after = app.Clock.Now;
        app.Clock.Now = after.AddDays(5);
        Assert.DoesNotContain("Canary Covered", (await cover.GetAsync("/caseload")).Text, StringComparison.Ordinal);
        app.Clock.Now = after;
    }

    [Fact]
    public async Task A_supervision_record_is_written_read_and_answered_between_the_two()
    {
        var @case = await CarriedAsync("Canary Spoken");
        var manager = app.SignedInAs(Cast.IdvaManager);
        var page = await manager.GetAsync($"/caseload/team/{Cast.Idva.StaffId}/supervision/write");
        var empty = await page.PressAsync("Keep the record");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);

        var label = page.Document.QuerySelectorAll("label").First(l => l.TextContent.Contains("Canary Spoken", StringComparison.Ordinal)).TextContent.Trim();
        var written = await page.Fill(label, "Canary words about the case").Fill("What was agreed", "Canary agreement").PressAsync("Keep the record");
        Assert.Equal(HttpStatusCode.Redirect, written.Status);
        var url = written.RedirectsTo!;

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SecondIdva).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(url)).Status);
        var mine = await app.SignedInAs(Cast.Idva).GetAsync(url);
        Assert.Contains("Canary words about the case", mine.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.Fill("Your own words", "Thank you for the day off").PressAsync("I have read this")).Status);
        Assert.Contains("Thank you for the day off", (await manager.GetAsync(url)).Text, StringComparison.Ordinal);

        await using var db = app.Database.Open();
        Assert.False(await db.Notices.AnyAsync(n => n.StaffId == Cast.Idva.StaffId && n.Kind == NoticeKind.SupervisionToRead && n.DoneAt == null, Ct));
        Assert.True(await db.RecordEvents.AnyAsync(e => e.CaseId == @case.Id && e.Name == "DiscussedInSupervision", Ct));
    }

    private async Task<Case> CarriedAsync(string victim)
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, victim);
        (await app.AcceptAsync(referral)).Given();
        return @case;
    }

    private Task<Result<HandOverCaseload.Done>> HandOverAsync(Actor from, IReadOnlyList<(Id<Case>, Id<StaffMember>?)> cases, bool leaves = false, Actor? by = null) =>
        app.RunAsync<HandOverCaseload, Result<HandOverCaseload.Done>>(hand => hand.HandleAsync(
            by ?? Cast.IdvaManager, new(from.StaffId, [.. cases.Select(c => new HandOverCaseload.Give(c.Item1, c.Item2))], "Somebody has to", leaves), Ct));

    private async Task<string> ClocksAsync(Case @case)
    {
        await using var db = app.Database.Open();
        return string.Join(';', await db.Deadlines.Where(d => d.CaseId == @case.Id).OrderBy(d => d.Id).Select(d => $"{d.Kind}{d.DueAt:O}{d.MetAt:O}{d.SupersededAt:O}").ToListAsync(Ct));
    }
}

internal static class Hiring
{
    extension(WebApp app)
    {
        /// <summary>A colleague of their own for one test.</summary>
        public async Task<Actor> HiredAsync(string name, Id<Agency> agency, Role role)
        {
            var actor = new Actor(Id<StaffMember>.New(app.Clock.Now), agency, new HashSet<Role> { role }, new HashSet<Id<Domain.Maracs.Marac>>());
            await app.WriteAsync(db =>
            {
                db.Staff.Add(StaffMember.Add(actor.StaffId, agency, name, name, [role]).Given());
                return Task.CompletedTask;
            });
            return actor;
        }
    }
}
