using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>Which of a victim's open cases a new incident belongs to. A case is one victim and the people harming her (R2.2, S56).</summary>
public static class CaseMatch
{
    /// <summary>
    /// The newest case that names one of these perpetrators; else the newest that names none, which takes them over; with no perpetrator
    /// known, the victim's only case. Null means a new case: the same victim harmed by somebody else is another case (S56).
    /// </summary>
    public static Case? Find(IEnumerable<Case> openCasesOfVictim, IReadOnlyCollection<Id<Person>> perpetrators)
    {
        var cases = openCasesOfVictim.OrderByDescending(c => c.OpenedAt).ToList();
        return cases.FirstOrDefault(c => c.Perpetrators.Any(p => perpetrators.Contains(p.PersonId)))
            ?? cases.FirstOrDefault(c => c.Perpetrators.Count == 0)
            ?? (perpetrators.Count == 0 && cases.Count == 1 ? cases[0] : null);
    }
}
