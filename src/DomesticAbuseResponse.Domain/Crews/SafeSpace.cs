using System.Globalization;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Crews;

public enum SpaceKind
{
    Refuge,
    Hotel,
    FamilyOrFriends,
    Elsewhere,
}

/// <summary>What a place must allow for.</summary>
public enum SpaceNeed
{
    Transport,
    Pet,
    StepFreeAccess,
    Interpreter,
    NoPublicFunds,
    OlderBoys,
}

/// <summary>How far the asking has come. Each is a step with who and when.</summary>
public enum SpaceStepKind
{
    Asked,
    Offered,
    NoSpace,
    Accepted,
    Declined,
    MovedIn,
    Withdrawn,
}

/// <summary>What is asked of a service: no more than it needs to say yes or no. Nobody is named, and no place is.</summary>
/// <param name="ChildrenAges">"3 and 7"; null for none.</param>
/// <param name="NotIn">Areas that are not safe, in a few words.</param>
public sealed record SpaceAsk(SpaceKind Kind, string AskedOf, int Adults, string? ChildrenAges, IReadOnlyList<SpaceNeed> Needs, string? NotIn, DateOnly From);

/// <summary>
/// A safe place asked for from a visit: a refuge, a hotel, a relative's home. It says what was asked and what came of it; where the place is never stands here,
/// but on the victim's record, hidden, behind the door of addresses (R6.11, T5).
/// </summary>
public sealed class SafeSpace
{
    public const int AskedOfMaxLength = 120;

    public const int ShortMaxLength = 120;

    public const int MostAdults = 9;

    private readonly List<SpaceNeed> _needs = [];

    private readonly List<SpaceStep> _steps = [];

    private SafeSpace()
    {
    }

    public Id<SafeSpace> Id { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> VictimId { get; private init; }

    public SpaceKind Kind { get; private init; }

    public string AskedOf { get; private init; } = "";

    public int Adults { get; private init; }

    public string? ChildrenAges { get; private init; }

    public IReadOnlyList<SpaceNeed> Needs => _needs;

    public string? NotIn { get; private init; }

    public DateOnly From { get; private init; }

    public SpaceStepKind State { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyList<SpaceStep> Steps => _steps;

    /// <summary>What can come next.</summary>
    public IReadOnlyList<SpaceStepKind> Next => State switch
    {
        SpaceStepKind.Asked => [SpaceStepKind.Offered, SpaceStepKind.NoSpace, SpaceStepKind.Withdrawn],
        SpaceStepKind.Offered => [SpaceStepKind.Accepted, SpaceStepKind.Declined, SpaceStepKind.Withdrawn],
        SpaceStepKind.Accepted => [SpaceStepKind.MovedIn, SpaceStepKind.Withdrawn],
        _ => [],
    };

    public static Result<SafeSpace> Ask(CrewTask task, SpaceAsk ask, Actor by, DateTimeOffset now)
    {
        if (new[] { ask.AskedOf, ask.ChildrenAges, ask.NotIn }.Any(GivesAway))
        {
            return new Refusal("space.gives-away", "Leave out postcodes, addresses and telephone numbers. The service does not need them to say whether it has a space.");
        }

        if (ask.Adults is < 1 or > MostAdults)
        {
            return new Refusal("space.adults", $"Enter how many adults, from 1 to {MostAdults}.");
        }

        var space = new SafeSpace
        {
            Id = Id<SafeSpace>.New(now),
            TaskId = task.Id,
            IncidentId = task.IncidentId,
            VictimId = task.VictimId,
            Kind = ask.Kind,
            AskedOf = ask.AskedOf.Trim(),
            Adults = ask.Adults,
            ChildrenAges = Tidy(ask.ChildrenAges),
            NotIn = Tidy(ask.NotIn),
            From = ask.From,
        };
        space._needs.AddRange(ask.Needs.Distinct().Order());
        space.Note(SpaceStepKind.Asked, by, now);
        return space;
    }

    /// <summary>What came of it. The same step twice is one.</summary>
    /// <returns>False where it had come that far already.</returns>
    public Result<bool> Come(SpaceStepKind to, Actor by, DateTimeOffset now)
    {
        if (to == State)
        {
            return false;
        }

        if (!Next.Contains(to))
        {
            return new Refusal("space.order", "This cannot come next. Look at what has been recorded since.");
        }

        Note(to, by, now);
        return true;
    }

    /// <summary>Holds a postcode, a house in a street or a telephone number. Ages, dates and areas may stand there.</summary>
    public static bool GivesAway(string? text) => Postcode.IsIn(text) || PostalAddress.IsIn(text) || PhoneNumber.IsIn(text);

    /// <summary>What to say on the telephone: "A refuge space from 28 November for 1 adult and children of 3 and 7".</summary>
    public string Summary(Func<Enum, string> words) => string.Create(CultureInfo.InvariantCulture,
        $"{words(Kind)}, from {From:d MMMM}, for {Adults} {(Adults == 1 ? "adult" : "adults")}{(ChildrenAges is { } ages ? $" and children of {ages}" : "")}{(Needs.Count > 0 ? $"; {string.Join(", ", Needs.Select(n => words(n).ToLowerInvariant()))}" : "")}{(NotIn is { } not ? $"; not in {not}" : "")}");

    private void Note(SpaceStepKind kind, Actor by, DateTimeOffset now)
    {
        _steps.Add(new SpaceStep(Id, kind, by, now));
        (State, ChangedAt) = (kind, now);
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One step of asking for a place. None is ever taken out.</summary>
public sealed class SpaceStep
{
    private SpaceStep()
    {
    }

    internal SpaceStep(Id<SafeSpace> space, SpaceStepKind kind, Actor by, DateTimeOffset at) =>
        (SpaceId, Kind, By, ByAgencyId, At) = (space, kind, by.StaffId, by.AgencyId, at);

    public long Number { get; private init; }

    public Id<SafeSpace> SpaceId { get; private init; }

    public SpaceStepKind Kind { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }
}
