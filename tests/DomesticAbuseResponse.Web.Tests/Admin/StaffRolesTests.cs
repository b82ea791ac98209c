using System.Net;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Admin;

/// <summary>Roles that are taken away, asked for, and taken back again.</summary>
public sealed class StaffRolesTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roles_that_are_all_exchanged_go_at_once_and_the_colleague_holds_none_until_the_others_are_confirmed()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("exchange.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("exchange.colleague", Role.Sergeant);
        var browser = await app.SignInAsync(colleague);

        Assert.Equal("/admin/staff?done=asked", (await ExchangeAsync(admin, colleague, Role.Sergeant, Role.CallHandler)).RedirectsTo);

        Assert.Empty(await app.RolesAsync(colleague));
        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        browser = await app.SignInAsync(colleague);
        var home = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Contains("You hold no role at the moment", home.Text, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(browser.GetAsync("/risk/reviews"), browser.GetAsync("/cases"), browser.GetAsync("/staff/confirm")), page => Assert.Equal(HttpStatusCode.NotFound, page.Status));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/staff")).Status);
        Assert.Contains("Held now: none.", (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Text, StringComparison.Ordinal);

        var second = await app.SignInAsync(await app.PersonAsync("exchange.second", Role.AgencyAdministrator));
        await (await second.GetAsync("/staff/confirm")).PressAsync("Confirm: Name of exchange.colleague");
        Assert.Equal([Role.CallHandler], await app.RolesAsync(colleague));
    }

    [Fact]
    public async Task Roles_that_are_all_exchanged_and_refused_do_not_come_back()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("gone.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("gone.colleague", Role.Sergeant);
        await ExchangeAsync(admin, colleague, Role.Sergeant, Role.CallHandler);

        var second = await app.SignInAsync(await app.PersonAsync("gone.second", Role.AgencyAdministrator));
        await (await second.GetAsync("/staff/confirm")).PressAsync("Refuse: Name of gone.colleague");

        Assert.Empty(await app.RolesAsync(colleague));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/staff")).Status);
        var none = await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).PressAsync("Save");
        Assert.Contains("Choose at least one role", none.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/staff?done=asked", (await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Choose("Sergeant").PressAsync("Save")).RedirectsTo);
    }

    [Fact]
    public async Task A_role_that_was_asked_for_is_shown_outlasts_a_new_name_and_can_be_taken_back()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("asking.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("asking.colleague", Role.Sergeant);
        await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Choose("Inspector").PressAsync("Save");

        var asked = await admin.GetAsync($"/admin/staff/{colleague.Id}");
        Assert.Contains("Held now: Sergeant.", asked.Text, StringComparison.Ordinal);
        Assert.True(Box(asked, Role.Inspector).IsChecked);
        Assert.Equal("/admin/staff?done=saved", (await asked.Fill("Name", "Renamed meanwhile").PressAsync("Save")).RedirectsTo);
        Assert.Equal([null], await app.OutcomesAsync(colleague)); // the request still waits, and no second one was made

        var page = await admin.GetAsync($"/admin/staff/{colleague.Id}");
        Box(page, Role.Inspector).IsChecked = false;
        Assert.Equal("/admin/staff?done=saved", (await page.PressAsync("Save")).RedirectsTo);

        Assert.Equal([StaffChangeOutcome.Replaced], await app.OutcomesAsync(colleague));
        Assert.Equal([Role.Sergeant], await app.RolesAsync(colleague));
        Assert.DoesNotContain("Held now", (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_shut_out_is_given_no_role_that_was_asked_for_before()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("closing.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("closing.colleague", Role.Sergeant);
        await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Choose("Inspector").PressAsync("Save");

        await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).PressAsync("Shut out now");

        Assert.Equal([StaffChangeOutcome.Replaced], await app.OutcomesAsync(colleague));
    }

    [Fact]
    public async Task Nobody_takes_back_the_roles_that_others_asked_for_them()
    {
        var person = await app.PersonAsync("wished.admin", Role.AgencyAdministrator);
        var other = await app.SignInAsync(await app.PersonAsync("wishing.admin", Role.AgencyAdministrator));
        await (await other.GetAsync($"/admin/staff/{person.Id}")).Choose("Auditor").PressAsync("Save");

        var admin = await app.SignInAsync(person);
        Assert.Equal("/admin/staff?done=saved", (await (await admin.GetAsync($"/admin/staff/{person.Id}")).Fill("Name", "Their own new name").PressAsync("Save")).RedirectsTo);
        var page = await admin.GetAsync($"/admin/staff/{person.Id}");
        Box(page, Role.Auditor).IsChecked = false;

        Assert.Contains("You cannot change your own roles", (await page.PressAsync("Save")).Text, StringComparison.Ordinal);
        Assert.Equal([null], await app.OutcomesAsync(person));
    }

    [Fact]
    public async Task What_waits_for_a_second_person_is_counted_and_listed_for_those_alone_who_may_decide()
    {
        var admin = await app.PersonAsync("counting.admin", Role.AgencyAdministrator);
        await app.PersonAsync("counting.second", Role.AgencyAdministrator);
        var colleague = await app.PersonAsync("counting.colleague", Role.Sergeant);
        await (await (await app.SignInAsync(admin)).GetAsync($"/admin/staff/{colleague.Id}")).Choose("Inspector").PressAsync("Save");
        var lone = new Actor(Id<StaffMember>.New(app.Clock.Now), Cast.OtherService, new HashSet<Role> { Role.AgencyAdministrator }, new HashSet<Id<Domain.Maracs.Marac>>());
        await using (var db = app.Database.Open())
        {
            db.Staff.Add(StaffMember.Add(lone.StaffId, lone.AgencyId, "Lone administrator", "Job", lone.Roles).Match(m => m, r => throw new InvalidOperationException(r.Message)));
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }

        Assert.Null((await app.RunAsync<AddStaffMember, Result<Id<StaffMember>>>(add => add.HandleAsync(lone, new(Id<StaffMember>.New(app.Clock.Now), "Service Colleague", "Job", [Role.Idva]), Ct))).Refusal);

        await using var read = app.Database.Open();
        var open = await read.StaffChanges.AsNoTracking().Where(c => c.Outcome == null).ToListAsync(Ct);
        var staff = await read.Staff.AsNoTracking().Where(s => s.DisabledAt == null).ToListAsync(Ct);
        foreach (var actor in Cast.Everyone.Append(admin.Actor).Append(colleague.Actor).Append(lone))
        {
            var may = open.Where(c => StaffChange.MayBeSecond(actor, c.AgencyId, staff.Count(s => s.AgencyId == c.AgencyId && (s.Roles.Contains(Role.AgencyAdministrator) || s.Roles.Contains(Role.SystemAdministrator))))).ToList();
            Assert.Equal(may.Select(c => c.Id).ToHashSet(), [.. (await app.RunAsync<StaffChangeList, IReadOnlyList<StaffChangeList.Row>>(l => l.ReadAsync(actor, Ct))).Select(r => r.Id)]);
            Assert.Equal(may.Count(c => c.AskedBy != actor.StaffId && c.StaffId != actor.StaffId), await app.RunAsync<StaffChangeList, int>(l => l.CountAsync(actor, Ct)));
        }

        Assert.Contains(await app.RunAsync<StaffChangeList, IReadOnlyList<StaffChangeList.Row>>(l => l.ReadAsync(Cast.SystemAdministrator, Ct)), r => r.Name == "Service Colleague");
    }

    [Fact]
    public async Task A_system_administrators_sign_in_is_started_afresh_by_another_one_alone()
    {
        var system = await app.PersonAsync("afresh.system", Role.SystemAdministrator);

        Assert.Equal("staff.system-administrator", (await app.RunAsync<AskFreshStart, Result<bool>>(ask => ask.HandleAsync(Cast.AgencyAdministrator, new(system.Id, null), Ct))).Refusal?.Code);
        Assert.Equal("staff.system-administrator", (await app.RunAsync<NoteActivationCode, Result<Id<StaffMember>>>(note => note.HandleAsync(Cast.AgencyAdministrator, new(system.Id, true), Ct))).Refusal?.Code);
        Assert.Empty(await app.OutcomesAsync(system));
        Assert.Null((await app.RunAsync<AskFreshStart, Result<bool>>(ask => ask.HandleAsync(Cast.SystemAdministrator, new(system.Id, null), Ct))).Refusal);
    }

    private static IHtmlInputElement Box(PageUnderTest page, Role role) =>
        (IHtmlInputElement)page.Document.QuerySelector($"input[name='Input.Roles'][value='{role}']")!;

    private static async Task<PageUnderTest> ExchangeAsync(PageClient admin, Colleague colleague, Role held, Role wanted)
    {
        var page = await admin.GetAsync($"/admin/staff/{colleague.Id}");
        (Box(page, held).IsChecked, Box(page, wanted).IsChecked) = (false, true);
        return await page.PressAsync("Save");
    }
}
