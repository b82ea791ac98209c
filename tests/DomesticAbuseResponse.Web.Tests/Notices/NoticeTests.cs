using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Notices;

/// <summary>What people are told, and how they put it away.</summary>
public sealed class NoticeTests(WebApp app) : IClassFixture<WebApp>
{
    public static TheoryData<Actor, string> Beginnings => new()
    {
        { Cast.CallHandler, "/incidents/log" },
        { Cast.ControlRoomSupervisor, "/incidents/review" },
        { Cast.CarOfficer, "/crew" },
        { Cast.CarWorker, "/crew" },
        { Cast.Sergeant, "/risk/reviews" },
        { Cast.SafeguardingOfficer, "/day" },
        { Cast.Coordinator, "/marac" },
        { Cast.Auditor, "/audit" },
        { Cast.AgencyAdministrator, "/admin/staff" },
    };

    [Theory, MemberData(nameof(Beginnings))]
    public async Task The_first_page_leads_each_role_to_what_it_mostly_comes_for(Actor actor, string href)
    {
        var client = app.SignedInAs(actor);

        var button = (await client.GetAsync("/")).Document.QuerySelector("main a.govuk-button")!;

        Assert.Equal(href, button.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(href)).Status);
    }

    [Fact]
    public async Task S13_an_inspector_decides_on_the_threat_to_life_with_a_reason()
    {
        var (opened, id) = await ToldAsync(NoticeKind.HighRiskInspector, Role.Inspector);
        var client = app.SignedInAs(Cast.Inspector);
        var page = await client.GetAsync($"/notices/{id}");

        var empty = await page.PressAsync("Record the decision");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Say whether the threat-to-life policy is needed.", empty.Text, StringComparison.Ordinal);
        var without = await page.Choose("Yes, it is needed").PressAsync("Record the decision");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        var done = await (await client.GetAsync($"/notices/{id}")).Choose("Yes, it is needed").Fill("What did you decide, and why?", "Canary: patrols past the address each hour").PressAsync("Record the decision");

        Assert.Equal($"/notices?closed={id}", done.RedirectsTo);
        await using var db = app.Database.Open();
        var ct = TestContext.Current.CancellationToken;
        var notice = await db.Notices.SingleAsync(n => n.Id == id, ct);
        Assert.Equal((app.Clock.Now, Cast.Inspector.StaffId), (notice.DoneAt, notice.DoneBy));
        Assert.Equal("The threat-to-life policy is needed. Canary: patrols past the address each hour", notice.Decision);
        var closed = await db.RecordEvents.SingleAsync(e => e.CaseId == opened.Id && e.Name == "NoticeClosed", ct);
        Assert.Contains("Needed", closed.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", closed.Details, StringComparison.Ordinal);
        Assert.Contains("The threat-to-life policy is needed.", (await client.GetAsync($"/cases/{opened.Id}/chronology")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S13_the_inspector_decides_with_the_case_in_sight_and_the_decision_stays_with_it()
    {
        var incident = await app.LogCallAsync("Canary Weighed", "Canary Threat");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, "Strangled before; he has her keys")).Match(_ => true, r => throw new InvalidOperationException(r.Message));
        await using var db = app.Database.Open();
        var ct = TestContext.Current.CancellationToken;
        var notice = await db.Notices.SingleAsync(n => n.SubjectId == form.Value && n.Kind == NoticeKind.HighRiskInspector, ct);
        var client = app.SignedInAs(Cast.Inspector);

        var page = await client.GetAsync($"/notices/{notice.Id}");
        foreach (var shown in new[] { "Canary Weighed", "Canary Threat", "0 of 27", "Cluster of three", "Canary first words", "by Officer", "Strangled before; he has her keys", "Nobody has spoken with the victim yet" })
        {
            Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        }

        Assert.True(await db.AccessRecords.AnyAsync(a => a.RecordId == notice.CaseId!.Value.Value && a.ByStaffId == Cast.Inspector.StaffId && a.Purpose == "Decide on the threat to life", ct));
        var decided = await page.Choose("Yes, it is needed").Fill("What did you decide, and why?", "Canary move her tonight, with an escort").PressAsync("Record the decision");

        var said = await client.GetAsync(decided.RedirectsTo!);
        Assert.Contains("Recorded:", said.Text, StringComparison.Ordinal);
        Assert.Contains("The threat-to-life policy is needed.", said.Text, StringComparison.Ordinal);
        var file = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{notice.CaseId}");
        Assert.Contains("Threat to life", file.Document.QuerySelector(".moj-identity-bar")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Canary move her tonight", (await client.GetAsync($"/cases/{notice.CaseId}/chronology")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_comes_newest_first_and_what_is_not_shown_is_counted_with_a_link()
    {
        var references = new List<string>();
        for (var n = 0; n < 12; n++)
        {
            app.Clock.Now = app.Clock.Now.AddMinutes(1);
            references.Add((await ToldAsync(NoticeKind.HighRiskInspector, Role.Inspector)).Case.Reference);
        }

        var page = await app.SignedInAs(Cast.Inspector).GetAsync("/");

        Assert.Contains(references[^1], page.Document.QuerySelector("main ul.govuk-list li")!.TextContent, StringComparison.Ordinal);
        var more = page.Document.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("more notice", StringComparison.Ordinal));
        Assert.Equal("/notices", more.GetAttribute("href"));
        Assert.Contains("of them about danger", more.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_inspector_finds_it_dealt_with()
    {
        var (_, id) = await ToldAsync(NoticeKind.HighRiskInspector, Role.Inspector);
        var client = app.SignedInAs(Cast.Inspector);
        var first = (await client.GetAsync($"/notices/{id}")).Choose("No, it is not needed").Fill("What did you decide, and why?", "The suspect is in custody until the hearing");
        var second = (await client.GetAsync($"/notices/{id}")).Choose("Yes, it is needed").Fill("What did you decide, and why?", "A different view, written down too late");

        await first.PressAsync("Record the decision");
        var late = await second.PressAsync("Record the decision");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Somebody has already dealt with this.", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_comes_first_on_the_home_page_and_on_the_list()
    {
        await ToldAsync(NoticeKind.ReferralAnswered, Role.SafeguardingOfficer);
        app.Clock.Now = app.Clock.Now.AddMinutes(5);
        await ToldAsync(NoticeKind.PerpetratorAnswered, Role.SafeguardingOfficer);

        foreach (var url in new[] { "/", "/notices" })
        {
            var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(url);
            var first = page.Document.QuerySelector("main ul.govuk-list li")!.TextContent;
            Assert.Contains("The perpetrator answered a call meant for the victim", first, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_notice_for_another_role_or_agency_does_not_exist()
    {
        var (_, id) = await ToldAsync(NoticeKind.HighRiskInspector, Role.Inspector);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync($"/notices/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/notices/{id}")).Status);
    }

    [Fact]
    public async Task A_form_to_review_leads_to_its_review_and_cannot_be_waved_away()
    {
        var (_, id) = await ToldAsync(NoticeKind.DashForReview, Role.Sergeant);

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync($"/notices/{id}");

        Assert.DoesNotContain(page.Document.QuerySelectorAll("main button"), b => b.TextContent.Contains("Record", StringComparison.Ordinal));
        Assert.Contains(page.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.EndsWith("/review", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_role_has_a_home_page_and_each_number_on_it_is_a_link()
    {
        await ToldAsync(NoticeKind.HighRiskInspector, Role.Inspector);
        foreach (var actor in Cast.Everyone)
        {
            var page = await app.SignedInAs(actor).GetAsync("/");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(
                page.Document.QuerySelectorAll("main h2, main h3").Where(h => h.TextContent.Any(char.IsDigit)),
                h => Assert.NotNull(h.QuerySelector("a")));
        }
    }

    private async Task<(Case Case, Id<Notice> Id)> ToldAsync(NoticeKind kind, Role role)
    {
        var opened = await app.OpenCaseAsync();
        await using var db = app.Database.Open();
        var notice = Notice.To(Cast.Police, role, kind, opened.Id, Guid.CreateVersion7(app.Clock.Now), app.Clock.Now);
        db.Notices.Add(notice);
        await db.CommitAsync(Actor.System, app.Clock.Now, TestContext.Current.CancellationToken);
        return (opened, notice.Id);
    }
}
