using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>The policy of <see cref="RecordAccess"/> as SQL, for lists, counts and searches. AccessAgreementTests prove that the two agree.</summary>
public static class RecordVisibility
{
    extension(IQueryable<Incident> incidents)
    {
        public IQueryable<Incident> VisibleTo(Actor actor, CaseDbContext db, AccessLevel wanted = AccessLevel.Read)
        {
            var visible = db.VisibleRecords(actor, RecordKind.Incident, wanted);
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            var readable = incidents.Where(i => visible.Any(p => p.RecordId == (Guid)(object)i.Id)
                && !barred.Any(e => e.RecordId == (Guid)(object)i.Id)
                && (!i.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)i.Id)));
            if (!Standing.CarriesCases(actor))
            {
                return readable;
            }

            var other = db.OppositeIncidentsOf(actor);
            return readable.Where(i => !other.Any(o => o == i.Id));
        }
    }

    extension(IQueryable<Case> cases)
    {
        public IQueryable<Case> VisibleTo(Actor actor, CaseDbContext db, AccessLevel wanted = AccessLevel.Read)
        {
            var visible = db.VisibleRecords(actor, RecordKind.Case, wanted);
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            var readable = cases.Where(c => visible.Any(p => p.RecordId == (Guid)(object)c.Id)
                && !barred.Any(e => e.RecordId == (Guid)(object)c.Id)
                && (!c.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)c.Id)));
            if (!Standing.CarriesCases(actor))
            {
                return readable;
            }

            var other = db.OppositeOf(actor);
            return readable.Where(c => !other.Any(o => o == c.Id));
        }
    }

    extension(IQueryable<Person> people)
    {
        public IQueryable<Person> VisibleTo(Actor actor, CaseDbContext db, AccessLevel wanted = AccessLevel.Read)
        {
            var visible = db.VisibleRecords(actor, RecordKind.Person, wanted);
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            return people.Where(c => visible.Any(p => p.RecordId == (Guid)(object)c.Id)
                && !barred.Any(e => e.RecordId == (Guid)(object)c.Id)
                && (!c.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)c.Id)));
        }
    }

    extension(IQueryable<Person> people)
    {
        /// <summary>
        /// Those whose own protection lets this actor know of them. For the people of a case or a referral whose door was passed: it reaches them by
        /// the record they are in, and not against their own restriction or an exclusion.
        /// </summary>
        public IQueryable<Person> NotKeptFrom(Actor actor, CaseDbContext db)
        {
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            return people.Where(p => !barred.Any(e => e.RecordId == (Guid)(object)p.Id)
                && (!p.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)p.Id)));
        }
    }

    extension(IQueryable<Incident> incidents)
    {
        /// <summary>Those whose own protection does not keep this actor from them: for whoever reaches one by what was shared with them of it, and holds no place at it.</summary>
        public IQueryable<Incident> NotKeptFrom(Actor actor, CaseDbContext db)
        {
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            return incidents.Where(i => !barred.Any(e => e.RecordId == (Guid)(object)i.Id)
                && (!i.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)i.Id)));
        }
    }

    extension(IQueryable<Case> cases)
    {
        /// <summary>The cases whose grade the actor is told: those they may read, and for a control room all from which it is not excluded (R6.12).</summary>
        public IQueryable<Case> GradedFor(Actor actor, CaseDbContext db)
        {
            if (!Standing.IsToldGrades(actor))
            {
                return cases.VisibleTo(actor, db);
            }

            var barred = db.BarredFrom(actor);
            return cases.Where(c => !barred.Any(e => e.RecordId == (Guid)(object)c.Id));
        }

        /// <summary>The cases whose grade a crew is told: those they are told of anyway, and those of the victims they are sent to (R5.1).</summary>
        public IQueryable<Case> GradedForCrew(Actor actor, CaseDbContext db)
        {
            if (Standing.IsToldGrades(actor))
            {
                return cases.GradedFor(actor, db);
            }

            var (agency, staff, maracs) = ((Id<Agency>?)actor.AgencyId, (Id<StaffMember>?)actor.StaffId, actor.Maracs.Select(m => (Id<Marac>?)m).ToArray());
            var places = Enum.GetValues<ParticipationKind>().Where(p => p is ParticipationKind.Crew || RecordAccess.LevelFor(actor, RecordKind.Case, p) >= AccessLevel.Read).ToArray();
            var sent = db.Participations.Where(p => p.Until == null && p.RecordKind == RecordKind.Case && (p.AgencyId == agency || p.StaffId == staff || maracs.Contains(p.MaracId)) && places.Contains(p.Kind));
            var named = db.NamedTo(actor);
            var barred = db.BarredFrom(actor);
            return cases.Where(c => sent.Any(p => p.RecordId == (Guid)(object)c.Id) && !barred.Any(e => e.RecordId == (Guid)(object)c.Id)
                && (!c.IsRestricted || named.Any(n => n.RecordId == (Guid)(object)c.Id)));
        }

        /// <summary>The gravest first, those that nobody has graded last: an incident that hangs on several cases is shown with the gravest.</summary>
        public IQueryable<Case> GravestFirst() =>
            cases.OrderBy(c => c.Grade == RiskGrade.High ? 0 : c.Grade == RiskGrade.Medium ? 1 : c.Grade == RiskGrade.Standard ? 2 : 3);
    }

    extension(IQueryable<Meeting> meetings)
    {
        public IQueryable<Meeting> VisibleTo(Actor actor, CaseDbContext db, AccessLevel wanted = AccessLevel.Read)
        {
            var visible = db.VisibleRecords(actor, RecordKind.Meeting, wanted);
            var barred = db.BarredFrom(actor);
            return meetings.Where(c => visible.Any(p => p.RecordId == (Guid)(object)c.Id)
                && !barred.Any(e => e.RecordId == (Guid)(object)c.Id));
        }
    }

    extension(CaseDbContext db)
    {
        /// <summary>The live places in circles through which this actor reaches the wanted level.</summary>
        public IQueryable<Participation> VisibleRecords(Actor actor, RecordKind kind, AccessLevel wanted)
        {
            var agency = actor.AgencyId;
            var maracs = actor.Maracs.Select(m => (Id<Marac>?)m).ToArray();
            var places = Enum.GetValues<ParticipationKind>().Where(p => RecordAccess.LevelFor(actor, kind, p) >= wanted).ToArray();
            var live = db.Participations.Where(p => p.Until == null && p.RecordKind == kind);
            var (staff, crew) = ((Id<StaffMember>?)actor.StaffId, places.Contains(ParticipationKind.Crew));
            return (maracs.Length > 0, crew) switch
            {
                (false, false) => live.Where(p => p.AgencyId == agency && places.Contains(p.Kind)),
                (false, true) => live.Where(p => (p.AgencyId == agency || p.StaffId == staff) && places.Contains(p.Kind)),
                (true, false) => live.Where(p => (p.AgencyId == agency || maracs.Contains(p.MaracId)) && places.Contains(p.Kind)),
                (true, true) => live.Where(p => (p.AgencyId == agency || p.StaffId == staff || maracs.Contains(p.MaracId)) && places.Contains(p.Kind)),
            };
        }

        /// <summary>The cases that hold the two people of an open case which this actor carries the other way round, and which somebody else works on: kept from whoever works for the other side (R4.17, T13).</summary>
        public IQueryable<Id<Case>> OppositeOf(Actor actor)
        {
            Id<StaffMember>? carrier = actor.StaffId;
            return from own in db.Cases
                   where own.IdvaId == carrier && own.ClosedAt == null
                   from harms in own.Perpetrators
                   from other in db.Cases
                   where other.VictimId == harms.PersonId && (other.IdvaId == null || other.IdvaId != carrier) && other.Perpetrators.Any(p => p.PersonId == own.VictimId)
                   select other.Id;
        }

        /// <summary>Whether this actor carries a case against somebody who is the victim of such a case: how she is reached and where she is are kept from whoever works for the other side (R4.17, T13).</summary>
        public async Task<bool> IsOfOtherSideAsync(Actor actor, Id<Person> person, CancellationToken ct)
        {
            Id<StaffMember>? carrier = actor.StaffId;
            return Standing.CarriesCases(actor) && await db.Cases.AnyAsync(own => own.IdvaId == carrier && own.ClosedAt == null && own.Perpetrators.Any(p => p.PersonId == person)
                && db.Cases.Any(o => o.VictimId == person && (o.IdvaId == null || o.IdvaId != carrier) && o.Perpetrators.Any(p => p.PersonId == own.VictimId)), ct);
        }

        /// <summary>The incidents that are told in such a case and in none that this actor carries.</summary>
        public IQueryable<Id<Incident>> OppositeIncidentsOf(Actor actor)
        {
            Id<StaffMember>? carrier = actor.StaffId;
            var other = db.OppositeOf(actor);
            return db.Set<IncidentParty>()
                .Where(p => p.CaseId != null && other.Any(o => o == p.CaseId)
                    && !db.Set<IncidentParty>().Any(m => m.IncidentId == p.IncidentId && db.Cases.Any(c => c.Id == m.CaseId && c.IdvaId == carrier && c.ClosedAt == null)))
                .Select(p => p.IncidentId);
        }

        public IQueryable<NamedStaff> NamedTo(Actor actor)
        {
            var staff = actor.StaffId;
            return db.NamedStaff.Where(n => n.StaffId == staff);
        }

        public IQueryable<Exclusion> BarredFrom(Actor actor)
        {
            var (staff, agency) = (actor.StaffId, actor.AgencyId);
            return db.Exclusions.Where(e => e.StaffId == staff || e.AgencyId == agency);
        }
    }
}
