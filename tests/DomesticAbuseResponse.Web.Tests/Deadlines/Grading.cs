using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>Reports and grades a case as the risk pages do, at the moment the test's clock shows.</summary>
internal static class Grading
{
    extension(WebApp app)
    {
        public async Task<Id<Case>> ReportedAsync(DateTimeOffset at)
        {
            app.Clock.Now = at;
            return (await app.OpenCaseAsync()).Id;
        }

        public async Task GradedAsync(Id<Case> caseId, RiskGrade grade, DateTimeOffset at)
        {
            app.Clock.Now = at;
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var @case = await db.Cases.SingleAsync(c => c.Id == caseId);
            var incident = await db.Incidents.Where(i => i.CaseId == caseId).OrderByDescending(i => i.ReportedAt).FirstAsync();
            @case.Apply(grade, at);
            var happened = await scope.ServiceProvider.GetRequiredService<CaseDeadlines>().GradedAsync(@case, incident, grade, at, CancellationToken.None);
            await db.CommitAsync(Cast.Sergeant, at, CancellationToken.None, happened);
        }

        public async Task<List<Deadline>> DeadlinesOfAsync(Id<Case> caseId)
        {
            await using var db = app.Database.Open();
            return await db.Deadlines.AsNoTracking().Where(d => d.CaseId == caseId).OrderBy(d => d.SetAt).ToListAsync();
        }

        public async Task<Deadline> OnlyOpenDeadlineOfAsync(Id<Case> caseId) => Assert.Single(await app.DeadlinesOfAsync(caseId), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim);

        /// <summary>Another report about the same victim joins the case.</summary>
        public async Task ReportedAgainAsync(Id<Case> caseId, DateTimeOffset at)
        {
            app.Clock.Now = at;
            await using var db = app.Database.Open();
            var victim = (await db.Cases.SingleAsync(c => c.Id == caseId)).VictimId;
            await app.RunAsync<Application.Incidents.LogIncident, Id<Incident>>(log => log.HandleAsync(
                Cast.CallHandler,
                new(new Call { Source = CallSource.NonEmergency101 }, ResponseGrade.Immediate, Cast.Unit, null, [new(PartyRole.Victim, victim, null, null, null, null, null, null)]),
                CancellationToken.None));
        }
    }
}
