using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>One message as it came, word for word, and what was answered. None is ever changed or taken out.</summary>
public sealed class IncomingDelivery
{
    public const int KeyMaxLength = 100;

    public long Number { get; private init; }

    public required Id<IncomingReport> ReportId { get; init; }

    public Id<ApiKey>? KeyId { get; init; }

    /// <summary>The sender's own key of the message: the same key with the same body is the same message (RFC draft "Idempotency-Key").</summary>
    public string? IdempotencyKey { get; init; }

    public byte[]? BodyHash { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Body { get; init; }

    /// <summary>The answer, for whoever sends the same message again.</summary>
    public string? Answer { get; init; }
}

/// <summary>What a word means in the messages of one agency's systems, said by a person once and for good.</summary>
public sealed class LearnedWord
{
    public required Id<Agency> AgencyId { get; init; }

    /// <summary>"grade", "people.role".</summary>
    public required string Field { get; init; }

    /// <summary>Folded (<see cref="SentWords.Fold"/>).</summary>
    public required string Word { get; init; }

    public required string Meaning { get; set; }

    public required Id<StaffMember> By { get; set; }

    public required DateTimeOffset At { get; set; }
}
