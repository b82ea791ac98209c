using System.Net;
using System.Security.Claims;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class LimitsTests
{
    [Fact]
    public async Task One_request_too_many_of_a_person_is_told_when_to_come_back_and_another_person_is_not()
    {
        await using var host = await HostAsync(Limits.PerPerson(new HardeningOptions { RequestsPerMinutePerPerson = 3 }));

        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            statuses.Add((await AskAsync(host, "one")).StatusCode);
        }

        using var refused = await AskAsync(host, "one");
        using var other = await AskAsync(host, "two");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("Too many requests", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_full_house_answers_503_at_once_and_serves_again_when_there_is_room()
    {
        var gate = new TaskCompletionSource();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await HostAsync(
            Limits.Room(new HardeningOptions { ConcurrentRequests = 1, QueuedRequests = 1 }),
            async () =>
            {
                inside.TrySetResult();
                await gate.Task;
            });

        var working = AskAsync(host, "one");
        await inside.Task.WaitAsync(TestContext.Current.CancellationToken);
        var queuedAndRefused = new[] { AskAsync(host, "two"), AskAsync(host, "three") };
        using var refused = await await Task.WhenAny(queuedAndRefused);
        gate.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("5", string.Join("", refused.Headers.GetValues("Retry-After")));
        Assert.Equal(HttpStatusCode.OK, (await working).StatusCode);
        Assert.Single(await Task.WhenAll(queuedAndRefused), response => response.StatusCode is HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, "two")).StatusCode);
    }

    [Fact]
    public async Task Zero_turns_a_limit_off()
    {
        await using var host = await HostAsync(Limits.PerPerson(new HardeningOptions { RequestsPerMinutePerPerson = 0 }));

        for (var n = 0; n < 50; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, "one")).StatusCode);
        }
    }

    private static Task<HttpResponseMessage> AskAsync(WebApplication host, string person)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Person", person);
        return host.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> HostAsync(RateLimiterOptions limits, Func<Task>? work = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRateLimiter(_ => { });
        var host = builder.Build();
        host.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(StaffClaims.Id, context.Request.Headers["X-Person"].ToString())], "test"));
            return next(context);
        });
        host.UseRateLimiter(limits);
        host.MapGet("/", async context => await (work?.Invoke() ?? Task.CompletedTask));
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
