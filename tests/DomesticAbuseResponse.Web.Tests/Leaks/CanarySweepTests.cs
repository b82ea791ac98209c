using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Endpoints;
using DomesticAbuseResponse.Web.Live;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Leaks;

/// <summary>
/// Every page, as every kind of member of staff, on every kind of record, looking for words of people they must not see. Who may see whom
/// is written here by hand, from the rules (R6.10 to R6.12), and not asked of the product.
/// </summary>
public abstract partial class CanarySweep(CanaryApp app) : IClassFixture<CanaryApp>
{
    /// <summary>What somebody's sweep has found; another test of the same application takes it as it is.</summary>
    private static readonly ConcurrentDictionary<(CanaryApp App, string User), Lazy<Task<Swept>>> _swept = new();

    private protected sealed record Swept(int Pages, SortedSet<string> Leaks, HashSet<string> Seen);

    private protected CanaryApp App => app;

    private static readonly string[] _forceOwn = ["Own", "Unassigned", "Participating", "Excluded", "Accused", "Accuser", "Closed"];
    private static readonly string[] _none = [];
    private static readonly string[] _deciders = ["inspector", "safeguarding", "other-safeguarding"];
    private static readonly string[] _noteOwners = ["idva", "idva-2", "idva-manager"];

    /// <summary>Whose records each of them may see at all. Those who stand here see nobody else, on any page.</summary>
    private static readonly Dictionary<string, string[]> _maySee = new()
    {
        ["call-handler"] = _forceOwn,
        ["supervisor"] = _forceOwn,
        ["support-worker"] = _forceOwn,
        ["officer"] = [.. _forceOwn, "Restricted"],
        ["sergeant"] = [.. _forceOwn, "Restricted"],
        ["inspector"] = [.. _forceOwn, "Restricted"],
        ["safeguarding"] = [.. _forceOwn, "Restricted"],
        ["blocked-officer"] = [.. _forceOwn.Except(["Excluded"])],
        ["idva"] = ["Own", "Participating", "Excluded"],
        ["idva-2"] = ["Own", "Participating", "Excluded"],
        ["idva-manager"] = ["Own", "Participating", "Excluded"],
        ["idva-lanternfold"] = _none,
        ["coordinator"] = ["Participating", "Excluded"],
        ["chair"] = ["Participating", "Excluded"],
        ["coordinator-2"] = _none,
        ["representative-ashmere"] = ["Participating"],
        ["representative-health"] = ["Participating", "Excluded"],
        ["representative-housing-2"] = _none,
        ["other-officer"] = ["Unrelated"],
        ["other-safeguarding"] = ["Unrelated"],
        ["auditor"] = _none,
        ["agency-admin"] = _none,
        ["system-admin"] = _none,
    };

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IEnumerable<string> Everybody => _maySee.Keys;

    private protected Task<Swept> SweptAsync(string userName) => _swept.GetOrAdd((app, userName), _ => new(() => SweepForAsync(userName))).Value;

    private protected async Task FindsNothingAsync(string userName)
    {
        var swept = await SweptAsync(userName);
        Assert.True(swept.Pages >= 10, $"Only {swept.Pages} pages were seen.");
        Assert.True(swept.Leaks.Count == 0, string.Join('\n', swept.Leaks));
    }

    private async Task<Swept> SweepForAsync(string userName)
    {
        var allowed = AllowedTo(userName);
        HashSet<string> seen = new(StringComparer.Ordinal);
        var strangers = app.Manifest.People.Where(p => !allowed.Contains(p.Key)).ToList();
        SortedSet<string> leaks = new(StringComparer.Ordinal);
        var pages = 0;
        await foreach (var (route, url, body) in SweepAsync(userName))
        {
            pages++;
            seen.UnionWith(Word().Matches(body).Select(m => $"{m.Groups["key"].Value}-{m.Groups["field"].Value}"));
            leaks.UnionWith(Word().Matches(body).Where(m => !allowed.Contains(m.Groups["key"].Value)).Select(m => $"{route} ({url}) shows {m.Value}"));
            leaks.UnionWith(strangers.Where(p => Holds(body, p)).Select(p => $"{route} ({url}) shows a number or the postcode of {p.Key}"));

            // The form that changes an entry of the safe-contact card shows it to those who may change it.
            var forbidden = route == "/people/{id}/safe-contact/{number:long}" ? ProtectedAddress() : ProtectedWord();
            if (userName != "support-worker")
            {
                leaks.UnionWith(SupportWord().Matches(body).Select(m => $"{route} ({url}) shows {m.Value}, a support worker's own note"));
            }

            leaks.UnionWith(forbidden.Matches(body).Select(m => $"{route} ({url}) shows {m.Value} though nobody asked for it"));

            // Who asked under the disclosure scheme is known to those who decide on it, on its own pages, and to nobody else (T7).
            leaks.UnionWith(_deciders.Contains(userName) && route.StartsWith("/disclosures", StringComparison.Ordinal) ? [] : DisclosureWord().Matches(body).Select(m => $"{route} ({url}) shows {m.Value} outside its compartment"));

            // A support worker's notes are their agency's, and no record of the police (R5.8).
            leaks.UnionWith(_noteOwners.Contains(userName) ? [] : WorkerNote().Matches(body).Select(m => $"{route} ({url}) shows {m.Value} of another agency"));
        }

        return new(pages, leaks, seen);
    }

    private static bool Holds(string body, CanaryManifest.Somebody person) =>
        new[] { person.Phone, person.SafePhone, person.Postcode }.Any(value => body.Contains(value, StringComparison.OrdinalIgnoreCase)
            || body.Contains(value.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>The people of the records they may see. That a victim is restricted says nothing of the other two, whose own records stay as they were.</summary>
    private protected HashSet<string> AllowedTo(string userName)
    {
        var kinds = _maySee[userName];
        var people = app.Manifest.Records.Where(r => kinds.Contains(r.Class)).SelectMany(r => r.People);
        return kinds.Contains("Unassigned") ? [.. people, .. app.Manifest.Of("Restricted").People.Skip(1)] : [.. people];
    }

    private protected async IAsyncEnumerable<(string Route, string Url, string Body)> SweepAsync(string userName, bool onlyThoseWithoutPeople = false)
    {
        var actor = app.Staff[userName];
        using var http = app.SignedInAs(actor).Http;
        var endpoints = await EndpointCatalogue.ReadAsync(app.Services.GetRequiredService<EndpointDataSource>().Endpoints, app.Services.GetRequiredService<PageLoader>());
        var addresses = await CanaryAddresses.ReadAsync(app, Ct);
        foreach (var endpoint in endpoints.Where(e => e.Verb == "GET" && e.Route is not ("/assets/{version}/{**path}" or "/livez" or "/readyz" or BoardEndpoints.Path) && (!onlyThoseWithoutPeople || !e.ShowsPeople)))
        {
            // Where the policy lets nobody like them in, one address of each kind shows it as well as all.
            var may = endpoint.Policy is not { } policy || !Policies.Table.TryGetValue(policy, out var roles) || roles.Overlaps(actor.Roles);
            foreach (var url in addresses.Of(endpoint.Route).Take(may ? int.MaxValue : 1))
            {
                using var response = await http.GetAsync(url, Ct);
                var body = await response.Content.ReadAsStringAsync(Ct);
                Assert.True((int)response.StatusCode is < 500 and not 429, $"{url} answered {(int)response.StatusCode} to {userName}.");
                yield return (endpoint.Route, url, $"{response.Headers}{body}");
            }
        }
    }

    [GeneratedRegex("CNRY-(?<key>[A-Za-z0-9]+)-(?<field>[A-Za-z0-9]+)")]
    private protected static partial Regex Word();

    [GeneratedRegex("CNRY-[A-Za-z0-9]+-Disclosure[A-Za-z]+")]
    private static partial Regex DisclosureWord();

    [GeneratedRegex("CNRY-[A-Za-z0-9]+-WorkerNote")]
    private static partial Regex WorkerNote();

    /// <summary>What no police officer reads by default (R5.8).</summary>
    [GeneratedRegex("CNRY-[A-Za-z0-9]+-Support(Note|Needs)")]
    private static partial Regex SupportWord();

    [GeneratedRegex("CNRY-[A-Za-z0-9]+-Address(MaracOnly|Named|Hidden)")]
    private static partial Regex ProtectedAddress();

    [GeneratedRegex("CNRY-[A-Za-z0-9]+-(Address(MaracOnly|Named|Hidden)|CodeWord|CoverStory|WhoMayAnswer)")]
    private static partial Regex ProtectedWord();
}

/// <summary>As those of the first force who take calls and go to them; and that the sweep would find what it looks for.</summary>
public sealed class CanarySweepOfOfficersTests(CanaryApp app) : CanarySweep(app)
{
    private static readonly string[] _mine = ["call-handler", "officer", "sergeant", "blocked-officer"];

    public static TheoryData<string> Mine => [.. _mine];

    public static TheoryData<string> All => [.. Everybody];

    [Theory, MemberData(nameof(Mine))]
    public Task No_page_shows_a_word_of_somebody_they_must_not_see_nor_of_anybody_what_only_a_door_may_give(string userName) => FindsNothingAsync(userName);

    [Fact]
    public void Everybody_sweeps() =>
        Assert.Equal(Everybody.Order(StringComparer.Ordinal), _mine.Concat(CanarySweepOfSupervisorsTests.Users).Concat(CanarySweepOfPartnersTests.Users).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_sweep_finds_what_may_be_seen_and_so_would_find_what_may_not()
    {
        var seen = (await SweptAsync("officer")).Seen;
        var own = App.Manifest.Of("Own").People[0];
        Assert.All(new[] { "Name", "FirstWords", "WhatHappened", "Injuries", "Answer1", "VictimPriority", "GradeReason", "IdvaNarrative", "Question" }, field => Assert.Contains($"{own}-{field}", seen));
    }

    [Theory, MemberData(nameof(All))]
    public async Task No_open_board_is_told_a_word_of_somebody_its_reader_must_not_see(string userName)
    {
        if (!Policies.Table[Policies.ReadIncidents].Overlaps(App.Staff[userName].Roles))
        {
            return;
        }

        await using var board = await Board.BoardStream.OpenAsync(App, App.Staff[userName]);
        var allowed = AllowedTo(userName);
        var told = string.Concat(board.Begun.Select(r => r.Html));
        Assert.Contains("CNRY-", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Word().Matches(told), m => !allowed.Contains(m.Groups["key"].Value));
    }

    [Fact]
    public async Task Nothing_of_anybody_stands_in_a_log_line()
    {
        await SweptAsync("officer"); // for what it makes the application log
        Assert.DoesNotContain(App.Logged, line => line.Contains("CNRY-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_says_that_it_shows_nobody_shows_nobody_to_anybody()
    {
        List<string> leaks = [];
        foreach (var userName in new[] { "agency-admin", "system-admin", "officer", "idva", "coordinator" })
        {
            await foreach (var (route, url, body) in SweepAsync(userName, onlyThoseWithoutPeople: true))
            {
                leaks.AddRange(Word().Matches(body).Select(m => $"{route} ({url}) shows {m.Value} to {userName}"));
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }
}

/// <summary>As those of the first force who look after the work of others.</summary>
public sealed class CanarySweepOfSupervisorsTests(CanaryApp app) : CanarySweep(app)
{
    internal static string[] Users { get; } = ["supervisor", "support-worker", "inspector", "safeguarding"];

    public static TheoryData<string> Mine => [.. Users];

    [Theory, MemberData(nameof(Mine))]
    public Task No_page_shows_a_word_of_somebody_they_must_not_see_nor_of_anybody_what_only_a_door_may_give(string userName) => FindsNothingAsync(userName);
}

/// <summary>As everybody else: services, MARACs, councils, another force, and those who open no record.</summary>
public sealed class CanarySweepOfPartnersTests(CanaryApp app) : CanarySweep(app)
{
    internal static string[] Users { get; } = [.. Everybody.Except(["call-handler", "officer", "sergeant", "blocked-officer"]).Except(CanarySweepOfSupervisorsTests.Users)];

    public static TheoryData<string> Mine => [.. Users];

    [Theory, MemberData(nameof(Mine))]
    public Task No_page_shows_a_word_of_somebody_they_must_not_see_nor_of_anybody_what_only_a_door_may_give(string userName) => FindsNothingAsync(userName);
}
