using System.Net;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incoming;

/// <summary>What came in and needs a person, and what a person makes of it.</summary>
public sealed class IncomingPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_word_is_corrected_once_and_understood_from_then_on()
    {
        var feed = await Feed.OfAsync(app);
        await feed.SendAsync(new { externalReference = "Q-1", location = "1 Queue Road", grade = "Code Amber" });
        var support = app.SignedInAs(Cast.SupportWorker);
        Assert.Contains("Logged by another system", (await support.GetAsync("/incidents/board")).Text, StringComparison.Ordinal);

        var page = await OpenAsync(support, "Q-1");
        Assert.Contains("Code Amber", page.Text, StringComparison.Ordinal);
        var asked = await support.GetAsync(Question(page, "Grade"));
        var unsaid = await asked.PressAsync("Record the answer");
        Assert.Contains("Choose an answer", unsaid.Text, StringComparison.Ordinal);
        var done = await asked.FillNamed("Input.Decision", "correct").Fill("It means", "EarlyResponse").FillNamed("Input.Remember", "true").PressAsync("Record the answer");

        Assert.Equal("/incoming?done=settled", done.RedirectsTo);
        var again = await feed.SendAsync(new { externalReference = "Q-2", location = "1 Queue Road", grade = "CODE  AMBER" });
        Assert.Equal("logged", again["status"]);
        await using var db = app.Database.Open();
        foreach (var reference in new[] { "Q-1", "Q-2" })
        {
            Assert.Equal(ResponseGrade.EarlyResponse, await db.Incidents.Where(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == reference)).Select(i => i.Grade).SingleAsync(Ct));
        }

        Assert.Contains("WordLearned", await db.RecordEvents.Where(e => e.ByStaffId == Cast.SupportWorker.StaffId).Select(e => e.Name).ToListAsync(Ct));
        Assert.Contains("QuestionAnswered", await db.RecordEvents.Where(e => e.ByStaffId == Cast.SupportWorker.StaffId).Select(e => e.Name).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_slow_grade_corrected_here_waits_for_its_supervisor_like_any_other()
    {
        await (await Feed.OfAsync(app)).SendAsync(new { externalReference = "Q-3", location = "1 Queue Road", grade = "Code Grey" });
        var support = app.SignedInAs(Cast.SupportWorker);
        var asked = await support.GetAsync(Question(await OpenAsync(support, "Q-3"), "Grade"));

        await asked.FillNamed("Input.Decision", "correct").Fill("It means", "Routine").PressAsync("Record the answer");

        await using var db = app.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == "Q-3"), Ct);
        Assert.Equal((ResponseGrade.Routine, Cast.SupportWorker.StaffId), (incident.Grade!.Value, incident.SlowGradedBy!.Value));
        Assert.True(incident.AwaitsReview);
    }

    [Fact]
    public async Task A_number_that_still_cannot_be_read_is_said_beside_its_field_and_the_right_one_goes_on_record()
    {
        await (await Feed.OfAsync(app)).SendAsync("""{"externalReference":"Q-4","people":[{"role":"victim","name":"Wilhelmina Quagmire","phone":"7.7E+09"}]}""");
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        var asked = await supervisor.GetAsync(Question(await OpenAsync(supervisor, "Q-4"), "Person 1: phone"));

        var wrong = await asked.FillNamed("Input.Decision", "correct").Fill("It is", "496").PressAsync("Record the answer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        wrong.ShowsError("This cannot be read either. This is no whole number: its area code or some figures are missing.", "It is");
        Assert.Equal("/incoming?done=settled", (await wrong.Fill("It is", "07700 900 444").PressAsync("Record the answer")).RedirectsTo);

        await using var db = app.Database.Open();
        Assert.Equal("+447700900444", await db.Set<PersonPhone>().Where(p => db.Set<PersonName>().Any(n => n.PersonId == p.PersonId && n.Full == "Wilhelmina Quagmire")).Select(p => p.E164).SingleAsync(Ct));
    }

    [Fact]
    public async Task Somebody_who_is_on_record_beyond_doubt_is_linked_and_said_and_somebody_who_may_be_waits()
    {
        var known = await RecordAsync("Peregrine Thistlewood", new DateOnly(1979, 2, 14), "07700 900 555");
        var feed = await Feed.OfAsync(app);

        var certain = await feed.SendAsync(new { externalReference = "Q-5", people = new[] { new { role = "suspect", name = "THISTLEWOOD, Peregrine", born = "14/02/1979", phone = "+447700900555" } } });
        var doubtful = await feed.SendAsync(new { externalReference = "Q-6", people = new[] { new { role = "suspect", name = "Perry Thistlewood" } } });

        Assert.Equal(("logged", "linked"), (certain["status"], Assert.Single(certain.People)));
        Assert.Equal(("needs-a-person", "waiting"), (doubtful["status"], Assert.Single(doubtful.People)));
        Assert.Empty(doubtful.Questions); // whom we hold is not told
        Assert.DoesNotContain(known.ToString(), certain.Text + doubtful.Text, StringComparison.Ordinal);
        Assert.Equal([known], await PartiesAsync("Q-5"));
        Assert.Empty(await PartiesAsync("Q-6")); // the incident waits for nobody
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.Contains("1 person was found on record by matching, and nobody was asked", (await supervisor.GetAsync($"/incidents/{await IncidentAsync("Q-5")}")).Text, StringComparison.Ordinal);
        var asked = await supervisor.GetAsync(Question(await OpenAsync(supervisor, "Q-6"), "Who is person 1?"));
        Assert.Contains("Peregrine Thistlewood, born 14 February 1979", asked.Text, StringComparison.Ordinal);
        Assert.Contains("surnames agree", asked.Text, StringComparison.Ordinal);

        await asked.FillNamed("Input.Decision", $"same:{known}").PressAsync("Record the answer");

        Assert.Equal([known], await PartiesAsync("Q-6"));
        var late = await asked.FillNamed("Input.Decision", "new").PressAsync("Record the answer");
        Assert.True(late.Status is HttpStatusCode.Conflict or HttpStatusCode.Found, late.Text);
        Assert.Equal([known], await PartiesAsync("Q-6"));
    }

    [Fact]
    public async Task A_new_person_is_made_and_one_left_out_needs_a_reason()
    {
        await RecordAsync("Clementine Ashgrove", new DateOnly(1985, 6, 1), "07700 900 666");
        await (await Feed.OfAsync(app)).SendAsync(new { externalReference = "Q-7", people = new object[] { new { role = "victim", name = "Clementin Ashgrove" }, new { role = "witness", name = "Clementine Ashgrov" } } });
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);

        var first = await supervisor.GetAsync(Question(await OpenAsync(supervisor, "Q-7"), "Who is person 1?"));
        Assert.EndsWith("?done=answered", (await first.FillNamed("Input.Decision", "new").PressAsync("Record the answer")).RedirectsTo, StringComparison.Ordinal);
        var second = await supervisor.GetAsync(Question(await OpenAsync(supervisor, "Q-7"), "Who is person 2?"));
        (await second.FillNamed("Input.Decision", "discard").PressAsync("Record the answer")).ShowsError("Say why this person is left out.", "Reason");
        await second.FillNamed("Input.Decision", "discard").Fill("Reason", "Named in error by the caller").PressAsync("Record the answer");

        Assert.Single(await PartiesAsync("Q-7"));
        await using var db = app.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == "Q-7"), Ct);
        Assert.NotNull(incident.CaseId); // the victim's case was opened when the person was named
        Assert.Contains("because: Named in error by the caller", (await supervisor.GetAsync($"/incoming/{await ReportAsync("Q-7")}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_both_sides_changed_is_decided_by_a_person()
    {
        var feed = await Feed.OfAsync(app);
        await feed.SendAsync(new { externalReference = "Q-8", location = "1 Queue Road" });
        var incident = await IncidentAsync("Q-8");
        await (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident}/correct")).Fill("Where help is needed", "2 Queue Road").PressAsync("Save");
        await feed.SendAsync(new { externalReference = "Q-8", location = "3 Queue Road" });
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);

        var asked = await supervisor.GetAsync(Question(await OpenAsync(supervisor, "Q-8"), "Location was changed on both sides"));
        await asked.FillNamed("Input.Decision", "correct").PressAsync("Record the answer");

        await using var db = app.Database.Open();
        Assert.Equal("3 Queue Road", await db.Incidents.Where(i => i.Id == incident).Select(i => i.Call.Location).SingleAsync(Ct));
    }

    [Fact]
    public async Task Another_agency_and_whoever_may_not_read_the_incident_sees_no_such_report_and_nothing_of_it_is_lost()
    {
        var feed = await Feed.OfAsync(app);
        await feed.SendAsync(new { externalReference = "Q-9", grade = "Code Violet", people = new[] { new { role = "victim", name = "Xanthippe Holloway" } } });
        var report = await ReportAsync("Q-9");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var number = (await OpenAsync(officer, "Q-9")).Document.QuerySelector("main a[href^='/incoming/']")!.GetAttribute("href")!;
        var (victim, incident) = (Assert.Single(await PartiesAsync("Q-9")), await IncidentAsync("Q-9"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer with { Roles = new HashSet<Role> { Role.ControlRoomSupervisor } }).GetAsync($"/incoming/{report}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync("/incoming")).Status);

        await app.RestrictAsync(victim);

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.DoesNotContain("Q-9", (await supervisor.GetAsync("/incoming")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/incoming/{report}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync(number)).Status);
        var answer = await feed.SendAsync(new { externalReference = "Q-9", injuries = "Cut lip" });
        Assert.True(answer.Status is HttpStatusCode.OK, string.Join('\n', app.Logged.Where(l => l.StartsWith("Error", StringComparison.Ordinal))));
        await using var db = app.Database.Open();
        Assert.Null(await db.Incidents.Where(i => i.Id == incident).Select(i => i.Call.Injuries).SingleAsync(Ct));
        Assert.Contains("opens to named people only", (await officer.GetAsync($"/incoming/{report}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_counts_itself_on_the_first_page_and_shows_the_oldest_first()
    {
        await (await Feed.OfAsync(app)).SendAsync(new { externalReference = "Q-10", location = "1 Queue Road", grade = "Code Mauve" });

        Assert.Contains("need", (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/")).Document.QuerySelector("main a[href='/incoming']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Q-10", (await app.SignedInAs(Cast.SupportWorker).GetAsync("/incoming")).Text, StringComparison.Ordinal);
        Assert.Contains("No row of a file waits", (await app.SignedInAs(Cast.SupportWorker).GetAsync("/incoming?files=true")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SupportWorker).GetAsync("/incoming/00000000-0000-0000-0000-000000000000/1")).Status);
    }

    private static string Question(PageUnderTest page, string heading) =>
        page.Document.QuerySelectorAll("main a").SingleOrDefault(a => a.TextContent.Trim() == heading)?.GetAttribute("href") ?? throw new InvalidOperationException(page.Text);

    private async Task<PageUnderTest> OpenAsync(PageClient client, string reference) => await client.GetAsync($"/incoming/{await ReportAsync(reference)}");

    private async Task<Id<IncomingReport>> ReportAsync(string reference)
    {
        await using var db = app.Database.Open();
        return await db.IncomingReports.Where(r => r.Reference == reference).Select(r => r.Id).SingleAsync(Ct);
    }

    private async Task<Id<Incident>> IncidentAsync(string reference)
    {
        await using var db = app.Database.Open();
        return (await db.IncomingReports.Where(r => r.Reference == reference).Select(r => r.IncidentId).SingleAsync(Ct))!.Value;
    }

    private async Task<IReadOnlyList<Id<Person>>> PartiesAsync(string reference)
    {
        var incident = await IncidentAsync(reference);
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Select(p => p.PersonId).ToListAsync(Ct);
    }

    private Task<Id<Person>> RecordAsync(string name, DateOnly born, string phone) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.CallHandler, new(name, born, false, Gender.NotKnown, null, phone, null, AddressVisibility.Open), Ct));
}
