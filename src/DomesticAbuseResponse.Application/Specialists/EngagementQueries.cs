using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>Engagements as the figures count them and as the lists behind the figures show them: one place, so that a number is as long as its list.</summary>
internal static class EngagementQueries
{
    /// <param name="CallAt">When the call came in about which the victim was engaged.</param>
    public sealed record Told(DateTimeOffset At, DateTimeOffset CallAt, Engagement Engagement, bool Withdrew, bool CalledAgain)
    {
        public EngagementFact Fact => new(Engagement.VictimId, Engagement.Outcome, Engagement.Onward, Withdrew, CalledAgain, Engagement.DisclosureGiven);
    }

    extension(CaseDbContext db)
    {
        /// <summary>Those of a period that the reader may open, from its start to before its end.</summary>
        public IQueryable<Engagement> EngagementsOf(Actor actor, DateTimeOffset start, DateTimeOffset end)
        {
            var (incidents, people) = (db.Incidents.VisibleTo(actor, db), db.People.NotKeptFrom(actor, db));
            return db.Engagements.AsNoTracking().Where(e => e.At >= start && e.At < end && incidents.Any(i => i.Id == e.IncidentId) && people.Any(p => p.Id == e.VictimId));
        }

        /// <summary>Those in which the victim told the crew that they withdraw what they had stated, as the record of the visit says last.</summary>
        public IQueryable<Engagement> WhereWithdrew(IQueryable<Engagement> engagements)
        {
            const string field = nameof(VisitRecord.Statement);
            const string withdrawn = nameof(StatementIntention.Withdrawn);
            return engagements.Where(e => db.CrewTasks.Any(t => t.IncidentId == e.IncidentId && t.VictimId == e.VictimId && t.Kind == e.Service
                && db.Visits.Any(v => v.TaskId == t.Id && v.Changes.Where(c => c.Field == field).OrderByDescending(c => c.Number).Select(c => c.Value).FirstOrDefault() == withdrawn)));
        }

        /// <summary>Those after which there was another call about the victim within <see cref="EngagementFigures.RepeatMonths"/> months.</summary>
        /// <param name="calls">The calls that count: those the reader may open, or a number would tell of one they may not.</param>
        public IQueryable<Engagement> WhereCalledAgain(IQueryable<Engagement> engagements, IQueryable<Incident> calls) =>
            engagements.Where(e => db.Set<IncidentParty>().Any(p => p.PersonId == e.VictimId && p.Role == PartyRole.Victim
                && calls.Any(i => i.Id == p.IncidentId && i.Id != e.IncidentId && i.ReportedAt > e.At && i.ReportedAt <= e.At.AddMonths(EngagementFigures.RepeatMonths))));

        /// <param name="calls">The calls that count as another one.</param>
        /// <param name="statements">Whether the reader is told who withdrew.</param>
        public async Task<IReadOnlyList<Told>> ToldAsync(IQueryable<Engagement> engagements, IQueryable<Incident> calls, bool statements, CancellationToken ct)
        {
            var all = await (from e in engagements join i in db.Incidents on e.IncidentId equals i.Id select new { Engagement = e, i.ReportedAt }).ToListAsync(ct);
            var withdrew = statements ? (await db.WhereWithdrew(engagements).Select(e => e.Id).ToListAsync(ct)).ToHashSet() : [];
            var again = (await db.WhereCalledAgain(engagements, calls).Select(e => e.Id).ToListAsync(ct)).ToHashSet();
            return [.. all.Select(a => new Told(a.Engagement.At, a.ReportedAt, a.Engagement, withdrew.Contains(a.Engagement.Id), again.Contains(a.Engagement.Id)))];
        }
    }
}
