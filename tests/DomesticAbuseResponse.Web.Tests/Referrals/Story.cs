using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>The steps a referral story is told in.</summary>
internal static class Story
{
    public static readonly ReferralAccount Account = new() { Narrative = "Canary narrative: he waits outside her work." };

    extension(WebApp app)
    {
        /// <summary>A finished form about the victim with so many ticks, and the grade a person gave.</summary>
        public Task AssessAsync(
            Case @case, int ticks, RiskGrade? grade, string? reason = null, string instrument = InstrumentCodes.SafeLivesDash, Id<Person>? person = null, Actor? by = null) =>
            app.WriteAsync(async db =>
            {
                var stored = await db.Cases.SingleAsync(c => c.Id == @case.Id);
                var form = RiskAssessment.Start(stored, null, person ?? stored.VictimId, by ?? Cast.ResponseOfficer, new InstrumentVersion(instrument, "1"), app.Clock.Now);
                form.Complete(ticks, ticks, grade, null, app.Clock.Now);
                db.Assessments.Add(form);
                if (grade is { } given)
                {
                    var history = GradingHistory.From([new GivenGrade { Kind = GradeKind.Assessor, Grade = given, By = form.StartedBy, Reason = reason, At = app.Clock.Now, PolicyVersion = "test" }]);
                    form.Keep(history, app.Clock.Now);
                    if ((person ?? stored.VictimId) == stored.VictimId)
                    {
                        stored.Apply(given, app.Clock.Now);
                    }
                }
            });

        public Task BornAsync(Id<Person> person, DateOnly on) => app.WriteAsync(async db =>
        {
            var found = await db.People.SingleAsync(p => p.Id == person);
            found.Describe(on, estimated: false, Gender.Woman, null, app.Clock.Now);
        });

        public async Task WriteAsync(Func<CaseDbContext, Task> write)
        {
            await using var db = app.Database.Open();
            await write(db);
            await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
        }

        /// <summary>What completing a High sets going, as the DASH use cases call it: inside their own transaction.</summary>
        public async Task<IReadOnlyList<Referral>> RaiseAsync(Case @case, Actor? by = null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
            var stored = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == @case.Id);
            var actor = by ?? Cast.Sergeant;
            var happened = await scope.ServiceProvider.GetRequiredService<RaiseReferrals>()
                .ForFinalHighAsync(stored, actor, "Graded High", app.Clock.Now, CancellationToken.None);
            await db.CommitAsync(actor, app.Clock.Now, CancellationToken.None, happened);
            return await app.ReferralsOfAsync(@case);
        }

        public async Task<IReadOnlyList<Referral>> ReferralsOfAsync(Case @case)
        {
            await using var db = app.Database.Open();
            return await db.Referrals.AsNoTracking().Include(r => r.Steps.OrderBy(s => s.Number)).Where(r => r.CaseId == @case.Id).OrderBy(r => r.RaisedAt).ThenBy(r => r.Kind).ToListAsync();
        }

        public Task<Result<Id<Referral>>> StartAsync(Case @case, ReferralKind kind, Actor? by = null) =>
            app.RunAsync<StartReferral, Result<Id<Referral>>>(start => start.HandleAsync(
                by ?? Cast.SafeguardingOfficer,
                new(@case.Id, kind, kind is ReferralKind.Idva ? Cast.IdvaService : null, kind is ReferralKind.Marac ? Cast.Marac : null, "Started by hand"),
                CancellationToken.None));

        public Task<Result<Id<Referral>>> SendAsync(
            Id<Referral> referral, bool consent = false, string? concern = null, FurtherAbuse? since = null, Actor? by = null, params Id<StaffMember>[] named) =>
            app.RunAsync<SendReferral, Result<Id<Referral>>>(send => send.HandleAsync(
                by ?? Cast.SafeguardingOfficer,
                new(referral, consent, consent ? [] : ["ukgdpr-6-1-e"], null, "Risk of serious harm; asking her was not safe", consent, "He reads her phone", Account, concern, since, named, null),
                CancellationToken.None));

        /// <summary>Another call about the same victim, harmed by somebody else this time.</summary>
        public async Task<Case> CaseAgainstAnotherAsync(Case @case, string perpetrator = "Canary Stranger")
        {
            var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                Cast.ResponseOfficer,
                new LogIncident.Command(
                    new Call { Source = CallSource.NonEmergency101 }, ResponseGrade.EarlyResponse, Cast.Unit, null,
                    [new(PartyRole.Victim, @case.VictimId, null, null, null, null, null, null), new(PartyRole.Perpetrator, null, perpetrator, null, 40, null, null, null)]),
                CancellationToken.None));
            await using var db = app.Database.Open();
            return await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id));
        }

        /// <summary>A case graded High whose referral of this kind has been sent without consent.</summary>
        public async Task<(Case Case, Id<Referral> Referral)> SentAsync(ReferralKind kind, string victim = "Canary Victim")
        {
            var @case = await app.OpenCaseAsync(victim);
            await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
            var referral = (await app.StartAsync(@case, kind)).Given();
            (await app.SendAsync(referral)).Given();
            return (@case, referral);
        }

        public Task<Result<ReferralStatus>> AcceptAsync(Id<Referral> referral, Actor? by = null, Id<StaffMember>? idva = null, string? reason = null) =>
            app.RunAsync<AcceptReferral, Result<ReferralStatus>>(accept => accept.HandleAsync(
                by ?? Cast.Idva, new(referral, idva ?? (by ?? Cast.Idva).StaffId, reason, null), CancellationToken.None));

        public Task<Result<ReferralStatus>> DeclineAsync(Id<Referral> referral, Actor by) =>
            app.RunAsync<DeclineReferral, Result<ReferralStatus>>(decline => decline.HandleAsync(by, new(referral, "Canary reason: lives outside our area", null), CancellationToken.None));
    }

    extension<T>(Result<T> result)
    {
        public T Given() => result.Match(value => value, refusal => throw new Xunit.Sdk.XunitException($"Refused: {refusal.Code} {refusal.Message}"));

        public Refusal Refused() => result.Match(value => throw new Xunit.Sdk.XunitException($"Not refused: {value}"), refusal => refusal);
    }
}
