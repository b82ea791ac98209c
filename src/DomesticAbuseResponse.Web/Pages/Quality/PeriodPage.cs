using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Quality;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>A page about a period. An address somebody edited shows the usual period; a date that is typed wrong says so beside its field.</summary>
public abstract class PeriodPage(TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "From")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "To")]
    public DateOnly? To { get; set; }

    public QualityPeriod Period { get; private set; } = null!;

    /// <summary>The period as it goes on to another page.</summary>
    public string PeriodQuery => string.Create(CultureInfo.InvariantCulture, $"from={Period.From:yyyy-MM-dd}&to={Period.To:yyyy-MM-dd}");

    /// <summary>The page's own address without a period; the filter goes back to it.</summary>
    public string Here => Request.Path;

    protected virtual int MostDays => QualityPeriod.MostDays;

    protected static int PageNumber(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    protected static T? Chosen<T>(string? typed)
        where T : struct, Enum => Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) ? value : null;

    protected void ReadPeriod()
    {
        Period = QualityPeriod.Of(From, To, clock.GetUtcNow(), MostDays);
        if (ModelState.IsValid)
        {
            (From, To) = (Period.From, Period.To);
        }
    }
}
