using System.Globalization;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Rota;

/// <summary>A week of the rota: hours of each service, who is on, and what nobody covers.</summary>
[Authorize(Policies.ReadRota), ShowsNobody]
public sealed class IndexModel(RotaWeek week) : PageModel
{
    private static readonly (DateOnly First, DateOnly Last) _span = (new(2000, 1, 3), new(2100, 12, 31));

    public RotaWeek.View View { get; private set; } = null!;

    /// <summary>Where a shift is added: today while this week is shown, else its Monday.</summary>
    public DateOnly AddOn => UkTime.DateOf(View.Now) is var today && RotaWeek.MondayOf(today) == View.Monday ? today : View.Monday;

    /// <param name="force">Whose rota; nothing, or one that is not theirs to see, is their own.</param>
    /// <param name="day">A date of the week; nothing, or no date, is this week.</param>
    public async Task OnGetAsync(string? force, string? day, CancellationToken ct)
    {
        DateOnly? on = DateOnly.TryParseExact(day, "yyyy-MM-dd", out var read) && read >= _span.First && read <= _span.Last ? read : null;
        View = await week.ReadAsync(User.ToActor(), Guid.TryParse(force, out var id) ? new Id<Agency>(id) : null, on, ct);
    }

    public string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"14:00", as London clocks show it.</summary>
    public string Clock(DateTimeOffset at) => UkTime.ToLondon(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The address of a week this many days from the one shown; 0 is the present one.</summary>
    public string WeekOf(int days) => days == 0 ? $"/rota?force={View.Shown!.Id}" : $"/rota?force={View.Shown!.Id}&day={Iso(View.Monday.AddDays(days))}";
}
