using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Definitions;

/// <summary>Reads what definitions are evaluated on: one query for the incidents, one for the people, whatever their number.</summary>
internal static class IncidentFacts
{
    extension(CaseDbContext db)
    {
        /// <param name="among">The incidents that may be counted: those the reader may see.</param>
        /// <param name="people">Whose incidents.</param>
        /// <param name="from">First London date of report that counts.</param>
        /// <param name="to">Last.</param>
        public async Task<DefinitionFacts> FactsOfAsync(IQueryable<Incident> among, IQueryable<Id<Person>> people, DateOnly from, DateOnly to, DefinitionBook book, CancellationToken ct)
        {
            var (start, end) = (UkTime.StartOfDay(from), UkTime.StartOfDay(to.AddDays(1)));
            var theirs = db.Set<IncidentParty>().Where(p => (p.Role == PartyRole.Victim || p.Role == PartyRole.Perpetrator) && people.Contains(p.PersonId)).Select(p => p.IncidentId);
            var police = await db.Agencies.Where(a => a.Kind == AgencyKind.PoliceForce).Select(a => a.Id).ToHashSetAsync(ct);
            Dictionary<Id<Incident>, (string Reference, DateTimeOffset At, bool IsCrime, bool IsPolice, List<Id<Person>> Victims, List<Id<Person>> Perpetrators)> found = [];
            await foreach (var row in among.Where(i => i.ReportedAt >= start && i.ReportedAt < end && theirs.Contains(i.Id))
                .SelectMany(i => i.Parties.Where(p => p.Role == PartyRole.Victim || p.Role == PartyRole.Perpetrator)
                    .Select(p => new { i.Id, i.Reference, i.ReportedAt, i.Call.IsCrime, i.AgencyId, p.PersonId, p.Role })).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (!found.TryGetValue(row.Id, out var incident))
                {
                    found[row.Id] = incident = (row.Reference, row.ReportedAt, row.IsCrime is YesNoUnknown.Yes, police.Contains(row.AgencyId), [], []);
                }

                (row.Role is PartyRole.Victim ? incident.Victims : incident.Perpetrators).Add(row.PersonId);
            }

            var persons = await db.PersonFactsAsync(people, ct);
            var relations = book.AsksForRelations ? await db.RelationsAsync(people, ct) : null;
            return new(found.Select(i => new IncidentFact(i.Key, i.Value.Reference, UkTime.DateOf(i.Value.At), i.Value.IsCrime, i.Value.IsPolice, i.Value.Victims, i.Value.Perpetrators)), persons, relations);
        }

        /// <summary>Warnings that have been taken back by now still held while they did.</summary>
        private async Task<IReadOnlyList<PersonFact>> PersonFactsAsync(IQueryable<Id<Person>> people, CancellationToken ct)
        {
            var flags = (await db.Set<PersonFlag>().AsNoTracking().Where(f => people.Contains(f.PersonId)).ToListAsync(ct)).ToLookup(f => f.PersonId);
            return
            [
                .. (await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.BornOn, p.BirthIsEstimated, NeedsHelp = p.Interpreter != null || p.CommunicationNeed != null }).ToListAsync(ct))
                    .Select(p => new PersonFact(
                        p.Id, p.BornOn, p.BirthIsEstimated, [.. flags[p.Id].Select(f => new WarningFact(f.Kind, UkTime.DateOf(f.RaisedAt), f.Until, f.Reasons, f.Note))], p.NeedsHelp)),
            ];
        }

        private async Task<IReadOnlyDictionary<(Id<Person> Victim, Id<Person> Perpetrator), PairRelation>> RelationsAsync(IQueryable<Id<Person>> people, CancellationToken ct)
        {
            var found = await db.Set<Relationship>().Where(r => people.Contains(r.FromId) || people.Contains(r.ToId)).Select(r => new { r.FromId, r.ToId, r.Kind }).ToListAsync(ct);
            return found.SelectMany(r => new[] { (Key: (r.FromId, r.ToId), r.Kind), (Key: (r.ToId, r.FromId), r.Kind) })
                .GroupBy(r => r.Key).ToDictionary(g => g.Key, g => PairRelations.Closest(g.Select(r => r.Kind)));
        }
    }
}
