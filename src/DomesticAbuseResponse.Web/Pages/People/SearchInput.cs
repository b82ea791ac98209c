using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>What is typed into the one box.</summary>
public sealed class SearchInput
{
    public static readonly string NothingToLookFor =
        $"Enter a telephone number or its last four figures or more, a reference, a postcode, an address, a date of birth, or a name of {SearchWords.ShortestName} letters or more";

    public const string Hint = "A number however it is written or its end, DA-2026-000123, C-000123, a postcode, an address, a date of birth, a name, or several of these";

    public string? Words { get; set; }
}
