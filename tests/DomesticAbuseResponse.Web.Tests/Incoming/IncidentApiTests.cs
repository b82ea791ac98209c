using System.Net;
using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incoming;

/// <summary>What another system may send, what comes of it, and what it is told.</summary>
public sealed class IncidentApiTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_becomes_an_incident_with_its_people_and_the_victims_case()
    {
        var feed = await Feed.OfAsync(app);

        var answer = await feed.SendAsync(new
        {
            externalReference = "CAD-1",
            reportedAt = "2026-11-23T09:58:00Z",
            source = "999",
            grade = "Immediate",
            unit = "test unit",
            silence = "none",
            location = "14 Example Road",
            postcode = "b1 1aa",
            firstWords = "Please come",
            childrenPresent = true,
            callerPhone = 7700900123,
            people = new object[] { new { role = "victim", name = "QUILLFEATHER, Sam", born = "04/05/1990" }, new { role = "suspect", givenName = "Alex", familyName = "Brackenridge", age = 40 } },
        });

        Assert.Equal((HttpStatusCode.Created, "logged"), (answer.Status, answer["status"]));
        Assert.Equal(["new", "new"], answer.People);
        await using var db = app.Database.Open();
        var incident = await IncidentAsync(db, "CAD-1");
        Assert.Equal((answer["reference"], ResponseGrade.Immediate, Cast.Unit, Cast.Police), (incident.Reference, incident.Grade!.Value, incident.UnitId!.Value, incident.AgencyId));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 58, 0, TimeSpan.Zero), incident.ReportedAt);
        Assert.Equal(("B1 1AA", "+447700900123", YesNoUnknown.Yes, Silence.None), (incident.Call.Postcode, incident.Call.CallerPhoneE164, incident.Call.ChildrenPresent, incident.Call.Silence));
        Assert.NotNull(incident.CaseId);
        var victim = incident.Parties.Single(p => p.Role is PartyRole.Victim).PersonId;
        Assert.Equal("Sam Quillfeather", (await db.People.Include(p => p.Names).SingleAsync(p => p.Id == victim, Ct)).DisplayName);
        Assert.Equal(new DateOnly(1990, 5, 4), (await db.People.SingleAsync(p => p.Id == victim, Ct)).BornOn);
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident.Id}");
        Assert.Contains("under its number CAD-1", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_again_gets_the_same_answer_and_does_nothing_and_the_same_key_with_another_is_refused()
    {
        var feed = await Feed.OfAsync(app);
        var message = new { externalReference = "CAD-2", location = "14 Example Road" };

        var first = await feed.SendAsync(message, "key-2");
        app.Clock.Now += TimeSpan.FromMinutes(3);
        var again = await feed.SendAsync(message, "key-2");
        var other = await feed.SendAsync(new { externalReference = "CAD-2", location = "15 Example Road" }, "key-2");

        Assert.Equal((HttpStatusCode.Created, first.Text, true), (again.Status, again.Text, again.IsRepeat));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "incoming.idempotency", "application/problem+json"), (other.Status, other["code"], other.Type));
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.IncomingDeliveries.CountAsync(d => d.IdempotencyKey == "key-2", Ct));
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_or_one_reference_make_one_incident()
    {
        var feed = await Feed.OfAsync(app);

        var same = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => feed.SendAsync(new { externalReference = "CAD-20", location = "14 Example Road" }, "key-20")));
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => feed.SendAsync(new { externalReference = "CAD-21", location = "14 Example Road", injuries = $"{n}" })));

        Assert.All(same, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.All(many, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.OK, a.Text));
        await using var db = app.Database.Open();
        Assert.Equal(2, await db.IncomingReports.CountAsync(r => r.Reference == "CAD-20" || r.Reference == "CAD-21", Ct));
        Assert.Equal(1, (await db.IncomingDeliveries.CountAsync(d => d.IdempotencyKey == "key-20", Ct)));
        Assert.Equal(same[0]["reference"], Assert.Single(same.Select(s => s["reference"]).Distinct()));
    }

    [Fact]
    public async Task The_same_reference_again_updates_and_what_was_corrected_here_stays_and_is_asked_about()
    {
        var feed = await Feed.OfAsync(app);
        await feed.SendAsync(new { externalReference = "CAD-3", location = "14 Example Road", grade = "Early response", people = new[] { new { role = "victim", name = "Ottoline Fenwicke" } } });
        await using var before = app.Database.Open();
        var logged = await IncidentAsync(before, "CAD-3");
        var correct = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{logged.Id}/correct");
        await correct.Fill("Where help is needed", "16 Example Road").PressAsync("Save");

        var answer = await feed.SendAsync(new
        {
            externalReference = "CAD-3",
            location = "18 Example Road",
            injuries = "cut lip",
            firstWords = "too late for these",
            people = new object[] { new { role = "victim", name = "OTTOLINE FENWICKE", phone = "07700900333" }, new { role = "child", name = "Kit Fenwicke" } },
        });

        Assert.Equal((HttpStatusCode.OK, "needs-a-person"), (answer.Status, answer["status"]));
        Assert.Equal(["location"], answer.Questions);
        await using var db = app.Database.Open();
        var incident = await IncidentAsync(db, "CAD-3");
        Assert.Equal(("16 Example Road", "cut lip", null, ResponseGrade.EarlyResponse), (incident.Call.Location, incident.Call.Injuries, incident.Call.FirstWords, incident.Grade!.Value));
        Assert.Equal([PartyRole.Victim, PartyRole.Child], incident.Parties.OrderBy(p => p.Number).Select(p => p.Role));
        var victim = incident.Parties.Single(p => p.Role is PartyRole.Victim).PersonId;
        Assert.Equal("+447700900333", (await db.People.Include(p => p.Phones).SingleAsync(p => p.Id == victim, Ct)).Phones.Single().E164);
        Assert.Contains("ReportUpdated", await db.RecordEvents.Where(e => e.IncidentId == incident.Id).Select(e => e.Name).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("""{"location":"x","grade":"Grade Nine"}""", "grade")]
    [InlineData("""{"location":"x","unit":"Narnia"}""", "unit")]
    [InlineData("""{"location":"x","reportedAt":"yesterday"}""", "reportedAt")]
    [InlineData("""{"location":"x","reportedAt":"2027-01-01T00:00:00Z"}""", "reportedAt")]
    [InlineData("""{"location":"x","callerPhone":"7.7E+09"}""", "callerPhone")]
    [InlineData("""{"people":[{"role":"protagonist","name":"Sylvester Oddname"}]}""", "people[0].role")]
    [InlineData("""{"people":[{"role":"victim","name":"Sylvia Oddname","phone":"7.7E+09"}]}""", "people[0].phone")]
    [InlineData("""{"people":[{"role":"victim","phone":"7.7E+09"}]}""", "people[0].phone")]
    [InlineData("""{"people":[{"role":"victim","name":"Silas Oddname","born":"31/02/1990"}]}""", "people[0].born")]
    [InlineData("""{"people":[{"role":"victim","name":"Anna and Otto Oddname"}]}""", "people[0].name")]
    [InlineData("""{"firstWords":"=HYPERLINK(\"x\")","grade":"=1+1"}""", "grade")]
    public async Task What_cannot_be_understood_is_taken_logged_and_asked_of_a_person(string body, string field)
    {
        var answer = await (await Feed.OfAsync(app)).SendAsync(body);

        Assert.Equal((HttpStatusCode.Created, "needs-a-person"), (answer.Status, answer["status"]));
        Assert.Equal([field], answer.Questions);
        Assert.NotNull(answer["reference"]);
    }

    [Theory]
    [InlineData("", 400, "$")]
    [InlineData("null", 400, "$")]
    [InlineData("[]", 400, "$")]
    [InlineData("\"text\"", 400, "$")]
    [InlineData("{", 400, "$")]
    [InlineData("{\"location\":", 400, "location")]
    [InlineData("{\"location\":{}}", 400, "location")]
    [InlineData("{\"location\":[\"x\"]}", 400, "location")]
    [InlineData("{\"location\":\"x\",\"location\":\"y\"}", 400, "location")]
    [InlineData("{\"location\":\"\\ud800\"}", 400, "location")]
    [InlineData("{\"people\":\"everybody\"}", 400, "people")]
    [InlineData("{\"people\":[7]}", 400, "people[0]")]
    [InlineData("{\"people\":[{\"name\":{}}]}", 400, "people[0].name")]
    [InlineData("{\"location\":\"x\"} {\"location\":\"y\"}", 400, "$")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}", 400, null)]
    public async Task What_is_no_message_is_refused_with_the_field_it_is_about(string body, int status, string? field)
    {
        var answer = await (await Feed.OfAsync(app)).SendAsync(body);

        Assert.Equal((status, "application/problem+json"), ((int)answer.Status, answer.Type));
        Assert.Equal("api.unreadable", answer["code"]);
        Assert.True(field is null || answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"externalReference":"CAD-9","grade":"Immediate"}""")]
    [InlineData("""{"people":[]}""")]
    [InlineData("""{"people":[null,{"role":"victim"}]}""")]
    [InlineData("""{"location":"  ","firstWords":"","people":[{"name":"unknown"}]}""")]
    [InlineData("""{"temperature":21}""")]
    public async Task What_tells_of_no_incident_at_all_is_refused_in_words(string body)
    {
        var answer = await (await Feed.OfAsync(app)).SendAsync(body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "incoming.no-incident"), (answer.Status, answer["code"]));
    }

    [Fact]
    public async Task Headers_and_sizes_are_checked_before_anything_is_read()
    {
        var feed = await Feed.OfAsync(app);
        const string body = """{"location":"x"}""";

        Assert.Equal(HttpStatusCode.BadRequest, (await feed.SendAsync(body, "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await feed.SendAsync(body, new string('k', 101))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await feed.SendAsync($$"""{"location":"x","externalReference":"{{new string('r', 101)}}"}""")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await feed.SendAsync(body, contentType: "text/plain")).Status);
        var large = await feed.SendAsync($$"""{"location":"{{new string('x', 300 * 1024)}}"}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (large.Status, large.Type));
        var crowd = await feed.SendAsync(new { people = Enumerable.Range(0, 41).Select(n => new { role = "witness", name = $"Witness {n}" }) });
        Assert.Equal(HttpStatusCode.BadRequest, crowd.Status);
        Assert.Equal(HttpStatusCode.Created, (await feed.SendAsync(body)).Status);
    }

    [Fact]
    public async Task A_key_that_is_missing_wrong_ended_or_run_out_is_one_and_the_same_to_whoever_sends()
    {
        var feed = await Feed.OfAsync(app);
        const string body = """{"location":"x"}""";
        var wrong = new[] { "", "Bearer", "Bearer nonsense", "Basic dXNlcjpwYXNz", $"Bearer {new string('x', 5000)}" };

        foreach (var authorization in wrong)
        {
            var refused = await feed.SendAsync(body, authorization: authorization);
            Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json", "api-key.needed"), (refused.Status, refused.Type, refused["code"]));
        }

        var shortLived = await Feed.OfAsync(app, days: 1);
        app.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shortLived.SendAsync(body)).Status);
        Assert.Equal(HttpStatusCode.Created, (await feed.SendAsync(body)).Status);
    }

    [Fact]
    public async Task The_api_answers_in_problems_and_never_in_pages()
    {
        using var http = app.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var (verb, path, status) in new[]
        {
            (HttpMethod.Get, "/api/v1/incidents", HttpStatusCode.MethodNotAllowed), (HttpMethod.Put, "/api/v1/incidents", HttpStatusCode.MethodNotAllowed), (HttpMethod.Options, "/api/v1/incidents", HttpStatusCode.MethodNotAllowed),
            (HttpMethod.Get, "/api/v1/nothing", HttpStatusCode.NotFound), (HttpMethod.Post, "/api", HttpStatusCode.NotFound), (HttpMethod.Post, "/api/v1/incidents", HttpStatusCode.Unauthorized),
        })
        {
            using var request = new HttpRequestMessage(verb, path);
            using var response = await http.SendAsync(request, Ct);
            Assert.Equal((path, status, "application/problem+json"), (path, response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_description_for_machines_names_the_fields_the_key_and_the_refusals()
    {
        using var http = app.CreateClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative), Ct));

        var post = document.RootElement.GetProperty("paths").GetProperty("/api/v1/incidents").GetProperty("post");
        Assert.Single(document.RootElement.GetProperty("paths").EnumerateObject());
        Assert.Equal("Idempotency-Key", post.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Contains("key", post.GetProperty("security").ToString(), StringComparison.Ordinal);
        Assert.Contains("externalReference", document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("IncidentMessage").GetProperty("properties").ToString(), StringComparison.Ordinal);
        Assert.True(post.GetProperty("responses").TryGetProperty("422", out _));
    }

    [Fact]
    public async Task Nothing_that_was_sent_stands_in_a_log_line_and_unknown_fields_are_kept_and_said()
    {
        var answer = await (await Feed.OfAsync(app)).SendAsync("""{"location":"CNRY-feed-Location","ignoredField":"CNRY-feed-Other","people":[{"role":"victim","name":"Cnryfeed Name","shoeSize":7}]}""");

        Assert.DoesNotContain(app.Logged, line => line.Contains("CNRY-feed", StringComparison.OrdinalIgnoreCase) || line.Contains("Cnryfeed", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["ignoredField", "people[0].shoeSize"], answer.Json.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("field").GetString()!));
        await using var db = app.Database.Open();
        Assert.True(await db.IncomingDeliveries.AnyAsync(d => d.Body.Contains("CNRY-feed-Other"), Ct));
    }

    private static async Task<Incident> IncidentAsync(CaseDbContext db, string reference) =>
        await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == reference), Ct);
}
