using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Maracs;

/// <summary>A MARAC's pages as its people use them. The clock stands at Monday 23 November 2026.</summary>
public sealed class MaracPagesTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("2020", "The meeting must be today or later.")]
    [InlineData("2206", "The meeting must be within 2 years from today. Check the year.")]
    [InlineData("9998", "The meeting must be within 2 years from today. Check the year.")]
    public async Task A_meeting_with_a_mistyped_year_is_not_called(string year, string words)
    {
        var page = await app.SignedInAs(Cast.OtherCoordinator).GetAsync($"/marac/{Cast.OtherMarac}/meetings/new");

        var again = await page.Fill("Day", "7").Fill("Month", "1").Fill("Year", year).Fill("When does it start?", "9:30").Fill("Where?", "Civic centre").PressAsync("Call the meeting");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains(words, again.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_stands_in_a_mistyped_year_does_not_shut_its_MARAC_out_of_its_pages()
    {
        var id = Id<Meeting>.New(app.Clock.Now);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var meeting = new Meeting(id, Cast.OtherMarac, new DateOnly(9206, 1, 7), new TimeOnly(9, 30), "Civic centre", isEmergency: false);
            db.Meetings.Add(meeting);
            scope.ServiceProvider.GetRequiredService<RecordCircle>().Own(meeting, app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, TestContext.Current.CancellationToken);
        }

        var coordinator = app.SignedInAs(Cast.OtherCoordinator);
        foreach (var page in new[] { "/marac", $"/marac/{Cast.OtherMarac}/meetings", $"/marac/{Cast.OtherMarac}/meetings/new", $"/marac/{Cast.OtherMarac}/referrals", $"/marac/meetings/{id}" })
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, (await coordinator.GetAsync(page)).Status));
        }
    }

    [Fact]
    public async Task S50_a_coordinator_calls_a_meeting_places_two_waiting_referrals_orders_and_prints_them()
    {
        var (first, second) = (await WaitingAsync("Canary Ada"), await WaitingAsync("Canary Bea"));
        var coordinator = app.SignedInAs(Cast.Coordinator);
        Assert.Contains("referrals waiting", (await coordinator.GetAsync("/marac")).Text, StringComparison.Ordinal);

        var call = await coordinator.GetAsync($"/marac/{Cast.Marac}/meetings/new");
        Assert.Contains("Referrals close on", call.Text, StringComparison.Ordinal);
        var called = await call.Fill("Day", "7").Fill("Month", "1").Fill("Year", "2027").Fill("When does it start?", "9:30").Fill("Where?", "Civic centre").PressAsync("Call the meeting");
        var meeting = called.RedirectsTo!;

        foreach (var (@case, referral) in new[] { first, second })
        {
            var list = await coordinator.GetAsync($"/marac/{Cast.Marac}/referrals");
            Assert.Contains(@case.Reference, list.Text, StringComparison.Ordinal);
            Assert.Contains("Not met because: ", list.Text, StringComparison.Ordinal);
            Assert.Contains("Graded High: Judged on what was seen at the scene", list.Text, StringComparison.Ordinal);
            Assert.Contains("Without consent: UK GDPR Article 6(1)(e): public task", list.Text, StringComparison.Ordinal);
            var answer = await coordinator.GetAsync($"/marac/referrals/{referral}");
            var placed = await answer.FillNamed("Input.Meeting", meeting.Split('/')[^1]).PressAsync("Place on the agenda");
            Assert.StartsWith($"/marac/{Cast.Marac}/referrals?placed=", placed.RedirectsTo, StringComparison.Ordinal);
            Assert.Contains("The case is on the agenda.", (await coordinator.GetAsync(placed.RedirectsTo!)).Text, StringComparison.Ordinal);
        }

        var before = await coordinator.GetAsync(meeting);
        Assert.Equal(
            ["2026-12-21", "2026-12-23", "2027-01-05", "2027-01-08", "2027-01-11", "2027-01-12"],
            before.Document.QuerySelectorAll("[aria-labelledby=timetable] td time").Select(t => t.GetAttribute("datetime")));
        Assert.Equal(meeting, (await before.PressAsync("I accept this statement")).RedirectsTo);

        var agenda = await coordinator.GetAsync(meeting);
        Assert.Equal(["1. Canary Ada", "2. Canary Bea"], Headings(agenda));
        Assert.Contains("2 cases: 20 minutes to 30 minutes.", agenda.Text, StringComparison.Ordinal);
        Assert.Equal(meeting + "#agenda", (await agenda.PressAsync($"Down case {first.Case.Reference}")).RedirectsTo);
        var moved = await coordinator.GetAsync(meeting);
        Assert.Equal(["1. Canary Bea", "2. Canary Ada"], Headings(moved));

        app.Clock.Now = app.Clock.Now.AddSeconds(1);
        var numbered = await moved.Fill($"Number of case {first.Case.Reference}", "1").PressAsync("Save the numbers");
        Assert.Equal(meeting + "#agenda", numbered.RedirectsTo);
        Assert.Equal(["1. Canary Ada", "2. Canary Bea"], Headings(await coordinator.GetAsync(meeting)));

        var ask = await coordinator.GetAsync($"{meeting}/print");
        (await ask.PressAsync("Make the copy")).ShowsError("Write whom this copy is for, in at most 120 characters", forLabel: "Whom is this copy for?");
        var copy = await ask.Fill("Whom is this copy for?", "A. Reader, council").PressAsync("Make the copy");
        Assert.Equal($"{meeting}/print?copy=1", copy.RedirectsTo);
        var paper = await coordinator.GetAsync(copy.RedirectsTo!);
        Assert.Contains("OFFICIAL-SENSITIVE. Copy 1 for A. Reader, council", paper.Text, StringComparison.Ordinal);
        Assert.Equal(["1. Canary Ada", "2. Canary Bea"], Headings(paper));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Chair).GetAsync(copy.RedirectsTo!)).Status);
    }

    [Fact]
    public async Task S52_after_the_cut_off_the_page_names_the_next_meeting_and_why_and_will_not_place_it_on_the_closed_one()
    {
        var (closed, open) = (await app.MeetingAsync(new(2026, 12, 2)), await app.MeetingAsync(new(2026, 12, 8)));
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Late");
        var coordinator = app.SignedInAs(Cast.Coordinator);

        var page = await coordinator.GetAsync($"/marac/referrals/{referral}");
        Assert.Contains("after the cut-off of Wednesday 18 November 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains(AgendaPlacement.DutiesStillRun, page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Late", page.Text, StringComparison.Ordinal);
        Assert.Contains("Not met because: ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("[name='Input.Meeting']"), i => i.GetAttribute("value") == closed.ToString());
        Assert.Contains("Meetings this case cannot join", page.Text, StringComparison.Ordinal);
        var refused = await coordinator.PostAsync($"/marac/referrals/{referral}?handler=Place", [.. page.FieldsFor("Place on the agenda"), KeyValuePair.Create("Input.Meeting", closed.ToString())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("closed on Wednesday 18 November 2026", refused.Document.GetElementById("Input_Meeting-error")!.TextContent, StringComparison.Ordinal);

        var list = await coordinator.GetAsync($"/marac/{Cast.Marac}/referrals");
        var placed = await list.PressAsync($"Place on Tuesday 8 December 2026: case {@case.Reference}");
        Assert.Equal($"/marac/{Cast.Marac}/referrals?placed={open}", placed.RedirectsTo);
    }

    [Fact]
    public async Task A_meeting_whose_hour_has_come_is_not_to_come()
    {
        var (before, meeting) = (app.Clock.Now, await app.MeetingAsync(new(2027, 2, 18)));
        app.Clock.Now = new DateTimeOffset(2027, 2, 18, 20, 13, 0, TimeSpan.Zero);

        var page = await app.SignedInAs(Cast.Coordinator).GetAsync("/marac");
        app.Clock.Now = before;

        var row = page.Document.QuerySelectorAll("tr").Single(r => r.QuerySelector($"a[href='/marac/meetings/{meeting}']") is not null);
        Assert.Contains("Today, has begun", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept the statement first", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S52_an_emergency_meeting_needs_the_chairs_agreement()
    {
        var coordinator = app.SignedInAs(Cast.Coordinator);
        var page = await coordinator.GetAsync($"/marac/{Cast.Marac}/meetings/new?emergency=true");
        page.Fill("Day", "25").Fill("Month", "11").Fill("Year", "2026").Fill("When does it start?", "15:00").Fill("Where?", "By telephone");

        var missing = await page.PressAsync("Call the meeting");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        missing.ShowsError("Choose the chair who agreed", forLabel: "Who agreed to it?");
        var called = await page.Fill("Who agreed to it?", "Chair").Fill("Why can it not wait, and how did they agree?", "He is out of prison tomorrow; by telephone").PressAsync("Call the meeting");

        Assert.Contains("Chair agreed to it: He is out of prison tomorrow; by telephone", (await coordinator.GetAsync(called.RedirectsTo!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S63_no_name_is_on_the_page_before_the_statement_is_accepted()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 10));
        await app.OnAgendaAsync(meeting, "Canary Unserved");
        var representative = app.SignedInAs(Cast.Representative);

        var before = await representative.GetAsync($"/marac/meetings/{meeting}");
        Assert.DoesNotContain("Canary", before.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.All(ConfidentialityStatement.Text, sentence => Assert.Contains(sentence, before.Text, StringComparison.Ordinal));
        Assert.Equal($"/marac/meetings/{meeting}", (await representative.GetAsync($"/marac/meetings/{meeting}/print")).RedirectsTo);

        await before.PressAsync("I accept this statement");
        Assert.Equal(["1. Canary Unserved"], Headings(await representative.GetAsync($"/marac/meetings/{meeting}")));
    }

    [Fact]
    public async Task S62_an_excluded_representative_sees_neither_the_case_nor_a_gap()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 11));
        await app.OnAgendaAsync(meeting, "Canary First");
        var (kept, _) = await app.OnAgendaAsync(meeting, "Canary Kept");
        await app.OnAgendaAsync(meeting, "Canary Third");
        await app.WriteAsync(db =>
        {
            db.Exclusions.Add(new Exclusion(kept.Id.Value, Cast.Representative.StaffId, null, "Sister of the perpetrator", app.Clock.Now));
            return Task.CompletedTask;
        });
        await app.AcceptStatementAsync(meeting, Cast.Representative);

        var page = await app.SignedInAs(Cast.Representative).GetAsync($"/marac/meetings/{meeting}");

        Assert.Equal(["1. Canary First", "2. Canary Third"], Headings(page));
        Assert.Contains("2 cases: ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Reference, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("button[name=up], button[name=down]")); // only those who run the MARAC order it
    }

    [Fact]
    public async Task An_order_made_from_an_old_page_is_refused_and_shown_with_what_was_typed()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 14));
        var (one, a) = await app.OnAgendaAsync(meeting, "Canary One");
        var (_, b) = await app.OnAgendaAsync(meeting, "Canary Two");
        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        var page = await app.SignedInAs(Cast.Coordinator).GetAsync($"/marac/meetings/{meeting}");
        (await page.Fill($"Number of case {one.Reference}", "x").PressAsync("Save the numbers")).ShowsError("Enter a number from 1 up", forLabel: $"Number of case {one.Reference}");
        app.Clock.Now = app.Clock.Now.AddSeconds(1);
        (await app.ArrangeAsync(meeting, null, Cast.Chair, b, a)).Given();

        var refused = await page.Fill($"Number of case {one.Reference}", "2").PressAsync("Save the numbers");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Somebody else changed this agenda", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["1. Canary Two", "2. Canary One"], Headings(refused));
    }

    [Fact]
    public async Task A_case_is_taken_off_with_a_reason_and_waits_again()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 15));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Off");
        await app.AcceptStatementAsync(meeting, Cast.Coordinator);
        var coordinator = app.SignedInAs(Cast.Coordinator);
        var page = await coordinator.GetAsync($"/marac/meetings/{meeting}");

        (await page.PressAsync("Take it off")).ShowsError("Choose the case to take off", forLabel: "Which case?");
        await page.Fill("Which case?", $"1. {@case.Reference}, Canary Off").Fill("Why is it taken off?", "The referrer cannot attend").PressAsync("Take it off");

        Assert.Contains("No case is on the agenda yet.", (await coordinator.GetAsync($"/marac/meetings/{meeting}")).Text, StringComparison.Ordinal);
        Assert.Contains(@case.Reference, (await coordinator.GetAsync($"/marac/{Cast.Marac}/referrals")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_and_a_refusal_each_need_their_words()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Asked");
        var coordinator = app.SignedInAs(Cast.Coordinator);
        var page = await coordinator.GetAsync($"/marac/referrals/{referral}");

        (await page.PressAsync("Send the question")).ShowsError("Write your question", forLabel: "What do you need to know?");
        await page.Fill("What do you need to know?", "Does she know of this referral?").PressAsync("Send the question");
        Assert.Equal(ReferralStatus.Queried, Assert.Single(await app.ReferralsOfAsync(@case)).Status);

        var again = await coordinator.GetAsync($"/marac/referrals/{referral}");
        (await again.PressAsync("Decline the referral")).ShowsError("Write why the referral is declined", forLabel: "Why is it declined?");
        var declined = await again.Fill("Why is it declined?", "Lives outside our area").PressAsync("Decline the referral");
        Assert.Equal($"/marac/{Cast.Marac}/referrals?done=declined", declined.RedirectsTo);
        var elsewhere = app.SignedInAs(Cast.Coordinator with { AgencyId = Cast.Council }); // no way to the case but the referral
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/marac/referrals/{referral}")).Status);
    }

    [Fact]
    public async Task The_pages_of_a_MARAC_are_not_there_for_those_who_do_not_serve_it()
    {
        var meeting = await app.MeetingAsync(new(2026, 12, 16));
        string[] running = [$"/marac/{Cast.Marac}/referrals", $"/marac/{Cast.Marac}/meetings/new"];
        string[] serving = [$"/marac/{Cast.Marac}/meetings", $"/marac/meetings/{meeting}", $"/marac/meetings/{meeting}/print"];

        foreach (var url in running.Concat(serving))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherCoordinator).GetAsync(url)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync(url)).Status);
        }

        foreach (var url in running)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Representative).GetAsync(url)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Representative).GetAsync($"/marac/{Cast.Marac}/meetings")).Status);
    }

    private static IEnumerable<string> Headings(PageUnderTest page) =>
        page.Document.QuerySelectorAll("article h3").Select(h => h.FirstChild!.TextContent.Trim());

    private async Task<(Case Case, Id<Referral> Referral)> WaitingAsync(string victim)
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, victim);
        var raised = (await app.ReferralsOfAsync(@case)).SingleOrDefault(r => r.Kind is ReferralKind.Marac)?.Id ?? (await app.StartAsync(@case, ReferralKind.Marac)).Given();
        return (@case, (await app.SendAsync(raised)).Given());
    }
}
