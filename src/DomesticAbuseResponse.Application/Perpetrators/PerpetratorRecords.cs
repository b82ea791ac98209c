using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>Domestic abuse records as the score reads them, from the facts that the definitions are evaluated on.</summary>
internal static class PerpetratorRecords
{
    extension(CaseDbContext db)
    {
        /// <param name="facts">Of some people's incidents; the caller answers for which of these may be counted.</param>
        /// <param name="graded">The cases whose grade may count.</param>
        /// <returns>The records against each of these people.</returns>
        public async Task<IReadOnlyDictionary<Id<Person>, IReadOnlyList<DaRecord>>> RecordsAgainstAsync(DefinitionFacts facts, IReadOnlyCollection<Id<Person>> people, IQueryable<Case> graded, CancellationToken ct)
        {
            Id<Incident>[] ids = [.. people.SelectMany(p => facts.OfPerpetrator[p]).Select(i => i.Id).Distinct()];
            var held = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id))
                .Select(i => new { i.Id, i.Call.Injuries, i.Call.Weapons, IsHigh = i.Parties.Any(p => p.CaseId != null && graded.Any(c => c.Id == p.CaseId && c.Grade == RiskGrade.High)) })
                .ToDictionaryAsync(i => i.Id, ct);
            return people.ToDictionary(p => p, IReadOnlyList<DaRecord> (p) =>
            [
                .. facts.OfPerpetrator[p].Where(i => held.ContainsKey(i.Id)).Select(i => new DaRecord(i.Id, i.ReportedOn, RfgRules.GravityOf(i.IsCrime, held[i.Id].Injuries, held[i.Id].Weapons, held[i.Id].IsHigh), i.Victims)),
            ]);
        }
    }

    /// <summary>The victims of the records against this person, each once.</summary>
    public static IReadOnlyList<Id<Person>> VictimsOf(Id<Person> person, IEnumerable<DaRecord> records) => [.. records.SelectMany(r => r.Victims).Where(v => v != person).Distinct()];
}
