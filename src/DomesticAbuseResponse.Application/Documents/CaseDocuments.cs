using System.Security.Cryptography;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Documents;

/// <summary>The documents of a case, for whoever works on it. One that an agency keeps to itself is not there for others.</summary>
public sealed class CaseDocuments(CaseDbContext db, CaseFiles cases, CaseFrames frames, PolicyBook policies, IFileScanner scanner, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Line(int Number, string? Title, DocumentKind Kind, FileKind File, long Size, bool HoldsAddress, DocumentReach Reach, ScanState Scan, bool IsHere, DateTimeOffset AddedAt, string AddedBy, string Agency);

    public sealed record List(CaseFrame Frame, IReadOnlyList<Line> Documents, int Total, DocumentSettings Settings, bool IsScanned);

    public sealed record View(CaseFrame Frame, CaseDocument Document, string AddedBy, string Agency, string? RemovedBy, bool IsOwn);

    public async Task<List> ListAsync(Actor actor, Id<Case> id, int page, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "See the documents of a case", ct);
        var documents = db.DocumentsFor(actor, id);
        var rows = await (from d in documents
                          join s in db.Staff on d.AddedBy equals s.Id
                          join a in db.Agencies on d.AgencyId equals a.Id
                          orderby d.Number descending
                          select new Line(d.Number, d.Title, d.Kind, d.File, d.Size, d.HoldsAddress, d.Reach, d.Scan, d.RemovedAt == null, d.AddedAt, s.DisplayName, a.Name))
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var settings = (await policies.AtAsync(PolicyKinds.Documents, actor.AgencyId.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
        return new(await frames.ReadAsync(actor, opened, ct), rows, await documents.CountAsync(ct), settings, scanner.IsSetUp);
    }

    /// <exception cref="RecordNotFoundException">There is no such document for this reader, or its case does not open.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Case> id, int number, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, $"See document {number}", ct);
        var document = await db.DocumentAsync(actor, id, number, ct);
        var staff = await db.StaffAsync(new[] { document.AddedBy, document.RemovedBy }.OfType<Id<StaffMember>>(), ct);
        var by = staff[document.AddedBy];
        var agency = await db.Agencies.Where(a => a.Id == document.AgencyId).Select(a => a.Name).SingleAsync(ct);
        return new(await frames.ReadAsync(actor, opened, ct), document, by.Name, agency, document.RemovedBy is { } remover ? staff[remover].Name : null, document.AgencyId == actor.AgencyId);
    }

    /// <summary>The picture to look at; null where there is none, or it opens by the address door alone.</summary>
    public async Task<byte[]?> PreviewAsync(Actor actor, Id<Case> id, int number, CancellationToken ct)
    {
        await cases.OpenAsync(actor, id, AccessLevel.Edit, $"Look at document {number}", ct);
        var document = await db.DocumentAsync(actor, id, number, ct);
        var of = document.Id;
        if (document.HoldsAddress || document.RefuseOpening() is not null)
        {
            return null;
        }

        var bytes = await db.DocumentBytes.AsNoTracking().SingleOrDefaultAsync(b => b.DocumentId == of, ct);
        return bytes?.Preview is { } preview && document.IsWhole(bytes.Content) ? preview : null;
    }
}

/// <summary>One file as it was sent.</summary>
/// <param name="Name">Read for its ending, and kept nowhere.</param>
public sealed record SentFile(string Name, byte[] Bytes);

/// <summary>Adds files to a case (T19): each is checked, a picture is drawn anew, and all of one sending are added or none.</summary>
public sealed class AddDocuments(CaseDbContext db, CaseFiles cases, PolicyBook policies, IFileScanner scanner, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, DocumentFacts Facts, IReadOnlyList<SentFile> Files);

    /// <returns>The number of the first one added.</returns>
    public async Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Add documents", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (command.Facts.Check(UkTime.DateOf(now)) is { } wrong)
        {
            return wrong;
        }

        if (command.Files.Count == 0)
        {
            return new Refusal("document.file", "Choose a file");
        }

        var settings = (await policies.AtAsync(PolicyKinds.Documents, actor.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        List<(FileKind Kind, byte[] Original, byte[] Kept, byte[]? Preview, ScanState Scan)> ready = [];
        foreach (var (file, n) in command.Files.Select((f, n) => (f, n)))
        {
            var made = await MakeReadyAsync(file, settings, ct);
            if (made.Refusal is { } refusal)
            {
                return command.Files.Count == 1 ? refusal : refusal with { Message = $"File {n + 1}: {refusal.Message} None of the files was added." };
            }

            ready.Add(made.Match(m => m, _ => throw new InvalidOperationException()));
        }

        return await db.NewestWinsAsync(() => KeepAsync(actor, command, settings, ready, now, ct), ct);
    }

    private async Task<Result<(FileKind Kind, byte[] Original, byte[] Kept, byte[]? Preview, ScanState Scan)>> MakeReadyAsync(SentFile file, DocumentSettings settings, CancellationToken ct)
    {
        var check = FileCheck.Of(file.Name, file.Bytes, settings);
        if (check.Refusal is { } refusal)
        {
            return refusal;
        }

        var kind = check.Match(k => k, _ => default);
        var answer = scanner.IsSetUp ? await scanner.ScanAsync(file.Bytes, ct) : ScanAnswer.Clean;
        if (answer is ScanAnswer.Infected)
        {
            return new Refusal("document.file", "The scanner found malware in this file. It was not added. Tell your administrator.");
        }

        var scan = !scanner.IsSetUp ? ScanState.NotScanned : answer switch { ScanAnswer.Clean => ScanState.Clean, ScanAnswer.Refused => ScanState.Failed, _ => ScanState.Pending };
        var original = SHA256.HashData(file.Bytes);
        if (!FileCheck.IsPicture(kind))
        {
            return (kind, original, file.Bytes, null, scan);
        }

        return await Pictures.DrawAsync(file.Bytes, ct) is { } drawn
            ? (kind, original, drawn.Content, drawn.Preview, scan)
            : new Refusal("document.file", "The picture is damaged or too large to read. Save it again, smaller, and add it.");
    }

    private async Task<Result<int>> KeepAsync(
        Actor actor, Command command, DocumentSettings settings, List<(FileKind Kind, byte[] Original, byte[] Kept, byte[]? Preview, ScanState Scan)> ready, DateTimeOffset now, CancellationToken ct)
    {
        var (id, staff, hour) = (command.CaseId, actor.StaffId, now.AddHours(-1));
        var held = await db.Documents.Where(d => d.CaseId == id).GroupBy(_ => 1)
            .Select(g => new { Last = g.Max(d => d.Number), Here = g.Count(d => d.RemovedAt == null), Size = g.Sum(d => d.RemovedAt == null ? d.Size : 0), Mine = g.Count(d => d.AddedBy == staff && d.AddedAt > hour) }).SingleOrDefaultAsync(ct);
        if ((held?.Here ?? 0) + ready.Count > settings.MostPerCase || (held?.Size ?? 0) + ready.Sum(r => (long)r.Kept.Length) > settings.CaseMegabytes * 1024L * 1024)
        {
            return new Refusal("document.file", "The case holds as many files as it may. Remove what is not needed first.");
        }

        if ((held?.Mine ?? 0) + ready.Count > settings.MostPerHour)
        {
            return new Refusal("document.file", "You have added as many files as one person may in an hour. Try again later.");
        }

        var first = (held?.Last ?? 0) + 1;
        List<Happened> happened = [];
        foreach (var (file, n) in ready.Select((f, n) => (f, n)))
        {
            var tellsPlace = FileCheck.TellsPlace(file.Kind, file.Kept);
            var facts = tellsPlace ? command.Facts with { HoldsAddress = true } : command.Facts;
            var document = CaseDocument.Add(id, first + n, facts, (file.Kind, file.Original, file.Kept), file.Scan, actor, now);
            db.Documents.Add(document);
            db.DocumentBytes.Add(new DocumentBytes(document.Id, file.Kept, file.Preview));
            happened.Add(new DocumentAdded(document.Number, document.Kind, document.File, tellsPlace) { CaseId = id });
        }

        await db.CommitAsync(actor, now, ct, happened);
        return first;
    }
}

/// <summary>Hands a document out, with a reason, which is written down with the look (T19). One that holds a protected address passes the address door first.</summary>
public sealed class OpenDocument(CaseDbContext db, CaseFiles cases, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    public const int ReasonMaxLength = 200;

    public sealed record Command(Id<Case> CaseId, int Number, string Reason);

    public sealed record Handed(FileKind File, byte[] Bytes);

    public async Task<Result<Handed>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, $"Open document {command.Number}: {command.Reason.Trim()}", ct);
        var document = await db.DocumentAsync(actor, @case.Id, command.Number, ct);
        if (document.RefuseOpening() is { } closed)
        {
            return closed;
        }

        if (document.HoldsAddress && await door.RefuseAddressAsync(db, people, actor, @case, document, now, ct) is { } refused)
        {
            return refused;
        }

        var of = document.Id;
        if (await db.DocumentBytes.AsNoTracking().SingleOrDefaultAsync(b => b.DocumentId == of, ct) is not { } bytes || !document.IsWhole(bytes.Content))
        {
            return new Refusal("document.changed", "This file is no longer what was added, so it is not handed out. Tell your administrator.");
        }

        await db.CommitAsync(actor, now, ct, new DocumentOpened(document.Number) { CaseId = @case.Id });
        return new Handed(document.File, bytes.Content);
    }
}

/// <summary>Changes what is known of a document, or removes its bytes for good. Its own agency does both. Whoever takes the mark of a protected address off passes the address door first.</summary>
public sealed class ChangeDocument(CaseDbContext db, CaseFiles cases, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    private static readonly Refusal _raced = new("document.removed", "Somebody has just changed this document.");

    /// <param name="Because">Why it is removed; null to change what is known of it.</param>
    public sealed record Command(Id<Case> CaseId, int Number, DocumentFacts? Facts, bool Remove, string? Because, uint? Version = null);

    public async Task<Result<CaseDocument>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, $"Change document {command.Number}", ct);
        var document = await db.DocumentAsync(actor, @case.Id, command.Number, ct);
        if (document.AgencyId != actor.AgencyId)
        {
            throw new RecordNotFoundException();
        }

        if (command.Facts is { } facts && !command.Remove)
        {
            if (facts.Check(UkTime.DateOf(now)) is { } wrong)
            {
                return wrong;
            }

            var lifts = document.HoldsAddress && !facts.HoldsAddress;
            if (lifts && await door.RefuseAddressAsync(db, people, actor, @case, document, now, ct) is { } refused)
            {
                return refused;
            }

            document.Describe(facts, now);
            db.Expect(document, command.Version);
            await db.CommitAsync(actor, now, ct, new DocumentChanged(document.Number, lifts) { CaseId = @case.Id });
            return document;
        }

        var removed = document.Remove(command.Because, actor.StaffId, now);
        if (removed.Refusal is not null)
        {
            return removed;
        }

        var of = document.Id;
        if (await db.DocumentBytes.SingleOrDefaultAsync(b => b.DocumentId == of, ct) is { } bytes)
        {
            db.DocumentBytes.Remove(bytes);
        }

        return await db.TryCommitAsync(actor, now, _raced, ct, new DocumentRemoved(document.Number, false) { CaseId = @case.Id }) is { } late ? late : removed;
    }
}

/// <summary>Asks the scanner again about files it was not there for. However many instances run, each is asked about once.</summary>
public sealed class ScanDocuments(CaseDbContext db, IFileScanner scanner, TimeProvider clock)
{
    private const int _batch = 10;

    /// <returns>How many were settled.</returns>
    public async Task<int> HandleAsync(Actor actor, CancellationToken ct)
    {
        if (!scanner.IsSetUp)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // In no order, so that files it says nothing of never hold back the others.
        var waiting = await db.Documents.FromSql($"select *, xmin from case_documents where scan = 'Pending' order by random() limit {_batch} for update skip locked").ToListAsync(ct);
        List<Happened> happened = [];
        var settled = 0;
        foreach (var document in waiting)
        {
            var of = document.Id;
            var bytes = await db.DocumentBytes.SingleOrDefaultAsync(b => b.DocumentId == of, ct);
            var answer = bytes is null ? ScanAnswer.Clean : await scanner.ScanAsync(bytes.Content, ct);
            if (answer is ScanAnswer.Silent)
            {
                continue; // it may answer for the others
            }

            settled++;
            document.Scanned(answer is ScanAnswer.Clean ? ScanState.Clean : ScanState.Failed, now);
            if (answer is ScanAnswer.Infected && bytes is not null)
            {
                document.Remove("The scanner found malware in it.", null, now);
                db.DocumentBytes.Remove(bytes);
                happened.Add(new DocumentRemoved(document.Number, true) { CaseId = document.CaseId });
            }
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return settled;
    }
}

internal static class DocumentsOfCase
{
    extension(RecordDoor door)
    {
        /// <summary>
        /// The address door of a document that shows or names a protected address (R6.11). Nobody knows which of the victim's addresses it shows, so the most protected
        /// of them all counts, those that were left too. A refusal is written down.
        /// </summary>
        /// <returns>Null for whoever may see the address.</returns>
        public async Task<Refusal?> RefuseAddressAsync(CaseDbContext db, PersonFiles people, Actor actor, Case @case, CaseDocument document, DateTimeOffset now, CancellationToken ct)
        {
            var victim = await people.OpenAsync(actor, @case.VictimId, AccessLevel.Read, $"See a protected address: document {document.Number}", ct);
            var visibility = victim.Addresses.Select(a => a.Visibility).Append(AddressVisibility.MaracOnly).Max();
            var decision = await door.DecideAsync(db, actor, victim, visibility, ct);
            if (decision.MayReveal)
            {
                return null;
            }

            await db.CommitAsync(actor, now, ct, new AddressRefused(0, visibility) { PersonId = victim.Id });
            return new Refusal("address.protected", $"{decision.Reason}. Speak to the agency that owns the record.");
        }
    }

    extension(CaseDbContext db)
    {
        public IQueryable<CaseDocument> DocumentsFor(Actor actor, Id<Case> id)
        {
            var agency = actor.AgencyId;
            return db.Documents.Where(d => d.CaseId == id && (d.Reach == DocumentReach.Case || d.AgencyId == agency));
        }

        public async Task<CaseDocument> DocumentAsync(Actor actor, Id<Case> id, int number, CancellationToken ct) =>
            await db.DocumentsFor(actor, id).SingleOrDefaultAsync(d => d.Number == number, ct) ?? throw new RecordNotFoundException();
    }
}
