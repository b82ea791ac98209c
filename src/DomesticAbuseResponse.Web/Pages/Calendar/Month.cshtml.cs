using System.Globalization;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Calendar;

/// <summary>A month of the calendar: how much of what there is on each day. It names nobody, and each number leads to its list.</summary>
[Authorize(Policies.WorkCases)]
public sealed class MonthModel(ComingCalendar calendar, TimeProvider clock) : PageModel
{
    /// <summary>As 2026-11; anything else is this month.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Agency { get; set; }

    /// <summary>The first day of the month.</summary>
    public DateOnly First { get; private set; }

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public DateOnly Today { get; private set; }

    public bool IsTeam { get; private set; }

    public IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<ComingKind, int>> Days { get; private set; } = new Dictionary<DateOnly, IReadOnlyDictionary<ComingKind, int>>();

    /// <summary>Whole weeks, Monday first, that hold the month.</summary>
    public IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            var monday = First.AddDays(-(((int)First.DayOfWeek + 6) % 7));
            return Enumerable.Range(0, (Last.DayNumber - monday.DayNumber) / 7 + 1).Select(w => Enumerable.Range(0, 7).Select(d => monday.AddDays(w * 7 + d)).ToArray());
        }
    }

    public static IReadOnlyList<string> WeekDays { get; } = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = User.ToActor();
        var today = UkTime.DateOf(clock.GetUtcNow());
        First = DateOnly.TryParseExact(Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is >= 1990 and <= 2190 ? asked : new DateOnly(today.Year, today.Month, 1);
        var weeks = Weeks.ToList();
        (Today, IsTeam, Days) = await calendar.CountAsync(actor, new(weeks[0][0], weeks[^1][6], ComingFilter.All, Agency ?? !actor.HasAny(Role.Idva, Role.IdvaManager)), ct);
    }
}
