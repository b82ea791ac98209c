using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Reference;

/// <summary>One day of one imported bank holiday list. Lists that were replaced stay, so that an old deadline can be explained (R7.4).</summary>
public sealed class ListedHoliday
{
    public const int TextMaxLength = 120;

    public required BankHolidayDivision Division { get; init; }

    public required string CalendarVersion { get; init; }

    public required DateOnly Date { get; init; }

    public required string Title { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>The running number of the import that brought this list into use; the highest of a division is the one in use.</summary>
    public required int Import { get; set; }

    public required DateTimeOffset ImportedAt { get; set; }

    public static IEnumerable<ListedHoliday> From(WorkingCalendar calendar, int import, DateTimeOffset now) => calendar.Holidays.Select(holiday => new ListedHoliday
    {
        Division = calendar.Division,
        CalendarVersion = calendar.Version,
        Date = holiday.Date,
        Title = holiday.Title,
        Notes = holiday.Notes,
        Import = import,
        ImportedAt = now,
    });
}
