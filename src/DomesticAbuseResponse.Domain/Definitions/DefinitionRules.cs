using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>
/// The definitions of an agency, evaluated on what is on record (R2.5, R2.24, R4.6, R4.7). Windows are calendar months back from a London date,
/// both ends included; the incident of that day counts.
/// </summary>
public static class DefinitionRules
{
    /// <summary>So many incidents with this victim, whoever did it (R4.6).</summary>
    public static DefinitionResult RepeatVictim(Id<Person> victim, DefinitionFacts facts, DateOnly on, DefinitionBook book)
    {
        var rule = book.RepeatVictim;
        var counted = facts.OfVictim[victim].Where(i => Counts(i, rule.CrimesOnly, on, rule.Months) && (i.Perpetrators.Count == 0
            ? rule.Relations.Contains(PairRelation.NotKnown)
            : i.Perpetrators.Any(p => rule.Relations.Contains(facts.Between(victim, p))))).ToList();
        var reckoned = Reckoned(counted.Count, rule, on);
        return new(DefinitionKind.RepeatVictim, victim, null, book.Version, "R4.6", reckoned, counted, [], counted.Count >= rule.Incidents ? null : $"{reckoned}; {rule.Incidents} are needed.");
    }

    /// <summary>So many incidents between the same two people (R4.6).</summary>
    public static DefinitionResult RepeatPair(Id<Person> victim, Id<Person> perpetrator, DefinitionFacts facts, DateOnly on, DefinitionBook book)
    {
        var rule = book.RepeatPair;
        var counted = rule.Relations.Contains(facts.Between(victim, perpetrator))
            ? facts.OfVictim[victim].Where(i => i.Perpetrators.Contains(perpetrator) && Counts(i, rule.CrimesOnly, on, rule.Months)).ToList()
            : [];
        var reckoned = Reckoned(counted.Count, rule, on);
        return new(DefinitionKind.RepeatPair, perpetrator, victim, book.Version, "R4.6", reckoned, counted, [], counted.Count >= rule.Incidents ? null : $"{reckoned} between these two; {rule.Incidents} are needed.");
    }

    /// <summary>Harm to several victims within the window, by somebody who was old enough at the time (R2.24). Harm to the same one again is a repeat and not serial (S83).</summary>
    public static DefinitionResult Serial(Id<Person> perpetrator, DefinitionFacts facts, DateOnly on, DefinitionBook book)
    {
        var rule = book.Serial;
        var person = facts.People.GetValueOrDefault(perpetrator);
        var within = facts.OfPerpetrator[perpetrator].Where(i => Counts(i, rule.CrimesOnly, on, rule.Months)
            && i.Victims.Any(v => v != perpetrator && rule.Relations.Contains(facts.Between(v, perpetrator)))).ToList();
        var counted = within.Where(i => !(person?.AgeOn(i.ReportedOn) < rule.FromAge)).ToList();
        var younger = within.Count - counted.Count;
        var victims = counted.SelectMany(i => i.Victims).Where(v => v != perpetrator && rule.Relations.Contains(facts.Between(v, perpetrator))).Distinct().Count();
        var age = person?.AgeOn(on);
        var reckoned = $"{Count(counted.Count, rule.CrimesOnly)} against {victims} {(victims == 1 ? "victim" : "different victims")} from {Window(on, rule.Months)}";
        return new(
            DefinitionKind.SerialPerpetrator, perpetrator, null, book.Version, "R2.24", reckoned, counted,
            [
                .. age is null ? new[] { $"The age is not known and is taken to be {rule.FromAge} or over." } : [],
                .. younger > 0 && age >= rule.FromAge ? new[] { $"{Count(younger, rule.CrimesOnly)} from before the age of {rule.FromAge} not counted." } : [],
            ],
            age < rule.FromAge ? $"Aged {age}; the definition begins at {rule.FromAge}."
            : victims < rule.Victims ? $"{reckoned}; {rule.Victims} different victims are needed.{(counted.Count > 1 && victims == 1 ? " Harm to the same victim again is a repeat, not serial." : "")}"
            : counted.Count < rule.Incidents ? $"{reckoned}; {rule.Incidents} incidents are needed."
            : null);
    }

    /// <summary>In need of special care, support or protection (R4.7).</summary>
    public static DefinitionResult Vulnerable(PersonFact person, DateOnly on, DefinitionBook book)
    {
        var rule = book.Vulnerable;
        var age = person.AgeOn(on);
        List<string> grounds =
        [
            .. Found(VulnerabilityGround.Child, age < rule.ChildUnder, $"Aged {age}, under {rule.ChildUnder}."),
            .. Found(VulnerabilityGround.OlderPerson, age >= rule.OlderFrom, $"Aged {age}, {rule.OlderFrom} or over."),
            .. Warned(PersonFlagKind.Vulnerable, VulnerabilityGround.MarkedVulnerable, "Marked as vulnerable"),
            .. Warned(PersonFlagKind.SelfHarm, VulnerabilityGround.SelfHarm, "Warning of self-harm"),
            .. Warned(PersonFlagKind.HonourAbuse, VulnerabilityGround.HonourAbuse, "Warning of honour-based abuse"),
            .. Found(
                VulnerabilityGround.CommunicationNeed, person.CommunicationNeed || person.Warnings.Any(w => w.Kind is PersonFlagKind.Interpreter && w.HoldsOn(on)),
                "Needs an interpreter or other help to be understood."),
        ];
        return new(
            DefinitionKind.Vulnerable, person.Id, null, book.Version, "R4.7", $"{grounds.Count} of the grounds that count", [], grounds,
            grounds.Count > 0 ? null : $"None of the grounds that count is on record{(age is null ? "; the age is not known" : "")}.");

        IEnumerable<string> Found(VulnerabilityGround ground, bool holds, string words) => holds && rule.Grounds.Contains(ground) ? [words] : [];

        IEnumerable<string> Warned(PersonFlagKind kind, VulnerabilityGround ground, string words) =>
            rule.Grounds.Contains(ground) ? person.Warnings.Where(w => w.Kind == kind && w.HoldsOn(on)).Select(w => $"{words}{Ticked(w.Reasons)} since {UkTime.Describe(w.Since)}.") : [];
    }

    /// <summary>Potential escalation as the MARAC's settings define it, by the very rule of a referral's ground (2.2(3), R2.5).</summary>
    public static DefinitionResult Escalation(Id<Person> victim, IReadOnlySet<Id<Person>> perpetrators, DefinitionFacts facts, DateOnly on, MaracProfile profile)
    {
        var reports = facts.OfVictim[victim].Where(i => i.IsPolice).ToList();
        var ground = ReferralGrounds.PotentialEscalation(
            new ReferralFacts
            {
                VictimId = victim,
                PerpetratorIds = perpetrators,
                ReferredOn = on,
                PoliceReports = [.. reports.Select(i => new PoliceReport(i.Reference, victim, i.Perpetrators.ToHashSet(), i.ReportedOn))],
            },
            profile);
        var from = on.AddMonths(-profile.EscalationMonths);
        var counted = perpetrators.Select(p => reports.Where(r => r.Perpetrators.Contains(p) && r.ReportedOn >= from && r.ReportedOn <= on).ToList()).MaxBy(r => r.Count) ?? [];
        return new(
            DefinitionKind.PotentialEscalation, victim, victim, profile.Version, ground.Rule, $"{counted.Count} {(counted.Count == 1 ? "report" : "reports")} to the police from {Window(on, profile.EscalationMonths)}",
            counted, [], ground.NotMetBecause);
    }

    private static bool Counts(IncidentFact incident, bool crimesOnly, DateOnly on, int months) =>
        incident.ReportedOn >= on.AddMonths(-months) && incident.ReportedOn <= on && (incident.IsCrime || !crimesOnly);

    private static string Reckoned(int count, RepeatCount rule, DateOnly on) => $"{Count(count, rule.CrimesOnly)} from {Window(on, rule.Months)}";

    private static string Window(DateOnly on, int months) => $"{UkTime.Describe(on.AddMonths(-months))} to {UkTime.Describe(on)}";

    private static string Count(int count, bool crimesOnly) => $"{count} {(crimesOnly ? count == 1 ? "recorded crime" : "recorded crimes" : count == 1 ? "incident" : "incidents")}";

    private static string Ticked(Vulnerability reasons) => reasons is Vulnerability.None ? "" : $" ({string.Join(", ", reasons.Words())})";
}
