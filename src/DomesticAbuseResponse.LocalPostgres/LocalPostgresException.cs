namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>The private PostgreSQL cannot be had. The message is one line: what is wrong and how to mend it.</summary>
public sealed class LocalPostgresException : Exception
{
    public LocalPostgresException(string message)
        : base(message)
    {
    }

    public LocalPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public LocalPostgresException()
    {
    }
}
