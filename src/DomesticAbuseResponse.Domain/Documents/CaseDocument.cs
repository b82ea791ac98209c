using System.Security.Cryptography;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Domain.Documents;

/// <summary>What a document is to the case.</summary>
public enum DocumentKind
{
    InjuryPhoto,
    CourtOrder,
    LetterReceived,
    Statement,
    Recording,
    Other,
}

/// <summary>Who opens a document besides the limits of the case itself.</summary>
public enum DocumentReach
{
    /// <summary>Whoever works on the case.</summary>
    Case,

    /// <summary>The agency that added it.</summary>
    Agency,
}

/// <summary>Whether a scanner has looked at a file. While it has not, the file does not open.</summary>
public enum ScanState
{
    /// <summary>No scanner is set up: the page says so.</summary>
    NotScanned,
    Pending,
    Clean,
    Failed,
}

/// <summary>What somebody says of a document. All of it may be left out.</summary>
/// <param name="MadeOn">When the thing itself was made.</param>
/// <param name="MadeBy">By whom, in words.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="HoldsAddress">It shows or names a protected address: it opens by the address door alone (R6.11).</param>
public sealed record DocumentFacts(string? Title, DocumentKind Kind, DateOnly? MadeOn, string? MadeBy, string? Source, string? Note, DocumentReach Reach, bool HoldsAddress)
{
    public Refusal? Check(DateOnly today)
    {
        if (MadeOn > today)
        {
            return new("document.day", "The day must be today or earlier");
        }

        (string Field, string? Words)[] words = [("title", Title), ("by", MadeBy), ("source", Source), ("note", Note)];
        return words.Where(w => PlanLine.GivesAway(w.Words)).Select(w => new Refusal($"document.{w.Field}", "Leave out postcodes and addresses: many people read this list")).FirstOrDefault();
    }
}

/// <summary>A file of a case and what is known of it. Its bytes stand in a table of their own; when they are removed, this stays and says so.</summary>
public sealed class CaseDocument
{
    public const int TitleMaxLength = 120;
    public const int LineMaxLength = 160;
    public const int NoteMaxLength = 1000;

    private CaseDocument()
    {
    }

    public Id<CaseDocument> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    /// <summary>From 1 in its case.</summary>
    public int Number { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public FileKind File { get; private init; }

    public string? Title { get; private set; }

    public DocumentKind Kind { get; private set; }

    public DateOnly? MadeOn { get; private set; }

    public string? MadeByWhom { get; private set; }

    public string? Source { get; private set; }

    public string? Note { get; private set; }

    public DocumentReach Reach { get; private set; }

    public bool HoldsAddress { get; private set; }

    /// <summary>Of what is kept, in bytes.</summary>
    public long Size { get; private init; }

    /// <summary>SHA-256 of the file as it came: a picture is kept anew drawn, and this says of which original.</summary>
    public byte[] OriginalHash { get; private init; } = [];

    /// <summary>SHA-256 of what is kept. It is checked each time it is handed out.</summary>
    public byte[] Hash { get; private init; } = [];

    public ScanState Scan { get; private set; }

    public Id<StaffMember> AddedBy { get; private init; }

    public DateTimeOffset AddedAt { get; private init; }

    public Id<StaffMember>? RemovedBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedBecause { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public bool IsHere => RemovedAt is null;

    /// <param name="case">Whose it is.</param>
    /// <param name="number">Its place in the case.</param>
    /// <param name="facts">What is known of it, checked.</param>
    /// <param name="file">Its kind, the original's hash and what is kept of it.</param>
    public static CaseDocument Add(Id<Case> @case, int number, DocumentFacts facts, (FileKind Kind, byte[] OriginalHash, byte[] Kept) file, ScanState scan, Actor by, DateTimeOffset now)
    {
        CaseDocument document = new()
        {
            Id = Id<CaseDocument>.New(now),
            CaseId = @case,
            Number = number,
            AgencyId = by.AgencyId,
            File = file.Kind,
            Size = file.Kept.Length,
            OriginalHash = file.OriginalHash,
            Hash = SHA256.HashData(file.Kept),
            Scan = scan,
            AddedBy = by.StaffId,
            AddedAt = now,
        };
        document.Describe(facts, now);
        return document;
    }

    public void Describe(DocumentFacts facts, DateTimeOffset now) =>
        (Title, Kind, MadeOn, MadeByWhom, Source, Note, Reach, HoldsAddress, ChangedAt) =
        (Blank(facts.Title), facts.Kind, facts.MadeOn, Blank(facts.MadeBy), Blank(facts.Source), Blank(facts.Note), facts.Reach, facts.HoldsAddress, now);

    /// <summary>Whether somebody who works on the case reads what this is.</summary>
    public static bool IsRead(Actor actor, DocumentReach reach, Id<Agency> agency) => reach is DocumentReach.Case || actor.AgencyId == agency;

    /// <summary>Whether it can be opened at all; the reason it cannot, else.</summary>
    public Refusal? RefuseOpening() => this switch
    {
        { IsHere: false } => new("document.removed", "This document has been removed."),
        { Scan: ScanState.Pending } => new("document.scan", "This file waits to be scanned. Try again in a few minutes."),
        { Scan: ScanState.Failed } => new("document.scan", "This file could not be scanned, so it does not open. Tell your administrator, or remove it and add it again."),
        _ => null,
    };

    public bool IsWhole(byte[] bytes) => CryptographicOperations.FixedTimeEquals(Hash, SHA256.HashData(bytes));

    public void Scanned(ScanState state, DateTimeOffset now) => (Scan, ChangedAt) = (state, now);

    /// <summary>Its bytes go; that it was here stays.</summary>
    /// <param name="by">Who removed it; null where the scanner did.</param>
    public Result<CaseDocument> Remove(string? because, Id<StaffMember>? by, DateTimeOffset now)
    {
        if (!IsHere)
        {
            return new Refusal("document.removed", "Somebody has already removed this document.");
        }

        if (string.IsNullOrWhiteSpace(because))
        {
            return new Refusal("document.because", "Say why it is removed");
        }

        if (PlanLine.GivesAway(because))
        {
            return new Refusal("document.because", "Leave out postcodes and addresses: many people read this list");
        }

        (RemovedBecause, RemovedBy, RemovedAt, ChangedAt) = (because.Trim(), by, now, now);
        return this;
    }

    private static string? Blank(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

/// <summary>What is kept of a file. Pictures have a smaller one to look at.</summary>
public sealed class DocumentBytes
{
    private DocumentBytes()
    {
    }

    public DocumentBytes(Id<CaseDocument> document, byte[] content, byte[]? preview) => (DocumentId, Content, Preview) = (document, content, preview);

    public Id<CaseDocument> DocumentId { get; private init; }

    public byte[] Content { get; private init; } = [];

    public byte[]? Preview { get; private init; }
}
