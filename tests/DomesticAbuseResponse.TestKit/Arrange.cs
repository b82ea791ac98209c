using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.TestKit;

/// <summary>What most tests need before they start, made through the same use cases as the real thing.</summary>
public static class Arrange
{
    extension(WebApp app)
    {
        /// <summary>A logged call that names a victim and, unless null, a perpetrator.</summary>
        public Task<Id<Incident>> LogCallAsync(
            string victim = "Canary Victim", string? perpetrator = "Canary Perpetrator", Actor? by = null, DateTimeOffset? reportedAt = null, ResponseGrade grade = ResponseGrade.Immediate) =>
            app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                by ?? Cast.CallHandler,
                new LogIncident.Command(
                    new Call { Source = CallSource.Emergency999, FirstWords = "Canary first words" },
                    grade, Cast.Unit, reportedAt,
                    [
                        new(PartyRole.Victim, null, victim, null, 34, null, null, null),
                        .. perpetrator is null ? Array.Empty<LogIncident.Party>() : [new(PartyRole.Perpetrator, null, perpetrator, null, 36, null, null, null)],
                    ]),
                CancellationToken.None));

        /// <summary>A victim's case with one incident.</summary>
        public async Task<Case> OpenCaseAsync(string victim = "Canary Victim", string? perpetrator = "Canary Perpetrator", Actor? by = null, DateTimeOffset? reportedAt = null)
        {
            var incident = await app.LogCallAsync(victim, perpetrator, by, reportedAt);
            await using var db = app.Database.Open();
            return await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id));
        }
    }
}
