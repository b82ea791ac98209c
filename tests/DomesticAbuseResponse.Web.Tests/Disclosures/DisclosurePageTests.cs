using System.Net;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Disclosures;

/// <summary>Clare's Law from the counter to its end: each step, each clock, and that nobody outside the compartment learns that anybody asked (R4.33–R4.37, S45, S46, T7).</summary>
public sealed class DisclosurePageTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task A_request_goes_from_the_counter_to_the_disclosure_and_its_taker_never_sees_it_again()
    {
        var start = new DateTimeOffset(2026, 12, 4, 9, 0, 0, TimeSpan.Zero);
        app.Clock.Now = start;
        var counter = app.SignedInAs(Cast.ResponseOfficer);
        var form = await counter.GetAsync("/disclosures/take");
        var wrong = await form.Choose("Somebody who worries about another person").PressAsync("Send it to those who decide");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        wrong.ShowsError("Enter the name of the person they ask about", "Name, with other names they use");

        form.FillNamed("Input.ApplicantName", "Canary Mother").FillNamed("Input.AtRiskName", "Canary Daughter").FillNamed("Input.SubjectName", "Canary Subject").FillNamed("Input.SafeContact", "Canary by phone at noon");
        var sent = form.FieldsFor("Send it to those who decide");
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => counter.PostAsync("/disclosures/take", sent)));
        var taken = clicks[0].RedirectsTo!;
        Assert.All(clicks, c => Assert.Equal(taken, c.RedirectsTo)); // five clicks, one request
        var receipt = await counter.GetAsync(taken);
        Assert.Contains("CL-", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", receipt.Text, StringComparison.Ordinal);
        var url = taken[..taken.LastIndexOf('/')];
        Assert.Equal(HttpStatusCode.NotFound, (await counter.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync(taken)).Status); // a receipt is its taker's

        var decider = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await decider.GetAsync(url);
        foreach (var words in new[] { "Canary Mother", "Canary Daughter", "Canary Subject", "Canary by phone at noon", "Saturday 5 December 2026 at 09:00", "Finish by Thursday 31 December 2026" })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        app.Clock.Now = start.AddHours(2);
        var endless = await (await decider.GetAsync($"{url}/checks")).FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false").Fill("What was found and done?", new string('x', 4001)).PressAsync("Record the first checks");
        endless.ShowsError("This must be 4,000 characters or fewer", "What was found and done?");
        await StepAsync(decider, $"{url}/checks", "Record the first checks", f => f.FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false"));
        await StepAsync(decider, $"{url}/meeting", "Record the meeting", f => On(f, "4", "12", "2026").Fill("Which proof of identity was seen?", "Passport"));
        await StepAsync(decider, $"{url}/assessment", "Record the risk assessment", f => f.Fill("Which agencies were asked what they hold?", "Police").FillNamed("Input.Grade", "Medium").Fill("What does that rest on?", "A pattern"));
        var decision = On(await decider.GetAsync($"{url}/decision"), "4", "12", "2026", "Input.HeldOn").Fill("Who took part?", "Police\nIDVA service").FillNamed("Input.Outcome", "Disclosed")
            .Fill("What makes it lawful?", "Common law").Fill("Why is it necessary, or why not?", "They move in").Fill("Why is it proportionate?", "One sentence").Fill("The words that will be said", "Canary words")
            .Fill("Who makes the disclosure?", "An officer").FillNamed("Input.Subject", "NotTold").Fill("What protects the person at risk?", "A plan");
        var refused = await decision.PressAsync("Record the decision");
        Assert.Contains("Choose to whom the disclosure is made", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Canary words", refused.Document.Body!.InnerHtml, StringComparison.Ordinal); // what was typed stays
        Assert.Equal(url, (await refused.FillNamed("Input.Recipient", "PersonAtRisk").PressAsync("Record the decision")).RedirectsTo);

        var telling = await decider.GetAsync($"{url}/telling");
        Assert.Contains("Canary words", telling.Text, StringComparison.Ordinal);
        On(telling, "4", "12", "2026").Fill("Who told them?", "An officer").Fill("Which support worker was there?", "An IDVA").Choose("They agreed to keep it to themselves, and use it only to keep safe").FillNamed("Input.Applicant", "Nothing")
            .Fill("What was agreed for their safety?", "A plan");
        (await telling.PressAsync("Record the disclosure")).ShowsError("Nothing is given in writing: take back what was, and tell your inspector", "Nothing was left with them in writing: no letter, no note, no message");
        Assert.Equal(url, (await telling.Choose("Nothing was left with them in writing: no letter, no note, no message").PressAsync("Record the disclosure")).RedirectsTo);
        Assert.Contains("Ended on 4 December 2026", (await decider.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Contains("Disclosed: 1", (await decider.GetAsync("/disclosures?ended=true")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await decider.GetAsync($"{url}/telling")).Status);
    }

    [Fact]
    public async Task S46_nothing_of_a_request_is_found_told_logged_or_printed_outside_its_compartment()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 4, 9, 0, 0, TimeSpan.Zero);
        var id = await TakenAsync("Zebedee Quillcanary", by: Cast.Inspector);
        var elsewhere = Cast.OtherForceOfficer with { Roles = new HashSet<Role> { Role.SafeguardingOfficer } };
        foreach (var actor in new[] { elsewhere, Cast.Sergeant, Cast.ResponseOfficer, Cast.Idva, Cast.IdvaManager, Cast.Coordinator, Cast.Representative, Cast.Auditor, Cast.AgencyAdministrator, Cast.OtherForceOfficer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync($"/disclosures/{id}")).Status);
        }

        // To find the subject finds no request, even for one who decides; what a look or an event keeps names nobody.
        Assert.Empty((await app.RunAsync<FindAnyone, FindAnyone.View>(find => find.ReadAsync(Cast.SafeguardingOfficer, "Zebedee Quillcanary", _ct))).People);
        await using var db = app.Database.Open();
        Assert.DoesNotContain(await db.RecordEvents.AsNoTracking().Select(e => e.Details).ToListAsync(_ct), d => d?.Contains("canary", StringComparison.OrdinalIgnoreCase) is true);
        Assert.DoesNotContain(await db.AccessRecords.AsNoTracking().Select(r => r.Purpose + r.Reason).ToListAsync(_ct), d => d.Contains("canary", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(app.Logged, line => line.Contains("canary", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(await db.AccessRecords.AsNoTracking().Where(r => r.RecordId == id.Value && r.Level == Domain.Access.AccessLevel.None).ToListAsync(_ct), r => r.ByStaffId == elsewhere.StaffId);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/disclosures/{id}");
        Assert.Contains("Zebedee Quillcanary", page.Document.QuerySelector(".dar-no-print")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillcanary", page.Document.QuerySelector(".dar-only-print")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillcanary", page.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_who_bears_a_name_of_it_or_is_kept_out_sees_no_request_no_count_and_no_notice()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        string name;
        await using (var db = app.Database.Open())
        {
            name = await db.Staff.Where(s => s.Id == Cast.SafeguardingOfficer.StaffId).Select(s => s.DisplayName).SingleAsync(_ct);
        }

        var id = await TakenAsync(name, by: Cast.Inspector);
        var namesake = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Equal(HttpStatusCode.NotFound, (await namesake.GetAsync($"/disclosures/{id}")).Status);
        Assert.DoesNotContain(id.ToString(), (await namesake.GetAsync("/disclosures")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await namesake.GetAsync("/notices")).Document.Body!.InnerHtml, StringComparison.Ordinal);

        var inspector = app.SignedInAs(Cast.Inspector);
        var who = await inspector.GetAsync($"/disclosures/{id}/who");
        Assert.Contains(name, who.Text, StringComparison.Ordinal);
        await who.PressAsync($"Open it to them: {name}");
        Assert.Equal(HttpStatusCode.OK, (await namesake.GetAsync($"/disclosures/{id}")).Status);

        who = await inspector.GetAsync($"/disclosures/{id}/who");
        (await who.Fill("Whom?", name).PressAsync("Keep them out")).ShowsError("Say why they are kept out", "Why?");
        await who.Fill("Whom?", name).Fill("Why?", "Knows a person in it").PressAsync("Keep them out");
        Assert.Equal(HttpStatusCode.NotFound, (await namesake.GetAsync($"/disclosures/{id}")).Status);
    }

    [Fact]
    public async Task Whoever_is_given_a_name_of_it_later_is_kept_out_when_they_open_it()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        var id = await TakenAsync("Ptolemy Laterquill", by: Cast.SafeguardingOfficer);
        var url = $"/disclosures/{id}";
        var inspector = app.SignedInAs(Cast.Inspector);
        Assert.Equal(HttpStatusCode.OK, (await inspector.GetAsync(url)).Status);
        string before;
        await using (var db = app.Database.Open())
        {
            var staff = await db.Staff.SingleAsync(s => s.Id == Cast.Inspector.StaffId, _ct);
            before = staff.DisplayName;
            staff.Rename("P Laterquill", staff.JobTitle);
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await inspector.GetAsync(url)).Status);
        Assert.DoesNotContain(id.ToString(), (await inspector.GetAsync("/disclosures")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        await (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"{url}/who")).PressAsync("Open it to them: P Laterquill");
        Assert.Equal(HttpStatusCode.OK, (await inspector.GetAsync(url)).Status);
        await using (var db = app.Database.Open())
        {
            var staff = await db.Staff.SingleAsync(s => s.Id == Cast.Inspector.StaffId, _ct);
            staff.Rename(before, staff.JobTitle);
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }
    }

    [Fact]
    public async Task What_was_typed_is_shown_when_a_colleague_has_ended_the_request_meanwhile()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        var id = await TakenAsync("Ended Meanwhile", by: Cast.Inspector);
        var typed = (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/disclosures/{id}/checks")).FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false").Fill("What was found and done?", "Typed for long");
        await StepAsync(app.SignedInAs(Cast.Inspector), $"/disclosures/{id}/end", "End the request", f => f.FillNamed("Input.Outcome", "Withdrawn").Fill("Why, and what was done for the person at risk?", "Asked us to stop"));

        var refused = await typed.PressAsync("Record the first checks");
        Assert.Contains("This request has ended.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Typed for long", refused.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0206")]
    [InlineData("1926")]
    [InlineData("2926")]
    [InlineData("9999")]
    public async Task A_year_nobody_can_have_asked_in_is_refused_beside_its_field(string year)
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        var form = (await app.SignedInAs(Cast.CallHandler).GetAsync("/disclosures/take")).FillNamed("Input.Applicant", "PersonAtRisk").FillNamed("Input.ApplicantName", "Typed Name").FillNamed("Input.SubjectName", "Somebody").FillNamed("Input.ReceivedAt.Year", year);
        var refused = await form.PressAsync("Send it to those who decide");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Typed Name", refused.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_record_a_step_at_once_meet_each_others_and_lose_nothing()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        var id = await TakenAsync("Somebody Else", by: Cast.Inspector);
        var url = $"/disclosures/{id}/checks";
        var mine = (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(url)).FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false").Fill("What was found and done?", "Mine");
        await StepAsync(app.SignedInAs(Cast.Inspector), url, "Record the first checks", f => f.FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false"));

        var conflict = await mine.PressAsync("Record the first checks");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Mine", conflict.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inspector_is_told_once_that_a_request_is_late_however_many_instances_look()
    {
        app.Clock.Now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        var id = await TakenAsync("Late Subject", by: Cast.SafeguardingOfficer);
        await WatchAsync();
        Assert.Equal(0, await ToldAsync());

        app.Clock.Now = app.Clock.Now.AddHours(24).AddMinutes(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WatchAsync()));
        Assert.Equal(1, await ToldAsync());
        var notices = await app.SignedInAs(Cast.Inspector).GetAsync("/notices");
        Assert.Contains("A request under Clare’s Law is late", notices.Text, StringComparison.Ordinal);

        // The next clock is told of by itself.
        await StepAsync(app.SignedInAs(Cast.SafeguardingOfficer), $"/disclosures/{id}/checks", "Record the first checks", f => f.FillNamed("Input.InDanger", "false").FillNamed("Input.Crime", "false"));
        await WatchAsync();
        Assert.Equal(1, await ToldAsync());
        app.Clock.Now = app.Clock.Now.AddDays(20);
        await WatchAsync();
        Assert.Equal(2, await ToldAsync());

        Task WatchAsync() => app.RunAsync<WatchDisclosures, int>(w => w.HandleAsync(Actor.System, _ct));

        async Task<int> ToldAsync()
        {
            await using var db = app.Database.Open();
            return await db.Notices.CountAsync(n => n.Kind == NoticeKind.DisclosureLate && n.SubjectId == id.Value, _ct);
        }
    }

    private async Task<Id<DisclosureRequest>> TakenAsync(string subject, Actor by) =>
        (await app.RunAsync<TakeDisclosure, Result<Id<DisclosureRequest>>>(take => take.HandleAsync(
            by, new(new(DisclosureRoute.RightToAsk, ApplicantKind.PersonAtRisk, "Canary Applicant", null, null, null, null, null, null, null, null, subject, null, null, null, null), app.Clock.Now), _ct))).Given();

    private static async Task StepAsync(PageClient client, string url, string button, Func<PageUnderTest, PageUnderTest> fill)
    {
        var done = await fill(await client.GetAsync(url)).PressAsync(button);
        Assert.Equal(url[..url.LastIndexOf('/')], done.RedirectsTo);
    }

    private static PageUnderTest On(PageUnderTest form, string day, string month, string year, string field = "Input.On") =>
        form.FillNamed($"{field}.Day", day).FillNamed($"{field}.Month", month).FillNamed($"{field}.Year", year);
}
