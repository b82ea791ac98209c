using System.Text.Json;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>The invented schools of each local authority of the demonstration, and its term dates.</summary>
internal static class DemoChildren
{
    private static readonly SchoolTerms _terms = new(
        "demonstration",
        [
            new("Autumn, first half", new(2026, 9, 2), new(2026, 10, 23)),
            new("Autumn, second half", new(2026, 11, 2), new(2026, 12, 18)),
            new("Spring, first half", new(2027, 1, 5), new(2027, 2, 12)),
            new("Spring, second half", new(2027, 2, 22), new(2027, 3, 25)),
            new("Summer, first half", new(2027, 4, 12), new(2027, 5, 28)),
            new("Summer, second half", new(2027, 6, 7), new(2027, 7, 21)),
        ],
        [new(2027, 5, 4)], "Officer for home education (invented), 01632 960180");

    public static Task<Id<School>> PrimaryAsync(CaseDbContext db, string authority)
    {
        var name = PrimaryOf(authority);
        return db.Schools.Where(s => s.Name == name).Select(s => s.Id).SingleAsync();
    }

    private static string PrimaryOf(string authority) => $"{authority} Demo Primary School";

    public static async Task OpenSchoolsAsync(IServiceProvider scoped, CaseDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var authority in DemoPlaces.Authorities)
        {
            var council = DemoPlaces.AgencyId(DemoPlaces.Council(authority)).Value;
            if (!await db.Policies.AnyAsync(p => p.Kind == PolicyKinds.SchoolTerms.Code && p.ScopeId == council, ct))
            {
                Given(await scoped.GetRequiredService<AdoptPolicy>().HandleAsync(Actor.System, PolicyKinds.SchoolTerms, council, "demonstration", UkTime.DateOf(now), _terms, ct));
            }

            Given(await scoped.GetRequiredService<ImportSchools>().HandleAsync(Actor.System, DirectoryOf(authority), ct));
        }
    }

    private static string DirectoryOf(string authority) => JsonSerializer.Serialize(
        new
        {
            authority,
            schools = new[]
            {
                School("D1", PrimaryOf(authority), SchoolKind.School, "Safeguarding lead (invented)"),
                School("D2", $"{authority} Demo Secondary School", SchoolKind.School, "Pastoral manager (invented)"),
                School("D3", $"{authority} Demo Sixth-form College", SchoolKind.College, "Student support (invented)"),
                School("D4", $"{authority} Demo Nursery", SchoolKind.Nursery, null),
            },
        },
        JsonSerializerOptions.Web);

    private static object School(string code, string name, SchoolKind kind, string? keyAdult) => new { code, name, kind = kind.ToString(), keyAdult, phone = keyAdult is null ? null : "01632 960181" };

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
