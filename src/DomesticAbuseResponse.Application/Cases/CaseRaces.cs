namespace DomesticAbuseResponse.Application.Cases;

/// <summary>What is said to whoever comes second in deciding something about a case.</summary>
internal static class CaseRaces
{
    public static Refusal Changed { get; } = new(
        "case.changed", "Somebody else changed this case at the same moment. It is shown as it is now, with what you entered; check it and send it again.");
}
