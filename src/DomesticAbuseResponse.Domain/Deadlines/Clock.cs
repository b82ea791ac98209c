using System.Text.Json.Serialization;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The ways in which the rules of this field count time (section 7.2).</summary>
public enum ClockKind
{
    /// <summary>Real hours, counted in UTC.</summary>
    ElapsedHours,

    /// <summary>The end of the next calendar day in London.</summary>
    NextDayEnd,

    /// <summary>Working days; the event's London date is day 0. Negative numbers count back.</summary>
    WorkingDays,

    /// <summary>The event date and so many days, moved for nothing.</summary>
    CalendarDays,

    /// <summary>Day 1 is the event date itself.</summary>
    BeginningWith,

    /// <summary>The same day of a later month, or that month's last day.</summary>
    MonthsCorresponding,

    /// <summary>Months that include their first day, so that they end the day before the corresponding one.</summary>
    MonthsBeginning,

    /// <summary>Hours lying on dates other than Sundays, Christmas Day, Good Friday and bank holidays (R4.28).</summary>
    CourtHours,

    /// <summary>The start of the next school day, by the local authority's term calendar (R4.45).</summary>
    NextSchoolDay,
}

/// <summary>
/// One way of counting with its numbers, as data: what a rule in a table or a settings page needs to say. Amounts are
/// hours, days or months as the kind has it. A combination without meaning cannot be made.
/// </summary>
public sealed record Clock
{
    /// <exception cref="ArgumentException">The combination has no meaning; ask <see cref="Check"/> first for outside data.</exception>
    [JsonConstructor]
    public Clock(
        ClockKind kind,
        int amount,
        int startsDaysLater = 0,
        bool rollsToWorkingDay = false,
        TimeOnly? dueTime = null,
        bool warnsBeforeNonWorkingDay = false,
        int extendableByMonths = 0)
    {
        if (Check(kind, amount, startsDaysLater, rollsToWorkingDay, dueTime, extendableByMonths) is { } refusal)
        {
            throw new ArgumentException(refusal.Message, nameof(amount));
        }

        (Kind, Amount, StartsDaysLater) = (kind, amount, startsDaysLater);
        (RollsToWorkingDay, DueTime, WarnsBeforeNonWorkingDay) = (rollsToWorkingDay, dueTime, warnsBeforeNonWorkingDay);
        ExtendableByMonths = extendableByMonths;
    }

    public ClockKind Kind { get; }

    public int Amount { get; }

    /// <summary>How many days after the event counting starts: 1 for bail, which starts the day after arrest (R4.39).</summary>
    public int StartsDaysLater { get; }

    /// <summary>Whether a last day at a weekend or on a bank holiday moves to the next working day (R6.5).</summary>
    public bool RollsToWorkingDay { get; }

    /// <summary>Time of day in London by which it must be done; null means the end of the day, 23:59:59.</summary>
    public TimeOnly? DueTime { get; }

    /// <summary>Whether to say by which working day to finish when the last day is not one (S45).</summary>
    public bool WarnsBeforeNonWorkingDay { get; }

    /// <summary>By how many months a complex matter may be extended if the person is told in time (R6.5); 0 for none.</summary>
    public int ExtendableByMonths { get; }

    /// <summary>Whether a start without a time of day leaves something to be assumed.</summary>
    [JsonIgnore]
    public bool NeedsTimeOfDay => Kind is ClockKind.ElapsedHours or ClockKind.CourtHours or ClockKind.NextSchoolDay;

    /// <summary>Whether bank holidays can change the answer.</summary>
    [JsonIgnore]
    public bool UsesWorkingDays =>
        Kind is ClockKind.WorkingDays or ClockKind.CourtHours or ClockKind.NextSchoolDay || RollsToWorkingDay || WarnsBeforeNonWorkingDay;

    public static Clock ElapsedHours(int hours) => new(ClockKind.ElapsedHours, hours);

    public static Clock NextDayEnd() => new(ClockKind.NextDayEnd, 1);

    public static Clock WorkingDays(int days, bool closeOfBusiness = false) =>
        new(ClockKind.WorkingDays, days, dueTime: closeOfBusiness ? new TimeOnly(17, 0) : null);

    public static Clock CalendarDays(int days, bool warnsBeforeNonWorkingDay = false) =>
        new(ClockKind.CalendarDays, days, warnsBeforeNonWorkingDay: warnsBeforeNonWorkingDay);

    public static Clock BeginningWith(int days) => new(ClockKind.BeginningWith, days);

    public static Clock MonthsCorresponding(int months, bool rollsToWorkingDay = false, int extendableByMonths = 0) =>
        new(ClockKind.MonthsCorresponding, months, rollsToWorkingDay: rollsToWorkingDay, extendableByMonths: extendableByMonths);

    public static Clock MonthsBeginning(int months, int startsDaysLater = 0) =>
        new(ClockKind.MonthsBeginning, months, startsDaysLater);

    public static Clock CourtHours(int hours) => new(ClockKind.CourtHours, hours);

    public static Clock NextSchoolDay() => new(ClockKind.NextSchoolDay, 1, dueTime: new TimeOnly(8, 30));

    /// <summary>Why numbers from a form or a file make no clock, or null when they do.</summary>
    public static Refusal? Check(
        ClockKind kind,
        int amount,
        int startsDaysLater = 0,
        bool rollsToWorkingDay = false,
        TimeOnly? dueTime = null,
        int extendableByMonths = 0)
    {
        var (least, most, unit) = kind switch
        {
            ClockKind.ElapsedHours => (1, 24 * 366, "hours"),
            ClockKind.CourtHours => (1, 24 * 28, "hours"),
            ClockKind.WorkingDays => (-260, 260, "working days"),
            ClockKind.CalendarDays or ClockKind.BeginningWith => (1, 3660, "days"),
            ClockKind.MonthsCorresponding or ClockKind.MonthsBeginning => (1, 1200, "months"),
            ClockKind.NextDayEnd or ClockKind.NextSchoolDay => (1, 1, "day"),
        };

        if (amount < least || amount > most)
        {
            return new Refusal("clock.amount", $"Choose a number of {unit} from {least} to {most}.");
        }

        if (startsDaysLater is < 0 or > 31)
        {
            return new Refusal("clock.start", "Counting starts from 0 to 31 days after the event.");
        }

        if (extendableByMonths != 0 && (kind is not ClockKind.MonthsCorresponding || extendableByMonths is < 0 or > 12))
        {
            return new Refusal("clock.extension", "Only a clock of corresponding months is extended, by up to 12 months.");
        }

        var hours = kind is ClockKind.ElapsedHours or ClockKind.CourtHours;

        return hours && (startsDaysLater > 0 || rollsToWorkingDay || dueTime is not null)
            ? new Refusal("clock.hours", "A clock that counts hours takes no later start, no roll and no time of day.")
            : null;
    }

    /// <summary>As section 7.2 writes it: WD(5), ELAPSED_H(24).</summary>
    public override string ToString() => Kind switch
    {
        ClockKind.ElapsedHours => $"ELAPSED_H({Amount})",
        ClockKind.NextDayEnd => "NEXT_DAY_END",
        ClockKind.WorkingDays => $"WD({Amount})",
        ClockKind.CalendarDays => $"CAL_D({Amount})",
        ClockKind.BeginningWith => $"BEGINNING_WITH({Amount} d)",
        ClockKind.MonthsCorresponding => $"MONTHS_CORRESPONDING({Amount})",
        ClockKind.MonthsBeginning => $"MONTHS_BEGINNING({Amount})",
        ClockKind.CourtHours => $"COURT_{Amount}H",
        ClockKind.NextSchoolDay => "NEXT_SCHOOL_DAY",
    };
}
