using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;

namespace DomesticAbuseResponse.Web.Tests.Definitions;

/// <summary>Flags are evaluated live, name their definition and version, and count nothing that is kept from the reader.</summary>
public sealed class FlagTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S83_a_second_incident_makes_a_repeat_and_a_second_victim_makes_serial_on_every_page_that_shows_them()
    {
        var (first, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now.AddMonths(-2), "Canary Twice", "Canary Harmer");
        var (second, _, _) = await app.ReportedAsync(app.Clock.Now, "", "", victim, perpetrator);
        var (_, another, _) = await app.ReportedAsync(app.Clock.Now, "Canary Other Victim", "", null, perpetrator);

        var pages = app.SignedInAs(Cast.ResponseOfficer);
        var incident = (await pages.GetAsync($"/incidents/{second}")).Text;
        Assert.Contains("Repeat victim: met. 2 incidents", incident, StringComparison.Ordinal);
        Assert.Contains("Repeat pair: met", incident, StringComparison.Ordinal);
        Assert.Contains("Serial perpetrator: met", incident, StringComparison.Ordinal);
        Assert.Contains("Test Police, version shipped-1, R2.24", incident, StringComparison.Ordinal);
        Assert.Contains("Potential escalation: not met. 2 reports to the police", incident, StringComparison.Ordinal);
        Assert.Contains("Serial perpetrator: met", (await pages.GetAsync($"/people/{perpetrator}")).Text, StringComparison.Ordinal);
        var list = await pages.GetAsync("/incidents");
        Assert.Contains(list.Document.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains("Repeat victim", StringComparison.Ordinal) && row.TextContent.Contains("Canary Twice", StringComparison.Ordinal));
        Assert.Contains("definitions of Test Police, version shipped-1", list.Text, StringComparison.Ordinal);
        Assert.Contains("Serial perpetrator", (await pages.GetAsync("/cases")).Text, StringComparison.Ordinal);
        Assert.False(await MeetsAsync(Cast.ResponseOfficer, DefinitionKind.RepeatVictim, another, perpetrator));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task What_is_kept_from_a_reader_is_not_counted_for_them()
    {
        var (_, hidden, perpetrator) = await app.ReportedAsync(app.Clock.Now.AddMonths(-2), "Canary Hidden One", "Canary Harms Two");
        var (_, shown, _) = await app.ReportedAsync(app.Clock.Now, "Canary Shown One", "", null, perpetrator);
        Assert.True(await MeetsAsync(Cast.ResponseOfficer, DefinitionKind.SerialPerpetrator, shown, perpetrator));

        await app.RestrictAsync(hidden);

        Assert.False(await MeetsAsync(Cast.ResponseOfficer, DefinitionKind.SerialPerpetrator, shown, perpetrator));
        Assert.True(await MeetsAsync(Cast.SafeguardingOfficer, DefinitionKind.SerialPerpetrator, shown, perpetrator));
        Assert.False(await MeetsAsync(Cast.OtherForceOfficer, DefinitionKind.SerialPerpetrator, shown, perpetrator));
    }

    [Fact]
    public async Task R47_a_warning_with_what_was_ticked_makes_somebody_vulnerable_and_lowering_it_ends_that()
    {
        var (incident, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now, "Canary Ticked", "Canary Ticker");
        await app.RunAsync<ChangeWarnings, bool>(async change =>
        {
            await change.HandleAsync(Cast.ResponseOfficer, new(victim, null, PersonFlagKind.Vulnerable, "Canary note", null, null, Vulnerability.Disability), Ct);
            return true;
        });

        Assert.Contains("Marked as vulnerable (disability)", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        Assert.True(await MeetsAsync(Cast.ResponseOfficer, DefinitionKind.Vulnerable, victim, perpetrator));
    }

    [Fact]
    public async Task What_makes_somebody_vulnerable_is_ticked_on_the_page_of_warnings()
    {
        var (_, victim, _) = await app.ReportedAsync(app.Clock.Now, "Canary Page Ticked", "Canary Page Ticker");
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{victim}/warnings");

        var wrong = await page.Fill("Warning", "Weapons").Choose("Disability").PressAsync("Raise it");
        wrong.ShowsError("Choose the warning “Vulnerable”, or untick what makes them vulnerable", forLabel: "Age");
        var saved = await wrong.Fill("Warning", "Vulnerable").PressAsync("Raise it");

        Assert.Equal($"/people/{victim}?done=saved", saved.RedirectsTo);
        Assert.Contains("For disability.", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{victim}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_who_opens_no_incident_is_told_no_flags() =>
        Assert.Null(await ReadAsync(Cast.Coordinator, Id<Person>.New(app.Clock.Now), Id<Person>.New(app.Clock.Now)));

    private async Task<bool> MeetsAsync(Actor actor, DefinitionKind kind, Id<Person> victim, Id<Person> perpetrator) =>
        (await ReadAsync(actor, victim, perpetrator))!.Of(0).Any(r => r.Kind == kind && r.IsMet);

    private Task<FlagView?> ReadAsync(Actor actor, Id<Person> victim, Id<Person> perpetrator) =>
        app.RunAsync<DefinitionFlags, FlagView?>(flags => flags.ReadAsync(actor, Cast.Police, [new FlagSubject([victim], [perpetrator], Cast.Unit)], Ct));
}
