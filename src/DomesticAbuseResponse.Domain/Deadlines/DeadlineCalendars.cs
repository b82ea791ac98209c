using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The reference data a clock may need: the working days of the division, and school terms where they are known.</summary>
public sealed record DeadlineCalendars(WorkingCalendar WorkingDays, SchoolCalendar? Schools = null)
{
    /// <summary>England and Wales, from the list this product is shipped with, without school terms.</summary>
    public static DeadlineCalendars Default { get; } = new(BankHolidays.Default);

    public static implicit operator DeadlineCalendars(WorkingCalendar workingDays) => new(workingDays);
}
