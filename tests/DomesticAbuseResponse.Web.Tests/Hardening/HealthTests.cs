using System.Net;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class HealthTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task A_host_with_its_database_is_alive_and_ready(string url)
    {
        using var response = await app.Nobody().Http.GetAsync(url, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "ok"), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task To_another_machine_they_do_not_exist()
    {
        var context = await app.Server.SendAsync(c =>
        {
            c.Request.Path = "/readyz";
            c.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        }, TestContext.Current.CancellationToken);

        Assert.Equal(404, context.Response.StatusCode);
    }
}
