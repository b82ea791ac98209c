using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

public enum RowOutcome
{
    Logged,

    /// <summary>It waits for a person to say when it was reported.</summary>
    Held,
    Updated,

    /// <summary>In the file twice, or on record just so.</summary>
    Known,

    /// <summary>It tells of no incident, or cannot be taken apart.</summary>
    Refused,
}

/// <summary>One row of a file, taken apart.</summary>
/// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Raw">The row as it stands in the file.</param>
/// <param name="Refused">Why it cannot be taken apart; null when it can.</param>
/// <param name="Notes">What was put right in taking it apart.</param>
public sealed record FileRow(int Number, string Raw, SentReport Sent, string? Refused, IReadOnlyList<string> Notes);

/// <summary>What came of a row.</summary>
/// <param name="People">What became of everybody in it: the place in the row, the outcome, the points, and the record that was found or made.</param>
public sealed record RowResult(
    FileRow Row, RowOutcome Outcome, string? Reference, string? Why, IReadOnlyList<ReportQuestion> Questions, IReadOnlyList<ReportNote> Notes,
    IReadOnlyList<(int Index, IncomingPersonOutcome Outcome, Id<Person>? PersonId, double? Points)> People);

/// <summary>Takes the rows of a file in, some hundreds at a time, by the steps of the call screen. What was taken stays when the work is stopped; the rest can be taken later.</summary>
public sealed class ImportReports(CaseDbContext db, ReportDesk desk, PartyBook parties, BulkMatching matching, ReceiveReport receive, TermsOfAgency terms, TimeProvider clock)
{
    /// <summary>Rows saved together.</summary>
    public const int ChunkSize = 100;

    private sealed record Reading(FileRow Row, ReportReading Read, byte[] Hash);

    private ReportTerms? _terms;

    public async Task<ImportBatch> HandleAsync(Id<Agency> agency, byte[] fileHash, bool dryRun, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var batch = ImportBatch.Start(agency, fileHash, now);
        if (!dryRun)
        {
            db.ImportBatches.Add(batch);
            await db.CommitAsync(batch.ToActor(), now, ct, new ImportStarted(batch.Id));
        }

        return batch;
    }

    /// <summary>Whether this very file was taken in before, and when.</summary>
    public Task<DateTimeOffset?> TakenBeforeAsync(ImportBatch batch, CancellationToken ct) => db.ImportBatches.AsNoTracking()
        .Where(b => b.AgencyId == batch.AgencyId && b.FileHash == batch.FileHash && b.Id != batch.Id && b.UndoneAt == null).Select(b => (DateTimeOffset?)b.StartedAt).FirstOrDefaultAsync(ct);

    public async Task FinishAsync(ImportBatch batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        batch.Finish(now);
        db.ChangeTracker.Clear();
        db.ImportBatches.Update(batch);
        await db.CommitAsync(batch.ToActor(), now, ct, new ImportFinished(batch.Id, batch.Rows, batch.Logged));
    }

    /// <summary>Takes some rows. Rows that name somebody whom an earlier one of them has just recorded are saved after it, so that they find that record.</summary>
    public async Task<IReadOnlyList<RowResult>> TakeAsync(ImportBatch batch, IReadOnlyList<FileRow> rows, bool dryRun, CancellationToken ct)
    {
        _terms ??= await terms.ReadAsync(batch.AgencyId, isLive: false, ct);
        List<RowResult> results = [];
        List<Reading> together = [];
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var reading = new Reading(row, ReportReader.Read(row.Sent, _terms, clock.GetUtcNow()), SentReports.HashOf(row.Sent));
            string[] keys = [.. KeysOf(reading)];
            if (keys.Any(named.Contains) && !dryRun)
            {
                results.AddRange(await SaveAsync(batch, together, dryRun, ct));
                (together, named) = ([], new(StringComparer.Ordinal));
            }

            together.Add(reading);
            named.UnionWith(keys);
        }

        results.AddRange(await SaveAsync(batch, together, dryRun, ct));
        return results;
    }

    private static IEnumerable<string> KeysOf(Reading reading) =>
        reading.Read.People.SelectMany(p => new[] { p.Phone is { } phone ? PhoneNumber.Normalise(phone) : null, p.Name is { } name ? SentWords.Fold(name) : null }).OfType<string>()
            .Append(reading.Row.Sent[SentField.ExternalReference] is { } reference ? $"#{reference}" : Convert.ToHexString(reading.Hash)).Distinct();

    private async Task<IReadOnlyList<RowResult>> SaveAsync(ImportBatch batch, IReadOnlyList<Reading> readings, bool dryRun, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var actor = batch.ToActor();
        var known = await KnownAsync(batch.AgencyId, readings, ct);
        var fresh = readings.Where(r => r.Row.Refused is null && r.Read.IsIncident && !known.ContainsKey(KeyOf(r.Row.Sent, r.Hash))).ToList();
        var decided = await DecideAsync(actor, fresh, ct);
        var opened = await parties.OpenKnownAsync(actor, decided.SelectMany(d => d.Value).Select(d => ReportDesk.PartyOf(d.Person, d.Decision.PersonId)), "Take in a file", ct);
        await db.ReserveReferencesAsync(fresh.Sum(f => Math.Max(1, f.Read.People.Count)), ct);
        List<RowResult> results = [];
        List<Happened> happened = [];
        Dictionary<string, string?> seen = new(StringComparer.Ordinal);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var reading in readings)
        {
            var key = KeyOf(reading.Row.Sent, reading.Hash);
            results.Add(reading switch
            {
                { Row.Refused: { } why } => Result(reading, RowOutcome.Refused, why),
                { Read.IsIncident: false } => Result(reading, RowOutcome.Refused, "It tells of no incident: no words, no place, no number, nobody in it."),
                _ when known.TryGetValue(key, out var report) => report.Hash.AsSpan().SequenceEqual(reading.Hash) ? Result(reading, RowOutcome.Known, $"On record already{(report.Incident is { } i ? $" as {i}" : "")}.") : Result(reading, RowOutcome.Updated, null),
                _ when seen.TryGetValue(key, out var earlier) => Result(reading, RowOutcome.Known, $"The same as row {earlier} of this file."),
                _ => await LogAsync(batch, reading, new(decided[reading.Row.Number], opened, null), happened, now, ct),
            });
            seen.TryAdd(key, reading.Row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        batch.Count(
            batch.Rows + readings.Count, batch.Logged + Of(RowOutcome.Logged), batch.Held + Of(RowOutcome.Held), batch.Updated + Of(RowOutcome.Updated), batch.Known + Of(RowOutcome.Known), batch.Refused + Of(RowOutcome.Refused));
        if (dryRun)
        {
            db.ChangeTracker.Clear();
            return results;
        }

        db.ImportBatches.Update(batch);
        await db.CommitAsync(actor, now, ct, happened);
        db.ChangeTracker.Clear();
        return [.. await UpdateAsync(batch, readings.Zip(results), now, ct)];

        int Of(RowOutcome outcome) => results.Count(r => r.Outcome == outcome);
    }

    private async Task<RowResult> LogAsync(ImportBatch batch, Reading reading, ReportDesk.Prepared prepared, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var report = IncomingReport.Of(batch.AgencyId, reading.Row.Sent, reading.Hash, null, batch.Id, reading.Row.Number, now);
        var logged = await desk.LogAsync(batch.ToActor(), report, reading.Read, prepared, now, ct);
        db.IncomingReports.Add(report);
        db.IncomingDeliveries.Add(new IncomingDelivery { ReportId = report.Id, At = now, Body = reading.Row.Raw });
        happened.AddRange([new ReportReceived(report.Id, report.State, report.OpenQuestions) { IncidentId = report.IncidentId }, .. logged]);
        var reference = report.IncidentId is { } id ? db.Incidents.Local.FindEntry(id)?.Entity.Reference : null;
        return new RowResult(
            reading.Row, report.State is IncomingState.Held ? RowOutcome.Held : RowOutcome.Logged, reference, null, [.. report.Questions.Select(q => new ReportQuestion(q.Kind, q.Path, q.AsSent, q.Why))], reading.Read.Notes,
            [.. report.People.Select(p => (p.Index, p.Outcome, p.PersonId, p.Points))]);
    }

    /// <summary>Rows that say something new of a report on record: each by itself, like a later message of a system.</summary>
    private async Task<IReadOnlyList<RowResult>> UpdateAsync(ImportBatch batch, IEnumerable<(Reading Reading, RowResult Result)> rows, DateTimeOffset now, CancellationToken ct)
    {
        List<RowResult> results = [];
        foreach (var (reading, result) in rows)
        {
            if (result.Outcome is not RowOutcome.Updated)
            {
                results.Add(result);
                continue;
            }

            db.ChangeTracker.Clear();
            var (agency, reference) = (batch.AgencyId, reading.Row.Sent[SentField.ExternalReference]);
            var report = await db.IncomingReports.AsNoTracking().Include(r => r.Questions).Include(r => r.People).AsSplitQuery().SingleAsync(r => r.AgencyId == agency && r.Reference == reference, ct);
            var known = report.IsLive ? await terms.ReadAsync(agency, isLive: true, ct) : _terms!;
            var happened = await receive.AgainAsync(batch.ToActor(), report, reading.Row.Sent, known, now, ct);
            db.IncomingDeliveries.Add(new IncomingDelivery { ReportId = report.Id, At = now, Body = reading.Row.Raw });
            await db.CommitAsync(batch.ToActor(), now, ct, happened);
            results.Add(result with { Why = "On record under this number: what is new was taken over.", Questions = [.. report.Questions.Where(q => q.IsOpen).Select(q => new ReportQuestion(q.Kind, q.Path, q.AsSent, q.Why))] });
        }

        return results;
    }

    private async Task<Dictionary<int, IReadOnlyList<(ReadPerson Person, PersonDecisions.Decision Decision)>>> DecideAsync(Actor actor, IReadOnlyList<Reading> fresh, CancellationToken ct)
    {
        var people = fresh.SelectMany(f => f.Read.People.Where(p => !p.IsBlank).Select(p => (Reading: f, Person: p))).ToList();
        var decisions = await matching.DecideAsync(actor, [.. people.Select(p => p.Person)], ct);
        Dictionary<int, IReadOnlyList<(ReadPerson, PersonDecisions.Decision)>> decided = fresh.ToDictionary(f => f.Row.Number, _ => (IReadOnlyList<(ReadPerson, PersonDecisions.Decision)>)[]);
        foreach (var row in people.Zip(decisions).GroupBy(p => p.First.Reading.Row.Number))
        {
            var reading = row.First().First.Reading;
            List<(ReadPerson Person, PersonDecisions.Decision Decision)> of = [];
            foreach (var ((_, person), decision) in row)
            {
                var waits = reading.Read.Questions.Any(q => q.Path == SentReport.PathOf(person.Index, SentPersonField.Name))
                    || (decision.PersonId is { } one && of.Exists(o => o.Decision.PersonId == one));
                of.Add((person, waits ? PersonDecisions.Wait with { Points = decision.Points } : decision));
            }

            decided[row.Key] = of;
        }

        return decided;
    }

    private async Task<Dictionary<string, (byte[] Hash, string? Incident)>> KnownAsync(Id<Agency> agency, IReadOnlyList<Reading> readings, CancellationToken ct)
    {
        string[] references = [.. readings.Select(r => r.Row.Sent[SentField.ExternalReference]).OfType<string>()];
        byte[][] hashes = [.. readings.Where(r => r.Row.Sent[SentField.ExternalReference] is null).Select(r => r.Hash)];
        var found = await db.IncomingReports.AsNoTracking()
            .Where(r => r.AgencyId == agency && ((r.Reference != null && references.Contains(r.Reference)) || (r.Reference == null && hashes.Contains(r.ContentHash))))
            .Select(r => new { r.Reference, r.ContentHash, r.Sent, Incident = db.Incidents.Where(i => i.Id == r.IncidentId).Select(i => i.Reference).FirstOrDefault() }).ToListAsync(ct);
        Dictionary<string, (byte[], string?)> known = new(StringComparer.Ordinal);
        foreach (var report in found)
        {
            known[report.Reference is { } reference ? $"#{reference}" : Convert.ToHexString(report.ContentHash)] = (SentReports.HashOf(report.Sent), report.Incident);
        }

        return known;
    }

    private static string KeyOf(SentReport sent, byte[] hash) => sent[SentField.ExternalReference] is { } reference ? $"#{reference}" : Convert.ToHexString(hash);

    private static RowResult Result(Reading reading, RowOutcome outcome, string? why) => new(reading.Row, outcome, null, why, [], outcome is RowOutcome.Updated ? reading.Read.Notes : [], []);
}
