using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>What a perpetrator does in the course of justice that is no order, and that a victim must hear of (R4.15, R4.16).</summary>
public enum MoveKind
{
    /// <summary>Released from prison, with or without a licence.</summary>
    PrisonRelease,
    Interview,
    Remand,
    FirstHearing,
    Hearing,
    Trial,
    Sentence,
}

/// <summary>A day of a move, as it was written down.</summary>
public sealed class MoveStep
{
    private MoveStep()
    {
    }

    internal MoveStep(Id<PerpetratorMove> move, DateOnly on, string? words, bool isCancelled, Id<StaffMember> by, DateTimeOffset now) =>
        (MoveId, On, Words, IsCancelled, By, RecordedAt) = (move, on, words, isCancelled, by, now);

    public long Number { get; private init; }

    public Id<PerpetratorMove> MoveId { get; private init; }

    /// <summary>The day that held from then on.</summary>
    public DateOnly On { get; private init; }

    public string? Words { get; private init; }

    public bool IsCancelled { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }
}

/// <summary>A day in court, in custody or out of prison of one person. It is about the victim named, or about everybody they harm.</summary>
public sealed class PerpetratorMove
{
    public const int PlaceMaxLength = 120;

    public const int WordsMaxLength = 1000;

    /// <summary>How far ahead or back a day may lie, in years: what is further is a slip of the keys.</summary>
    public const int MostYears = 40;

    private readonly List<MoveStep> _steps = [];

    private PerpetratorMove()
    {
    }

    public Id<PerpetratorMove> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    /// <summary>Whom it is about; null where it concerns everybody this person harms, as a release does.</summary>
    public Id<Person>? ProtectsId { get; private init; }

    public MoveKind Kind { get; private init; }

    /// <summary>The London day.</summary>
    public DateOnly On { get; private set; }

    /// <summary>London time, where it is known.</summary>
    public TimeOnly? At { get; private set; }

    /// <summary>The court, prison or station.</summary>
    public string? Place { get; private set; }

    public string? Words { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public Id<StaffMember> RecordedBy { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<MoveStep> Steps => _steps;

    public bool IsCourt => Kind is MoveKind.FirstHearing or MoveKind.Hearing or MoveKind.Trial or MoveKind.Sentence;

    public static Result<PerpetratorMove> Record(
        Actor by, Id<Person> person, Id<Person>? about, MoveKind kind, DateOnly on, TimeOnly? at, string? place, string? words, DateOnly today, DateTimeOffset now)
    {
        if ((Check(on, today) ?? (person == about ? new("move.same-person", "It is about somebody else than the person it is of.") : null)) is { } refusal)
        {
            return refusal;
        }

        var move = new PerpetratorMove
        {
            Id = Id<PerpetratorMove>.New(now),
            AgencyId = by.AgencyId,
            PersonId = person,
            ProtectsId = about,
            Kind = kind,
            On = on,
            At = at,
            Place = Blank(place),
            Words = Blank(words),
            RecordedBy = by.StaffId,
            RecordedAt = now,
            ChangedAt = now,
        };
        move._steps.Add(new MoveStep(move.Id, on, null, false, by.StaffId, now));
        return move;
    }

    /// <summary>It is on another day, at another hour or place.</summary>
    public Result<DateOnly> Change(Actor by, DateOnly on, TimeOnly? at, string? place, string? words, DateOnly today, DateTimeOffset now)
    {
        if ((Over() ?? Check(on, today)) is { } refusal)
        {
            return refusal;
        }

        (On, At, Place, Words, ChangedAt) = (on, at, Blank(place), Blank(words), now);
        _steps.Add(new MoveStep(Id, on, null, false, by.StaffId, now));
        return on;
    }

    /// <summary>It does not happen, or was written down in error.</summary>
    public Result<DateOnly> Cancel(Actor by, string? because, DateTimeOffset now)
    {
        if ((Over() ?? (string.IsNullOrWhiteSpace(because) ? new("move.cancel-reason", "Say why it does not happen.") : null)) is { } refusal)
        {
            return refusal;
        }

        (CancelledAt, ChangedAt) = (now, now);
        _steps.Add(new MoveStep(Id, On, Blank(because), true, by.StaffId, now));
        return On;
    }

    private Refusal? Over() => CancelledAt is null ? null : new("move.cancelled", "This has already been taken back.");

    private static Refusal? Check(DateOnly on, DateOnly today) =>
        on < today.AddYears(-MostYears) || on > today.AddYears(MostYears) ? new("move.day", $"The day must lie within {MostYears} years.") : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Moves in words.</summary>
public static class MoveWords
{
    public static string Of(MoveKind kind) => kind switch
    {
        MoveKind.PrisonRelease => "Release from prison",
        MoveKind.Interview => "Interview under caution",
        MoveKind.Remand => "Remand in custody",
        MoveKind.FirstHearing => "First hearing",
        MoveKind.Hearing => "Hearing",
        MoveKind.Trial => "Trial",
        MoveKind.Sentence => "Sentence",
    };
}
