using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>The steps in which who was in an incident becomes known, and is put right.</summary>
internal static class CaseStory
{
    public static LogIncident.Party Somebody(PartyRole role, string name) => new(role, null, name, null, null, null, null, null);

    public static LogIncident.Party Known(PartyRole role, Id<Person> person) => new(role, person, null, null, null, null, null, null);

    extension(WebApp app)
    {
        public Task<Id<Incident>> LogAsync(params LogIncident.Party[] parties) => app.LogAsync(Cast.ResponseOfficer, Cast.Unit, parties);

        public Task<Id<Incident>> LogAsync(Actor by, Id<Domain.Places.PolicingUnit>? unit, params LogIncident.Party[] parties) =>
            app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                by, new LogIncident.Command(new Call { Source = CallSource.NonEmergency101 }, ResponseGrade.EarlyResponse, unit, null, parties), CancellationToken.None));

        public Task<Result<Id<Person>>> NameAsync(Id<Incident> incident, LogIncident.Party party) =>
            app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(name => name.HandleAsync(Cast.ResponseOfficer, new(incident, null, party), CancellationToken.None));

        public Task<Result<IncidentParty>> WithdrawAsync(Id<Incident> incident, Id<Person> person, PartyRole role) =>
            app.RunAsync<WithdrawPersonFromIncident, Result<IncidentParty>>(take => take.HandleAsync(
                Cast.ResponseOfficer, new(incident, null, person, role), CancellationToken.None));

        public Task<Result<Id<Case>>> MoveAsync(Id<Incident> incident, Id<Person> victim, Id<Case>? to, string? reason = "He was not there; his brother was") =>
            app.RunAsync<MoveIncident, Result<Id<Case>>>(move => move.HandleAsync(Cast.SafeguardingOfficer, new(incident, null, victim, to, reason), CancellationToken.None));

        /// <summary>A grade given on an incident, with the clocks it sets.</summary>
        public async Task GradeAsync(Id<Case> id, Id<Incident> incident, RiskGrade grade)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var @case = await db.Cases.SingleAsync(c => c.Id == id);
            var happened = await scope.ServiceProvider.GetRequiredService<CaseDeadlines>()
                .GradedAsync(@case, await db.Incidents.SingleAsync(i => i.Id == incident), grade, app.Clock.Now, CancellationToken.None);
            @case.Apply(grade, app.Clock.Now);
            await db.CommitAsync(Cast.Sergeant, app.Clock.Now, CancellationToken.None, happened);
        }

        public async Task<Case> CaseAsync(Id<Case> id)
        {
            await using var db = app.Database.Open();
            return await db.Cases.AsNoTracking().Include(c => c.Perpetrators).Include(c => c.Closures).SingleAsync(c => c.Id == id);
        }

        public async Task<Incident> IncidentAsync(Id<Incident> id)
        {
            await using var db = app.Database.Open();
            return await db.Incidents.AsNoTracking().Include(i => i.Parties.OrderBy(p => p.Number)).Include(i => i.Decisions).SingleAsync(i => i.Id == id);
        }

        public async Task<Id<Incident>> FirstIncidentOfAsync(Case @case)
        {
            await using var db = app.Database.Open();
            return await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == @case.Id)).OrderBy(i => i.Reference).Select(i => i.Id).FirstAsync();
        }

        public async Task<IReadOnlyList<string>> EventsOfAsync(Id<Case> id)
        {
            await using var db = app.Database.Open();
            return await db.RecordEvents.Where(e => e.CaseId == id).OrderBy(e => e.Number).Select(e => e.Name).ToListAsync();
        }
    }
}
