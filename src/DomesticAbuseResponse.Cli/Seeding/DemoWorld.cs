using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>
/// The agencies, places, staff, sign-ins and planned meetings of the demonstration. Everything has an identifier worked out from
/// its name, so seeding again adds only what is missing.
/// </summary>
internal sealed class DemoWorld(IServiceProvider services, TimeProvider clock)
{
    /// <summary>Whether somebody other than this seeder has put agencies into the database.</summary>
    public async Task<bool> HoldsOthersAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var known = DemoPlaces.Agencies.Select(a => a.Id).ToArray();
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Agencies.AnyAsync(a => !known.Contains(a.Id), ct);
    }

    /// <param name="colleagues">More staff, without a sign-in.</param>
    /// <param name="agencies">More agencies.</param>
    /// <param name="members">More staff, with a sign-in.</param>
    public async Task BuildAsync(
        IReadOnlyList<StaffMember> colleagues, CancellationToken ct, IReadOnlyList<Agency>? agencies = null, IReadOnlyList<DemoMember>? members = null)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();

        // Sign-ins first: they mark the database as a demonstration before anything else is in it.
        DemoMember[] everybody = [.. DemoStaff.All, .. members ?? []];
        await SignInsAsync(scope.ServiceProvider, everybody, ct);
        await AddMissingAsync(db, DemoPlaces.Agencies.Concat(agencies ?? []), a => a.Id, ct);
        await AddMissingAsync(db, everybody.Select(Hire).Concat(colleagues), s => s.Id, ct);
        await AddMissingAsync(db, DemoPlaces.Maracs.Select(Convene), m => m.Id, ct);
        await AddMissingAsync(db, DemoPlaces.Authorities.Select(a => new LocalAuthority(SeedId.Of<LocalAuthority>(a), a, DemoPlaces.AgencyId(DemoPlaces.Council(a)))), a => a.Id, ct);
        await AddMissingAsync(db, DemoPlaces.Areas.Select(Police), u => u.Id, ct);
        await AddMissingAsync(db, DemoPlaces.Areas.SelectMany(Neighbourhoods), n => n.Id, ct);
        await AddMissingAsync(db, DemoRota.Shifts(clock.GetUtcNow()), s => s.Id, ct);
        await PlanMeetingsAsync(db, scope.ServiceProvider.GetRequiredService<RecordCircle>(), ct);
        await db.CommitAsync(Actor.System, clock.GetUtcNow(), ct);
        await AdoptTargetsAsync(scope.ServiceProvider, db, ct);
        await DemoChildren.OpenSchoolsAsync(scope.ServiceProvider, db, clock.GetUtcNow(), ct);
    }

    /// <summary>The force answers by a published scheme with times for being there, so that the board has targets to show (R4.2).</summary>
    private async Task AdoptTargetsAsync(IServiceProvider scoped, CaseDbContext db, CancellationToken ct)
    {
        var force = DemoPlaces.AgencyId(DemoPlaces.Force).Value;
        if (!await db.Policies.AnyAsync(p => p.Kind == PolicyKinds.ResponseScheme.Code && p.ScopeId == force, ct))
        {
            var adopted = await scoped.GetRequiredService<AdoptPolicy>().HandleAsync(
                Actor.System, PolicyKinds.ResponseScheme, force, "demonstration", UkTime.DateOf(clock.GetUtcNow()), ResponseScheme.WithTargets, ct);
            adopted.Match(id => id, refusal => throw new InvalidOperationException(refusal.Message));
        }
    }

    private static async Task SignInsAsync(IServiceProvider scoped, IEnumerable<DemoMember> members, CancellationToken ct)
    {
        var signIns = scoped.GetRequiredService<DemoSignIn>();
        var known = await scoped.GetRequiredService<SignInDbContext>().Users.Select(u => u.Id).ToHashSetAsync(ct);
        foreach (var member in members.Where(m => !known.Contains(m.Id.Value)))
        {
            await signIns.CreateAsync(member.Id, member.UserName, ct);
        }
    }

    private static StaffMember Hire(DemoMember member)
    {
        var staff = StaffMember.Add(member.Id, DemoPlaces.AgencyId(member.Agency), member.Name, member.JobTitle, [member.Role])
            .Match(added => added, refusal => throw new InvalidOperationException(refusal.Message));
        staff.GoOffDutyAt(member.OffDutyAt);
        return staff;
    }

    private static Marac Convene(DemoArea area)
    {
        var marac = new Marac(DemoPlaces.MaracId(area.Marac), $"{area.Marac} MARAC", DemoPlaces.AgencyId(DemoPlaces.Force), area.Cadence);
        foreach (var member in DemoStaff.All)
        {
            member.Maracs.Where(m => m.Marac == area.Marac).ToList().ForEach(m => marac.Appoint(member.Id, m.Role));
        }

        return marac;
    }

    private static PolicingUnit Police(DemoArea area)
    {
        var unit = new PolicingUnit(DemoPlaces.UnitId(area.Unit), DemoPlaces.AgencyId(DemoPlaces.Force), area.Unit, DemoPlaces.MaracId(area.Marac));
        unit.ServedBy(DemoPlaces.AgencyId(area.IdvaService));
        unit.LiesInTheCountry(area == DemoPlaces.Areas[^1]);
        return unit;
    }

    private static IEnumerable<Neighbourhood> Neighbourhoods(DemoArea area) => area.Neighbourhoods.Select((name, n) =>
    {
        var place = new Neighbourhood(SeedId.Of<Neighbourhood>(name), DemoPlaces.UnitId(area.Unit), SeedId.Of<LocalAuthority>(area.Authority), name);
        place.HasPostcodes(DemoPartners.PostcodesOf(area, n));
        return place;
    });

    /// <summary>Meetings of the last four and the next six months, on the MARAC's own weekday.</summary>
    private async Task PlanMeetingsAsync(CaseDbContext db, RecordCircle circle, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var known = await db.Meetings.Select(m => m.Id).ToHashSetAsync(ct);
        foreach (var area in DemoPlaces.Maracs)
        {
            foreach (var meeting in DemoMeetings.Days(area, today.AddMonths(-4), today.AddMonths(6)).Select(day => DemoMeetings.Plan(area, day)).Where(m => !known.Contains(m.Id)))
            {
                db.Meetings.Add(meeting);
                circle.Own(meeting, now);
            }
        }
    }

    private static async Task AddMissingAsync<T, TId>(CaseDbContext db, IEnumerable<T> wanted, Func<T, TId> id, CancellationToken ct)
        where T : class
    {
        var known = (await db.Set<T>().AsNoTracking().ToListAsync(ct)).Select(id).ToHashSet();
        db.AddRange(wanted.Where(w => !known.Contains(id(w))));
    }
}
