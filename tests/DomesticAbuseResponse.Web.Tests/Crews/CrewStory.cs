using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>A Saturday on which the support car is out: a shift, a call that was attended, and a crew that is asked.</summary>
internal static class CrewStory
{
    internal sealed record Asked(Id<Incident> Incident, Id<Person> Victim, Id<Case> Case, Id<Shift> Shift, Id<CrewTask> Task)
    {
        public string Url => $"/crew/tasks/{Task}";
    }

    extension(WebApp app)
    {
        /// <summary>The car's shift of that day, 14:00 to 22:00, with an officer of the force and a worker of the service; it is 15:00 then.</summary>
        public async Task<Id<Shift>> CarOutAsync(string day, params Actor[] crew)
        {
            var date = DateOnly.ParseExact(day, "yyyy-MM-dd");
            app.Clock.Now = UkTime.At(date, new(15, 0));
            CrewMember[] members =
            [
                .. (crew.Length == 0 ? [Cast.CarOfficer, Cast.CarWorker] : crew)
                    .Select(a => new CrewMember(a.Has(Role.SupportCarOfficer) || a.Has(Role.ResponseOfficer) ? CrewPart.Officer : CrewPart.SupportWorker, a.StaffId, "", a.AgencyId)),
            ];
            return (await app.RunAsync<PlanShift, Result<Id<Shift>>>(plan => plan.HandleAsync(
                Cast.ControlRoomSupervisor, new("support-car", new(UkTime.At(date, new(14, 0)), UkTime.At(date, new(22, 0)), "Car 7", null, members)), CancellationToken.None))).Given();
        }

        public async Task<Asked> AskCarAsync(Id<Shift> shift, string victim = "Canary Victim", bool attended = true, CrewWay? way = null, bool accept = false)
        {
            var incident = await app.LogCallAsync(victim, "Canary Perpetrator", reportedAt: app.Clock.Now.AddHours(-1));
            if (attended)
            {
                await app.RunAsync<AttendIncident, Result<DateTimeOffset>>(attend => attend.HandleAsync(Cast.ResponseOfficer, new(incident, null, app.Clock.Now.AddMinutes(-20)), CancellationToken.None));
            }

            await using var db = app.Database.Open();
            var part = await db.Incidents.AsNoTracking().Where(i => i.Id == incident).SelectMany(i => i.Parties).SingleAsync(p => p.Role == PartyRole.Victim);
            var task = (await app.RunAsync<AskCrew, Result<Id<CrewTask>>>(ask => ask.HandleAsync(
                Cast.CallHandler, new(incident, part.PersonId, shift, new(way ?? (attended ? CrewWay.Visit : CrewWay.PhoneFirst), DistanceBand.Near, "Frightened that he comes back")), CancellationToken.None))).Given();
            if (accept)
            {
                (await app.RunAsync<MoveCrew, Result<DateTimeOffset>>(move => move.HandleAsync(Cast.CarWorker, new(task, CrewStepKind.Accepted), CancellationToken.None))).Given();
            }

            return new(incident, part.PersonId, part.CaseId!.Value, shift, task);
        }
    }
}
