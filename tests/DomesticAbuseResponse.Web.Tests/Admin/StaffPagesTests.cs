using System.Net;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Tests.Account;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Admin;

public sealed class StaffPagesTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_colleague_is_added_confirmed_by_a_second_person_handed_a_code_and_ends_signed_in_with_a_factor_of_their_own()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("adding.admin", Role.AgencyAdministrator));
        var added = await AddAsync(admin, "New Colleague", "new.colleague");
        Assert.Contains("New Colleague waits for a second person", (await admin.GetAsync(added.RedirectsTo!)).Text, StringComparison.Ordinal);

        var inspector = await app.SignInAsync(await app.PersonAsync("adding.inspector", Role.Inspector));
        Assert.NotNull((await inspector.GetAsync("/")).Document.QuerySelector("main a[href='/staff/confirm']"));
        Assert.Equal("/staff/confirm?done=confirmed", (await (await inspector.GetAsync("/staff/confirm")).PressAsync("Confirm: New Colleague")).RedirectsTo);

        var made = await (await admin.GetAsync(added.RedirectsTo!)).PressAsync("Make the code");
        var code = made.Document.QuerySelector(".govuk-panel__body")!.TextContent.Trim();

        var browser = app.Browser();
        var activated = await (await browser.GetAsync("/activate"))
            .Fill("User name", "new.colleague").Fill("Activation code", code.ToLowerInvariant()).Fill("New password", "four calm blue herons")
            .PressAsync("Continue");
        Assert.Equal("/enrol", activated.RedirectsTo);
        Assert.Equal("/enrol?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo); // nothing else before a second step

        var enrol = await browser.GetAsync("/enrol");
        var key = enrol.Document.QuerySelectorAll("main strong.dar-verbatim").Single().TextContent.Replace(" ", "", StringComparison.Ordinal);
        var enrolled = await enrol.Fill("Code the app shows", Totp.Code(Base32.Decode(key), Totp.StepAt(app.Clock.Now))).PressAsync("Set up the app");

        Assert.Equal(RecoveryCodes.Count, enrolled.Document.QuerySelectorAll("ol li").Length);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        var again = await (await app.Browser().GetAsync("/activate"))
            .Fill("User name", "new.colleague").Fill("Activation code", code).Fill("New password", "four other blue herons").PressAsync("Continue");
        again.ShowsError("The user name or the activation code is not right, or the code has expired", forLabel: "Activation code");
    }

    [Fact]
    public async Task Nobody_makes_themselves_a_worker_alone()
    {
        var person = await app.PersonAsync("lonely.admin", Role.AgencyAdministrator);
        var admin = await app.SignInAsync(person);
        var added = await AddAsync(admin, "Lonely Colleague", "lonely.colleague");
        var id = added.RedirectsTo!.Split('/')[3];

        // No code, no shortcut past the confirmation, and no confirming of one's own.
        Assert.DoesNotContain((await admin.GetAsync(added.RedirectsTo!)).Document.QuerySelectorAll("button"), b => b.TextContent.Contains("Make the code", StringComparison.Ordinal));
        var form = await admin.GetAsync($"/admin/staff/{Cast.Sergeant.StaffId}/activation");
        var forced = await admin.PostAsync($"/admin/staff/{id}/activation", form.FillNamed("Input.Scope", "Nothing").FieldsFor("Make the code"));
        Assert.Null(forced.Document.QuerySelector(".govuk-panel__body"));
        var enable = await admin.PostAsync($"/admin/staff/{id}?handler=Enable", (await admin.GetAsync($"/admin/staff/{Cast.Sergeant.StaffId}")).FieldsFor("Shut out now"));
        Assert.Equal(HttpStatusCode.Conflict, enable.Status);
        var waiting = await admin.GetAsync("/staff/confirm");
        Assert.DoesNotContain("Confirm: Lonely Colleague", waiting.Text, StringComparison.Ordinal);
        Assert.Equal("staff.change-asked", (await DecideAsync(person.Actor, id)).Refusal?.Code);

        await using var db = app.Database.Open();
        Assert.NotNull((await db.Staff.SingleAsync(s => s.DisplayName == "Lonely Colleague", Ct)).DisabledAt);
    }

    [Fact]
    public async Task A_refused_account_stays_shut()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("refused.admin", Role.AgencyAdministrator));
        var added = await AddAsync(admin, "Refused Colleague", "refused.colleague");
        var second = await app.SignInAsync(await app.PersonAsync("refusing.admin", Role.AgencyAdministrator));

        await (await second.GetAsync("/staff/confirm")).PressAsync("Refuse: Refused Colleague");

        Assert.Contains("waits for a second person", (await admin.GetAsync(added.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Contains("Not confirmed", (await admin.GetAsync("/admin/staff")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_who_is_the_only_one_is_confirmed_by_a_system_administrator_of_another_agency()
    {
        var actor = new Actor(Id<StaffMember>.New(app.Clock.Now), Cast.Council, new HashSet<Role> { Role.AgencyAdministrator }, new HashSet<Id<Domain.Maracs.Marac>>());
        await using (var db = app.Database.Open())
        {
            db.Staff.Add(StaffMember.Add(actor.StaffId, Cast.Council, "Only administrator", "Job", actor.Roles).Match(m => m, r => throw new InvalidOperationException(r.Message)));
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }

        var id = Id<StaffMember>.New(app.Clock.Now);
        Assert.Null((await app.RunAsync<AddStaffMember, Result<Id<StaffMember>>>(add => add.HandleAsync(actor, new(id, "Council Colleague", "Job", [Role.AgencyRepresentative]), Ct))).Refusal);

        Assert.Null((await DecideAsync(Cast.SystemAdministrator, id.ToString())).Refusal);
        await using var after = app.Database.Open();
        Assert.Null((await after.Staff.SingleAsync(s => s.Id == id, Ct)).DisabledAt);
    }

    [Fact]
    public async Task Shutting_out_ends_the_colleagues_session_on_its_next_request()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("shutting.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("shut.out");
        var browser = await app.SignInAsync(colleague);

        await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).PressAsync("Shut out now");

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        Assert.Contains("The user name or the password is not right", (await (await browser.GetAsync("/sign-in"))
            .Fill("User name", "shut.out").Fill("Password", SignInApp.Password).PressAsync("Continue")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_without_its_factors_is_started_afresh_only_after_a_second_person_and_its_owner_learns_of_it()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("resetting.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("lost.phone");
        var browser = await app.SignInAsync(colleague);

        var asked = await (await admin.GetAsync($"/admin/staff/{colleague.Id}/activation")).Choose("Their phone or passkey too").PressAsync("Make the code");
        Assert.Null(asked.Document.QuerySelector(".govuk-panel__body"));
        Assert.Contains("A second person must agree", asked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status); // nothing has changed yet
        Assert.Equal("staff.change-own", (await DecideAsync(colleague.Actor with { Roles = new HashSet<Role> { Role.Inspector } }, colleague.Id.ToString())).Refusal?.Code);

        var inspector = await app.SignInAsync(await app.PersonAsync("agreeing.inspector", Role.Inspector));
        await (await inspector.GetAsync("/staff/confirm")).PressAsync("Confirm: Name of lost.phone");
        var made = await (await admin.GetAsync($"/admin/staff/{colleague.Id}/activation")).Choose("Their phone or passkey too").PressAsync("Make the code");

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        var factors = await app.RunAsync<Credentials, Factors?>(credentials => credentials.FactorsAsync(colleague.Id, Ct));
        Assert.False(factors!.HasPassword || factors.HasSecondFactor);

        await EnrolAsync(browser, "lost.phone", made.Document.QuerySelector(".govuk-panel__body")!.TextContent.Trim());
        Assert.Contains("Your sign-in was started afresh", (await browser.GetAsync("/")).Text, StringComparison.Ordinal);
        var spent = await (await admin.GetAsync($"/admin/staff/{colleague.Id}/activation")).Choose("Their phone or passkey too").PressAsync("Make the code");
        Assert.Null(spent.Document.QuerySelector(".govuk-panel__body")); // used once, the agreement is spent
    }

    [Fact]
    public async Task A_password_alone_is_replaced_without_a_second_person_because_the_factors_stay()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("password.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("lost.password");

        var made = await (await admin.GetAsync($"/admin/staff/{colleague.Id}/activation")).Choose("Their password").PressAsync("Make the code");

        Assert.NotNull(made.Document.QuerySelector(".govuk-panel__body"));
        Assert.True((await app.RunAsync<Credentials, Factors?>(credentials => credentials.FactorsAsync(colleague.Id, Ct)))!.HasSecondFactor);
    }

    [Fact]
    public async Task A_role_is_taken_away_at_once_and_given_when_a_second_person_has_confirmed_it()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("role.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("role.colleague", Role.Sergeant);

        Assert.Equal("/admin/staff?done=asked", (await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Choose("Inspector").PressAsync("Save")).RedirectsTo);
        Assert.Equal([Role.Sergeant], await app.RolesAsync(colleague));
        Assert.Contains("More to be confirmed", (await admin.GetAsync("/admin/staff")).Text, StringComparison.Ordinal);
        var second = await app.SignInAsync(await app.PersonAsync("role.second", Role.AgencyAdministrator));
        await (await second.GetAsync("/staff/confirm")).PressAsync("Confirm: Name of role.colleague");

        Assert.Equal([Role.Sergeant, Role.Inspector], await app.RolesAsync(colleague));
        var page = await admin.GetAsync($"/admin/staff/{colleague.Id}");
        ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("input[name='Input.Roles'][value='Sergeant']")!).IsChecked = false;
        Assert.Equal("/admin/staff?done=saved", (await page.PressAsync("Save")).RedirectsTo);
        Assert.Equal([Role.Inspector], await app.RolesAsync(colleague));

        var log = await (await app.SignInAsync(await app.PersonAsync("role.auditor", Role.Auditor))).GetAsync("/audit/staff");
        Assert.All(["Staff change asked: More roles, Sergeant, Inspector", "Staff change decided: More roles, Confirmed", "Confirmed", "Roles changed", "Name of role.colleague", "Name of role.second"], words => Assert.Contains(words, log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_auditor_reads_who_was_seated_on_a_MARAC_and_what_others_did_to_the_agencys_accounts()
    {
        foreach (var leaves in new[] { true, false })
        {
            (await app.RunAsync<SeatOnMarac, Result<Id<Domain.Maracs.Marac>>>(
                seat => seat.HandleAsync(Cast.AgencyAdministrator, new(Cast.Marac, Cast.Representative.StaffId, Domain.Maracs.MaracRole.Representative, leaves), Ct))).Given();
        }

        var rows = await app.RunAsync<StaffLog, IReadOnlyList<StaffLog.Row>>(log => log.ReadAsync(Cast.Auditor, Ct));
        Assert.All([nameof(MaracMemberAppointed), nameof(MaracMemberDismissed)], name => Assert.Contains(rows, r => (r.Happened, r.About, r.By) == (name, "Representative", "Agency administrator")));

        // The seated person's own agency reads it too, and nothing of what was done to others.
        var theirs = await app.RunAsync<StaffLog, IReadOnlyList<StaffLog.Row>>(log => log.ReadAsync(Cast.Auditor with { AgencyId = Cast.Council }, Ct));
        await using var db = app.Database.Open();
        var colleagues = await db.Staff.Where(s => s.AgencyId == Cast.Council).Select(s => s.DisplayName).ToListAsync(Ct);
        Assert.Equal([nameof(MaracMemberAppointed), nameof(MaracMemberDismissed)], theirs.Where(r => r.About == "Representative").Select(r => r.Happened));
        Assert.All(theirs, r => Assert.Contains(r.About, colleagues));

        var plan = await db.Database.SqlQueryRaw<string>("select indexdef as \"Value\" from pg_indexes where indexname = 'ix_record_events_staff'").SingleAsync(Ct);
        Assert.All(rows.Select(r => r.Happened).Distinct(), name => Assert.Contains($"'{name}'", plan, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agencys_administrator_leaves_a_system_administrators_account_alone()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("humble.admin", Role.AgencyAdministrator));
        var system = await app.PersonAsync("system.person", Role.SystemAdministrator);
        var page = await admin.GetAsync($"/admin/staff/{system.Id}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Fill("Name", "Renamed").PressAsync("Save")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await page.PressAsync("Shut out now")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await (await admin.GetAsync($"/admin/staff/{system.Id}/activation")).Choose("Their password").PressAsync("Make the code")).Status);
        await using var db = app.Database.Open();
        Assert.Equal(("Name of system.person", null), await db.Staff.Where(s => s.Id == system.Id).Select(s => new ValueTuple<string, DateTimeOffset?>(s.DisplayName, s.DisabledAt)).SingleAsync(Ct));
    }

    [Fact]
    public async Task Teams_are_made_filled_and_ended_and_the_end_of_duty_is_kept()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("team.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("team.colleague", Role.ResponseOfficer);
        Assert.Equal("/admin/teams?done=made", (await (await admin.GetAsync("/admin/teams")).Fill("Name", "Late turn").PressAsync("Make the team")).RedirectsTo);
        (await (await admin.GetAsync("/admin/teams")).Fill("Name", "Late turn").PressAsync("Make the team")).ShowsError("There is a team of this name already", forLabel: "Name");

        (await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Fill("Usual end of duty", "late").PressAsync("Save")).ShowsError("The end of duty must be like 22:00", forLabel: "Usual end of duty");
        Assert.Equal("/admin/staff?done=saved", (await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Fill("Team", "Late turn").Fill("Usual end of duty", "22:00").PressAsync("Save")).RedirectsTo);

        Assert.Contains("Late turn", (await admin.GetAsync("/admin/staff")).Text, StringComparison.Ordinal);
        Assert.Contains("1 person", (await admin.GetAsync("/admin/teams")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(new TimeOnly(22, 0), await db.Staff.Where(s => s.Id == colleague.Id).Select(s => s.OffDutyAt).SingleAsync(Ct));

        await (await admin.GetAsync("/admin/teams")).PressAsync("End the team Late turn");
        Assert.Null(await db.Staff.Where(s => s.Id == colleague.Id).Select(s => s.TeamId).SingleAsync(Ct));
        Assert.DoesNotContain("Late turn", (await admin.GetAsync("/admin/staff")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_changes_their_own_roles()
    {
        var person = await app.PersonAsync("own.admin", Role.AgencyAdministrator);
        var admin = await app.SignInAsync(person);

        var refused = await (await admin.GetAsync($"/admin/staff/{person.Id}")).Choose("Auditor").PressAsync("Save");

        Assert.Contains("You cannot change your own roles", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Shut out now", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_role_that_is_not_on_offer_is_refused()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("reaching.admin", Role.AgencyAdministrator));
        var page = await admin.GetAsync("/admin/staff/add");
        var fields = page.Fill("Name", "Too Much").Fill("Job title", "Job").Fill("User name", "too.much").FieldsFor("Add and ask for confirmation");

        var refused = await admin.PostAsync("/admin/staff/add", [.. fields, new("Input.Roles", nameof(Role.SystemAdministrator))]);

        Assert.Contains("You cannot give or take one of these roles", refused.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.False(await db.Staff.AnyAsync(s => s.DisplayName == "Too Much", Ct));
    }

    [Fact]
    public async Task People_of_another_agency_are_not_there()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("near.admin", Role.AgencyAdministrator));

        Assert.DoesNotContain("Other service idva", (await admin.GetAsync("/admin/staff")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/staff/{Cast.OtherServiceIdva.StaffId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/staff/{Cast.OtherServiceIdva.StaffId}/activation")).Status);
    }

    [Fact]
    public async Task Only_administrators_see_the_staff_list() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignInAsync(await app.PersonAsync("curious.idva"))).GetAsync("/admin/staff")).Status);

    private static async Task<PageUnderTest> AddAsync(PageClient admin, string name, string userName) => await (await admin.GetAsync("/admin/staff/add"))
        .Fill("Name", name).Fill("Job title", "Call taker").Fill("User name", userName).Choose("Call handler").PressAsync("Add and ask for confirmation");

    private Task<Result<StaffChangeOutcome>> DecideAsync(Actor actor, string staff) => app.RunAsync<DecideStaffChange, Result<StaffChangeOutcome>>(async decide =>
    {
        await using var db = app.Database.Open();
        var about = Id<StaffMember>.Parse(staff, null);
        var change = await db.StaffChanges.Where(c => c.StaffId == about && c.Outcome == null).Select(c => c.Id).SingleAsync(Ct);
        return await decide.HandleAsync(actor, new(change, Confirm: true), Ct);
    });

    private async Task EnrolAsync(PageClient browser, string userName, string code)
    {
        await (await browser.GetAsync("/activate")).Fill("User name", userName).Fill("Activation code", code).Fill("New password", "four calm blue herons").PressAsync("Continue");
        var enrol = await browser.GetAsync("/enrol");
        var key = enrol.Document.QuerySelectorAll("main strong.dar-verbatim").Single().TextContent.Replace(" ", "", StringComparison.Ordinal);
        await enrol.Fill("Code the app shows", Totp.Code(Base32.Decode(key), Totp.StepAt(app.Clock.Now))).PressAsync("Set up the app");
    }
}
