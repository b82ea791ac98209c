using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Access;

/// <summary>The steps a story of protected records is told in.</summary>
internal static class Protecting
{
    extension(WebApp app)
    {
        public Task<Result<Person>> ProtectAsync(Actor by, ProtectPerson.Command command) =>
            app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(by, command, CancellationToken.None));

        public async Task RestrictAsync(Id<Person> person, Actor? by = null, params Id<StaffMember>[] named) =>
            (await app.ProtectAsync(by ?? Cast.SafeguardingOfficer, new(person, null, "Works for a partner", named, []))).Given();

        public async Task ExcludeAsync(Id<Person> person, Id<StaffMember> staff, string reason = "A relative") =>
            (await app.ProtectAsync(Cast.SafeguardingOfficer, new(person, null, null, [], [new(staff, null, reason)]))).Given();

        public Task<Result<Person>> LiftAsync(Id<Person> person, LiftWhat what, long? number = null, string reason = "It holds no longer", Actor? by = null) =>
            app.RunAsync<LiftProtection, Result<Person>>(lift => lift.HandleAsync(by ?? Cast.SafeguardingOfficer, new(person, null, what, number, reason), CancellationToken.None));

        /// <summary>The one incident of a case gets a child.</summary>
        public async Task<Id<Person>> ChildInAsync(Case @case, string name = "Canary Child", Actor? by = null)
        {
            await using var db = app.Database.Open();
            var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).FirstAsync();
            return (await app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(n => n.HandleAsync(
                by ?? Cast.ResponseOfficer, new(incident, null, new LogIncident.Party(PartyRole.Child, null, name, null, 8, null, null, null)), CancellationToken.None))).Given();
        }

        public Task<Id<Incident>> LogAboutAsync(Actor by, params (PartyRole Role, Id<Person>? Person, string? Name)[] parties) =>
            app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                by, new(new Call(), null, Cast.Unit, null, [.. parties.Select(p => new LogIncident.Party(p.Role, p.Person, p.Name, null, null, null, null, null))]), CancellationToken.None));

        public async Task<bool> SeesAsync(Actor actor, Id<Person> person)
        {
            await using var db = app.Database.Open();
            return await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == person);
        }

        public async Task<bool> SeesAsync(Actor actor, Id<Case> id)
        {
            await using var db = app.Database.Open();
            return await db.Cases.VisibleTo(actor, db).AnyAsync(c => c.Id == id);
        }

        public async Task<bool> SeesIncidentsOfAsync(Actor actor, Id<Case> id)
        {
            await using var db = app.Database.Open();
            return await db.Incidents.VisibleTo(actor, db).AnyAsync(i => i.CaseId == id);
        }

        public async Task<bool> IsNamedAsync(Actor actor, Guid record)
        {
            await using var db = app.Database.Open();
            return await db.NamedStaff.AnyAsync(n => n.RecordId == record && n.StaffId == actor.StaffId);
        }
    }
}
