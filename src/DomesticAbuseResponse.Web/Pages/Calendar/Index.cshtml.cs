using System.Globalization;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Calendar;

/// <summary>What is coming, day by day: hearings, ends of orders and bail, releases, days in court, and the tasks before them.</summary>
[Authorize(Policies.WorkCases)]
public sealed class IndexModel(ComingCalendar calendar, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    [BindProperty(SupportsGet = true)]
    public ComingFilter What { get; set; }

    /// <summary>The whole agency's; when nothing is said, one's own for those who carry cases and the agency's for the rest.</summary>
    [BindProperty(SupportsGet = true)]
    public bool? Agency { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public DateOnly First { get; private set; }

    public DateOnly Last { get; private set; }

    public ComingCalendar.View View { get; private set; } = null!;

    public static IReadOnlyList<Choice> Spans { get; } = [.. new[] { 7, 14, 28, 90, 366 }.Select(d => new Choice(d.ToString(CultureInfo.InvariantCulture), d == 366 ? "a year" : $"{d} days"))];

    public IReadOnlyList<Choice> Filters { get; } = [.. Enum.GetValues<ComingFilter>().Select(f => new Choice(f.ToString(), ComingWords.Of(f)))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = User.ToActor();
        (P, What, Days) = (Math.Clamp(P, 1, 10_000), Enum.IsDefined(What) ? What : ComingFilter.All, Math.Clamp(Days ?? 28, 1, 366));
        (First, Last) = ComingWords.Within(From, Until, UkTime.DateOf(clock.GetUtcNow()), Days.Value);
        View = await calendar.ReadAsync(actor, new(First, Last, What, Agency ?? !actor.HasAny(Role.Idva, Role.IdvaManager)), P, ct);
    }
}
