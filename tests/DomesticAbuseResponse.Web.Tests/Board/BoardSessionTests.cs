using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Board;

/// <summary>An open board and the session it belongs to, with the real sign-in.</summary>
public sealed class BoardSessionTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_board_is_told_while_its_session_lives_and_ends_with_it_and_no_other()
    {
        var (leaves, stays) = (await app.PersonAsync("board-leaves", Role.CallHandler), await app.PersonAsync("board-stays", Role.CallHandler));
        await using var ending = await BoardStream.OpenAsync((await app.SignInAsync(leaves)).Http);
        await using var going = await BoardStream.OpenAsync((await app.SignInAsync(stays)).Http);
        var first = await app.LogCallAsync("Canary Told");
        Assert.Equal("call", (await ending.AboutAsync(first)).Type);
        Assert.Equal("call", (await going.AboutAsync(first)).Type);

        await app.Services.GetRequiredService<Sessions>().EndAllAsync(leaves.Id, null, Ct);
        var second = await app.LogCallAsync("Canary Not told");

        Assert.Equal("end", (await ending.NextAsync())!.Type);
        Assert.Null(await ending.NextAsync());
        Assert.Equal("call", (await going.AboutAsync(second)).Type);
    }
}
