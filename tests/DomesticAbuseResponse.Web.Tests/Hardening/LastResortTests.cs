using System.Net;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class LastResortTests(LastResortTests.AppThatCannotRender app) : IClassFixture<LastResortTests.AppThatCannotRender>
{
    [Fact]
    public async Task When_even_the_error_page_fails_plain_words_remain()
    {
        using var response = await app.SignedInAs(Cast.CallHandler).Http.GetAsync("/traps/broken", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.StartsWith("<!DOCTYPE html>", body, StringComparison.Ordinal);
        Assert.Contains("Something went wrong", body, StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY", body, StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.Contains(app.Logged, l => l.Contains("The error page itself failed", StringComparison.Ordinal));
    }

    /// <summary>Without the words no page of the application can be rendered, the error page included.</summary>
    public sealed class AppThatCannotRender : AppWithTraps
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.RemoveAll<DisplayNames>());
        }
    }
}
