using System.Net;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

public sealed class DashPagesTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_officer_starts_a_form_answers_and_grades_it_and_the_sergeant_finds_it_on_the_list()
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await app.LogCallAsync("Canary Journey");
        var officer = app.SignedInAs(Cast.ResponseOfficer);

        var started = await (await officer.GetAsync($"/risk/start?incidentId={incident}")).PressAsync("Start or continue");
        var form = started.RedirectsTo!;
        var before = await officer.GetAsync($"{form}/before");
        var asked = await before.FillNamed("Input.SafeToTalk", "true").FillNamed("Input.Contact", "new")
            .Fill("The number they have just given", "07700 900 456").Fill("Where is the perpetrator now?", "Left on foot")
            .FillNamed("Input.ChildrenLocation", "There are none").Choose("I have explained why I ask these questions and how the answers may be shared at a MARAC")
            .PressAsync("Save and continue");

        var next = asked.RedirectsTo!;
        for (var n = 1; n <= 27; n++)
        {
            Assert.EndsWith($"/POL-DASH-27/{n}", next, StringComparison.Ordinal);
            next = (await (await officer.GetAsync(next)).FillNamed("Input.Value", n is 1 or 2 or 3 or 5 or 7 or 9 or 10 or 13 or 12 or 15 or 20 or 23 or 24 or 26 ? "Yes" : "No").PressAsync("Save and continue")).RedirectsTo!;
        }

        Assert.Contains("Say whether any child is at risk.", (await officer.GetAsync(form)).Text, StringComparison.Ordinal);
        var judgement = await officer.GetAsync($"{form}/judgement");
        await judgement.FillNamed("Input.VictimPriority", "To sleep in her own bed").FillNamed("Input.GroundsForMarac", "true").FillNamed("Input.GroundsForMaracReason", "The answers together")
            .PressAsync("Save and continue");
        var gaps = (await officer.GetAsync(form)).Text;
        Assert.Contains("Say whether you have referred to MARAC.", gaps, StringComparison.Ordinal);
        await (await officer.GetAsync($"{form}/judgement")).FillNamed("Input.ReferredToMarac", "false").FillNamed("Input.RiskToChildren", "false").PressAsync("Save and continue");

        var result = await officer.GetAsync($"{form}/grade");
        Assert.Contains("14", result.Text, StringComparison.Ordinal);
        var untimed = await result.FillNamed("Grade", "High").PressAsync("Complete and send for review");
        untimed.ShowsError("Enter the time you go off duty, like 22:00", forLabel: "When do you go off duty today?");
        var graded = await result.FillNamed("OffDutyAt", "18:00").PressAsync("Complete and send for review");
        Assert.Equal($"{form}?done=completed", graded.RedirectsTo);
        var said = await officer.GetAsync(graded.RedirectsTo!);
        Assert.Contains("has been sent to the sergeant for review", said.Text, StringComparison.Ordinal);
        Assert.Contains("IDVA referral raised to Other IDVA Service", said.Text, StringComparison.Ordinal);
        Assert.Contains("MARAC referral raised to Test MARAC", said.Text, StringComparison.Ordinal);
        Assert.Contains("Contact with the victim is due by", said.Text, StringComparison.Ordinal);
        Assert.Contains("14 of 27", said.Text, StringComparison.Ordinal);

        var list = await app.SignedInAs(Cast.Sergeant).GetAsync("/risk/reviews");
        Assert.Contains("Canary Journey", list.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(RiskGrade.High, (await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), ct)).Grade);
    }

    [Fact]
    public async Task An_answer_from_somebody_else_without_a_name_is_explained_beside_the_field_and_keeps_what_was_typed()
    {
        var form = await FormAsync();
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}/POL-DASH-27/1");

        var again = await page.FillNamed("Input.Value", "Yes").Fill("Comment (optional)", "Bruise on the arm").FillNamed("Input.Source", "Neighbour").PressAsync("Save and continue");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("Question 1 was not answered by the victim: say who or what the answer came from.", forLabel: "Name them, or the record");
        Assert.Contains("Bruise on the arm", again.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_question_says_whom_it_is_about_and_what_Not_asked_means_and_an_error_opens_nothing_else()
    {
        var incident = await app.LogCallAsync("Canary Asked");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var form = (await (await officer.GetAsync($"/risk/start?incidentId={incident}")).PressAsync("Start or continue")).RedirectsTo!;

        var page = await officer.GetAsync($"{form}/POL-DASH-27/3");
        Assert.Contains("Canary Asked", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("You will need to come back to it", page.Text, StringComparison.Ordinal);
        Assert.Contains("Yes, they fear further harm", page.Text, StringComparison.Ordinal);
        Assert.Contains("“Before you start” is not finished: Say whether it is safe to talk.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='{form}/not-asked']"));

        var blank = await page.PressAsync("Save and continue");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blank.Status);
        Assert.False(blank.Document.QuerySelector("details.govuk-details")!.HasAttribute("open"));

        await page.Choose("Not asked yet").PressAsync("Save and continue");
        var all = await officer.GetAsync(form);
        Assert.Contains("Marked as not asked", all.Text, StringComparison.Ordinal);
        Assert.Contains("Not answered yet", all.Text, StringComparison.Ordinal);
        Assert.Contains("POL-DASH question 3 is not answered", (await officer.GetAsync($"{form}/grade")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_Before_you_start_says_what_is_missing()
    {
        var incident = await app.LogCallAsync("Canary Before");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var form = (await (await officer.GetAsync($"/risk/start?incidentId={incident}")).PressAsync("Start or continue")).RedirectsTo!;

        var saved = await (await officer.GetAsync($"{form}/before")).FillNamed("Input.ChildrenLocation", "With their aunt").PressAsync("Save and continue");
        var said = await officer.GetAsync(saved.RedirectsTo!);

        Assert.Contains("Record a safe way to contact the victim.", said.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Say where the children are", said.Text, StringComparison.Ordinal);
        Assert.NotNull(said.Document.QuerySelector($"a[href='{form}/POL-DASH-27/1']"));
    }

    [Fact]
    public async Task The_sergeant_meets_the_grades_in_the_same_order_as_the_assessor_with_none_chosen()
    {
        var form = await FormAsync();
        (await app.JudgeAsync(form, Cast.ResponseOfficer)).Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
        var assessor = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}/grade");
        await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Frightened, and he knows where she is");
        var sergeant = await app.SignedInAs(Cast.Sergeant).GetAsync($"/risk/{form}/review");

        string[] Order(PageUnderTest page, string name) => [.. page.Document.QuerySelectorAll($"[name='{name}']").Select(i => i.GetAttribute("value")!)];
        Assert.Equal(["High", "Medium", "Standard"], Order(sergeant, "Input.Grade"));
        Assert.Equal(Order(assessor, "Grade"), Order(sergeant, "Input.Grade"));
        Assert.Empty(sergeant.Document.QuerySelectorAll("[name='Input.Grade'][checked]"));
    }

    [Fact]
    public async Task The_list_of_reviews_begins_with_a_High_and_says_what_is_overdue()
    {
        app.Clock.Now = app.Clock.Now.AddDays(1);
        var medium = await app.AnswerDashAsync(await app.LogCallAsync("Canary Listed Medium"), Cast.ResponseOfficer, new HashSet<int>());
        await app.CompleteDashAsync(medium, Cast.ResponseOfficer, RiskGrade.Medium, "Frightened, and he knows where she is");
        app.Clock.Now = app.Clock.Now.AddDays(5);
        var high = await app.AnswerDashAsync(await app.LogCallAsync("Canary Listed High"), Cast.ResponseOfficer, new HashSet<int>());
        await app.CompleteDashAsync(high, Cast.ResponseOfficer, RiskGrade.High, "Frightened, and he knows where she is");

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync("/risk/reviews");

        var rows = page.Document.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.True(rows.FindIndex(r => r.Contains("Canary Listed High", StringComparison.Ordinal)) < rows.FindIndex(r => r.Contains("Canary Listed Medium", StringComparison.Ordinal)));
        var late = rows.Single(r => r.Contains("Canary Listed Medium", StringComparison.Ordinal));
        Assert.Contains("Waiting 5 days", late, StringComparison.Ordinal);
        Assert.Contains("Overdue", late, StringComparison.Ordinal);
        Assert.DoesNotContain("Overdue", rows.Single(r => r.Contains("Canary Listed High", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_supervisors_at_once_meet_a_page_with_both_grades()
    {
        var form = await FormAsync();
        await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Frightened, and he knows where she is");
        var first = await app.SignedInAs(Cast.Sergeant).GetAsync($"/risk/{form}/review");
        var second = await app.SignedInAs(Cast.SecondSergeant).GetAsync($"/risk/{form}/review");

        await first.FillNamed("Input.Grade", "High").Fill("Why?", "He has been seen outside the house twice").PressAsync("Save the grade");
        var conflict = await second.FillNamed("Input.Grade", "Standard").Fill("Why?", "Both have moved away from the area").PressAsync("Save the grade");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("He has been seen outside the house twice", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("Both have moved away from the area", conflict.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Sergeant saved it on", conflict.Text, StringComparison.Ordinal);

        // A grade and its reason are one person's judgement: neither is preselected, and they are never mixed.
        Assert.Empty(conflict.Document.QuerySelectorAll("main input[type=radio]"));
        var given = await conflict.PressAsync("Save what I typed as well");
        Assert.Equal($"/risk/{form}?done=graded", given.RedirectsTo);
        var timeline = (await app.SignedInAs(Cast.Sergeant).GetAsync($"/risk/{form}")).Document.QuerySelectorAll("[aria-labelledby=grades] tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(timeline, r => r.Contains("High risk", StringComparison.Ordinal) && r.Contains("He has been seen outside", StringComparison.Ordinal));
        Assert.Contains(timeline, r => r.Contains("Standard risk", StringComparison.Ordinal) && r.Contains("Both have moved away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answers_of_a_completed_form_offer_no_change()
    {
        var form = await FormAsync();
        await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Frightened, and he knows where she is");

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}");

        Assert.NotEmpty(page.Document.QuerySelectorAll(".govuk-summary-list__row"));
        Assert.Empty(page.Document.QuerySelectorAll("[aria-labelledby^=answers] a, a[href='']"));
    }

    private async Task<Id<Domain.Cases.RiskAssessment>> FormAsync() =>
        await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, new HashSet<int>());
}
