using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Calendar;

/// <summary>The calendar for paper: days and references alone, so that a lost sheet tells nothing of anybody.</summary>
[Authorize(Policies.WorkCases)]
public sealed class PrintModel(ComingCalendar calendar, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public ComingFilter What { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Agency { get; set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly First { get; private set; }

    public DateOnly Last { get; private set; }

    public ComingCalendar.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        What = Enum.IsDefined(What) ? What : ComingFilter.All;
        (First, Last) = ComingWords.Within(From, Until, UkTime.DateOf(Now), 28);
        View = await calendar.ReadAsync(User.ToActor(), new(First, Last, What, Agency), 1, ct, ComingCalendar.MostOnPaper);
    }
}
