using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// Makes an incident of a report, by the same steps as the call screen, and takes over what later messages change. Whoever in it nobody but a
/// person can name waits; the incident does not. Changes wait for the caller's commit.
/// </summary>
public sealed class ReportDesk(LogIncident log, PartyBook parties, RecordCircle circle, CaseBook cases, ChildBook children, CasePlace place, IncidentFiles incidents, PersonDecisions decisions)
{
    /// <summary>What is to be done with the people of a report, and everything it touches, decided and opened before anything is changed.</summary>
    /// <param name="Incident">Null while it is none.</param>
    public sealed record Prepared(
        IReadOnlyList<(ReadPerson Person, PersonDecisions.Decision Decision)> People, IReadOnlyDictionary<Id<Person>, PartyBook.Known> Known, Incident? Incident);

    /// <summary>
    /// Decides who everybody is that has not been placed yet, and opens them and the incident. Looks are written as it goes, so nothing may be tracked
    /// or wait for a commit before.
    /// </summary>
    /// <exception cref="RecordNotFoundException">The incident opens to the actor no longer.</exception>
    /// <param name="before">The reading that was dealt with already: who stands in it just so needs nothing more.</param>
    public async Task<Prepared> PrepareAsync(Actor actor, IncomingReport report, ReportReading? before, ReportReading reading, CancellationToken ct)
    {
        List<(ReadPerson, PersonDecisions.Decision)> decided = [];
        var taken = report.People.Select(p => p.PersonId).OfType<Id<Person>>().ToHashSet(); // two people of one report are not each other
        foreach (var person in reading.People.Where(p => !p.IsBlank))
        {
            var placed = report.People.FirstOrDefault(p => p.Index == person.Index);
            if (placed?.Outcome is IncomingPersonOutcome.LeftOut || (placed?.PersonId is not null && before?.People.Contains(person) is true))
            {
                continue;
            }

            if (placed?.PersonId is { } known)
            {
                decided.Add((person, new(placed.Outcome, known, placed.Points)));
            }
            else
            {
                var decision = MayBeTwo(report, reading, person) ? PersonDecisions.Wait : await decisions.DecideAsync(actor, person, taken, ct);
                var isTwice = decision.PersonId is { } one && decided.Exists(d => d.Item2.PersonId == one && d.Item1.Role != person.Role); // nobody is both by accident
                decided.Add((person, isTwice ? PersonDecisions.Wait with { Points = decision.Points } : decision));
            }
        }

        return await OpenAsync(actor, report, decided, ct);
    }

    /// <summary>The same where it is decided already.</summary>
    public async Task<Prepared> OpenAsync(Actor actor, IncomingReport report, IReadOnlyList<(ReadPerson Person, PersonDecisions.Decision Decision)> decided, CancellationToken ct)
    {
        var known = await parties.OpenKnownAsync(actor, decided.Select(d => PartyOf(d.Person, d.Decision.PersonId)), "Log what came in", ct);
        return new(decided, known, report.IncidentId is { } id ? await incidents.OpenAsync(actor, id, LevelOf(actor), "Take over what came in", ct) : null);
    }

    /// <summary>A report becomes an incident, or is held when a file of the past does not say when it was made.</summary>
    public async Task<IReadOnlyList<Happened>> LogAsync(Actor actor, IncomingReport report, ReportReading reading, Prepared prepared, DateTimeOffset now, CancellationToken ct)
    {
        report.Ask(Questions(report, reading), now);
        if (!report.IsLive && !reading.SaysWhen)
        {
            return [];
        }

        var named = prepared.People.Where(p => p.Decision.Outcome is not IncomingPersonOutcome.Waiting).ToList();
        var staged = await log.StageAsync(
            actor,
            new(reading.Call, reading.Grade, reading.UnitId, reading.ReportedAt, [.. named.Select(n => PartyOf(n.Person, n.Decision.PersonId))]) { IsOfThePast = !report.IsLive },
            prepared.Known, now, ct);
        report.BecameIncident(staged.Incident.Id, now);
        List<Happened> happened = [.. staged.Happened];
        foreach (var ((person, decision), id) in named.Zip(staged.People))
        {
            happened.AddRange(Placed(report, person, decision, id, now));
        }

        Wait(report, prepared, now);
        if (reading.ClosedAt is { } closed)
        {
            staged.Incident.ClosedElsewhere(closed, reading.ClosedReason);
        }

        return happened;
    }

    /// <summary>Takes over what changed between two readings.</summary>
    /// <param name="forced">A field that is taken whatever stands here, because a person decided so.</param>
    public async Task<IReadOnlyList<Happened>> UpdateAsync(
        Actor actor, IncomingReport report, ReportReading before, ReportReading after, Prepared prepared, SentField? forced, DateTimeOffset now, CancellationToken ct)
    {
        if (prepared.Incident is not { } incident)
        {
            return await LogAsync(actor, report, after, prepared, now, ct);
        }

        var id = incident.Id;
        var sent = ReportedFacts.Of(after);
        var merged = ReportMerge.Merge(ReportedFacts.Of(incident), ReportedFacts.Of(before), sent);
        var facts = forced is { } field ? ReportMerge.Take(merged.Facts, sent, field) : merged.Facts;
        List<SentField> taken = [.. merged.Changed, .. forced is { } one ? [one] : Array.Empty<SentField>()], kept = [.. merged.Conflicts.Where(c => c != forced)];
        if (taken.Count > 0 && incident.Correct(actor, facts.Call, facts.Grade, facts.UnitId, now).Refusal is not null)
        {
            // A closed incident keeps its grade, and a silent call stays one until a supervisor says otherwise: the rest is taken over.
            kept.AddRange(taken.Where(IsGuarded));
            taken.RemoveAll(IsGuarded);
            incident.Correct(actor, facts.Call with { Silence = incident.Call.Silence }, incident.Grade, facts.UnitId, now);
        }

        List<Happened> happened = [];
        if (taken.Count > 0)
        {
            happened.Add(new IncidentCorrected([.. taken.Select(t => t.ToString())]) { IncidentId = id, CaseId = incident.CaseId });
            happened.AddRange(await place.ReachAsync(actor, incident, now, ct));
        }

        report.Ask(Questions(report, after), now);
        kept.ForEach(k => report.Ask(Conflict(after, k), now));
        happened.Add(new ReportUpdated(report.Id, taken, kept) { IncidentId = id, CaseId = incident.CaseId });
        happened.AddRange(await PeopleAsync(actor, incident, report, prepared, now, ct));
        Wait(report, prepared, now);
        return happened;
    }

    private async Task<IReadOnlyList<Happened>> PeopleAsync(Actor actor, Incident incident, IncomingReport report, Prepared prepared, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var (read, decision) in prepared.People.Where(p => p.Decision.Outcome is not IncomingPersonOutcome.Waiting))
        {
            var placed = report.People.FirstOrDefault(p => p.Index == read.Index && p.PersonId is not null);
            if (placed is not null && placed.Role != read.Role && placed.Role is not PartyRole.Other)
            {
                report.Ask(new ReportQuestion(QuestionKind.Conflict, SentReport.PathOf(read.Index, SentPersonField.Role), read.Role.ToString(), "The other system now gives this person another part in the incident."), now);
                continue;
            }

            if (placed is not null && placed.Role != read.Role)
            {
                incident.Withdraw(placed.PersonId!.Value, placed.Role, now);
            }

            var isNamed = placed is not null && incident.Parties.Any(p => p.PersonId == placed.PersonId && p.Role == read.Role);
            var person = parties.Involve(actor, incident, PartyOf(read, decision.PersonId), prepared.Known, now);
            happened.AddRange(Placed(report, read, decision, person.Id, now));
            if (!isNamed)
            {
                happened.Add(new PersonRecorded(read.Role) { IncidentId = incident.Id, PersonId = person.Id, CaseId = incident.CaseId });
                happened.AddRange(report.IsLive && read.Role is PartyRole.Victim ? await children.HouseholdAsync(actor, incident, now, ct) : []);
                await circle.InheritAsync(incident, now, ct);
                happened.AddRange(await cases.JoinAsync(actor, incident, now, ct));
                happened.AddRange(await cases.AddAsync(actor, incident, person.Id, read.Role, now, ct));
            }
        }

        // Whoever a later message names, or says the age of, is told of and screened like one named on the call.
        return report.IsLive && prepared.People.Count > 0 ? [.. happened, .. await children.NoteAsync(actor, incident, now, ct)] : happened;
    }

    private static IEnumerable<Happened> Placed(IncomingReport report, ReadPerson person, PersonDecisions.Decision decision, Id<Person> id, DateTimeOffset now)
    {
        var entry = report.Place(person.Index, person.Role, now);
        var isNew = entry.PersonId is null;
        entry.Decide(decision.Outcome, person.Role, id, decision.Points, now);
        return isNew && decision is { Outcome: IncomingPersonOutcome.Linked, Points: { } points }
            ? [new PersonMatched(report.Id, Math.Round(points, 1)) { IncidentId = report.IncidentId, PersonId = id }]
            : [];
    }

    /// <summary>Those whom nobody but a person can name.</summary>
    private static void Wait(IncomingReport report, Prepared prepared, DateTimeOffset now)
    {
        foreach (var (person, decision) in prepared.People.Where(p => p.Decision.Outcome is IncomingPersonOutcome.Waiting))
        {
            report.Place(person.Index, person.Role, now).Decide(IncomingPersonOutcome.Waiting, person.Role, null, decision.Points, now);
            if (!report.Questions.Any(q => q.IsOpen && q.Path == SentReport.PathOf(person.Index, SentPersonField.Name)))
            {
                report.Ask(new ReportQuestion(QuestionKind.Person, SentReport.PathOf(person.Index), person.Name ?? "", "Somebody on record may be the same person; the points are not enough to say so."), now);
            }
        }
    }

    private static IReadOnlyList<ReportQuestion> Questions(IncomingReport report, ReportReading reading)
    {
        var when = SentReport.PathOf(SentField.ReportedAt);
        return report.IsLive || reading.SaysWhen || reading.Questions.Any(q => q.Path == when)
            ? reading.Questions
            : [.. reading.Questions, new ReportQuestion(QuestionKind.Word, when, "", "It is not said when this was reported. Until it is, it is no incident: its clocks would start today.")];
    }

    private static ReportQuestion Conflict(ReportReading after, SentField field)
    {
        var value = field switch
        {
            SentField.Grade => after.Grade?.ToString(),
            SentField.Unit => after.UnitId?.ToString(),
            _ => typeof(Call).GetProperty(field.ToString())?.GetValue(after.Call)?.ToString(),
        };
        return new(QuestionKind.Conflict, SentReport.PathOf(field), value ?? "", "The other system changed this after somebody here had changed it too, or it can no longer be changed here. What stands here has been kept.");
    }

    private static bool IsGuarded(SentField field) => field is SentField.Grade or SentField.Silence;

    /// <summary>A name that may be two people's goes on no record before a person has looked.</summary>
    private static bool MayBeTwo(IncomingReport report, ReportReading reading, ReadPerson person) =>
        SentReport.PathOf(person.Index, SentPersonField.Name) is var path && reading.Questions.Any(q => q.Path == path)
        && !report.Questions.Any(q => q.Path == path && q.Answer is QuestionAnswer.Discarded);

    internal static LogIncident.Party PartyOf(ReadPerson person, Id<Person>? id) =>
        new(person.Role, id, person.Name, null, null, person.Phone, person.Address, person.Postcode) { Birth = person.Birth };

    /// <summary>Putting an incident together from what came in is logging it, which everybody in a control room may do.</summary>
    private static AccessLevel LevelOf(Actor actor) =>
        actor.Roles.Any(r => RoleCeiling.For(r, RecordKind.Incident) is AccessLevel.Edit) ? AccessLevel.Edit : AccessLevel.Read;
}
