using System.Security.Cryptography;
using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>What the sender is told. It names nobody on record.</summary>
/// <param name="Status">"logged" or "needs-a-person".</param>
/// <param name="IsNew">False when the reference was known and the incident was updated.</param>
public sealed record ReportReceipt(
    string Status, string? Reference, Guid? IncidentId, string? ExternalReference, bool IsNew, DateTimeOffset ReceivedAt, DateTimeOffset? ReportedAt,
    IReadOnlyList<ReportReceipt.Question> Questions, IReadOnlyList<ReportReceipt.Person> People, IReadOnlyList<ReportReceipt.Note> Notes)
{
    public const string Logged = "logged";

    public const string NeedsAPerson = "needs-a-person";

    /// <param name="AsSent">The sender's own words.</param>
    public sealed record Question(string Field, string AsSent, string Why);

    /// <param name="Outcome">"linked" to somebody on record, "new", or "waiting" for a person.</param>
    public sealed record Person(int Index, PartyRole Role, string Outcome);

    public sealed record Note(string Field, string Words);
}

/// <summary>
/// Takes one message of another system. Whatever it says is kept; an incident is made of it at once, or the one it told of before is brought up to
/// date. The same message sent again gets the same answer and does nothing.
/// </summary>
public sealed class ReceiveReport(CaseDbContext db, ReportDesk desk, TermsOfAgency terms, TimeProvider clock)
{
    /// <param name="IdempotencyKey">The sender's key of this message.</param>
    /// <param name="Body">The message as it came.</param>
    /// <param name="Remarks">What was seen in taking the message apart: fields that are not known here.</param>
    public sealed record Command(Id<ApiKey> KeyId, string IdempotencyKey, string Body, SentReport Sent, IReadOnlyList<ReportNote> Remarks);

    /// <param name="IsRepeat">True when this very message was answered before.</param>
    public sealed record Answer(ReportReceipt Receipt, bool IsRepeat);

    private static readonly Refusal _nothing = new(
        "incoming.no-incident", "This tells of no incident. Send at least one of: firstWords, whatHappened, location, postcode, callerPhone, callerName, injuries, weapons, or a person with a name, date of birth, phone or address.");

    public Task<Result<Answer>> HandleAsync(Actor feed, Command command, CancellationToken ct) => db.NewestWinsAsync(() => ReceiveAsync(feed, command, ct), ct);

    private async Task<Result<Answer>> ReceiveAsync(Actor feed, Command command, CancellationToken ct)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(command.Body));
        if (await db.IncomingDeliveries.AsNoTracking().SingleOrDefaultAsync(d => d.KeyId == command.KeyId && d.IdempotencyKey == command.IdempotencyKey, ct) is { } earlier)
        {
            return CryptographicOperations.FixedTimeEquals(earlier.BodyHash, hash)
                ? new Answer(JsonSerializer.Deserialize<ReportReceipt>(earlier.Answer!, JsonSerializerOptions.Web)!, IsRepeat: true)
                : new Refusal("incoming.idempotency", "This Idempotency-Key was used for a message with other content. Use a new key for each message.");
        }

        var now = clock.GetUtcNow();
        var known = await terms.ReadAsync(feed.AgencyId, isLive: true, ct);
        var reading = ReportReader.Read(command.Sent, known, now);
        var reference = command.Sent[SentField.ExternalReference];
        var report = reference is null ? null
            : await db.IncomingReports.AsNoTracking().Include(r => r.Questions).Include(r => r.People).AsSplitQuery().SingleOrDefaultAsync(r => r.AgencyId == feed.AgencyId && r.Reference == reference, ct);
        if (report is null && !reading.IsIncident)
        {
            return _nothing;
        }

        var (isNew, happened) = report is null
            ? (true, await FirstAsync(feed, report = IncomingReport.Of(feed.AgencyId, command.Sent, SentReports.HashOf(command.Sent), command.KeyId, null, null, now), reading, now, ct))
            : (false, await AgainAsync(feed, report, command.Sent, known, now, ct));
        if (isNew)
        {
            db.IncomingReports.Add(report);
        }

        var receipt = await ReceiptAsync(report, isNew ? reading : ReportReader.Read(report.Corrected(), known, now), isNew, command.Remarks, now, ct);
        db.IncomingDeliveries.Add(new IncomingDelivery
        {
            ReportId = report.Id,
            KeyId = command.KeyId,
            IdempotencyKey = command.IdempotencyKey,
            BodyHash = hash,
            At = now,
            Body = command.Body,
            Answer = JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web),
        });
        await db.CommitAsync(feed, now, ct, happened);
        return new Answer(receipt, IsRepeat: false);
    }

    private async Task<List<Happened>> FirstAsync(Actor feed, IncomingReport report, ReportReading reading, DateTimeOffset now, CancellationToken ct)
    {
        var happened = await desk.LogAsync(feed, report, reading, await desk.PrepareAsync(feed, report, null, reading, ct), now, ct);
        return [new ReportReceived(report.Id, report.State, report.OpenQuestions) { IncidentId = report.IncidentId }, .. happened];
    }

    /// <summary>The system told of it before. Changes wait for the caller's commit.</summary>
    /// <param name="report">As it is stored, not tracked.</param>
    internal async Task<IReadOnlyList<Happened>> AgainAsync(Actor feed, IncomingReport report, SentReport sent, ReportTerms known, DateTimeOffset now, CancellationToken ct)
    {
        var before = ReportReader.Read(report.Corrected(), known, now);
        var merged = report.Sent.UpdatedBy(sent);
        var after = ReportReader.Read(report.With(merged), known, now);
        try
        {
            var prepared = await desk.PrepareAsync(feed, report, before, after, ct);
            db.IncomingReports.Attach(report);
            report.Update(merged, now);
            report.Reopen(now);
            return await desk.UpdateAsync(feed, report, before, after, prepared, null, now, ct);
        }
        catch (RecordNotFoundException)
        {
            // The incident has been protected since: what came is kept for those who may open it, and the sender is told no more than ever.
            db.IncomingReports.Attach(report);
            report.Update(merged, now);
            report.Ask(new ReportQuestion(QuestionKind.Conflict, "", "", "Another message came and was not taken over, because this incident opens to named people only. Read it here and change the incident by hand."), now);
            return [new ReportUpdated(report.Id, [], []) { IncidentId = report.IncidentId }];
        }
    }

    private async Task<ReportReceipt> ReceiptAsync(
        IncomingReport report, ReportReading reading, bool isNew, IReadOnlyList<ReportNote> remarks, DateTimeOffset now, CancellationToken ct)
    {
        var id = report.IncidentId;
        var incident = db.Incidents.Local.FirstOrDefault(i => i.Id == id);
        var stored = incident is null && id is not null ? await db.Incidents.Where(i => i.Id == id).Select(i => new { i.Reference, i.ReportedAt }).SingleAsync(ct) : null;
        var open = report.Questions.Where(q => q.IsOpen && q.Kind is not QuestionKind.Person).ToList();
        return new ReportReceipt(
            report.OpenQuestions > 0 ? ReportReceipt.NeedsAPerson : ReportReceipt.Logged, incident?.Reference ?? stored?.Reference, id?.Value, report.Reference, isNew, now,
            incident?.ReportedAt ?? stored?.ReportedAt,
            [.. open.Where(q => q.Path.Length > 0).Select(q => new ReportReceipt.Question(q.Path, q.AsSent, q.Why))],
            [.. report.People.OrderBy(p => p.Index).Select(p => new ReportReceipt.Person(p.Index, p.Role, WordOf(p.Outcome)))],
            [.. remarks.Concat(reading.Notes).Select(n => new ReportReceipt.Note(n.Path, n.Words))]);
    }

    private static string WordOf(IncomingPersonOutcome outcome) => outcome switch
    {
        IncomingPersonOutcome.Waiting => "waiting",
        IncomingPersonOutcome.Linked or IncomingPersonOutcome.Chosen => "linked",
        IncomingPersonOutcome.New => "new",
        IncomingPersonOutcome.LeftOut => "left-out",
    };
}
