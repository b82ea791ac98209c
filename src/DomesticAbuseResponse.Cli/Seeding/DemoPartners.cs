using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>What the partners of one neighbourhood have agreed, and a running campaign, made once.</summary>
internal static class DemoPartners
{
    private const int _sectors = 9;

    /// <summary>The beginnings of the postcodes in one neighbourhood of an area: the stories give each area one district of nine sectors.</summary>
    public static IEnumerable<string> PostcodesOf(DemoArea area, int neighbourhood)
    {
        var (district, places) = (DemoPlaces.Areas.Select((a, i) => (a, i)).First(x => x.a == area).i * 4 + 10, area.Neighbourhoods.Count);
        return Enumerable.Range(1, _sectors).Where(sector => (sector - 1) * places / _sectors == neighbourhood).Select(sector => $"NM{district} {sector}");
    }

    public static async Task MeetAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        if (await db.Campaigns.AnyAsync(ct))
        {
            return;
        }

        var today = UkTime.DateOf(now);
        Given(await scope.ServiceProvider.GetRequiredService<MakeCampaign>().HandleAsync(DemoStaff.Safeguarding.Actor, new("Christmas reassurance (demonstration)"), ct));
        foreach (var area in DemoPlaces.Areas.Take(2))
        {
            foreach (var place in area.Neighbourhoods.Select(SeedId.Of<Neighbourhood>))
            {
                var page = await scope.ServiceProvider.GetRequiredService<NeighbourhoodPage>().ReadAsync(DemoStaff.Sergeant.Actor, place, ct);
                if (page.Top.Count == 0)
                {
                    continue;
                }

                Given(await scope.ServiceProvider.GetRequiredService<RecordPartnershipMeeting>().HandleAsync(
                    DemoStaff.Sergeant.Actor, new(place, today.AddDays(-3), $"Police, {DemoPlaces.Council(area.Authority)}, Copperbeech Demo Homes, {area.IdvaService}", "The list was gone through; one plan begun."), ct));
                var plan = Given(await scope.ServiceProvider.GetRequiredService<OpenCallerPlan>().HandleAsync(DemoStaff.Sergeant.Actor, new(place, page.Top[0].Newest), ct));
                var set = scope.ServiceProvider.GetRequiredService<SetPlanAction>();
                Given(await set.HandleAsync(DemoStaff.Sergeant.Actor, new(plan, "Visit with the IDVA and agree what would stop the calls", DemoPlaces.AgencyId(DemoPlaces.Force), "Neighbourhood officer", today.AddDays(4)), ct));
                Given(await set.HandleAsync(DemoStaff.Sergeant.Actor, new(plan, "Offer a check of locks and lights", DemoPlaces.AgencyId(DemoPlaces.Council(area.Authority)), "Community safety team", today.AddDays(7)), ct));
            }
        }
    }

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
