using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Briefings;

/// <summary>A force's setting of its daily briefing (R4.14).</summary>
/// <param name="NewWithinHours">What counts as new since the last briefing.</param>
/// <param name="Most">How many cases are told in full.</param>
/// <param name="EndingWithinDays">How soon an order or bail must end to be told.</param>
public sealed record BriefingSettings(string Version, int NewWithinHours, int Most, int EndingWithinDays)
{
    public static BriefingSettings Default { get; } = new("default-1", 24, 40, 7);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() => NewWithinHours is < 1 or > 168 || Most is < 1 or > 100 || EndingWithinDays is < 1 or > 60
        ? new("briefing.range", "New is within 1 to 168 hours, a briefing tells 1 to 100 cases, and what ends is told 1 to 60 days ahead.")
        : null;
}

/// <summary>Why a case stands where it does at a briefing.</summary>
public enum BriefingReason
{
    /// <summary>The perpetrator answered a call meant for the victim.</summary>
    Danger,

    /// <summary>Graded High since the last briefing.</summary>
    NewlyHigh,

    /// <summary>Another incident since the last briefing.</summary>
    NewIncident,

    /// <summary>Contact with the victim is overdue.</summary>
    ContactOverdue,

    /// <summary>Graded High, with nothing new.</summary>
    StillHigh,
}

/// <summary>What decides a case's place at the briefing. Instants are UTC.</summary>
public sealed record BriefingFacts(bool Danger, DateTimeOffset? GradedAt, DateTimeOffset? LastIncidentAt, DateTimeOffset? ContactDueAt);

/// <summary>The order in which a briefing tells its cases (R4.14): danger, then what is new, then whom nobody has reached, then the rest.</summary>
public static class BriefingOrder
{
    public static BriefingReason Of(BriefingFacts facts, BriefingSettings settings, DateTimeOffset now)
    {
        var since = now.AddHours(-settings.NewWithinHours);
        return facts switch
        {
            { Danger: true } => BriefingReason.Danger,
            { GradedAt: { } graded } when graded >= since => BriefingReason.NewlyHigh,
            { LastIncidentAt: { } incident } when incident >= since => BriefingReason.NewIncident,
            { ContactDueAt: { } due } when due < now => BriefingReason.ContactOverdue,
            _ => BriefingReason.StillHigh,
        };
    }
}

/// <summary>
/// Whether a briefing gives the victim as much room as the perpetrator (R4.14). The inspectorate found briefings that told what he might do and not
/// what she needs: where her side says less, the briefing says so and asks for it.
/// </summary>
public sealed record BriefingBalance(int ForVictim, int OnPerpetrator, string? Prompt)
{
    public const string Rule = "R4.14";

    /// <param name="asked">Whether it is written what the victim asks for.</param>
    /// <param name="victimLines">What is to be done for the victim, and what they ask for.</param>
    /// <param name="perpetratorLines">What the perpetrator may do, and what holds them.</param>
    public static BriefingBalance Of(bool asked, int victimLines, int perpetratorLines) => new(
        victimLines, perpetratorLines,
        !asked ? "Nobody has written what the victim asks for. Ask, and write it down."
        : victimLines < perpetratorLines ? "More is written on the perpetrator than on what is to be done for the victim. Agree what is to be done today."
        : null);
}

/// <summary>The part of a form's result that is told at a briefing.</summary>
public sealed record BriefingSigns(IReadOnlyList<string> Critical, string? ClusterOfThree)
{
    public static BriefingSigns From(RiskFindings findings) => new([.. findings.Critical.Select(c => c.Text)], findings.ClusterOfThree?.Text);
}
