using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incoming;

/// <summary>An administrator makes a key for another system, sees when it was used, and ends it.</summary>
public sealed class KeyPagesTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_works_and_is_ended()
    {
        var admin = await app.SignInAsync(await app.PersonAsync("key.admin", Role.AgencyAdministrator));

        var page = await admin.GetAsync("/admin/keys/add");
        var unsaid = await page.PressAsync("Make the key");
        unsaid.ShowsError("Enter which system the key is for", "Which system is it for?");
        var made = await page.Fill("Which system is it for?", "North C&C").Choose("90 days").PressAsync("Make the key");
        var key = made.Document.QuerySelector(".govuk-panel__body")!.TextContent.Trim();

        Assert.StartsWith("dar_", key, StringComparison.Ordinal);
        Assert.Contains("Never", (await admin.GetAsync("/admin/keys")).Text, StringComparison.Ordinal);
        var feed = new Feed(app.CreateClient(new() { AllowAutoRedirect = false }), key);
        Assert.Equal(HttpStatusCode.Created, (await feed.SendAsync("""{"location":"14 Example Road"}""")).Status);
        var list = await admin.GetAsync("/admin/keys");
        Assert.DoesNotContain("Never", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
        var same = await (await admin.GetAsync("/admin/keys/add")).Fill("Which system is it for?", "North C&C").Choose("90 days").PressAsync("Make the key");
        same.ShowsError("A key of this name works already. Give this one another name, so that they can be told apart.", "Which system is it for?");

        Assert.Equal("/admin/keys?done=ended", (await list.PressAsync("End the key of North C&C")).RedirectsTo);

        Assert.Equal(HttpStatusCode.Unauthorized, (await feed.SendAsync("""{"location":"14 Example Road"}""")).Status);
        await using var db = app.Database.Open();
        Assert.Equal(["ApiKeyMade", "ApiKeyRevoked"], await db.RecordEvents.Where(e => e.Name.StartsWith("ApiKey")).OrderBy(e => e.Number).Select(e => e.Name).ToListAsync(Ct));
        Assert.DoesNotContain(app.Logged, line => line.Contains(key, StringComparison.Ordinal));
        Assert.Single(await db.ApiKeys.ToListAsync(Ct), k => k.Hash.Length == 32);
    }
}

/// <summary>Keys are an administrator's affair, each agency's own.</summary>
public sealed class KeyAccessTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_an_administrator_of_a_force_makes_keys_and_nobody_sees_another_agencys()
    {
        await Feed.OfAsync(app);

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignInAsync(await app.PersonAsync("key.supervisor", Role.ControlRoomSupervisor))).GetAsync("/admin/keys")).Status);
        Assert.Empty(await app.RunAsync<Application.Incoming.ApiKeyList, IReadOnlyList<Application.Incoming.ApiKeyList.Row>>(l => l.ReadAsync(Cast.AgencyAdministrator with { AgencyId = Cast.OtherForce }, Ct)));
        var refused = await app.RunAsync<Application.Incoming.MakeApiKey, Domain.Result<Domain.Id<Domain.Incoming.ApiKey>>>(m => m.HandleAsync(Cast.AgencyAdministrator with { AgencyId = Cast.IdvaService }, new("x", 30, "dar_x", [1]), Ct));
        Assert.Equal("api-key.not-police", refused.Refusal!.Code);
    }
}
