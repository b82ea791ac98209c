using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Children;

/// <summary>A call with a child in it, and what is known of the child's school.</summary>
internal sealed record ChildCall(Id<Incident> Incident, Id<Case> Case, Id<Person> Victim, Id<Person> Child);

/// <summary>The steps a story about a child is told in.</summary>
internal static class ChildrenStory
{
    private static readonly SchoolTerm[] _terms = [new("Autumn", new(2026, 11, 2), new(2026, 12, 18)), new("Spring", new(2027, 1, 5), new(2027, 2, 12))];

    extension(WebApp app)
    {
        public async Task<ChildCall> CallWithChildAsync(string child = "Canary Child", int age = 6, DateTimeOffset? reportedAt = null, string? perpetrator = "Canary Perpetrator", string victim = "Canary Mother")
        {
            var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                Cast.CallHandler,
                new LogIncident.Command(
                    new Call { Source = CallSource.Emergency999, Location = "3 Canary Row" }, ResponseGrade.Immediate, Cast.Unit, reportedAt,
                    [
                        new(PartyRole.Victim, null, victim, null, 34, null, null, null),
                        .. perpetrator is null ? Array.Empty<LogIncident.Party>() : [new(PartyRole.Perpetrator, null, perpetrator, null, 36, null, null, null)],
                        new(PartyRole.Child, null, child, UkTime.DateOf(app.Clock.Now).AddYears(-age).AddDays(-40), null, null, null, null),
                    ]),
                CancellationToken.None));
            await using var db = app.Database.Open();
            var found = await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incident);
            return new ChildCall(incident, found.CaseId!.Value, found.Victims.Single(), found.Parties.Single(p => p.Role is PartyRole.Child).PersonId);
        }

        /// <summary>A local authority of the test council, with term dates, and its only school.</summary>
        public async Task<(Id<LocalAuthority> Authority, Id<School> School)> SchoolAsync()
        {
            await using var db = app.Database.Open();
            if (await db.Schools.FirstOrDefaultAsync() is { } held)
            {
                return (held.AuthorityId, held.Id);
            }

            var authority = new LocalAuthority(Id<LocalAuthority>.New(app.Clock.Now), "Testshire", Cast.Council);
            await app.WriteAsync(d =>
            {
                d.Add(authority);
                return Task.CompletedTask;
            });
            (await app.RunAsync<ImportSchools, Result<ImportSchools.Imported>>(import => import.HandleAsync(
                Actor.System, """{ "authority": "Testshire", "schools": [ { "code": "1", "name": "Canary Primary", "kind": "School", "keyAdult": "Canary key adult" } ] }""", CancellationToken.None))).Given();
            await app.WriteAsync(d =>
            {
                d.Add(new Policy
                {
                    Id = Id<Policy>.New(app.Clock.Now),
                    Kind = PolicyKinds.SchoolTerms.Code,
                    ScopeId = Cast.Council.Value,
                    Version = "test",
                    EffectiveFrom = new(2026, 1, 1),
                    Content = PolicyKind<SchoolTerms>.Write(new SchoolTerms("test", _terms, [])),
                });
                return Task.CompletedTask;
            });

            return (authority.Id, await db.Schools.Select(s => s.Id).SingleAsync());
        }

        public Task<Result<ChildDetails>> DescribeAsync(ChildCall call, ChildFacts facts, long seen = 0, Actor? by = null) => app.RunAsync<RecordChildDetails, Result<ChildDetails>>(record =>
            record.HandleAsync(by ?? Cast.SafeguardingOfficer, new(call.Case, call.Child, seen, facts), CancellationToken.None));

        public async Task<SchoolNotice> NoticeAsync(ChildCall call)
        {
            await using var db = app.Database.Open();
            return await db.SchoolNotices.AsNoTracking().SingleAsync(n => n.IncidentId == call.Incident && n.PersonId == call.Child);
        }

        public async Task<ChildScreening> ScreeningAsync(ChildCall call)
        {
            await using var db = app.Database.Open();
            return await db.Screenings.AsNoTracking().Include(s => s.Parts).SingleAsync(s => s.IncidentId == call.Incident && s.PersonId == call.Child);
        }

        public async Task<IReadOnlyList<Deadline>> SchoolClocksAsync(ChildCall call)
        {
            await using var db = app.Database.Open();
            return await db.Deadlines.AsNoTracking().Where(d => d.IncidentId == call.Incident && d.Kind == DeadlineKind.NotifySchool).OrderBy(d => d.SetAt).ToListAsync();
        }

        public Task<Result<SchoolNotice>> TellAsync(Id<SchoolNotice> notice, Id<School>? school = null, string? circumstances = "Police went to the house.", string? place = null, Actor? by = null) =>
            app.RunAsync<SendSchoolNotice, Result<SchoolNotice>>(send => send.HandleAsync(
                by ?? Cast.SafeguardingOfficer, new(notice, null, NoticeWay.Telephone, "Canary key adult", school, app.Clock.Now, place, "Asleep.", "Not asked.", circumstances), CancellationToken.None));

        public async Task<ChildScreening> SharedAsync(ChildCall call)
        {
            var screening = await app.ScreeningAsync(call);
            return (await app.RunAsync<ShareScreening, Result<ChildScreening>>(share => share.HandleAsync(
                Cast.SafeguardingOfficer, new(screening.Id, null, Cast.Council, Cast.Health, "Canary summary for the other two agencies."), CancellationToken.None))).Given();
        }
    }
}
