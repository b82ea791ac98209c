namespace DomesticAbuseResponse.Domain.Access;

public enum RecordKind
{
    Person,
    Incident,
    Case,
    Meeting,
}

/// <summary>How far somebody may go with one record. The order matters: each level includes those before it.</summary>
public enum AccessLevel
{
    None,

    /// <summary>The referral, or the agenda entry, and its summary; not the file behind it.</summary>
    Referral,
    Read,
    Edit,
}

/// <summary>Something that is opened through a door only: a person, an incident, a case or a meeting.</summary>
public interface IProtectedRecord
{
    Guid RecordId { get; }

    /// <summary>When true, only people named on it may open it (R6.10).</summary>
    bool IsRestricted { get; }
}
