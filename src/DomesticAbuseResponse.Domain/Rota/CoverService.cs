using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Rota;

/// <summary>What a service that keeps hours of its own is there for.</summary>
public enum ServiceKind
{
    /// <summary>A specialist in the control room who reviews live incidents and speaks with victims before anybody attends (R5.2, R5.7).</summary>
    ControlRoomWorker,

    /// <summary>An officer and a support worker who go to the victim after the first response (R5.1).</summary>
    SupportCar,

    /// <summary>An officer and a mental-health clinician (R4.24).</summary>
    MentalHealthCar,

    /// <summary>Officers named for domestic abuse on each shift (R4.24).</summary>
    DedicatedOfficers,

    /// <summary>Independent workers who go to the victim at any hour when the police ask them (R5.8).</summary>
    CrisisService,
}

/// <summary>What somebody on a shift is there as.</summary>
public enum CrewPart
{
    Officer,
    SupportWorker,
    Clinician,
}

/// <summary>What a bank holiday does to a service's hours.</summary>
public enum BankHolidayHours
{
    /// <summary>Nothing: the hours are those of the day of the week.</summary>
    AsUsual,

    /// <summary>It does not run.</summary>
    Closed,

    /// <summary>It runs the hours of a Sunday.</summary>
    AsSunday,
}

/// <summary>A run of hours on a day of the week, by London clocks. One that ends no later than it begins runs into the next day.</summary>
/// <param name="Day">The day on which it begins.</param>
/// <param name="Until">The first minute after it: somebody who calls at 22:00 is too late for hours until 22:00.</param>
/// <param name="Name">"Early", "Late"; null where a day has one run.</param>
public sealed record WeeklyHours(DayOfWeek Day, TimeOnly From, TimeOnly Until, string? Name = null)
{
    public bool RunsIntoNextDay => Until <= From;
}

/// <summary>How many of a part a shift must have to count as cover.</summary>
public sealed record CrewNeed(CrewPart Part, int Number);

/// <summary>One run of hours on one date, as instants (UTC); <paramref name="Until"/> is the first instant after it.</summary>
/// <param name="Day">The London date on which it begins.</param>
public sealed record CoverWindow(DateOnly Day, DateTimeOffset From, DateTimeOffset Until, string? Name = null);

/// <summary>Whether a service's hours cover an instant, and why, in words.</summary>
/// <param name="Window">The hours it falls in; null when it falls in none.</param>
public sealed record CoverAnswer(bool Covers, string Because, string Rule, CoverWindow? Window);

/// <summary>A service with its own weekly hours and the crew that a shift of it takes (R4.24, R5.1, R5.2).</summary>
/// <param name="Code">Lower-case words joined by hyphens. Shifts name it, so it never changes.</param>
public sealed record CoverService(
    string Code, string Name, ServiceKind Kind, IReadOnlyList<WeeklyHours> Hours, IReadOnlyList<CrewNeed> Crew, BankHolidayHours OnBankHolidays = BankHolidayHours.AsUsual)
{
    public const int CodeMaxLength = 40;

    public const int NameMaxLength = 80;

    public const int MostOfAPart = 4;

    /// <summary>The rule whose hours these are.</summary>
    public string Rule => Kind switch
    {
        ServiceKind.ControlRoomWorker => "R5.2",
        ServiceKind.SupportCar => "R5.1",
        ServiceKind.MentalHealthCar or ServiceKind.DedicatedOfficers => "R4.24",
        ServiceKind.CrisisService => "R5.8",
    };

    /// <summary>What somebody without an account here is on a shift as: a clinician where the service takes one, else a support worker, else an officer.</summary>
    public CrewPart PartOfOthers => new[] { CrewPart.Clinician, CrewPart.SupportWorker }.Cast<CrewPart?>().FirstOrDefault(part => Crew.Any(n => n.Part == part)) ?? CrewPart.Officer;

    /// <summary>Whether the service's hours cover this instant (S68). It says nothing of whether anybody is on the rota.</summary>
    public CoverAnswer Covers(DateTimeOffset at, WorkingCalendar calendar)
    {
        var date = UkTime.DateOf(at);
        if (Windows(date.AddDays(-1), date, calendar).FirstOrDefault(w => w.From <= at && at < w.Until) is { } window)
        {
            return new(true, $"{UkTime.Describe(at)} lies within the hours of {UkTime.Describe(window.Day)}, {RotaWords.Span(window.From, window.Until)}.{HolidayWords(window.Day, calendar)}", Rule, window);
        }

        var today = On(date, calendar);
        var because = today.Count == 0
            ? $"There are no hours on {UkTime.Describe(date)}."
            : $"{UkTime.Describe(at)} lies outside the hours of that day, {string.Join(" and ", today.Select(w => RotaWords.Span(w.From, w.Until)))}.";
        return new(false, because + HolidayWords(date, calendar), Rule, null);
    }

    /// <summary>Every run of hours that begins on these London dates, both included, in order.</summary>
    public IReadOnlyList<CoverWindow> Windows(DateOnly first, DateOnly last, WorkingCalendar calendar)
    {
        List<CoverWindow> windows = [];
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            windows.AddRange(On(date, calendar));
        }

        return windows;
    }

    private List<CoverWindow> On(DateOnly date, WorkingCalendar calendar)
    {
        var holiday = calendar.HolidayOn(date) is not null;
        if (holiday && OnBankHolidays is BankHolidayHours.Closed)
        {
            return [];
        }

        var day = holiday && OnBankHolidays is BankHolidayHours.AsSunday ? DayOfWeek.Sunday : date.DayOfWeek;
        return
        [
            .. Hours.Where(h => h.Day == day).OrderBy(h => h.From)
                .Select(h => new CoverWindow(date, UkTime.At(date, h.From), UkTime.At(h.RunsIntoNextDay ? date.AddDays(1) : date, h.Until), h.Name)),
        ];
    }

    private string HolidayWords(DateOnly date, WorkingCalendar calendar) => calendar.HolidayOn(date) is not { } holiday
        ? ""
        : $" It is a bank holiday ({holiday.Reason}), on which the service {OnBankHolidays switch
        {
            BankHolidayHours.AsUsual => "keeps the hours of the day of the week",
            BankHolidayHours.Closed => "does not run",
            BankHolidayHours.AsSunday => "keeps the hours of a Sunday",
        }}.";
}

/// <summary>The services of one force, as a dated setting.</summary>
public sealed record CoverServices(IReadOnlyList<CoverService> Services)
{
    private static readonly DayOfWeek[] _weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The hours published for the control-room worker and the support car; those of the others are examples (R4.24, R5.1, R5.2, R5.8).</summary>
    public static CoverServices Default { get; } = new(
    [
        new("control-room-worker", "Control-room support worker", ServiceKind.ControlRoomWorker,
            [.. _weekend.Select(day => new WeeklyHours(day, new(14, 0), new(21, 30)))], [new(CrewPart.SupportWorker, 1)]),
        new("support-car", "Support car", ServiceKind.SupportCar,
            [.. _weekend.Select(day => new WeeklyHours(day, new(14, 0), new(22, 0)))], [new(CrewPart.Officer, 1), new(CrewPart.SupportWorker, 1)]),
        new("mental-health-car", "Mental-health car", ServiceKind.MentalHealthCar,
            [.. new[] { DayOfWeek.Friday, DayOfWeek.Saturday }.Select(day => new WeeklyHours(day, new(18, 0), new(2, 0)))], [new(CrewPart.Officer, 1), new(CrewPart.Clinician, 1)]),
        new("dedicated-officers", "Dedicated domestic abuse officer", ServiceKind.DedicatedOfficers,
            [.. Enum.GetValues<DayOfWeek>().SelectMany(Shifts)], [new(CrewPart.Officer, 1)]),
        new("crisis-service", "Crisis service", ServiceKind.CrisisService,
            [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, TimeOnly.MinValue, TimeOnly.MinValue))], [new(CrewPart.SupportWorker, 1)]),
    ]);

    public CoverService? Find(string? code) => Services.FirstOrDefault(s => s.Code == code);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check()
    {
        if (Services.Any(s => string.IsNullOrWhiteSpace(s.Code) || s.Code.Length > CoverService.CodeMaxLength || s.Code.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')))
            || Services.Select(s => s.Code).Distinct().Count() < Services.Count)
        {
            return new("cover-services.code", $"Each service has a code of its own: lower-case words joined by hyphens, up to {CoverService.CodeMaxLength} characters.");
        }

        if (Services.Any(s => string.IsNullOrWhiteSpace(s.Name) || s.Name.Length > CoverService.NameMaxLength))
        {
            return new("cover-services.name", $"Each service has a name of up to {CoverService.NameMaxLength} characters.");
        }

        return Services.Any(s => s.Crew.Count == 0 || s.Crew.Any(n => n.Number is < 1 or > CoverService.MostOfAPart) || s.Crew.Select(n => n.Part).Distinct().Count() < s.Crew.Count)
            ? new("cover-services.crew", $"Each service says once for each part of its crew how many it takes, from 1 to {CoverService.MostOfAPart}.")
            : null;
    }

    private static IEnumerable<WeeklyHours> Shifts(DayOfWeek day) =>
        [new(day, new(7, 0), new(15, 0), "Early"), new(day, new(15, 0), new(23, 0), "Late"), new(day, new(23, 0), new(7, 0), "Night")];
}
