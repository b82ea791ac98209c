using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>A file of incidents that was taken in as a whole, so that it can be taken out again as a whole.</summary>
public sealed class ImportBatch
{
    private ImportBatch()
    {
    }

    public Id<ImportBatch> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>SHA-256 of the file, by which the same file is known again.</summary>
    public byte[] FileHash { get; private init; } = [];

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Null while it runs, and when it was stopped before its end.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public int Rows { get; private set; }

    public int Logged { get; private set; }

    public int Held { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Rows that said nothing new: in the file twice, or on record already.</summary>
    public int Known { get; private set; }

    public int Updated { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public uint Version { get; private init; }

    public static ImportBatch Start(Id<Agency> agency, byte[] fileHash, DateTimeOffset now) =>
        new() { Id = Id<ImportBatch>.New(now), AgencyId = agency, FileHash = fileHash, StartedAt = now };

    public Actor ToActor() => FeedActor.Of(Id.Value, AgencyId);

    public void Count(int rows, int logged, int held, int updated, int known, int refused) =>
        (Rows, Logged, Held, Updated, Known, Refused) = (rows, logged, held, updated, known, refused);

    public void Finish(DateTimeOffset now) => FinishedAt = now;

    public void Undo(DateTimeOffset now) => UndoneAt = now;
}
