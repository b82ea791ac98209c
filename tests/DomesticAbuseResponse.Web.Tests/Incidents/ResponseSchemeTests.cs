using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

/// <summary>A force's own names and targets for the response grades (R4.1, R4.2).</summary>
public sealed class ResponseSchemeTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_force_that_speaks_of_priority_reads_priority_everywhere_and_reviews_the_same_grades()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.ResponseScheme, Cast.Police.Value, "targets", new DateOnly(2026, 11, 23), ResponseScheme.WithTargets, TestContext.Current.CancellationToken))).Given();
        var slow = await app.LogCallAsync("Slow call", grade: ResponseGrade.Diary);
        var client = app.SignedInAs(Cast.CallHandler);

        var form = await client.GetAsync("/incidents/log");
        var incident = await client.GetAsync($"/incidents/{slow}");
        var list = await client.GetAsync("/incidents");

        Assert.Contains("Priority", form.Text, StringComparison.Ordinal);
        Assert.Contains("Attend within 15 minutes, 20 minutes in the country", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Early response", form.Text, StringComparison.Ordinal);
        Assert.Contains("A call that was given one of the two slowest grades cannot be closed", incident.Text, StringComparison.Ordinal);
        Assert.Contains("Appointment", list.Text, StringComparison.Ordinal);
        Assert.Contains("Early response", (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync("/incidents/log")).Text, StringComparison.Ordinal);
    }
}
