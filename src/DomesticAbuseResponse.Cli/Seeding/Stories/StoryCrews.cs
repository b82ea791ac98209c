using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What crews do in a story.</summary>
internal sealed partial class Story
{
    /// <summary>The support car is asked, where one is on the rota at that hour.</summary>
    public Story AsksCar(string reason) => Act(10, async stage =>
    {
        var services = await stage.DoAsync<CrewsNow, IReadOnlyList<ServiceNow>>(now => now.ReadAsync(DemoPlaces.AgencyId(DemoPlaces.Force), stage.Now, CancellationToken.None));
        if (services.FirstOrDefault(s => s.Service.Kind is ServiceKind.SupportCar)?.Crews is [var crew, ..])
        {
            await stage.MustAsync<AskCrew, Id<CrewTask>>(ask => ask.HandleAsync(
                DemoStaff.Officer.Actor, new(Incident, Victim.Id!.Value, crew.Id, new(CrewWay.Visit, DistanceBand.Middle, reason)), CancellationToken.None));
        }
    });
}
