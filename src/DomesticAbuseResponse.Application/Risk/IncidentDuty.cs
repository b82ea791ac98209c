using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Whether an incident whose door has been passed must have a risk assessment, and what has become of it (R1.19).</summary>
public sealed class IncidentDuty(CaseDbContext db, PolicyBook policies)
{
    /// <param name="IsBegun">A form was begun about this incident, finished or not.</param>
    /// <param name="Skip">The newest word on leaving it out, confirmed, waiting or refused; null when nobody asked.</param>
    /// <param name="Unrelated">A victim and somebody harming them whose relationship nobody has recorded.</param>
    public sealed record View(AssessmentDuty Duty, bool IsBegun, bool IsFinished, AssessmentSkip? Skip, (Id<Person> Victim, Id<Person> Perpetrator)? Unrelated)
    {
        /// <summary>Mandatory, not begun, and not left out with a supervisor's word.</summary>
        public bool IsNeeded => Duty.IsOutstanding(IsBegun, Skip?.AsSkipped);

        /// <summary>Why the incident cannot be closed yet; null when it can.</summary>
        public Refusal? StopsClosing => Duty.IsOutstanding(IsFinished, Skip?.AsSkipped)
            ? new("incident.needs-assessment", IsBegun
                ? "Finish the risk assessment of this incident before you close it."
                : "A risk assessment is needed before this incident is closed, or a supervisor’s word that there need be none.")
            : null;
    }

    /// <returns>Null while no victim is known: there is nobody to assess.</returns>
    public async Task<View?> OfAsync(Incident incident, CancellationToken ct)
    {
        Id<Person>[] victims = [.. incident.Parties.Where(p => p.Role is PartyRole.Victim).Select(p => p.PersonId).Distinct()];
        if (victims.Length == 0)
        {
            return null;
        }

        var id = incident.Id;
        Id<Person>[] perpetrators = [.. incident.Parties.Where(p => p.Role is PartyRole.Perpetrator).Select(p => p.PersonId).Distinct()];
        var ties = await db.Set<Relationship>().AsNoTracking().Where(r =>
            (victims.Contains(r.FromId) && perpetrators.Contains(r.ToId)) || (perpetrators.Contains(r.FromId) && victims.Contains(r.ToId))).ToListAsync(ct);
        var settings = (await policies.AtAsync(PolicyKinds.AssessmentDuty, incident.AgencyId.Value, UkTime.DateOf(incident.ReportedAt), ct)).Content;
        var forms = await db.Assessments.Where(a => a.IncidentId == id && a.InstrumentCode != InstrumentCodes.ChildMatrix).Select(a => a.CompletedAt).ToListAsync(ct);

        return new View(
            AssessmentDuty.For(incident.Call.IsCrime, ties.Select(t => t.Kind.AsAbuse()).OfType<AbuseRelationship>().ToHashSet(), settings),
            forms.Count > 0,
            forms.Any(at => at is not null),
            await db.AssessmentSkips.Where(s => s.IncidentId == id).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct),
            Unrelated(victims, perpetrators, ties));
    }

    private static (Id<Person>, Id<Person>)? Unrelated(Id<Person>[] victims, Id<Person>[] perpetrators, IReadOnlyList<Relationship> ties) =>
        (from victim in victims
         from perpetrator in perpetrators
         where victim != perpetrator && !ties.Any(t => t.Kind.AsAbuse() is not null && ((t.FromId == victim && t.ToId == perpetrator) || (t.FromId == perpetrator && t.ToId == victim)))
         select ((Id<Person>, Id<Person>)?)(victim, perpetrator)).FirstOrDefault();
}
