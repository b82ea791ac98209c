using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Who gave a notice, bail or an order, the least first: whoever stands later may do what those before may.</summary>
public enum OrderRank
{
    CustodyOfficer,
    Inspector,
    Superintendent,
    Court,
}

/// <summary>What conditions of bail may be for, and nothing else (R4.41).</summary>
[Flags]
public enum BailPurposes
{
    None = 0,
    Attendance = 1,
    NoNewOffences = 2,
    NoInterference = 4,
    OwnProtection = 8,
}

/// <summary>Whether those whose help a tag needs agree to it (R4.31): nobody is tagged in a home against the will of whoever else lives there.</summary>
public enum TagConsent
{
    NobodyElse,
    Given,
    NotGiven,
}

/// <summary>What the officer who authorises a notice has considered (R4.27). The victim's opinion is asked; their consent is not needed.</summary>
public sealed record NoticeConsidered(string? Grounds, string? UnderEighteens, string? VictimOpinion, string? Representations, string? OtherResidents);

/// <summary>How an order came to be, beside its terms. Everything may be unknown, save what a rule asks for.</summary>
/// <param name="ServedAt">The minute of service. UTC.</param>
/// <param name="PerpetratorAge">The age of whom it binds, in whole years; null while it is not known.</param>
/// <param name="VictimAge">The same of whom it protects.</param>
public sealed record OrderGiven(
    OrderRank? Rank = null, DateOnly? ArrestedOn = null, DateTimeOffset? ServedAt = null, DateOnly? TagUntil = null, BailPurposes Purposes = BailPurposes.None, NoticeConsidered? Considered = null,
    string? VictimViews = null, string? ViewsNotSought = null, int? PerpetratorAge = null, int? VictimAge = null, TagConsent? Tag = null);

/// <summary>How an order is varied.</summary>
/// <param name="On">The day from which it is so.</param>
/// <param name="Rank">Who varied it; null: whoever gave it. Of bail it counts only where the period is lengthened (R4.39): conditions may be varied by somebody else.</param>
/// <param name="Tag">Null: its tag stays as it is. Without the condition of a tag there is none in any case.</param>
public sealed record OrderChange(DateOnly On, DateOnly? Until, OrderConditions Conditions, string? Details, string? Why, OrderRank? Rank, BailPurposes Purposes, string? VictimViews, string? ViewsNotSought, TagChange? Tag = null);

/// <param name="Until">The last day of the tag from then on; null: it has none any more.</param>
public sealed record TagChange(DateOnly? Until);

/// <summary>What orders are judged by: the settings of the agency, the rules of its deadlines and its calendar.</summary>
public sealed record OrderFrame(OrderSettings Settings, DeadlineRuleBook Rules, DeadlineCalendars Calendars)
{
    public static OrderFrame Default { get; } = new(OrderSettings.Default, DeadlineRuleBook.Default, DeadlineCalendars.Default);
}
