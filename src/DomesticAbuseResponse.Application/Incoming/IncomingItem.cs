using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>One report: as it came, as it was understood, and what a person must say, with whom it may be about. Seeing it is a look at its incident.</summary>
public sealed class IncomingItem(CaseDbContext db, IncidentFiles incidents, RecordDoor door, TermsOfAgency terms, PersonDecisions decisions)
{
    /// <summary>As many messages as are shown; a system that sends more is shown its first and its newest.</summary>
    private const int _mostMessages = 20;

    public sealed record Message(DateTimeOffset At, string Body);

    /// <param name="Who">Who was asked about, for a question of who somebody is.</param>
    /// <param name="Proposals">People on record that the reader may see and who may be them, the likeliest first.</param>
    public sealed record Asked(long Number, QuestionKind Kind, string Path, string AsSent, string Why, ReadPerson? Who, IReadOnlyList<PersonDecisions.Proposal> Proposals);

    public sealed record Settled(QuestionKind Kind, string Path, string AsSent, QuestionAnswer Answer, string? Value, string? Reason, string? By, DateTimeOffset At);

    /// <param name="Placed">What became of everybody in it.</param>
    /// <param name="Units">The units a report can be given to.</param>
    public sealed record View(
        IncomingReport Report, string? Source, Incident? Incident, ReportReading Reading, IReadOnlyList<Message> Messages, IReadOnlyList<Asked> Questions, IReadOnlyList<Settled> Answers,
        IReadOnlyList<(ReadPerson Person, IncomingPersonOutcome Outcome, Id<Person>? PersonId, double? Points)> Placed, ResponseScheme Scheme, IReadOnlyList<(Id<Domain.Places.PolicingUnit> Id, string Name)> Units);

    /// <exception cref="RecordNotFoundException">It is another agency's, or of an incident the actor may not read.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<IncomingReport> id, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var report = await db.IncomingReports.AsNoTracking().Include(r => r.Questions.OrderBy(q => q.Number)).Include(r => r.People.OrderBy(p => p.Index)).AsSplitQuery()
            .SingleOrDefaultAsync(r => r.Id == id && r.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        var incident = report.IncidentId is { } logged ? await incidents.OpenAsync(actor, logged, AccessLevel.Read, "See what came in", ct) : null;
        if (incident is null)
        {
            await door.ShowListAsync(actor, "Incoming report", [id.Value], ct);
        }

        var known = await terms.ReadAsync(agency, report.IsLive, ct);
        var reading = ReportReader.Read(report.Corrected(), known, report.ReceivedAt);
        var messages = await db.IncomingDeliveries.AsNoTracking().Where(d => d.ReportId == id).OrderByDescending(d => d.Number).Take(_mostMessages)
            .Select(d => new Message(d.At, d.Body)).ToListAsync(ct);
        var source = report.KeyId is { } key ? await db.ApiKeys.Where(k => k.Id == key).Select(k => k.Name).SingleOrDefaultAsync(ct) : null;
        List<Asked> asked = [];
        var taken = report.People.Select(p => p.PersonId).OfType<Id<Person>>().ToHashSet();
        foreach (var question in report.Questions.Where(q => q.IsOpen))
        {
            var who = SentReport.PersonAt(question.Path) is { } index ? reading.People.FirstOrDefault(p => p.Index == index) : null;
            asked.Add(new(question.Number, question.Kind, question.Path, question.AsSent, question.Why, who, who is null ? [] : await decisions.ProposeAsync(actor, who, taken, ct)));
        }

        var names = await db.StaffAsync(report.Questions.Select(q => q.AnsweredBy).OfType<Id<StaffMember>>(), ct);
        return new View(
            report, source, incident, reading, messages, asked,
            [.. report.Questions.Where(q => !q.IsOpen).Select(q => new Settled(q.Kind, q.Path, q.AsSent, q.Answer!.Value, q.Value, q.Reason, q.AnsweredBy is { } by ? names.GetValueOrDefault(by)?.Name : null, q.AnsweredAt!.Value))],
            [.. from person in reading.People join placed in report.People on person.Index equals placed.Index select (person, placed.Outcome, placed.PersonId, placed.Points)],
            known.Scheme, known.Units);
    }
}
