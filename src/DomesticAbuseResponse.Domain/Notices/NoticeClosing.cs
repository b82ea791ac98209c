namespace DomesticAbuseResponse.Domain.Notices;

/// <summary>An inspector's decision on a final High: whether the threat-to-life policy is needed (R1.17, S13).</summary>
public enum ThreatToLife
{
    NotNeeded,
    Needed,
}

/// <summary>What it takes to put a notice away: some need a decision in words, some are put away by the work they ask for and not by hand.</summary>
public static class NoticeClosing
{
    public const int ReasonMinLength = 20;
    public const int ReasonMaxLength = 2000;

    /// <summary>How a decision that the threat-to-life policy is needed begins.</summary>
    public const string Needed = "The threat-to-life policy is needed.";

    public const string NotNeeded = "The threat-to-life policy is not needed.";

    /// <summary>False for a notice that goes when its form is reviewed or its referral sent or answered.</summary>
    public static bool IsByHand(NoticeKind kind) => kind is not (NoticeKind.DashForReview or NoticeKind.ReferralReceived or NoticeKind.ReferralQuestion
        or NoticeKind.ReferralToSend or NoticeKind.IdvaServiceToChoose or NoticeKind.MaracToChoose or NoticeKind.ChildrensServicesToChoose or NoticeKind.SkipToConfirm or NoticeKind.RegradeAsked or NoticeKind.MergeToConfirm or NoticeKind.PrimaryVictimToConfirm
        or NoticeKind.SupervisionToRead or NoticeKind.SchoolNoticeLate or NoticeKind.ScreeningShared);

    /// <summary>Danger comes before everything else, then what an inspector must decide, then what is late; the rest by age.</summary>
    public static bool IsDanger(NoticeKind kind) => kind is NoticeKind.PerpetratorAnswered or NoticeKind.HighRiskInspector;

    /// <summary>Whether it must be said what was decided or done.</summary>
    public static bool NeedsReason(NoticeKind kind) => kind is NoticeKind.HighRiskInspector or NoticeKind.PerpetratorAnswered or NoticeKind.DeadlineOverdue or NoticeKind.ReferAsRepeat or NoticeKind.FlowDropped;

    /// <summary>What a decision says of the threat to life; null when it says nothing of it.</summary>
    public static ThreatToLife? ThreatIn(string? decision) =>
        decision?.StartsWith(Needed, StringComparison.Ordinal) is true ? ThreatToLife.Needed
        : decision?.StartsWith(NotNeeded, StringComparison.Ordinal) is true ? ThreatToLife.NotNeeded
        : null;

    /// <summary>The decision as it is kept, or why it is not one.</summary>
    public static Result<string> Decide(NoticeKind kind, ThreatToLife? threat, string? reason)
    {
        var words = reason?.Trim() ?? "";
        if (!IsByHand(kind))
        {
            return new Refusal("notice.by-work", "This goes when the work it asks for is done.");
        }

        if (kind is NoticeKind.HighRiskInspector && threat is null)
        {
            return new Refusal("notice.threat-to-life", "Say whether the threat-to-life policy is needed.");
        }

        if (NeedsReason(kind) && words.Length < ReasonMinLength)
        {
            return new Refusal("notice.reason", $"Say what you decided and why, in {ReasonMinLength} characters or more.");
        }

        return kind is NoticeKind.HighRiskInspector
            ? $"{(threat is ThreatToLife.Needed ? Needed : NotNeeded)} {words}"
            : words;
    }
}
