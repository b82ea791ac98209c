using System.Net;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>How a case ends, and how it is opened again (R3.12).</summary>
public sealed class CaseClosingTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_left_empty_by_an_error_is_closed_and_opened_again_with_both_on_record()
    {
        var @case = await app.OpenCaseAsync("Canary Wrong Victim");
        (await app.WithdrawAsync(await app.FirstIncidentOfAsync(@case), @case.VictimId, PartyRole.Victim)).Given();
        var client = app.SignedInAs(Cast.ResponseOfficer);

        var unexplained = await (await client.GetAsync($"/cases/{@case.Id}/close")).Choose("Opened in error").PressAsync("Close the case");
        unexplained.ShowsError("Say what the error was.", forLabel: "What should be known about it");
        var done = await unexplained.Fill("What should be known about it", "CNRY-note: another person of that name").PressAsync("Close the case");
        Assert.Equal($"/cases/{@case.Id}", done.RedirectsTo);
        Assert.False((await app.CaseAsync(@case.Id)).IsOpen);

        var reopen = await client.GetAsync($"/cases/{@case.Id}/reopen");
        Assert.Contains("CNRY-note", reopen.Text, StringComparison.Ordinal);
        await reopen.Fill("Why is it opened again?", "It was her after all").PressAsync("Open the case again");

        var now = await app.CaseAsync(@case.Id);
        Assert.True(now.IsOpen);
        var closure = Assert.Single(now.Closures);
        Assert.Equal((CaseClosureReason.OpenedInError, "It was her after all", Cast.ResponseOfficer.StaffId), (closure.Reason, closure.ReopenedBecause, closure.ReopenedBy!.Value));
        Assert.Equal(["CaseClosed", "CaseReopened"], (await app.EventsOfAsync(@case.Id)).Where(e => e.StartsWith("CaseC", StringComparison.Ordinal) || e.StartsWith("CaseR", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_still_open_is_named_first_and_ends_with_the_case()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.Medium, "Canary Ends");
        var client = app.SignedInAs(Cast.ResponseOfficer);
        var page = await client.GetAsync($"/cases/{@case.Id}/close");
        Assert.Contains("Contact the victim, by", page.Text, StringComparison.Ordinal);

        var unseen = await page.Choose("Planned: needs met").PressAsync("Close the case");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unseen.Status);
        await unseen.Choose("I have seen the deadlines that are still open; they end with the case").PressAsync("Close the case");

        Assert.False((await app.CaseAsync(@case.Id)).IsOpen);
        Assert.DoesNotContain(await app.DeadlinesOfAsync(@case.Id), d => d.IsOpen);
    }

    [Fact]
    public async Task A_case_that_changed_meanwhile_shows_what_was_typed_and_asks_again_for_the_deadlines()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.Medium, "Canary Moved On");
        var client = app.SignedInAs(Cast.Sergeant);
        var page = (await client.GetAsync($"/cases/{@case.Id}/close")).Choose("Planned: needs met").Fill("What should be known about it", "CNRY-typed")
            .Choose("I have seen the deadlines that are still open; they end with the case");
        await app.AssessAsync(@case, 15, RiskGrade.High);

        var conflict = await page.PressAsync("Close the case");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.All(["Planned: needs met", "CNRY-typed"], typed => Assert.Contains(typed, conflict.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("SeenOpen", conflict.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var asked = await conflict.PressAsync("Save what I typed as well");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.True((await app.CaseAsync(@case.Id)).IsOpen);
        await asked.Choose("I have seen the deadlines that are still open; they end with the case").PressAsync("Close the case");
        Assert.False((await app.CaseAsync(@case.Id)).IsOpen);
    }

    [Fact]
    public async Task No_case_is_closed_while_a_referral_is_going_nor_a_High_by_anybody_below_supervisor_rank()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary High");
        Assert.Contains("Idva referral to Test IDVA Service".ToUpperInvariant(), (await app.SignedInAs(Cast.Sergeant).GetAsync($"/cases/{@case.Id}/close")).Text.ToUpperInvariant(), StringComparison.Ordinal);
        Assert.Equal("case.referral-open", (await CloseAsync(@case, Cast.Sergeant)).Refused().Code);

        (await app.DeclineAsync(referral, Cast.Idva)).Given();
        Assert.Equal("case.sign-off", (await CloseAsync(@case, Cast.ResponseOfficer)).Refused().Code);
        (await CloseAsync(@case, Cast.Sergeant)).Given();
        Assert.Equal("case.closed", (await CloseAsync(@case, Cast.Sergeant)).Refused().Code);
    }

    [Fact]
    public async Task The_agency_that_holds_the_case_closes_it_and_the_MARAC_is_told_of_a_High()
    {
        var @case = await app.OpenCaseAsync("Canary Before A Marac");
        await app.AssessAsync(@case, 15, RiskGrade.High);
        await app.JoinAsync(@case.Id, Cast.IdvaService);
        await app.JoinMaracAsync(@case.Id);
        Assert.Equal("case.not-yours", (await CloseAsync(@case, Cast.IdvaManager)).Refused().Code);

        (await CloseAsync(@case, Cast.Inspector)).Given();

        await using var db = app.Database.Open();
        Assert.Equal([Cast.Coordinator.StaffId], await db.Notices.Where(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighCaseClosed).Select(n => n.StaffId!.Value).ToListAsync(Ct));
    }

    private Task<Result<CaseClosure>> CloseAsync(Case @case, Actor by) =>
        app.RunAsync<CloseCase, Result<CaseClosure>>(close => close.HandleAsync(by, new(@case.Id, null, CaseClosureReason.RiskReduced, null, SeenOpen: true), Ct));

    [Fact]
    public async Task What_ended_with_a_case_goes_on_as_it_was_reckoned_when_it_is_opened_again()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.Medium, "Canary Goes On");
        var before = await app.OnlyOpenDeadlineOfAsync(@case.Id);
        (await app.RunAsync<CloseCase, Result<CaseClosure>>(c => c.HandleAsync(Cast.Sergeant, new(@case.Id, null, CaseClosureReason.NeedsMet, null, SeenOpen: true), Ct))).Given();
        app.Clock.Now = app.Clock.Now.AddHours(2);

        (await app.RunAsync<ReopenCase, Result<Case>>(r => r.HandleAsync(Cast.Sergeant, new(@case.Id, null, "Closed by mistake"), Ct))).Given();

        var after = await app.OnlyOpenDeadlineOfAsync(@case.Id);
        Assert.Equal((before.DueAt, before.StartedAt, before.IncidentId, before.Id), (after.DueAt, after.StartedAt, after.IncidentId, after.ReplacesId!.Value));
    }

    [Fact]
    public async Task Nothing_is_assessed_graded_or_referred_in_a_closed_case()
    {
        var @case = await app.OpenCaseAsync("Canary Shut");
        var form = await app.AnswerDashAsync(await app.FirstIncidentOfAsync(@case), Cast.ResponseOfficer, new HashSet<int>());
        (await app.JudgeAsync(form, Cast.ResponseOfficer)).Given();
        (await app.RunAsync<CloseCase, Result<CaseClosure>>(c => c.HandleAsync(Cast.Sergeant, new(@case.Id, null, CaseClosureReason.NeedsMet, null, SeenOpen: true), Ct))).Given();

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}/grade");
        var graded = await page.Choose("High").Fill("Why?", "Judged on what was seen at the scene").Fill("When do you go off duty today?", "22:00").PressAsync("Complete and send for review");
        Assert.Equal(HttpStatusCode.Conflict, graded.Status);
        Assert.Contains("This case is closed", graded.Text, StringComparison.Ordinal);
        var started = await (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/start?caseId={@case.Id}")).PressAsync("Start or continue");
        Assert.Equal(HttpStatusCode.Conflict, started.Status);
        Assert.Contains("This case is closed", started.Text, StringComparison.Ordinal);
        var referral = await app.RunAsync<StartReferral, Result<Id<Referral>>>(s => s.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, ReferralKind.Idva, Cast.IdvaService, null, "Canary"), Ct));
        Assert.Equal("case.closed", referral.Refusal?.Code);

        Assert.Null((await app.CaseAsync(@case.Id)).Grade);
        Assert.Empty(await app.DeadlinesOfAsync(@case.Id));
    }
}
