namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>Where a private cluster lives and how careful it is with what it is given.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>
    /// The folder of the cluster. Left out, it is the folder named by <c>DAR_POSTGRES_DATA</c>, else
    /// <c>.local/postgres</c> under the repository root.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>
    /// True keeps every acknowledged write through a crash of the machine. False is for tests alone: fast, and whole
    /// only as long as the machine stays up.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>The database the connection string names; made empty together with the cluster.</summary>
    public string Database { get; init; } = "dar";

    public int MaxConnections { get; init; } = 100;
}
