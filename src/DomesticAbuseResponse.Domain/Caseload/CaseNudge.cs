using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>After how many days without news a case is pointed out [P].</summary>
/// <param name="NoContactAfterDays">Since it came, without anybody of the service having spoken with the victim (R3.1).</param>
/// <param name="SilentAfterDays">Since somebody last spoke with the victim.</param>
/// <param name="QuietForDays">Without an incident, before closing is thought of.</param>
/// <param name="SupervisionEveryDays">A supervision record at least as often (R3.11).</param>
public sealed record CaseRhythm(int NoContactAfterDays, int SilentAfterDays, int QuietForDays, int SupervisionEveryDays)
{
    public static CaseRhythm Default { get; } = new(7, 28, 90, 31);

    public Refusal? Check() => new[] { NoContactAfterDays, SilentAfterDays, QuietForDays, SupervisionEveryDays }.Any(d => d is < 1 or > 366)
        ? new("idva-caseload.rhythm", "Each number of days lies between 1 and 366.")
        : null;
}

public enum NudgeKind
{
    /// <summary>Open, and nobody of the service has spoken with the victim yet.</summary>
    NoContactYet,

    /// <summary>Nobody has spoken with the victim for long.</summary>
    Silent,

    /// <summary>Nothing is left to do that anybody has written down: time to think about closing, together with the victim.</summary>
    Closing,
}

/// <summary>Something about a case that its worker may want to look at. It proposes, it never closes anything.</summary>
public sealed record CaseNudge(NudgeKind Kind, int Days, string Words)
{
    public string Rule => Kind is NudgeKind.Closing ? "R3.12" : "R3.1";
}

/// <summary>What is known of a case when nudges are looked for. Dates are London's.</summary>
/// <param name="Since">The day it came to the service.</param>
/// <param name="LastSpokeOn">The last day somebody of the service spoke with the victim; null when nobody did.</param>
/// <param name="LastIncidentOn">The last incident of the case that the reader may know of.</param>
/// <param name="OpenWork">Whether a deadline, a task, a referral, an order or a meeting is still open.</param>
public sealed record CaseNews(RiskGrade? Grade, DateOnly Since, DateOnly? LastSpokeOn, DateOnly? LastIncidentOn, bool OpenWork);

public static class CaseNudges
{
    public static IReadOnlyList<CaseNudge> For(CaseNews news, CaseRhythm rhythm, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(news);
        ArgumentNullException.ThrowIfNull(rhythm);
        List<CaseNudge> nudges = [];
        var with = today.DayNumber - news.Since.DayNumber;
        if (news.LastSpokeOn is null && with >= rhythm.NoContactAfterDays)
        {
            nudges.Add(new(NudgeKind.NoContactYet, with, $"With the service for {Days(with)}, and not spoken with yet."));
        }

        if (news.LastSpokeOn is { } spoke && today.DayNumber - spoke.DayNumber is var silent && silent >= rhythm.SilentAfterDays)
        {
            nudges.Add(new(NudgeKind.Silent, silent, $"Last spoken with {Days(silent)} ago."));
        }

        var quiet = today.DayNumber - new[] { news.Since, news.LastIncidentOn ?? news.Since }.Max().DayNumber;
        if (!news.OpenWork && news.LastSpokeOn is not null && news.Grade is RiskGrade.Medium or RiskGrade.Standard && quiet >= rhythm.QuietForDays)
        {
            nudges.Add(new(NudgeKind.Closing, quiet, $"No incident for {Days(quiet)}, no open work, and not graded High: is it time to close, together with the victim?"));
        }

        return nudges;
    }

    private static string Days(int n) => n == 1 ? "1 day" : $"{n} days";
}
