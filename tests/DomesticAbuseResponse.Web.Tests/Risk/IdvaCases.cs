using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>Cases that an IDVA service holds by itself.</summary>
internal static class IdvaCases
{
    extension(WebApp app)
    {
        /// <summary>A victim who came to the service and not to the police.</summary>
        public async Task<Case> IdvaOnlyCaseAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            var (db, circle) = (scope.ServiceProvider.GetRequiredService<CaseDbContext>(), scope.ServiceProvider.GetRequiredService<RecordCircle>());
            var victim = Person.Record(Cast.IdvaService, app.Clock.Now);
            victim.Call("Canary Came Herself", NameKind.Given, app.Clock.Now);
            var @case = Case.Open(Cast.Idva, $"C-{Guid.CreateVersion7():N}"[..18], victim.Id, Cast.Unit, app.Clock.Now);
            db.People.Add(victim);
            db.Cases.Add(@case);
            circle.Own(Cast.IdvaService, RecordKind.Person, victim.Id.Value, app.Clock.Now);
            circle.Own(Cast.IdvaService, RecordKind.Case, @case.Id.Value, app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
            return @case;
        }
    }
}
