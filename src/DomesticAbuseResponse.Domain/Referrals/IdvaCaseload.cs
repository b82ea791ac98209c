namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>How many open high-risk cases one IDVA should carry (R3.1, 3.1). Breaking caps burns people out.</summary>
/// <param name="Soft">From this number on, the load is shown as full.</param>
/// <param name="Hard">Beyond this number only a manager may give another case, with a reason.</param>
public sealed record CaseloadCaps(int Soft, int Hard)
{
    public static CaseloadCaps Default { get; } = new(20, 25);

    /// <summary>Why these are no caps, or null when they are.</summary>
    public Refusal? Check() => Soft < 1 || Hard < Soft ? new("idva-caseload.caps", "The soft cap is at least 1, and the hard cap not below it.") : null;
}

/// <summary>One IDVA's load against the caps, in words.</summary>
public sealed record CaseloadState(int OpenHigh, bool IsFull, bool IsOverfull, string Words);

/// <summary>When an IDVA may take one more case.</summary>
public static class IdvaCaseload
{
    public static CaseloadState Of(int openHigh, CaseloadCaps caps) => new(
        openHigh,
        openHigh >= caps.Soft,
        openHigh >= caps.Hard,
        openHigh >= caps.Hard
            ? $"{Cases(openHigh)}: at or over the limit of {caps.Hard}. Only a manager can give another, with a reason."
            : openHigh >= caps.Soft
                ? $"{Cases(openHigh)}: full from {caps.Soft}. The limit is {caps.Hard}."
                : $"{Cases(openHigh)}: full from {caps.Soft}.");

    /// <summary>Why this IDVA cannot be given another high-risk case, or null when they can.</summary>
    public static Refusal? CheckTake(int openHigh, CaseloadCaps caps, bool byManager, string? reason) =>
        openHigh < caps.Hard ? null
        : !byManager ? new("caseload.over", $"That would be high-risk case {openHigh + 1}, over the limit of {caps.Hard}. Ask a manager.")
        : string.IsNullOrWhiteSpace(reason) ? new("caseload.reason", $"That would be high-risk case {openHigh + 1}, over the limit of {caps.Hard}. Write why this person takes it all the same.")
        : null;

    private static string Cases(int n) => n == 1 ? "1 open high-risk case" : $"{n} open high-risk cases";
}
