using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

/// <summary>The rule that opens a door and the SQL that fills a list say the same of every person and incident, for everybody.</summary>
public sealed class VisibilityAgreementTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_of_people_shows_exactly_those_whose_door_opens()
    {
        await using var db = app.Database.Open();
        await ArrangeAsync(db, RecordKind.Person, () =>
        {
            var person = Person.Record(Cast.Police, app.Clock.Now);
            db.People.Add(person);
            return (person.Id.Value, () => person.Restrict("Test", app.Clock.Now));
        });

        var all = await db.People.AsNoTracking().Select(p => new { p.Id, p.IsRestricted }).ToListAsync(Ct);
        await AgreeAsync(db, RecordKind.Person, [.. all.Select(p => (p.Id.Value, p.IsRestricted))], async (actor, wanted) =>
            [.. (await db.People.VisibleTo(actor, db, wanted).Select(p => p.Id).ToListAsync(Ct)).Select(i => i.Value)]);
    }

    [Fact]
    public async Task A_list_of_incidents_shows_exactly_those_whose_door_opens()
    {
        await using var db = app.Database.Open();
        var n = 0;
        await ArrangeAsync(db, RecordKind.Incident, () =>
        {
            var incident = Incident.Log(Cast.CallHandler, $"TEST-{n++}", new Call(), null, null, app.Clock.Now, app.Clock.Now);
            db.Incidents.Add(incident);
            return (incident.Id.Value, () => incident.Restrict(app.Clock.Now));
        });

        var all = await db.Incidents.AsNoTracking().Select(p => new { p.Id, p.IsRestricted }).ToListAsync(Ct);
        await AgreeAsync(db, RecordKind.Incident, [.. all.Select(p => (p.Id.Value, p.IsRestricted))], async (actor, wanted) =>
            [.. (await db.Incidents.VisibleTo(actor, db, wanted).Select(p => p.Id).ToListAsync(Ct)).Select(i => i.Value)]);
    }

    /// <summary>One record for every place in a circle, restricted and not, with its reader named, excluded in person, excluded with the agency, and not.</summary>
    private async Task ArrangeAsync(CaseDbContext db, RecordKind kind, Func<(Guid Id, Action Restrict)> make)
    {
        var (now, task) = (app.Clock.Now, Id<CrewTask>.New(app.Clock.Now));
        Func<Guid, Participation?>[] places =
        [
            _ => null,
            .. Cast.Everyone.Select(a => a.AgencyId).Distinct().SelectMany(agency => new[] { ParticipationKind.Owner, ParticipationKind.Partner, ParticipationKind.Asked }
                .Select(place => (Func<Guid, Participation?>)(id => Participation.Of(agency, kind, id, place, now)))),
            id => Participation.Of(Cast.Marac, kind, id, now),
            id => Participation.Of(Cast.OtherMarac, kind, id, now),
            .. new[] { Cast.CarOfficer, Cast.CarWorker, Cast.OtherServiceIdva, Cast.CallHandler }.Select(a => (Func<Guid, Participation?>)(id => Participation.Of(a.StaffId, kind, id, task, now))),
            id =>
            {
                var ended = Participation.Of(Cast.Police, kind, id, ParticipationKind.Owner, now);
                ended.End(now);
                return ended;
            },
        ];
        foreach (var place in places)
        {
            foreach (var restricted in new[] { false, true })
            {
                foreach (var special in new[] { "", "named", "excluded", "agency", "named and excluded" })
                {
                    var (id, restrict) = make();
                    if (restricted)
                    {
                        restrict();
                    }

                    if (place(id) is { } circle)
                    {
                        db.Participations.Add(circle);
                    }

                    if (special.Contains("named", StringComparison.Ordinal))
                    {
                        db.NamedStaff.AddRange(Cast.Everyone.Select(a => new NamedStaff(id, a.StaffId, now)));
                    }

                    if (special.EndsWith("excluded", StringComparison.Ordinal))
                    {
                        db.Exclusions.AddRange(Cast.Everyone.Where((_, n) => n % 2 == 0).Select(a => new Exclusion(id, a.StaffId, null, "Test", now)));
                    }

                    if (special == "agency")
                    {
                        db.Exclusions.Add(new Exclusion(id, null, Cast.Police, "Test", now));
                    }
                }
            }
        }

        await db.CommitAsync(Actor.System, now, Ct);
        db.ChangeTracker.Clear();
    }

    private static async Task AgreeAsync(CaseDbContext db, RecordKind kind, IReadOnlyList<(Guid Id, bool IsRestricted)> records, Func<Actor, AccessLevel, Task<HashSet<Guid>>> list)
    {
        var circles = (await db.Participations.AsNoTracking().Where(p => p.Until == null && p.RecordKind == kind).ToListAsync(Ct)).ToLookup(p => p.RecordId);
        var named = (await db.NamedStaff.AsNoTracking().ToListAsync(Ct)).Select(n => (n.RecordId, n.StaffId)).ToHashSet();
        var exclusions = (await db.Exclusions.AsNoTracking().ToListAsync(Ct)).ToLookup(e => e.RecordId);
        var compared = 0;
        foreach (var actor in Cast.Everyone)
        {
            foreach (var wanted in new[] { AccessLevel.Referral, AccessLevel.Read, AccessLevel.Edit })
            {
                var listed = await list(actor, wanted);
                foreach (var (id, restricted) in records)
                {
                    var facts = new AccessFacts(
                        restricted, named.Contains((id, actor.StaffId)), exclusions[id].Any(e => e.StaffId == actor.StaffId || e.AgencyId == actor.AgencyId),
                        [.. circles[id].Where(p => p.AgencyId == actor.AgencyId || p.StaffId == actor.StaffId || (p.MaracId is { } m && actor.Maracs.Contains(m))).Select(p => p.Kind)]);
                    var opens = RecordAccess.Decide(actor, kind, facts).Level >= wanted;
                    Assert.True(opens == listed.Contains(id), $"{string.Join(',', actor.Roles)} wants {wanted} of {facts}: the door says {opens}, the list {!opens}.");
                    compared++;
                }
            }
        }

        Assert.True(compared > 5000);
    }
}
