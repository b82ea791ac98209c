using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

public enum OrderKind
{
    PoliceBail,
    CourtBail,

    /// <summary>Let go without bail while the investigation goes on: no conditions are possible (R4.40).</summary>
    ReleasedUnderInvestigation,

    /// <summary>Domestic violence protection notice, given by the police (R4.27).</summary>
    Dvpn,

    /// <summary>Domestic violence protection order, made by a court for 14 to 28 days (R4.29).</summary>
    Dvpo,

    /// <summary>Domestic abuse protection notice (R4.30).</summary>
    Dapn,

    /// <summary>Domestic abuse protection order (R4.31).</summary>
    Dapo,
    NonMolestation,
    Occupation,
    Restraining,
    StalkingProtection,
    ForcedMarriageProtection,
    FgmProtection,
    ProhibitedSteps,
    LicenceConditions,
    Undertaking,
    Other,
}

/// <summary>What an order forbids or demands. Several at once are usual.</summary>
[Flags]
public enum OrderConditions
{
    None = 0,
    NoContact = 1,
    NoContactThroughOthers = 2,
    NoContactOnline = 4,
    KeepAway = 8,
    LeaveHome = 16,
    NoViolenceOrThreats = 32,
    LiveAtAddress = 64,
    Curfew = 128,
    ElectronicTag = 256,
    ReportToPolice = 512,
    GiveUpPassport = 1024,
    AttendProgramme = 2048,
}

public enum OrderState
{
    /// <summary>Its first day has not come.</summary>
    NotYet,
    InForce,

    /// <summary>Made, and not served on the person it binds as far as anybody has recorded.</summary>
    NotServed,
    Expired,

    /// <summary>Discharged, cancelled or replaced before its last day.</summary>
    Ended,
}

/// <summary>What is written down of an order or of bail. Dates are London's. Everything but the kind may be unknown.</summary>
/// <param name="Court">The court, or for bail and notices the force and the rank that gave it.</param>
/// <param name="From">The day it was made or given.</param>
/// <param name="Until">Its last day, included; null while it has no end.</param>
/// <param name="Details">The words of it that matter. Never an address that is kept from anybody.</param>
public sealed record OrderTerms(OrderKind Kind, string? Court, string? CaseNumber, DateOnly? From, DateOnly? Until, OrderConditions Conditions, string? Details);

/// <summary>An order, a notice or bail that binds one person, for the protection of another where that is recorded. What happens to it is added, never written over.</summary>
public sealed class ProtectiveOrder
{
    public const int CourtMaxLength = 120;

    public const int NumberMaxLength = 60;

    public const int DetailsMaxLength = 2000;

    public const int ReasonMaxLength = 500;

    private readonly List<OrderStep> _steps = [];

    private ProtectiveOrder()
    {
    }

    public Id<ProtectiveOrder> Id { get; private init; }

    /// <summary>The agency that recorded it.</summary>
    public Id<Agency> AgencyId { get; private init; }

    /// <summary>Whom it binds.</summary>
    public Id<Person> PersonId { get; private init; }

    /// <summary>Whom it protects; null where nobody is named in it or nobody has recorded who.</summary>
    public Id<Person>? ProtectsId { get; private init; }

    public OrderKind Kind { get; private init; }

    public string? Court { get; private init; }

    public string? CaseNumber { get; private init; }

    public DateOnly? FromOn { get; private init; }

    public DateOnly? UntilOn { get; private set; }

    public OrderConditions Conditions { get; private set; }

    public string? Details { get; private set; }

    /// <summary>The day it was served on the person it binds; null while nobody has recorded that.</summary>
    public DateOnly? ServedOn { get; private set; }

    /// <summary>The minute of service, where it was written down: the hearing of a notice is reckoned from it. UTC.</summary>
    public DateTimeOffset? ServedAt { get; private set; }

    /// <summary>Who gave it or let it be given.</summary>
    public OrderRank? Rank { get; private set; }

    /// <summary>The day of the arrest from which pre-charge bail is reckoned (R4.39).</summary>
    public DateOnly? ArrestedOn { get; private init; }

    /// <summary>What the conditions of bail are for (R4.41).</summary>
    public BailPurposes Purposes { get; private set; }

    /// <summary>The last day of an electronic tag (R4.31).</summary>
    public DateOnly? TagUntilOn { get; private set; }

    /// <summary>What the authorising officer considered before a notice (R4.27).</summary>
    public string? Grounds { get; private init; }

    public string? UnderEighteens { get; private init; }

    public string? VictimOpinion { get; private init; }

    public string? Representations { get; private init; }

    public string? OtherResidents { get; private init; }

    /// <summary>What the victim thinks of the conditions (R4.40).</summary>
    public string? VictimViews { get; private set; }

    /// <summary>Why their views could not be asked for.</summary>
    public string? ViewsNotSought { get; private set; }

    /// <summary>When a court hears it. UTC.</summary>
    public DateTimeOffset? HearingAt { get; private set; }

    /// <summary>The London day of it.</summary>
    public DateOnly? HearingOn { get; private set; }

    /// <summary>The notice on whose hearing it was made.</summary>
    public Id<ProtectiveOrder>? FollowsId { get; private init; }

    /// <summary>The first day on which it no longer holds, where it ended before its last.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndedBecause { get; private set; }

    public Id<StaffMember> RecordedBy { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>What was done with it, in order.</summary>
    public IReadOnlyCollection<OrderStep> Steps => _steps;

    public bool IsNotice => Kind is OrderKind.Dvpn or OrderKind.Dapn;

    /// <summary>Records an order; refused where its dates cannot be, or where whoever gave it may not.</summary>
    /// <param name="follows">The notice on whose hearing the court made it.</param>
    public static Result<ProtectiveOrder> Record(
        Actor by, Id<Person> binds, Id<Person>? protects, OrderTerms terms, DateOnly? servedOn, OrderGiven? given, OrderFrame frame, DateOnly today, DateTimeOffset now, Id<ProtectiveOrder>? follows = null)
    {
        given ??= new OrderGiven();
        if (OrderRules.CheckDates(today, terms.From, terms.Until, servedOn, given.ServedAt is { } minute ? UkTime.DateOf(minute) : null, given.ArrestedOn, given.TagUntil) is { } absurd)
        {
            return absurd;
        }

        terms = OrderRules.Complete(terms, given, frame);
        if ((OrderRules.Check(terms, servedOn, given, frame, today, now) ?? (binds == protects ? new Refusal("order.same-person", "An order protects somebody else than the person it binds.") : null)) is { } refusal)
        {
            return refusal;
        }

        var order = new ProtectiveOrder
        {
            Id = Id<ProtectiveOrder>.New(now),
            AgencyId = by.AgencyId,
            PersonId = binds,
            ProtectsId = protects,
            Kind = terms.Kind,
            Court = Blank(terms.Court),
            CaseNumber = Blank(terms.CaseNumber),
            FromOn = terms.From,
            UntilOn = terms.Until,
            Conditions = terms.Conditions,
            Details = Blank(terms.Details),
            ServedOn = given.ServedAt is { } at ? UkTime.DateOf(at) : servedOn,
            ServedAt = given.ServedAt,
            Rank = given.Rank,
            ArrestedOn = given.ArrestedOn,
            Purposes = given.Purposes,
            TagUntilOn = given.TagUntil,
            Grounds = Blank(given.Considered?.Grounds),
            UnderEighteens = Blank(given.Considered?.UnderEighteens),
            VictimOpinion = Blank(given.Considered?.VictimOpinion),
            Representations = Blank(given.Considered?.Representations),
            OtherResidents = Blank(given.Considered?.OtherResidents),
            VictimViews = Blank(given.VictimViews),
            ViewsNotSought = Blank(given.ViewsNotSought),
            FollowsId = follows,
            RecordedBy = by.StaffId,
            RecordedAt = now,
            ChangedAt = now,
        };
        order.Add(OrderStepKind.Recorded, terms.From ?? today, null, by, now);
        if (order.ServedOn is { } served)
        {
            order.Add(OrderStepKind.Served, served, null, by, now);
        }

        return order;
    }

    /// <summary>It was served. The newest statement stands; the history keeps those before it.</summary>
    /// <param name="at">The minute, where it is known. UTC.</param>
    public Result<DateOnly> Serve(Actor by, DateOnly on, DateTimeOffset? at, DateOnly today, DateTimeOffset now)
    {
        if ((Over() ?? OrderRules.CheckDates(today, on) ?? OrderRules.CheckService(on, at, FromOn, today, now)) is { } refusal)
        {
            return refusal;
        }

        (ServedOn, ServedAt, ChangedAt) = (on, at, now);
        Add(OrderStepKind.Served, on, null, by, now);
        return on;
    }

    /// <summary>A court will hear it, or hear it again: the notice goes on until then (R4.28).</summary>
    /// <param name="adjourned">The court sat, and put it off to this day.</param>
    public Result<DateOnly> Hear(Actor by, DateTimeOffset at, bool adjourned, string? words, DateOnly today, DateTimeOffset now)
    {
        var on = UkTime.DateOf(at);
        if ((Over() ?? OrderRules.CheckDates(today, on) ?? (adjourned && at <= now ? new("order.hearing", "The day to which it is adjourned lies in the past.") : on < (ServedOn ?? FromOn) ? new Refusal("order.hearing", "It cannot be heard before it was served.") : null)) is { } refusal)
        {
            return refusal;
        }

        var before = HearingAt is { } held ? $"Hearing {UkTime.Describe(held)}" : null;
        (HearingAt, HearingOn, ChangedAt) = (at, on, now);
        Add(adjourned ? OrderStepKind.Adjourned : OrderStepKind.HearingSet, on, words, by, now, before);
        return on;
    }

    /// <summary>The court sat: it made the order applied for, or none. A notice holds no longer from then on.</summary>
    public Result<DateOnly> Heard(Actor by, bool made, DateOnly on, string? words, DateOnly today, DateTimeOffset now)
    {
        if (CheckHeard(on, today) is { } refusal)
        {
            return refusal;
        }

        (EndedOn, EndedBecause, ChangedAt) = (on, made ? "The court made the order." : "The court made no order.", now);
        Add(made ? OrderStepKind.OrderMade : OrderStepKind.NotMade, on, words, by, now);
        return on;
    }

    /// <summary>Why it cannot have been heard on this day, or null when it can.</summary>
    public Refusal? CheckHeard(DateOnly on, DateOnly today) => IsNotice ? Over() ?? CheckEnd(on, today) : new("order.not-a-notice", "Only a notice leads to a hearing for an order.");

    /// <summary>The court sat and made the order applied for: what it said is kept; the notice ends when that order is recorded.</summary>
    public Result<DateOnly> Sat(Actor by, DateOnly on, string? words, DateOnly today, DateTimeOffset now)
    {
        if (CheckHeard(on, today) is { } refusal)
        {
            return refusal;
        }

        ChangedAt = now;
        Add(OrderStepKind.Sat, on, words, by, now);
        return on;
    }

    /// <summary>Its conditions or its last day change. Of bail, the victim's views come first, or why they could not be asked for (R4.40).</summary>
    public Result<DateOnly> Vary(Actor by, OrderChange change, OrderFrame frame, DateOnly today, DateTimeOffset now)
    {
        if ((Over() ?? OrderRules.CheckDates(today, change.On, change.Until, change.Tag?.Until)) is { } absurd)
        {
            return absurd;
        }

        var tag = Conditions.HasFlag(OrderConditions.ElectronicTag) && !change.Conditions.HasFlag(OrderConditions.ElectronicTag) ? null : change.Tag is { } changed ? changed.Until : TagUntilOn;
        var given = new OrderGiven(
            OrderRules.IsRankAsked(this, change) ? change.Rank ?? Rank : null, ArrestedOn, ServedAt, tag, change.Purposes, new(Grounds, UnderEighteens, VictimOpinion, Representations, OtherResidents), change.VictimViews, change.ViewsNotSought);
        var terms = OrderRules.Complete(new OrderTerms(Kind, Court, CaseNumber, FromOn, change.Until, change.Conditions, change.Details), given, frame);
        change = change with { Until = terms.Until, Tag = new(tag) };
        if ((OrderRules.CheckChange(this, change, today) ?? OrderRules.Check(terms, null, given, frame, today, now)) is { } refusal)
        {
            return refusal;
        }

        var before = OrderWords.Before(this);
        (UntilOn, Conditions, Details, Rank, Purposes, TagUntilOn, ChangedAt) = (change.Until, change.Conditions, Blank(change.Details), given.Rank ?? Rank, change.Purposes, tag, now);
        (VictimViews, ViewsNotSought) = (Blank(change.VictimViews) ?? VictimViews, Blank(change.ViewsNotSought));
        Add(OrderStepKind.Varied, change.On, change.Why, by, now, before);
        return change.On;
    }

    /// <summary>Whom it binds did what it forbids. It goes on.</summary>
    public Result<DateOnly> Breach(Actor by, DateOnly on, string? what, DateOnly today, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(what))
        {
            return new Refusal("order.breach-words", "Say what was done against it.");
        }

        if (on > today || on < FromOn || on >= EndedOn || on > UntilOn)
        {
            return new Refusal("order.breach-day", on > today ? "The day of the breach lies in the future." : "It did not hold on that day.");
        }

        ChangedAt = now;
        Add(OrderStepKind.Breached, on, what, by, now);
        return on;
    }

    /// <summary>Whom it binds notified name and address (R4.31).</summary>
    public Result<DateOnly> Notified(Actor by, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        if ((Over() ?? (on > today || on < FromOn ? new("order.notified", on > today ? "The day lies in the future." : "It cannot have been notified before the order was made.") : null)) is { } refusal)
        {
            return refusal;
        }

        ChangedAt = now;
        Add(OrderStepKind.Notified, on, null, by, now);
        return on;
    }

    /// <summary>It holds no longer from a day on: discharged, cancelled, replaced. Never taken out.</summary>
    public Result<DateOnly> End(Actor by, DateOnly on, string? because, DateOnly today, DateTimeOffset now)
    {
        if (Over() is { } over)
        {
            return over;
        }

        if (string.IsNullOrWhiteSpace(because))
        {
            return new Refusal("order.end-reason", "Say why it ended.");
        }

        if (CheckEnd(on, today) is { } refusal)
        {
            return refusal;
        }

        (EndedOn, EndedBecause, ChangedAt) = (on, because.Trim(), now);
        Add(OrderStepKind.Ended, on, because, by, now);
        return on;
    }

    private Refusal? CheckEnd(DateOnly on, DateOnly today) => OrderRules.CheckDates(today, on)
        ?? (on > today || on < FromOn ? new("order.end-day", on > today ? "The day on which it ended lies in the future." : "It cannot have ended before it was made.") : null);

    private Refusal? Over() => EndedOn is null ? null : new("order.ended", "This has already been recorded as ended.");

    private void Add(OrderStepKind kind, DateOnly on, string? words, Actor by, DateTimeOffset now, string? before = null) =>
        _steps.Add(new OrderStep(Id, kind, on, Blank(words), before, by.StaffId, now));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
