using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>A High in a place that nobody has written down: the referrals have to be sent somewhere, and a person says where (R2.4).</summary>
public sealed class UnaddressedTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _noMarac = "MARAC referral not raised: choose a MARAC";
    private const string _noService = "IDVA referral not raised: choose an IDVA service";

    [Fact]
    public async Task S13_a_High_with_no_known_area_says_in_red_that_no_MARAC_has_been_asked_and_leads_to_where_one_is_chosen()
    {
        var @case = await HighAsync("Canary Nowhere");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        var file = await officer.GetAsync($"/cases/{@case.Id}");
        Assert.Contains(file.Document.QuerySelectorAll(".moj-alert--error"), a => a.TextContent.Contains(_noMarac, StringComparison.Ordinal));
        var next = file.Document.QuerySelectorAll("main ul a").Single(a => a.TextContent == _noMarac).GetAttribute("href")!;
        Assert.Contains(_noMarac, (await officer.GetAsync("/")).Text, StringComparison.Ordinal);

        var start = await officer.GetAsync(next);
        Assert.Equal("Choose a MARAC", Chosen(start, "Input.MaracId"));
        var started = await start.Fill("Which MARAC?", "Test MARAC").Fill("Why now?", "Graded High").PressAsync("Continue");
        Assert.EndsWith("/send", started.RedirectsTo, StringComparison.Ordinal);
        Assert.DoesNotContain(_noMarac, (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_victims_data_goes_to_no_service_that_nobody_chose()
    {
        var @case = await HighAsync("Canary Unsent");

        Assert.DoesNotContain(await app.ReferralsOfAsync(@case), r => r.Kind is ReferralKind.Idva);
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains(_noService, (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
        var start = await officer.GetAsync($"/cases/{@case.Id}/refer?to=Idva");
        Assert.Equal("Choose a service", Chosen(start, "Input.ToAgencyId"));

        var again = await start.Fill("Why now?", "Graded High").PressAsync("Continue");
        again.ShowsError("Choose an IDVA service", forLabel: "Which service?");
    }

    [Fact]
    public async Task Whoever_gave_the_grade_and_the_safeguarding_team_are_told_once()
    {
        var @case = await HighAsync("Canary Told");
        await app.RaiseAsync(@case);

        await using var db = app.Database.Open();
        var told = await db.Notices.Where(n => n.CaseId == @case.Id && n.Kind == Domain.Notices.NoticeKind.MaracToChoose).Select(n => new { n.Role, n.StaffId }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, told.Count);
        Assert.Contains(told, t => t.Role == Role.SafeguardingOfficer);
        Assert.Contains(told, t => t.StaffId == Cast.Sergeant.StaffId);
    }

    [Fact]
    public async Task A_grade_that_is_High_no_longer_leaves_nothing_to_choose()
    {
        var @case = await HighAsync("Canary Lowered");
        await app.WriteAsync(async db =>
        {
            var stored = await db.Cases.SingleAsync(c => c.Id == @case.Id);
            stored.Apply(RiskGrade.Medium, app.Clock.Now);
        });
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        Assert.DoesNotContain(_noMarac, (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_referrals_that_wait_for_consent_are_told_apart()
    {
        var @case = await app.OpenCaseAsync("Canary Pair");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        await app.RaiseAsync(@case, Cast.Inspector);

        var home = await app.SignedInAs(Cast.Inspector).GetAsync("/");

        Assert.Contains("The IDVA referral waits for consent or a lawful basis", home.Text, StringComparison.Ordinal);
        Assert.Contains("The MARAC referral waits for consent or a lawful basis", home.Text, StringComparison.Ordinal);
    }

    private static string Chosen(PageUnderTest page, string name) =>
        page.Document.QuerySelectorAll("select").OfType<AngleSharp.Html.Dom.IHtmlSelectElement>().Single(s => s.Name == name).Options.Single(o => o.IsSelected).Text.Trim();

    /// <summary>A case whose place nobody has written down, graded High.</summary>
    private async Task<Case> HighAsync(string victim)
    {
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new LogIncident.Command(
                new Call { Source = CallSource.Emergency999 }, ResponseGrade.Immediate, null, null,
                [new(PartyRole.Victim, null, victim, null, 34, null, null, null), new(PartyRole.Perpetrator, null, "Canary Somebody", null, 36, null, null, null)]),
            CancellationToken.None));
        await using var db = app.Database.Open();
        var @case = await db.Cases.AsNoTracking().SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id));
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        await app.RaiseAsync(@case);
        return @case;
    }
}
