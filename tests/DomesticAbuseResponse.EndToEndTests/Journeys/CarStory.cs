using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>A support car on its shift, and a victim it is asked to reach.</summary>
internal static class CarStory
{
    /// <summary>Journeys run side by side and share one shift.</summary>
    private static readonly SemaphoreSlim _planning = new(1, 1);

    internal static Task<Id<CrewTask>> AskCarAsync(this Browser browser, string victim, bool accept = false) => browser.App.AskCarAsync(victim, accept);

    internal static async Task<Id<CrewTask>> AskCarAsync(this WebApp app, string victim, bool accept = false)
    {
        var ct = TestContext.Current.CancellationToken;
        var now = app.Clock.Now;
        var shift = await ShiftAsync(app, now, ct);
        var incident = await app.LogCallAsync(victim, "Canary Crewother");
        await app.RunAsync<AttendIncident, Result<DateTimeOffset>>(attend => attend.HandleAsync(Cast.ResponseOfficer, new(incident, null, now), ct));
        await using var db = app.Database.Open();
        var id = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim).Select(p => p.PersonId).SingleAsync(ct);
        var asked = await app.RunAsync<AskCrew, Result<Id<CrewTask>>>(ask => ask.HandleAsync(Cast.CallHandler, new(incident, id, shift, new(CrewWay.Visit, DistanceBand.Near, null)), ct));
        var task = asked.Match(made => made, refusal => throw new InvalidOperationException(refusal.Message));
        if (accept)
        {
            await app.RunAsync<MoveCrew, Result<DateTimeOffset>>(move => move.HandleAsync(Cast.CarWorker, new(task, CrewStepKind.Accepted), ct));
        }

        return task;
    }

    private static async Task<Id<Shift>> ShiftAsync(WebApp app, DateTimeOffset now, CancellationToken ct)
    {
        await _planning.WaitAsync(ct);
        try
        {
            var crew = await app.RunAsync<CrewsNow, IReadOnlyList<ServiceNow>>(crews => crews.ReadAsync(Cast.Police, now, ct));
            return crew.SelectMany(s => s.Crews).Select(c => (Id<Shift>?)c.Id).FirstOrDefault() ?? await PlanAsync(app, now);
        }
        finally
        {
            _planning.Release();
        }
    }

    private static async Task<Id<Shift>> PlanAsync(WebApp app, DateTimeOffset now)
    {
        CrewMember[] crew = [new(CrewPart.Officer, Cast.CarOfficer.StaffId, "", Cast.Police), new(CrewPart.SupportWorker, Cast.CarWorker.StaffId, "", Cast.OtherService)];
        var planned = await app.RunAsync<PlanShift, Result<Id<Shift>>>(plan => plan.HandleAsync(
            Cast.ControlRoomSupervisor, new("support-car", new(now.AddHours(-1), now.AddHours(8), "Car 7", null, crew)), CancellationToken.None));
        return planned.Match(shift => shift, refusal => throw new InvalidOperationException(refusal.Message));
    }
}
