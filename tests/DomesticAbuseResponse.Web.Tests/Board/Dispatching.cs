using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Board;

/// <summary>Sending somebody to a call, and their arrival.</summary>
internal static class Dispatching
{
    extension(WebApp app)
    {
        public async Task DispatchAsync(Id<Incident> call, string who) =>
            (await app.RunAsync<SendToIncident, Result<IncidentDispatch>>(send => send.HandleAsync(Cast.CallHandler, new(call, who, null), CancellationToken.None))).Given();

        /// <summary>Whoever was sent last arrives.</summary>
        public async Task ArriveAsync(Id<Incident> call)
        {
            await using var db = app.Database.Open();
            var number = await db.Set<IncidentDispatch>().Where(d => d.IncidentId == call).MaxAsync(d => d.Number);
            (await app.RunAsync<ArriveAtIncident, Result<IncidentDispatch>>(arrive => arrive.HandleAsync(Cast.ResponseOfficer, new(call, number), CancellationToken.None))).Given();
        }
    }
}
