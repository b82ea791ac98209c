using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Access;

/// <summary>Names on restricted records that somebody's work gave them end with that work (R6.10).</summary>
public sealed class NamesThatEndTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_carried_a_case_is_named_on_it_no_longer_once_another_carries_it()
    {
        var (opened, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Handed");
        (await app.AcceptAsync(referral, Cast.Idva)).Given();
        var child = await app.ChildInAsync(opened);
        await app.RestrictAsync(opened.VictimId, Cast.Sergeant, Cast.IdvaManager.StaffId);
        await app.RestrictAsync(child, Cast.Sergeant, Cast.IdvaManager.StaffId);
        Assert.True(await SeesAllAsync(Cast.Idva, opened, child));

        await AssignAsync(opened, Cast.SecondIdva);

        Assert.True(await SeesAllAsync(Cast.SecondIdva, opened, child));
        Assert.False(await app.SeesAsync(Cast.Idva, opened.Id) || await app.SeesAsync(Cast.Idva, opened.VictimId) || await app.SeesAsync(Cast.Idva, child) || await app.SeesIncidentsOfAsync(Cast.Idva, opened.Id));
        Assert.True(await SeesAllAsync(Cast.IdvaManager, opened, child)); // chosen by hand
        Assert.Equal(1, await EventsAsync(nameof(StaffNameRemoved), opened.VictimId, Cast.Idva));
        Assert.Equal(1, await EventsAsync(nameof(StaffNamed), child, Cast.SecondIdva));
    }

    [Fact]
    public async Task Whoever_still_carries_another_case_of_the_same_person_stays_named()
    {
        var (opened, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Both");
        (await app.AcceptAsync(referral, Cast.Idva)).Given();
        var other = await app.CaseAgainstAnotherAsync(opened);
        await app.JoinAsync(other.Id, Cast.IdvaService);
        await app.WriteAsync(async db => (await db.Cases.SingleAsync(c => c.Id == other.Id)).CarriedBy(Cast.Idva.StaffId, app.Clock.Now));
        await app.RestrictAsync(opened.VictimId, Cast.Sergeant, Cast.IdvaManager.StaffId);

        await AssignAsync(opened, Cast.SecondIdva);

        Assert.True(await app.SeesAsync(Cast.Idva, other.Id) && await app.SeesAsync(Cast.Idva, opened.VictimId));
    }

    [Fact]
    public async Task Names_that_came_with_a_role_end_with_the_last_role_that_gives_them()
    {
        var (colleague, opened) = await NamedAsync("Canary Changed", Role.Inspector, Role.SafeguardingOfficer);

        await EditAsync(colleague, Role.Inspector);
        Assert.True(await SeesAllAsync(colleague, opened));
        await EditAsync(colleague, Role.Sergeant);

        Assert.False(await IsNamedAsync(colleague, opened));
        Assert.Equal(1, await EventsAsync(nameof(StaffNameRemoved), opened.VictimId, colleague));
        Assert.True(await SeesAllAsync(Cast.Inspector, opened));
    }

    [Fact]
    public async Task Whoever_is_shut_out_is_named_no_longer_and_is_again_when_let_in()
    {
        var (colleague, opened) = await NamedAsync("Canary Left", Role.SafeguardingOfficer);
        var chosen = await app.OpenCaseAsync("Canary Chosen");
        await app.ProtectAsync(Cast.Sergeant, new(chosen.VictimId, null, null, [colleague.StaffId], []));
        await app.RestrictAsync(chosen.VictimId, Cast.Sergeant);

        await DisableAsync(colleague, disabled: true);
        Assert.False(await IsNamedAsync(colleague, opened));
        Assert.True(await app.IsNamedAsync(colleague, chosen.VictimId.Value)); // somebody chose them, and takes them off again

        await DisableAsync(colleague, disabled: false);
        Assert.True(await SeesAllAsync(colleague, opened));
    }

    [Fact]
    public async Task A_name_that_was_taken_off_by_hand_does_not_come_back_with_the_person()
    {
        var (colleague, opened) = await NamedAsync("Canary Off", Role.SafeguardingOfficer);
        await using (var db = app.Database.Open())
        {
            var number = await db.NamedStaff.Where(n => n.RecordId == opened.VictimId.Value && n.StaffId == colleague.StaffId).Select(n => n.Number).SingleAsync(Ct);
            (await app.LiftAsync(opened.VictimId, LiftWhat.Name, number)).Given();
        }

        await DisableAsync(colleague, disabled: true);
        await DisableAsync(colleague, disabled: false);

        Assert.False(await IsNamedAsync(colleague, opened));
    }

    [Fact]
    public async Task A_form_does_not_restrict_a_record_that_nobody_who_answers_for_it_could_open_any_more()
    {
        var incident = await app.LogCallAsync("Canary Alone");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int> { 4, 15 });
        await using var db = app.Database.Open();
        var opened = await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        foreach (var standing in (await db.Staff.AsNoTracking().Where(s => s.AgencyId == Cast.Police).ToListAsync(Ct)).Where(s => s.Roles.Any(r => r is Role.Inspector or Role.SafeguardingOfficer)))
        {
            (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [], [new(standing.Id, null, "A relative")]))).Given();
        }

        (await app.RunAsync<SaveSection, Result<bool>>(s => s.HandleAsync(Cast.ResponseOfficer, new(form) { HonourConcern = true }, Ct))).Given();

        var victim = await db.People.Include(p => p.Flags).SingleAsync(p => p.Id == opened.VictimId, Ct);
        Assert.False(victim.IsRestricted);
        Assert.Contains(victim.Flags, f => f.Kind is PersonFlagKind.HonourAbuse);
        Assert.True((await db.Assessments.SingleAsync(a => a.Id == form, Ct)).HonourConcern);
        Assert.True(await app.SeesAsync(Cast.Sergeant, opened.Id));
        Assert.True(await db.RecordEvents.AnyAsync(e => e.Name == nameof(RestrictionLeftOut) && e.PersonId == opened.VictimId, Ct));
        Assert.True(await db.Notices.AnyAsync(n => n.Kind == NoticeKind.ProtectionChanged && n.SubjectId == opened.VictimId.Value && n.AgencyId == Cast.Police, Ct));
    }

    /// <summary>A restricted case, and somebody named on it for their roles alone.</summary>
    private async Task<(Actor Colleague, Case Case)> NamedAsync(string victim, params Role[] roles)
    {
        var colleague = new Actor(Id<StaffMember>.New(app.Clock.Now), Cast.Police, roles.ToHashSet(), new HashSet<Id<Domain.Maracs.Marac>>());
        await app.WriteAsync(db =>
        {
            db.Staff.Add(StaffMember.Add(colleague.StaffId, colleague.AgencyId, victim + "'s officer", "Officer", roles).Given());
            return Task.CompletedTask;
        });
        var opened = await app.OpenCaseAsync(victim);
        await app.RestrictAsync(opened.VictimId);
        Assert.True(await SeesAllAsync(colleague, opened));
        return (colleague, opened);
    }

    private async Task<bool> SeesAllAsync(Actor actor, Case opened, params Id<Person>[] people)
    {
        foreach (var person in people.Append(opened.VictimId))
        {
            if (!await app.SeesAsync(actor, person))
            {
                return false;
            }
        }

        return await app.SeesAsync(actor, opened.Id) && await app.SeesIncidentsOfAsync(actor, opened.Id);
    }

    private async Task<bool> IsNamedAsync(Actor actor, Case opened)
    {
        await using var db = app.Database.Open();
        Guid[] records = [opened.Id.Value, opened.VictimId.Value, .. await db.Incidents.Where(i => i.CaseId == opened.Id).Select(i => (Guid)(object)i.Id).ToListAsync(Ct)];
        return await db.NamedStaff.AnyAsync(n => n.StaffId == actor.StaffId && records.Contains(n.RecordId), Ct);
    }

    private async Task<int> EventsAsync(string name, Id<Person> person, Actor about)
    {
        await using var db = app.Database.Open();
        var events = await db.RecordEvents.Where(e => e.Name == name && e.PersonId == person).Select(e => e.Details).ToListAsync(Ct);
        return events.Count(e => e.Contains(about.StaffId.ToString(), StringComparison.Ordinal));
    }

    private async Task AssignAsync(Case opened, Actor to) =>
        (await app.RunAsync<AssignIdva, Result<Id<Case>>>(assign => assign.HandleAsync(Cast.IdvaManager, new(opened.Id, to.StaffId, null), Ct))).Given();

    private async Task EditAsync(Actor colleague, params Role[] roles) => (await app.RunAsync<EditStaffMember, Result<EditStaffMember.Edited>>(
        edit => edit.HandleAsync(Cast.AgencyAdministrator, new(colleague.StaffId, "An officer", "Officer", roles, null, null, null), Ct))).Given();

    private async Task DisableAsync(Actor colleague, bool disabled) => (await app.RunAsync<DisableStaffMember, Result<Id<StaffMember>>>(
        disable => disable.HandleAsync(Cast.AgencyAdministrator, new(colleague.StaffId, disabled), Ct))).Given();
}
