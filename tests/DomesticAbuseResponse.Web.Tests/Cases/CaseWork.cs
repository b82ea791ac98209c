using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>What work on a case needs before it starts.</summary>
internal static class CaseWork
{
    extension(WebApp app)
    {
        /// <summary>An agency, or a MARAC, takes its place in the circle of a case, as it does when it accepts a referral.</summary>
        public async Task JoinAsync(Id<Case> caseId, Id<Agency> agency, ParticipationKind kind = ParticipationKind.Partner)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var @case = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == caseId);
            await scope.ServiceProvider.GetRequiredService<RecordCircle>().JoinAsync(@case, agency, kind, app.Clock.Now, CancellationToken.None);
            await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
        }

        public async Task JoinMaracAsync(Id<Case> caseId)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var @case = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == caseId);
            await scope.ServiceProvider.GetRequiredService<RecordCircle>().JoinAsync(@case, Cast.Marac, app.Clock.Now, CancellationToken.None);
            await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
        }

        /// <summary>Changes a person's record as the pages about people do.</summary>
        public async Task ChangePersonAsync(Id<Person> id, Action<Person> change)
        {
            await using var db = app.Database.Open();
            var person = await db.People.Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).Include(p => p.SafeContacts).SingleAsync(p => p.Id == id);
            change(person);
            await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
        }

        /// <summary>A safe-contact entry for a phone: safe at any hour unless told otherwise.</summary>
        public Task SafeNumberAsync(Id<Person> id, string number, Safety safety = Safety.Safe, TimeOnly? from = null, TimeOnly? to = null, SafeDays days = SafeDays.Every) =>
            app.ChangePersonAsync(id, p => p.Contact(
                new SafeContact(p.Id, ContactChannel.Phone, number, app.Clock.Now)
                {
                    Safety = safety,
                    Days = days,
                    From = from,
                    To = to,
                    CodeWord = "Canary code word",
                    CoverStory = "Canary cover story",
                    WhoMayAnswer = "Her sister",
                    Interpreter = "Punjabi",
                },
                app.Clock.Now));

        public Task<RecordContactAttempt.Recorded> AttemptAsync(Actor by, Id<Case> caseId, ContactOutcome outcome, DateTimeOffset? at = null, long? entry = null) =>
            app.RunAsync<RecordContactAttempt, RecordContactAttempt.Recorded>(async record =>
                (await record.HandleAsync(by, new(caseId, at ?? app.Clock.Now, ContactChannel.Phone, entry, outcome, MessageLeft: false, CallbackAt: null, "Canary note"), CancellationToken.None))
                .Match(done => done, refusal => throw new InvalidOperationException(refusal.Message)));
    }
}
