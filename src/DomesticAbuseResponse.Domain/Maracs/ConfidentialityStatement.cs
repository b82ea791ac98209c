namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>What everybody accepts for each meeting before its papers are served (R2.13, R2.14).</summary>
public static class ConfidentialityStatement
{
    public static IReadOnlyList<string> Text { get; } =
    [
        "This meeting is confidential. What you read and hear here is shared to keep people safe, and for nothing else.",
        "Share only what is relevant, proportionate and about risk.",
        "Do not copy the papers or pass them on without the agreement of the agency they came from. Keep them as your agency’s rules for them say.",
        "Never tell the perpetrator, or anybody who might tell them, that the case is being discussed.",
        "If you know anybody in a case, or have any other conflict of interest, tell the coordinator before you read on.",
    ];
}
