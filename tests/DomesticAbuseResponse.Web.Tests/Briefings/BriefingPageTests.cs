using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Briefings;

/// <summary>The daily briefing of a unit: both sides, only what the reader may see, and nothing that leads to a protected place (R4.14).</summary>
public sealed class BriefingPageTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    private static string Page => $"/briefing/{Cast.Unit}";

    [Fact]
    public async Task A_high_risk_case_is_told_with_what_the_victim_asks_for_beside_what_he_may_do()
    {
        var incident = await app.LogCallAsync("Canary Briefed", "Canary Brieferee");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, "Judged on what was seen at the scene")).Match(_ => true, r => throw new InvalidOperationException(r.Message));

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync(Page);

        var card = page.Document.QuerySelectorAll("article").Single(a => a.TextContent.Contains("Canary Briefed", StringComparison.Ordinal));
        Assert.Equal(2, card.QuerySelectorAll(".dar-sides > section").Length);
        Assert.Contains("To sleep in her own bed", card.QuerySelector("section")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Contact the victim, by", card.QuerySelector("section")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Canary Brieferee", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Newly graded High", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Printed by Sergeant, Test Police, on Monday 23 November 2026 at 10:00", page.Document.QuerySelector(".dar-print-only")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", page.Document.Title, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        var opened = await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), _ct);
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Daily briefing" && a.ByStaffId == Cast.Sergeant.StaffId && a.Shown.Contains(opened.Id.Value), _ct));
    }

    [Fact]
    public async Task An_order_that_ends_soon_is_told_on_both_sides_and_one_for_another_victim_on_neither()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Guarded", "Canary Bound");
        var other = await app.OpenCaseAsync("Canary Other", null);
        var bound = opened.Perpetrators.Single().PersonId;
        await using var db = app.Database.Open();
        foreach (var (protects, kind, until) in new[] { (opened.VictimId, OrderKind.Restraining, new DateOnly(2026, 11, 27)), (other.VictimId, OrderKind.Occupation, new DateOnly(2026, 11, 25)), (opened.VictimId, OrderKind.PoliceBail, new DateOnly(2027, 1, 30)) })
        {
            db.Add(ProtectiveOrder.Record(Cast.ResponseOfficer, bound, protects, new(kind, null, null, new(2026, 11, 1), until, OrderConditions.NoContact, "Not at 1 Canary Row"), new(2026, 11, 1), null, OrderFrame.Default, new(2026, 11, 23), app.Clock.Now)
                .Match(o => o, r => throw new InvalidOperationException(r.Message)));
        }

        await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        var page = await app.SignedInAs(Cast.Sergeant).GetAsync(Page);

        var sides = page.Document.QuerySelectorAll("article").Single(a => a.TextContent.Contains("Canary Guarded", StringComparison.Ordinal)).QuerySelectorAll(".dar-sides > section");
        Assert.Contains("Tell them before the restraining order ends on", sides[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("olice bail", sides[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Restraining order", sides[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Police bail", sides[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Occupation", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Row", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_name_a_protected_place_are_left_out()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Hidden", "Canary Hider");
        await using var db = app.Database.Open();
        var victim = await db.People.Include(p => p.Addresses).SingleAsync(p => p.Id == opened.VictimId, _ct);
        victim.LivesAt(new PostalAddress("Canary Refuge, 9 Bedrow Street", "CN9 9RF"), AddressVisibility.Hidden, null, app.Clock.Now);
        var notice = await db.Notices.SingleAsync(n => n.CaseId == opened.Id && n.Kind == Domain.Notices.NoticeKind.HighRiskInspector, _ct);
        notice.Done(Cast.Inspector.StaffId, "The threat-to-life policy is needed. Patrol 9 Bedrow Street each hour", app.Clock.Now);
        await db.CommitAsync(Actor.System, app.Clock.Now, _ct);

        var text = (await app.SignedInAs(Cast.Sergeant).GetAsync(Page)).Document.Body!.TextContent;

        Assert.Contains("Canary Hidden", text, StringComparison.Ordinal);
        Assert.Contains("Left out here: the words may name a protected place", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bedrow", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CN9", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_case_is_not_read_out_and_only_who_may_open_it_is_told_that_it_is_left_off()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Restricted", "Canary Restricter");
        await app.RestrictAsync(opened.VictimId, Cast.SafeguardingOfficer);

        var named = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(Page);
        Assert.Contains("1 restricted case is left off", named.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Restricted", named.Text, StringComparison.Ordinal);
        var other = await app.SignedInAs(Cast.Sergeant).GetAsync(Page);
        Assert.DoesNotContain("restricted case", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Restricted", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_excluded_and_every_other_force_sees_nothing_of_it()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Conflict", "Canary Conflicter");
        await app.ExcludeAsync(opened.VictimId, Cast.SecondSergeant.StaffId);

        Assert.DoesNotContain("Canary Conflict", (await app.SignedInAs(Cast.SecondSergeant).GetAsync(Page)).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Conflict", (await app.SignedInAs(Cast.Sergeant).GetAsync(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync($"/briefing/{Id<PolicingUnit>.New(app.Clock.Now)}")).Status);
    }

    [Fact]
    public async Task The_list_of_units_leads_to_each_briefing()
    {
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/briefing");

        Assert.Contains(page.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == Page && a.TextContent == "Test unit");
    }
}
