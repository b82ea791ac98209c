namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>The limits the host keeps (section <c>Hardening</c> of the settings). 0 turns a limit off.</summary>
public sealed class HardeningOptions
{
    /// <summary>Networks (CIDR) of the proxies whose X-Forwarded-For and -Proto are believed. None: the headers are ignored.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Requests answered at once; the pool of database connections is half of it.</summary>
    public int ConcurrentRequests { get; set; } = 60;

    /// <summary>Requests that wait for a place before the next is told to come back (503).</summary>
    public int QueuedRequests { get; set; } = 100;

    /// <summary>Requests a minute from one network address. A control room shares one, so it is wide.</summary>
    public int RequestsPerMinutePerAddress { get; set; } = 6000;

    /// <summary>Requests a minute of one signed-in person.</summary>
    public int RequestsPerMinutePerPerson { get; set; } = 1200;

    /// <summary>Boards that stand open in one instance, each with a connection of its own.</summary>
    public int OpenBoards { get; set; } = 1000;

    /// <summary>Boards that one person has open at once.</summary>
    public int OpenBoardsPerPerson { get; set; } = 6;

    /// <summary>Messages a minute by one key of the API.</summary>
    public int MessagesPerMinutePerKey { get; set; } = 600;

    /// <summary>The largest request body, in bytes. A page that takes files raises it for itself.</summary>
    public long MaxBodyBytes { get; set; } = 1024 * 1024;
}
