using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Tests.Account;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Admin;

public sealed class StaffPagesTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_colleague_is_added_handed_a_code_and_ends_signed_in_with_a_factor_of_their_own()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("adding.admin", Role.AgencyAdministrator));

        var added = await (await admin.GetAsync("/admin/staff/add"))
            .Fill("Name", "New Colleague").Fill("Job title", "Call taker").Fill("User name", "new.colleague").Choose("Call handler")
            .PressAsync("Add and make an activation code");
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
    public async Task A_code_for_somebody_who_lost_everything_takes_their_factors_and_sessions()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("resetting.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("lost.phone");
        var browser = await app.SignInAsync(colleague);

        var made = await (await admin.GetAsync($"/admin/staff/{colleague.Id}/activation")).Choose("Their phone or passkey too").PressAsync("Make the code");

        Assert.NotNull(made.Document.QuerySelector(".govuk-panel__body"));
        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        var factors = await app.RunAsync<Credentials, Factors?>(credentials => credentials.FactorsAsync(colleague.Id, Ct));
        Assert.False(factors!.HasPassword || factors.HasSecondFactor);
    }

    [Fact]
    public async Task Roles_are_changed_and_written_to_the_history()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("role.admin", Role.AgencyAdministrator));
        var colleague = await app.PersonAsync("role.colleague", Role.Sergeant);

        await (await admin.GetAsync($"/admin/staff/{colleague.Id}")).Choose("Inspector").PressAsync("Save");

        await using var db = app.Database.Open();
        Assert.Equal([Role.Sergeant, Role.Inspector], (await db.Staff.SingleAsync(s => s.Id == colleague.Id, Ct)).Roles);
        Assert.Contains("Inspector", (await db.RecordEvents.OrderBy(e => e.Number).LastAsync(Ct)).Details, StringComparison.Ordinal);
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
        var fields = page.Fill("Name", "Too Much").Fill("Job title", "Job").Fill("User name", "too.much").FieldsFor("Add and make an activation code");

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
}
