using System.Net;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>Two colleagues, or one with a poor signal, answer the questions of one form at the same moment.</summary>
public sealed class AnswersAtOnceTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Answers_to_one_form_given_at_the_same_moment_are_all_kept_and_the_newest_of_one_question_wins()
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await app.LogCallAsync("Canary At Once");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var form = (await (await officer.GetAsync($"/risk/start?incidentId={incident}")).PressAsync("Start or continue")).RedirectsTo!;
        var pages = new List<PageUnderTest>();
        foreach (var number in new[] { 2, 3, 4, 5, 2, 2, 3 })
        {
            pages.Add(await officer.GetAsync($"{form}/POL-DASH-27/{number}"));
        }

        var answers = await Task.WhenAll(pages.Select(page => page.FillNamed("Input.Value", "Yes").PressAsync("Save and continue")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        await using var db = app.Database.Open();
        var kept = await db.Assessments.Where(a => a.IncidentId == incident).SelectMany(a => a.Answers).Select(a => new { a.Item, a.Value }).OrderBy(a => a.Item).ToListAsync(ct);
        Assert.Equal([2, 3, 4, 5], kept.Select(a => a.Item));
        Assert.All(kept, a => Assert.Equal(Answer.Yes, a.Value));
    }
}
