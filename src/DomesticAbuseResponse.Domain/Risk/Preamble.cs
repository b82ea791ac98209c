namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// What must be established before the first question: whether it is safe to talk and for how long, how to reach
/// the victim safely, and where the perpetrator and the children are (R1.7).
/// </summary>
public sealed record Preamble
{
    public bool? SafeToTalk { get; init; }

    public int? MinutesToTalk { get; init; }

    /// <summary>The safe-contact entry agreed with the victim.</summary>
    public long? SafeContactNumber { get; init; }

    public string? PerpetratorLocation { get; init; }

    public string? ChildrenLocation { get; init; }

    /// <summary>Whether the victim was told why the questions are asked and how they connect to MARAC.</summary>
    public bool ReasonExplained { get; init; }

    /// <summary>
    /// What is still to be established. When nobody could be spoken to safely there is no contact to agree and
    /// nothing to explain, but where the perpetrator and the children are must still be written, if only "not known".
    /// </summary>
    public IReadOnlyList<Gap> Gaps(WholeFormReason? wholeFormReason)
    {
        List<Gap> gaps = [];
        var spokeToVictim = wholeFormReason is null or WholeFormReason.VictimDeclined;

        if (spokeToVictim && SafeToTalk is null)
        {
            gaps.Add(new("preamble.safe-to-talk", "Say whether it is safe to talk."));
        }

        if (SafeToTalk is false && wholeFormReason is null)
        {
            gaps.Add(new("preamble.not-safe", "It is not safe to talk: stop, and record that it was unsafe to ask."));
        }

        if (spokeToVictim && SafeContactNumber is null)
        {
            gaps.Add(new("preamble.safe-contact", "Record a safe way to contact the victim."));
        }

        if (string.IsNullOrWhiteSpace(PerpetratorLocation))
        {
            gaps.Add(new("preamble.perpetrator-location", "Say where the perpetrator is."));
        }

        if (string.IsNullOrWhiteSpace(ChildrenLocation))
        {
            gaps.Add(new("preamble.children-location", "Say where the children are, or that there are none."));
        }

        if (spokeToVictim && !ReasonExplained)
        {
            gaps.Add(new("preamble.reason", "Explain why the questions are asked and how they connect to MARAC."));
        }

        return gaps;
    }
}
