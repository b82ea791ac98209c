namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>What is known of one person, as it was typed. Nothing has to be known, and nothing has to be right.</summary>
public sealed record PersonDetails
{
    public string? GivenName { get; init; }

    public string? Surname { get; init; }

    /// <summary>A date of birth in any British or ISO form, or a year.</summary>
    public string? BornOn { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Postcode { get; init; }

    public string? City { get; init; }
}
