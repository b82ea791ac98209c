using System.Text.Json;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Serilog.Events;
using Serilog.Parsing;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class LogTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_request_is_logged_by_its_route_and_never_by_its_address()
    {
        var http = app.SignedInAs(Cast.CallHandler).Http;
        using var found = await http.GetAsync("/assets/old/CNRY-name?q=CNRY-search", TestContext.Current.CancellationToken);
        using var absent = await http.GetAsync("/nowhere/CNRY-other", TestContext.Current.CancellationToken);

        var lines = app.Logged.Where(l => l.Contains(" answered ", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, l => l.Contains("GET /assets/{version}/{**path} answered 404 in", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("GET none answered 404 in", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("CNRY", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_is_one_JSON_object_without_what_the_framework_adds()
    {
        var template = new MessageTemplateParser().Parse("{Method} {Route} answered");
        var logged = new LogEvent(new DateTimeOffset(2026, 7, 1, 14, 5, 0, TimeSpan.FromHours(1)), LogEventLevel.Error, new InvalidOperationException("first\r\nsecond"), template,
        [
            new("Method", new ScalarValue("GET\n{\"forged\":true}")), new("Route", new ScalarValue("cases/{id}")), new("RequestPath", new ScalarValue("/cases/CNRY")), new("ConnectionId", new ScalarValue("CNRY")),
        ]);
        using var text = new StringWriter();

        new JsonLines().Format(logged, text);

        var line = Assert.Single(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("2026-07-01T13:05:00.0000000Z", json.GetProperty("time").GetString());
        Assert.Equal("GET\n{\"forged\":true} cases/{id} answered", json.GetProperty("message").GetString());
        Assert.Contains("first\r\nsecond", json.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"csp-report":{"effective-directive":"script-src-elem","blocked-uri":"https://CNRY.example/x","document-uri":"/people/CNRY"}}""", "script-src-elem, source https:")]
    [InlineData("""[{"type":"csp-violation","body":{"effectiveDirective":"require-trusted-types-for","blockedURL":"trusted-types-sink"}}]""", "require-trusted-types-for, source trusted-types-sink")]
    [InlineData("not json CNRY", "unreadable, source unknown")]
    public async Task A_report_of_the_browser_is_logged_without_addresses(string report, string logged)
    {
        using var content = new StringContent(report);
        using var response = await app.Nobody().Http.PostAsync("/csp-report", content, TestContext.Current.CancellationToken);

        Assert.Equal(204, (int)response.StatusCode);
        var lines = app.Logged.Where(l => l.Contains("content policy", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, l => l.Contains(logged, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("CNRY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_beyond_reason_is_not_read()
    {
        using var content = new StringContent(new string('x', 20_000));
        using var response = await app.Nobody().Http.PostAsync("/csp-report", content, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)response.StatusCode);
    }
}
