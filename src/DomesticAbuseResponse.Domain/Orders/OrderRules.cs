using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Whether an order holds on a day, and why.</summary>
public sealed record OrderStanding(OrderState State, string Reason)
{
    /// <summary>In force, served or not: what somebody on a call must know of.</summary>
    public bool Holds => State is OrderState.InForce or OrderState.NotServed;
}

/// <summary>Which orders there can be and which hold (4.4, 4.6). Dates are London's, first and last day included.</summary>
public static class OrderRules
{
    /// <summary>A domestic violence protection order lasts so many days, beginning with the day it is made (R4.29).</summary>
    public const int DvpoShortest = 14;

    public const int DvpoLongest = 28;

    /// <summary>Bail, licence and undertakings are given to the person face to face; everything else is served.</summary>
    public static bool IsServed(OrderKind kind) => kind is not (OrderKind.LicenceConditions or OrderKind.Undertaking) && !IsRelease(kind);

    /// <summary>Whoever it binds walks out of custody with it.</summary>
    public static bool IsRelease(OrderKind kind) => kind is OrderKind.PoliceBail or OrderKind.CourtBail or OrderKind.ReleasedUnderInvestigation;

    public static OrderStanding On(ProtectiveOrder order, DateOnly date) =>
        order.EndedOn <= date ? new(OrderState.Ended, $"Ended on {UkTime.Describe(order.EndedOn!.Value)}.")
        : order.UntilOn < date ? new(OrderState.Expired, $"Its last day was {UkTime.Describe(order.UntilOn!.Value)}.")
        : order.FromOn > date ? new(OrderState.NotYet, $"It begins on {UkTime.Describe(order.FromOn!.Value)}.")
        : IsServed(order.Kind) && (order.ServedOn is null || order.ServedOn > date) ? new(OrderState.NotServed, "Made, and nobody has recorded that it was served.")
        : order.IsNotice ? new(OrderState.InForce, order.HearingAt is { } heard ? $"In force until a court hears it, on {UkTime.Describe(heard)}." : "In force until a court hears it.")
        : new(OrderState.InForce, order.UntilOn is { } until ? $"In force up to and including {UkTime.Describe(until)}." : "In force, with no last day recorded.");

    /// <summary>Bail whose last day nobody wrote down runs as long as whoever gave it may let it run (R4.39).</summary>
    public static OrderTerms Complete(OrderTerms terms, OrderGiven given, OrderFrame frame) =>
        terms is { Kind: OrderKind.PoliceBail, Until: null } && OrderClocks.BailLimit(given.Rank, given.ArrestedOn, frame)?.LastDay is { } last ? terms with { Until = last } : terms;

    /// <summary>Why a day cannot be meant, or null: it lies too far off. Asked before anything is reckoned from it.</summary>
    internal static Refusal? CheckDates(DateOnly today, params ReadOnlySpan<DateOnly?> days)
    {
        foreach (var day in days)
        {
            if (day < today.AddYears(-PerpetratorMove.MostYears) || day > today.AddYears(PerpetratorMove.MostYears))
            {
                return new Refusal("order.far", $"Each day must lie within {PerpetratorMove.MostYears} years. Check the years.");
            }
        }

        return null;
    }

    /// <summary>Whether it matters who varies it: of pre-charge bail only where its period is lengthened (R4.39).</summary>
    internal static bool IsRankAsked(ProtectiveOrder order, OrderChange change) =>
        order.Kind is not OrderKind.PoliceBail || change.Until > order.UntilOn || change.Until is null ^ order.UntilOn is null;

    /// <summary>Why these terms cannot be, or null when they can.</summary>
    public static Refusal? Check(OrderTerms terms, DateOnly? servedOn, OrderGiven given, OrderFrame frame, DateOnly today, DateTimeOffset now) =>
        terms.Until < terms.From ? new("order.until", "The last day lies before the first. Check both.")
        : CheckService(given.ServedAt is { } at ? UkTime.DateOf(at) : servedOn, given.ServedAt, terms.From, today, now) is { } service ? service
        : terms.Kind switch
        {
            OrderKind.Dvpn or OrderKind.Dapn => NoticeRules.Check(terms.Kind, given, frame.Settings),
            OrderKind.Dvpo => CheckDvpo(terms),
            OrderKind.Dapo => CheckTag(terms, given, frame),
            OrderKind.PoliceBail => CheckBail(terms, given, frame),
            OrderKind.ReleasedUnderInvestigation when terms.Conditions is not OrderConditions.None =>
                new("order.rui-conditions", "Nobody released under investigation can be given conditions (R4.40). Record bail where there are conditions."),
            OrderKind.ReleasedUnderInvestigation when terms.Until is not null => new("order.until", "A release under investigation has no last day."),
            _ => null,
        };

    internal static Refusal? CheckService(DateOnly? on, DateTimeOffset? at, DateOnly? from, DateOnly today, DateTimeOffset now) =>
        on > today || at > now ? new("order.served", "The time of service lies in the future.")
        : on < from ? new("order.served", "An order is served on the day it is made, or later.")
        : null;

    /// <summary>Why it cannot be varied in this way.</summary>
    internal static Refusal? CheckChange(ProtectiveOrder order, OrderChange change, DateOnly today) =>
        change.On > today || change.On < order.FromOn ? new("order.vary-day", change.On > today ? "The day of the change lies in the future: record it when it is made." : "It cannot have been changed before it was made.")
        : order.Kind is OrderKind.PoliceBail or OrderKind.CourtBail && string.IsNullOrWhiteSpace(change.VictimViews) && string.IsNullOrWhiteSpace(change.ViewsNotSought)
            ? new("order.views", "Ask for the victim’s views before conditions of bail are varied, or say why that was not practicable (R4.40).")
        : change.Until == order.UntilOn && change.Conditions == order.Conditions && Same(change.Details, order.Details) && change.Purposes == order.Purposes && change.Tag?.Until == order.TagUntilOn ? new("order.vary-nothing", "Nothing is changed. Change the last day, the conditions or their words.")
        : null;

    private static Refusal? CheckDvpo(OrderTerms terms) =>
        terms is { From: { } from, Until: { } until } && until.DayNumber - from.DayNumber + 1 is var days && days is < DvpoShortest or > DvpoLongest
            ? new("order.dvpo-length", $"A domestic violence protection order lasts {DvpoShortest} to {DvpoLongest} days beginning with the day it is made: from {UkTime.Describe(from)} its last day lies between {UkTime.Describe(from.AddDays(DvpoShortest - 1))} and {UkTime.Describe(from.AddDays(DvpoLongest - 1))}. This would be {days}.")
            : null;

    private static Refusal? CheckTag(OrderTerms terms, OrderGiven given, OrderFrame frame) =>
        given.TagUntil is not { } tag ? null
        : terms.From is not { } from ? new("order.tag", "Enter the first day: a tag is reckoned from it.")
        : tag < from ? new("order.tag", "The tag ends before the order begins.")
        : OrderClocks.TagLimit(from, frame)?.LastDay is { } last && tag > last ? new("order.tag", $"A tag lasts at most 12 months (R4.31): from {UkTime.Describe(from)}, to {UkTime.Describe(last)}.")
        : tag > terms.Until ? new("order.tag", "The tag cannot last longer than the order.")
        : given.Tag is TagConsent.NotGiven ? new("order.tag-consent", "Nobody is tagged without the consent of those whose help it needs (R4.31).")
        : null;

    private static Refusal? CheckBail(OrderTerms terms, OrderGiven given, OrderFrame frame) =>
        terms.From < given.ArrestedOn ? new("order.arrested", "Bail is given on the day of the arrest, or later.")
        : given.Rank is { } rank && OrderClocks.BailLimit(rank, given.ArrestedOn, frame) is { } limit && terms.Until > limit.LastDay
            ? new("order.bail-length", $"{OrderWords.Of(rank)} may give bail up to {UkTime.Describe(limit.LastDay!.Value)}: the period begins on the day after the arrest (R4.39).")
        : null;

    private static bool Same(string? one, string? other) => string.Equals(one?.Trim() ?? "", other?.Trim() ?? "", StringComparison.Ordinal);
}

/// <summary>Who may be given a notice, by whom, and after what was considered (R4.27, R4.30).</summary>
public static class NoticeRules
{
    /// <summary>Whoever is given a notice is an adult.</summary>
    public const int PerpetratorFrom = 18;

    /// <summary>A domestic abuse protection notice protects nobody younger.</summary>
    public const int DapnVictimFrom = 16;

    /// <summary>Why this notice cannot be given, or null when it can. An age that nobody knows refuses nothing: the page says that it must be found out.</summary>
    public static Refusal? Check(OrderKind kind, OrderGiven given, OrderSettings settings)
    {
        var (name, least) = kind is OrderKind.Dvpn ? ("A domestic violence protection notice", OrderRank.Superintendent) : ("A domestic abuse protection notice", settings.DapnRank);
        return given.PerpetratorAge < PerpetratorFrom ? new("order.age", $"{name} is given to somebody aged {PerpetratorFrom} or over; this person is {given.PerpetratorAge}.")
            : kind is OrderKind.Dapn && given.VictimAge < DapnVictimFrom ? new("order.victim-age", $"{name} protects somebody aged {DapnVictimFrom} or over; this person is {given.VictimAge}.")
            : given.Rank is null or OrderRank.Court ? new("order.rank", "Choose the officer who authorised it.")
            : given.Rank < least ? new("order.rank", $"{name} is authorised by {OrderWords.AtLeast(least)}, not by {OrderWords.Of(given.Rank.Value).ToLowerInvariant()}.")
            : Missing(given.Considered);
    }

    private static Refusal? Missing(NoticeConsidered? considered) =>
        string.IsNullOrWhiteSpace(considered?.Grounds) ? new("order.grounds", "Say what the grounds are.")
        : string.IsNullOrWhiteSpace(considered.UnderEighteens) ? new("order.under-eighteens", "Say what was considered for anybody under 18, or that there is nobody.")
        : string.IsNullOrWhiteSpace(considered.VictimOpinion) ? new("order.victim-opinion", "Say what the victim thinks of it, or why they could not be asked. Their consent is not needed.")
        : string.IsNullOrWhiteSpace(considered.Representations) ? new("order.representations", "Say what the person it binds said about it, or that they said nothing.")
        : string.IsNullOrWhiteSpace(considered.OtherResidents) ? new("order.residents", "Say what anybody else who lives there thinks, or that there is nobody.")
        : null;
}
