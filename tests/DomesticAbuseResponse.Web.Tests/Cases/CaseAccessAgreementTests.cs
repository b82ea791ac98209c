using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>
/// The rule that decides at the door and its twin in SQL that filters lists give the same answer for every role, every place in the circle,
/// restricted or not, named or not, excluded by name, by agency or not.
/// </summary>
public sealed class CaseAccessAgreementTests(WebApp app) : IClassFixture<WebApp>
{
    private enum Barred
    {
        No,
        Person,
        Agency,
    }

    private sealed record Combination(Id<Case> Id, string Circle, bool Restricted, bool Named, Barred Barred);

    [Fact]
    public async Task The_door_and_the_list_agree_on_every_combination()
    {
        var ct = TestContext.Current.CancellationToken;
        var actors = Enum.GetValues<Role>().Select(role => Cast.Idva with
        {
            Roles = new HashSet<Role> { role },
            Maracs = new HashSet<Id<Marac>> { Cast.Marac },
        }).Append(Cast.Idva with { Roles = new HashSet<Role> { Role.CallHandler, Role.MaracChair } }).ToList();
        var cases = await EveryCombinationAsync(ct);

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var door = scope.ServiceProvider.GetRequiredService<RecordDoor>();
        List<string> disagreements = [];
        var reached = new HashSet<AccessLevel>();
        foreach (var actor in actors)
        {
            var levels = new Dictionary<Id<Case>, AccessLevel>();
            foreach (var combination in cases)
            {
                levels[combination.Id] = RecordAccess.Decide(actor, RecordKind.Case, await door.FactsAsync(actor, combination.Id.Value, combination.Restricted, ct)).Level;
            }

            reached.UnionWith(levels.Values);
            foreach (var wanted in new[] { AccessLevel.Referral, AccessLevel.Read, AccessLevel.Edit })
            {
                var listed = (await db.Cases.VisibleTo(actor, db, wanted).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
                disagreements.AddRange(cases.Where(c => listed.Contains(c.Id) != levels[c.Id] >= wanted)
                    .Select(c => $"{string.Join('+', actor.Roles)} {wanted}: {c.Circle}, restricted {c.Restricted}, named {c.Named}, barred {c.Barred}: door {levels[c.Id]}, list {listed.Contains(c.Id)}"));
            }
        }

        Assert.Empty(disagreements);
        Assert.Equal([AccessLevel.None, AccessLevel.Referral, AccessLevel.Read, AccessLevel.Edit], reached.Order());
    }

    private async Task<List<Combination>> EveryCombinationAsync(CancellationToken ct)
    {
        await using var db = app.Database.Open();
        var now = app.Clock.Now;
        var victim = Person.Record(Cast.Police, now);
        db.People.Add(victim);
        List<Combination> all = [];
        string[] circles = ["nobody", "Owner", "Partner", "Asked", "Marac", "ended Partner", "another agency", "another MARAC", "Asked and Partner", "Asked and Marac"];

        foreach (var (circle, restricted, named, barred) in
            from circle in circles
            from restricted in new[] { false, true }
            from named in new[] { false, true }
            from barred in Enum.GetValues<Barred>()
            select (circle, restricted, named, barred))
        {
            var @case = Case.Open(Cast.CallHandler, $"T-{all.Count:0000}", victim.Id, null, now);
            if (restricted)
            {
                @case.Restrict(now);
            }

            db.Cases.Add(@case);
            db.Participations.AddRange(PlacesOf(circle, @case.Id, now));
            if (named)
            {
                db.NamedStaff.Add(new NamedStaff(@case.Id.Value, Cast.Idva.StaffId, now));
            }

            if (barred is not Barred.No)
            {
                db.Exclusions.Add(new Exclusion(
                    @case.Id.Value, barred is Barred.Person ? Cast.Idva.StaffId : null, barred is Barred.Agency ? Cast.IdvaService : null, "Conflict of interest", now));
            }

            all.Add(new Combination(@case.Id, circle, restricted, named, barred));
        }

        await db.CommitAsync(Actor.System, now, ct);
        return all;
    }

    private static IEnumerable<Participation> PlacesOf(string circle, Id<Case> id, DateTimeOffset now)
    {
        Participation Of(ParticipationKind kind) => Participation.Of(Cast.IdvaService, RecordKind.Case, id.Value, kind, now);
        var marac = Participation.Of(Cast.Marac, RecordKind.Case, id.Value, now);
        switch (circle)
        {
            case "Owner": return [Of(ParticipationKind.Owner)];
            case "Partner": return [Of(ParticipationKind.Partner)];
            case "Asked": return [Of(ParticipationKind.Asked)];
            case "Marac": return [marac];
            case "another agency": return [Participation.Of(Cast.Council, RecordKind.Case, id.Value, ParticipationKind.Owner, now)];
            case "another MARAC": return [Participation.Of(Cast.OtherMarac, RecordKind.Case, id.Value, now)];
            case "Asked and Partner": return [Of(ParticipationKind.Asked), Of(ParticipationKind.Partner)];
            case "Asked and Marac": return [Of(ParticipationKind.Asked), marac];
            case "ended Partner":
                var ended = Of(ParticipationKind.Partner);
                ended.End(now);
                return [ended];
            default: return [];
        }
    }
}
