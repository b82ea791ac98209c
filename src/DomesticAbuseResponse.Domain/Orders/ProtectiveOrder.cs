using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Orders;

public enum OrderKind
{
    PoliceBail,
    CourtBail,

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

/// <summary>An order, a notice or bail that binds one person, for the protection of another where that is recorded.</summary>
public sealed class ProtectiveOrder
{
    public const int CourtMaxLength = 120;

    public const int NumberMaxLength = 60;

    public const int DetailsMaxLength = 2000;

    public const int ReasonMaxLength = 500;

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

    public DateOnly? UntilOn { get; private init; }

    public OrderConditions Conditions { get; private init; }

    public string? Details { get; private init; }

    /// <summary>The day it was served on the person it binds; null while nobody has recorded that.</summary>
    public DateOnly? ServedOn { get; private set; }

    /// <summary>The first day on which it no longer holds, where it ended before its last.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndedBecause { get; private set; }

    public Id<StaffMember> RecordedBy { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>Records an order; refused where its dates cannot be.</summary>
    public static Result<ProtectiveOrder> Record(Actor by, Id<Person> binds, Id<Person>? protects, OrderTerms terms, DateOnly? servedOn, DateOnly today, DateTimeOffset now) =>
        OrderRules.Check(terms, servedOn, today) is { } refusal ? refusal
        : binds == protects ? new Refusal("order.same-person", "An order protects somebody else than the person it binds.")
        : new ProtectiveOrder
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
            ServedOn = servedOn,
            RecordedBy = by.StaffId,
            RecordedAt = now,
            ChangedAt = now,
        };

    /// <summary>It was served. The newest statement stands; the history keeps those before it.</summary>
    public Result<DateOnly> Serve(DateOnly on, DateOnly today, DateTimeOffset now)
    {
        if (on > today || on < FromOn)
        {
            return new Refusal("order.served", on > today ? "The day of service lies in the future." : "An order is served on the day it is made, or later.");
        }

        (ServedOn, ChangedAt) = (on, now);
        return on;
    }

    /// <summary>It holds no longer from a day on: discharged, cancelled, replaced. Never taken out.</summary>
    public Result<DateOnly> End(DateOnly on, string? because, DateOnly today, DateTimeOffset now)
    {
        if (EndedOn is not null)
        {
            return new Refusal("order.ended", "This has already been recorded as ended.");
        }

        if (string.IsNullOrWhiteSpace(because))
        {
            return new Refusal("order.end-reason", "Say why it ended.");
        }

        if (on > today || on < FromOn)
        {
            return new Refusal("order.end-day", on > today ? "The day on which it ended lies in the future." : "It cannot have ended before it was made.");
        }

        (EndedOn, EndedBecause, ChangedAt) = (on, because.Trim(), now);
        return on;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
