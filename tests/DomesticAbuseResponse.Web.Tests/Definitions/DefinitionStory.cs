using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Definitions;

/// <summary>Calls about the same people on different days.</summary>
internal static class DefinitionStory
{
    extension(WebApp app)
    {
        /// <summary>A call reported on a London day, about people who are on record or are named now.</summary>
        public async Task<(Id<Incident> Incident, Id<Person> Victim, Id<Person> Perpetrator)> ReportedAsync(
            DateTimeOffset at, string victim, string perpetrator, Id<Person>? knownVictim = null, Id<Person>? knownPerpetrator = null, Actor? by = null, string? phone = null, string? weapons = null,
            YesNoUnknown children = YesNoUnknown.Unknown)
        {
            var id = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                by ?? Cast.CallHandler,
                new(new Call { Source = CallSource.Emergency999, CallerPhone = phone, Weapons = weapons, ChildrenPresent = children }, ResponseGrade.Immediate, Cast.Unit, at,
                [
                    new(PartyRole.Victim, knownVictim, knownVictim is null ? victim : null, null, knownVictim is null ? 34 : null, knownVictim is null ? phone : null, null, null),
                    new(PartyRole.Perpetrator, knownPerpetrator, knownPerpetrator is null ? perpetrator : null, null, knownPerpetrator is null ? 36 : null, null, null, null),
                ]),
                CancellationToken.None));
            await using var db = app.Database.Open();
            var parties = await db.Set<IncidentParty>().Where(p => p.IncidentId == id).ToListAsync();
            return (id, parties.Single(p => p.Role is PartyRole.Victim).PersonId, parties.Single(p => p.Role is PartyRole.Perpetrator).PersonId);
        }
    }
}
