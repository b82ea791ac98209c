using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Definitions;

/// <summary>An agency's definitions are drafted, previewed on the last quarter and published (R4.6).</summary>
public sealed class DefinitionPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_previewed_with_numbers_that_lead_to_lists_and_holds_from_the_day_it_is_published()
    {
        await NoDraftAsync();
        var (_, victim, perpetrator) = await app.ReportedAsync(new(2026, 8, 3, 9, 0, 0, TimeSpan.Zero), "Canary Quarter", "Canary Quarterer");
        await app.ReportedAsync(new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero), "", "", victim, perpetrator);
        var (_, hidden, hider) = await app.ReportedAsync(new(2026, 8, 4, 9, 0, 0, TimeSpan.Zero), "Canary Kept", "Canary Keeper");
        await app.ReportedAsync(new(2026, 8, 5, 9, 0, 0, TimeSpan.Zero), "", "", hidden, hider);
        await app.RestrictAsync(hidden);
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);

        var draft = await supervisor.GetAsync("/definitions/draft");
        Assert.Equal("2", draft.Document.QuerySelector<IHtmlInputElement>("[name='Input.RepeatVictim.Incidents']")!.Value);
        var wrong = await draft.Fill("Incidents, at least", "1").PressAsync("Save the draft and preview it");
        wrong.ShowsError("Enter a whole number from 2 to 50", forLabel: "Incidents, at least");
        var saved = await wrong.Fill("Incidents, at least", "3").PressAsync("Save the draft and preview it");
        Assert.Equal("/definitions/preview", saved.RedirectsTo);

        var preview = await supervisor.GetAsync("/definitions/preview");
        Assert.Contains("1 July 2026 to 30 September 2026", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Repeat victim victims 1 met, repeat victim 0 0 1 lost, repeat victim", preview.Text, StringComparison.Ordinal); // the restricted pair is not counted
        var list = await supervisor.GetAsync("/definitions/preview/list?kind=RepeatVictim&change=Lost");
        Assert.Contains("Canary Quarter", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Kept", list.Text, StringComparison.Ordinal);
        Assert.Contains("2 incidents from", list.Text, StringComparison.Ordinal);

        var publish = await supervisor.GetAsync("/definitions/publish");
        var published = await publish.Fill("Name of the version", "three-1").PressAsync("Publish");
        Assert.Equal("/definitions?done=published", published.RedirectsTo);

        var now = await supervisor.GetAsync("/definitions");
        Assert.Contains("3 incidents, crime or not, or more in 12 months", now.Text, StringComparison.Ordinal);
        Assert.Contains("Version three-1, in force since 23 November 2026", now.Text, StringComparison.Ordinal);
        Assert.Contains("Repeat victim: not met", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{victim}")).Text, StringComparison.Ordinal);
        Assert.Contains("Test Police, version three-1, R4.6", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{victim}")).Text, StringComparison.Ordinal);
        Assert.Contains("2 incidents, crime or not, or more in 12 months with the same victim", (await app.SignedInAs(Cast.Idva).GetAsync("/definitions")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Empty(await db.PolicyDrafts.ToListAsync(Ct));
        Assert.Equal("three-1", (await db.Policies.SingleAsync(p => p.Kind == PolicyKinds.Definitions.Code && p.ScopeId == Cast.Police.Value, Ct)).Version);
    }

    [Fact]
    public async Task An_administrator_is_told_counts_and_no_names_and_others_change_nothing()
    {
        var administrator = app.SignedInAs(Cast.AgencyAdministrator);

        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/definitions/draft")).Status);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/definitions/preview")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/definitions/preview/list?kind=RepeatVictim&change=Lost")).Status);
        Assert.Empty((await administrator.GetAsync("/definitions/preview")).Document.QuerySelectorAll("a[href*='preview/list']"));
        foreach (var other in new[] { Cast.CallHandler, Cast.ResponseOfficer, Cast.Idva, Cast.Auditor })
        {
            Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(other).GetAsync("/definitions")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(other).GetAsync("/definitions/draft")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(other).GetAsync("/definitions/publish")).Status);
        }
    }

    [Fact]
    public async Task Two_who_draft_at_once_do_not_lose_what_either_typed()
    {
        await NoDraftAsync();
        var (first, second) = (app.SignedInAs(Cast.ControlRoomSupervisor), app.SignedInAs(Cast.AgencyAdministrator));
        var (mine, theirs) = (await first.GetAsync("/definitions/draft"), await second.GetAsync("/definitions/draft"));
        await theirs.Fill("Within how many months", "24").PressAsync("Save the draft and preview it");

        var refused = await mine.Fill("Within how many months", "6").PressAsync("Save the draft and preview it");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Agency administrator saved a draft", refused.Text, StringComparison.Ordinal);
        Assert.Equal("6", refused.Document.QuerySelector<IHtmlInputElement>("[name='Input.RepeatVictim.Months']")!.Value);
        Assert.Equal("/definitions/preview", (await refused.PressAsync("Save the draft and preview it")).RedirectsTo);
        await using var after = app.Database.Open();
        Assert.Equal(6, PolicyKind<DefinitionBook>.Read((await after.PolicyDrafts.SingleAsync(Ct)).Content).RepeatVictim.Months);
    }

    [Fact]
    public async Task A_version_from_a_day_that_is_past_is_refused_beside_the_field()
    {
        var client = app.SignedInAs(Cast.ControlRoomSupervisor);
        await (await client.GetAsync("/definitions/draft")).PressAsync("Save the draft and preview it");

        var refused = await (await client.GetAsync("/definitions/publish")).FillNamed("Input.From.Year", "2020").PressAsync("Publish");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("A setting takes effect today or later", refused.Text, StringComparison.Ordinal);
    }

    private async Task NoDraftAsync()
    {
        await using var db = app.Database.Open();
        await db.PolicyDrafts.ExecuteDeleteAsync(Ct);
    }
}
