using System.Diagnostics;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>Nobody can tell from the time an answer takes whether an account exists.</summary>
public sealed class SameWorkTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_wrong_answer_costs_exactly_one_password_check()
    {
        var known = await app.PersonAsync("work.known");
        var disabled = await app.PersonAsync("work.disabled");
        await app.ChangeAsync(disabled, staff => staff.Disable(app.Clock.Now));
        var fresh = await app.PersonAsync("work.fresh", withCredentials: false);

        foreach (var (userName, password) in new[] { (known.UserName, "wrong"), (disabled.UserName, SignInApp.Password), (fresh.UserName, "wrong"), ("work.nobody", "wrong") })
        {
            Assert.Equal(1, await ChecksAsync(userName, password));
        }
    }

    [Fact]
    public async Task The_stand_in_hash_costs_as_much_as_a_real_one()
    {
        var person = await app.PersonAsync("work.cost");
        var real = await app.Sql.FirstAsync("select password_hash from identity.users where id = $1", row => row.Get<string>("password_hash"), Ct, person.Id.Value);

        Assert.Equal(Header(real!), Header(app.Services.GetRequiredService<DummyPassword>().Hash));
    }

    [Fact]
    public async Task The_median_time_for_a_known_and_an_unknown_account_is_the_same()
    {
        await app.PersonAsync("work.timed");
        var differences = new List<double>(); // within each pair, so that a busy machine slows both alike
        for (var pair = 0; pair < 110; pair++)
        {
            app.Clock.Now = app.Clock.Now.AddHours(1); // past any wait
            var first = await TimeAsync(pair % 2 == 0 ? "work.timed" : "work.untimed");
            var second = await TimeAsync(pair % 2 == 0 ? "work.untimed" : "work.timed");
            differences.Add(pair % 2 == 0 ? first - second : second - first);
        }

        Assert.InRange(Median(differences.Skip(10)), -5, 5);
    }

    private static string Header(string hash) => Convert.ToHexString(Convert.FromBase64String(hash).AsSpan(0, 13)); // format, function, iterations, salt length

    private static double Median(IEnumerable<double> times) => times.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private async Task<double> TimeAsync(string userName)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var credentials = scope.ServiceProvider.GetRequiredService<Credentials>();
        var started = Stopwatch.GetTimestamp();
        await credentials.CheckAsync(userName, "not the password", new Place(null, [(byte)(app.Clock.Now.Hour + 40)]), Ct);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task<int> ChecksAsync(string userName, string password)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var counting = new CountingHasher(scope.ServiceProvider.GetRequiredService<IPasswordHasher<SignInUser>>());
        var credentials = ActivatorUtilities.CreateInstance<Credentials>(scope.ServiceProvider, counting);
        await credentials.CheckAsync(userName, password, new Place(null, [99]), Ct);
        return counting.Checks;
    }

    private sealed class CountingHasher(IPasswordHasher<SignInUser> inner) : IPasswordHasher<SignInUser>
    {
        public int Checks { get; private set; }

        public string HashPassword(SignInUser user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(SignInUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
