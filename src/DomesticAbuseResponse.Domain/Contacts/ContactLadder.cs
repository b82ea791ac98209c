using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>What is done when a victim could not be reached (R3.3), in the order of the service's setting.</summary>
public enum LadderStep
{
    /// <summary>Whoever referred is asked to reach the victim, or to say how.</summary>
    ThroughReferrer,

    /// <summary>The MARAC that has the case before it is told that the victim is not engaged.</summary>
    TellMarac,

    /// <summary>Somebody sees for themselves that the victim is well: agreed with the police.</summary>
    WelfareCheck,
}

/// <summary>Part of a London day in which an attempt is made.</summary>
public enum TimeOfDay
{
    Morning,
    Afternoon,
    Evening,
}

/// <summary>How often and when an IDVA service tries to reach a victim (R3.3) [F][P].</summary>
/// <param name="Attempts">At least so many attempts,</param>
/// <param name="Days">on at least so many different days</param>
/// <param name="Times">and at so many different times of day,</param>
/// <param name="WithinDays">within so many days of taking the case. The clock is the deadline rule idva-attempts; this is how far ahead a time is looked for.</param>
/// <param name="Steps">What is done then, one after the other.</param>
public sealed record LadderSettings(int Attempts, int Days, int Times, int WithinDays, IReadOnlyList<LadderStep> Steps)
{
    public static LadderSettings Default { get; } = new(3, 2, 2, 7, [LadderStep.ThroughReferrer, LadderStep.TellMarac]);

    public Refusal? Check() =>
        Attempts is < 1 or > 20 || Days is < 1 or > 14 || Times is < 1 or > 3 || WithinDays is < 1 or > 28 || Days > Attempts || Times > Attempts
            ? new("intake.ladder", "Between 1 and 20 attempts, on no more different days and at no more different times of day than there are attempts, within 28 days.")
            : Steps.Distinct().Count() != Steps.Count ? new("intake.steps", "Each step comes once.") : null;
}

public enum LadderStage
{
    /// <summary>Somebody of the service has spoken with the victim: nothing is left to climb.</summary>
    Reached,

    /// <summary>Another attempt is to be made.</summary>
    Trying,

    /// <summary>Another attempt is to be made, and no way of making it is known to be safe.</summary>
    NoSafeWay,

    /// <summary>Enough attempts: the next step of the ladder is due.</summary>
    StepDue,

    /// <summary>Every step has been taken.</summary>
    AllTaken,
}

/// <summary>When and how to try next. Instants are UTC.</summary>
/// <param name="Entry">Number of the entry on the safe-contact card.</param>
/// <param name="Until">When it is safe no longer; null when any hour is.</param>
public sealed record LadderProposal(long Entry, ContactChannel Channel, string? Ending, DateTimeOffset From, DateTimeOffset? Until, string Because);

/// <summary>Where a service stands on the ladder of one case, with what is next and why.</summary>
/// <param name="Made">Attempts since the service took the case.</param>
public sealed record LadderState(LadderStage Stage, int Made, int OnDays, int AtTimes, LadderProposal? Next, LadderStep? Step, string Words)
{
    public string Rule { get; } = "R3.3";
}

/// <summary>
/// The ladder of attempts (R3.3): at different safe times until there were enough, then the agreed next step. A proposal is never outside the
/// contact plan, and never a letter: a call first, a text only where it is allowed.
/// </summary>
public static class ContactLadder
{
    /// <summary>A call at an hour at which people are up, London time. Where the plan allows night hours alone, those are proposed.</summary>
    private static readonly (TimeOnly From, TimeOnly To) _usual = (new(8, 0), new(20, 0));

    private static readonly TimeSpan _grid = TimeSpan.FromMinutes(30);

    public static TimeOfDay TimeOf(DateTimeOffset at) => UkTime.ToLondon(at).Hour switch
    {
        < 12 => TimeOfDay.Morning,
        < 17 => TimeOfDay.Afternoon,
        _ => TimeOfDay.Evening,
    };

    /// <summary>Whether so many attempts, at such times, are enough.</summary>
    public static bool IsEnough(IReadOnlyCollection<DateTimeOffset> attempts, LadderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        ArgumentNullException.ThrowIfNull(settings);
        return attempts.Count >= settings.Attempts && Days(attempts) >= settings.Days && Times(attempts) >= settings.Times;
    }

    /// <param name="attempts">The attempts of the service since it took the case.</param>
    /// <param name="reached">Whether one of them was two-way contact.</param>
    /// <param name="taken">The steps already taken.</param>
    public static LadderState For(
        IReadOnlyCollection<DateTimeOffset> attempts, bool reached, IReadOnlyCollection<LadderStep> taken, ContactPlan plan, LadderSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(settings);
        var (days, times) = (Days(attempts), Times(attempts));
        LadderState State(LadderStage stage, string words, LadderProposal? next = null, LadderStep? step = null) => new(stage, attempts.Count, days, times, next, step, words);
        var so = $"{Count(attempts.Count, "attempt")} of {settings.Attempts}, on {Count(days, "day")} of {settings.Days} and at {Count(times, "time of day", "times of day")} of {settings.Times}.";

        if (reached)
        {
            return State(LadderStage.Reached, "Somebody of the service has spoken with them.");
        }

        if (!IsEnough(attempts, settings))
        {
            return Propose(attempts, plan, settings, now) is { } next
                ? State(LadderStage.Trying, so, next)
                : State(LadderStage.NoSafeWay, $"{so} No way of calling or texting is known to be safe in the coming {Count(settings.WithinDays, "day")}.", step: Untaken(settings, taken));
        }

        return Untaken(settings, taken) is { } step
            ? State(LadderStage.StepDue, $"{so} That is enough: the next step is due.", step: step)
            : State(LadderStage.AllTaken, $"{so} Every step has been taken. Decide with your manager how long the case stays open.");
    }

    private static LadderStep? Untaken(LadderSettings settings, IReadOnlyCollection<LadderStep> taken) => settings.Steps.Where(s => !taken.Contains(s)).Cast<LadderStep?>().FirstOrDefault();

    /// <summary>The earliest safe time that adds what is still missing: another day, another time of day; else any on which nobody has tried yet.</summary>
    private static LadderProposal? Propose(IReadOnlyCollection<DateTimeOffset> attempts, ContactPlan plan, LadderSettings settings, DateTimeOffset now)
    {
        var tried = attempts.Select(a => (Day: UkTime.DateOf(a), Time: TimeOf(a))).ToHashSet();
        var (needsDay, needsTime) = (Days(attempts) < settings.Days && attempts.Count > 0, Times(attempts) < settings.Times && attempts.Count > 0);
        var safe = Times(plan, settings, now);
        return new Func<DateTimeOffset, bool>[]
            {
                at => (!needsDay || tried.All(t => t.Day != UkTime.DateOf(at))) && (!needsTime || tried.All(t => t.Time != TimeOf(at))),
                at => (needsDay && tried.All(t => t.Day != UkTime.DateOf(at))) || (needsTime && tried.All(t => t.Time != TimeOf(at))),
                at => !tried.Contains((UkTime.DateOf(at), TimeOf(at))),
            }
            .Select(fits => safe.Where(s => fits(s.At)).Cast<(DateTimeOffset At, SafeContact Entry, DateTimeOffset? Until)?>().FirstOrDefault())
            .FirstOrDefault(s => s is not null) is not { } found
                ? null
                : new LadderProposal(found.Entry.Number, found.Entry.Channel, found.Entry.Ending, found.At, found.Until, Because(found.At, tried));
    }

    /// <summary>Safe times on a grid of half hours, the earliest first; in usual hours where there are any.</summary>
    private static List<(DateTimeOffset At, SafeContact Entry, DateTimeOffset? Until)> Times(ContactPlan plan, LadderSettings settings, DateTimeOffset now)
    {
        var first = new DateTimeOffset((now.UtcTicks + _grid.Ticks - 1) / _grid.Ticks * _grid.Ticks, TimeSpan.Zero);
        var all = (from step in Enumerable.Range(0, settings.WithinDays * 48)
                   let at = first + (step * _grid)
                   from channel in new[] { ContactChannel.Phone, ContactChannel.Text }
                   let answer = ContactGate.CanContact(plan, channel, at)
                   where answer.MayContact
                   select (At: at, Entry: answer.Entry!, Until: answer.Decision.SafeUntil)).ToList();
        var usual = all.Where(t => TimeOnly.FromDateTime(UkTime.ToLondon(t.At).DateTime) is var clock && clock >= _usual.From && clock < _usual.To).ToList();
        return usual.Count > 0 ? usual : all;
    }

    private static string Because(DateTimeOffset at, HashSet<(DateOnly Day, TimeOfDay Time)> tried) =>
        tried.Count == 0 ? "The first safe time."
        : (tried.All(t => t.Day != UkTime.DateOf(at)), tried.All(t => t.Time != TimeOf(at))) switch
        {
            (true, true) => "Another day and another time of day than before, and safe.",
            (true, false) => "Another day than before, and safe.",
            (false, true) => "Another time of day than before, and safe.",
            _ => "Nobody has tried then, and it is safe.",
        };

    private static int Days(IEnumerable<DateTimeOffset> attempts) => attempts.Select(UkTime.DateOf).Distinct().Count();

    private static int Times(IEnumerable<DateTimeOffset> attempts) => attempts.Select(TimeOf).Distinct().Count();

    private static string Count(int n, string one, string? many = null) => n == 1 ? $"1 {one}" : $"{n} {many ?? one + "s"}";
}
