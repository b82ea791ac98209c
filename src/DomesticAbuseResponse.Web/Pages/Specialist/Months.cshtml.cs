using System.Globalization;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>A service’s year month by month, as a picture, as a table whose numbers lead to their lists, and to take away without small numbers (R5.3 to R5.6, R2.21).</summary>
[Authorize(Policies.ReadSupportFigures), ShowsNobody]
public sealed class MonthsModel(EngagementMonths months, DisplayNames names, TimeProvider clock) : PageModel
{
    public EngagementMonths.View View { get; private set; } = null!;

    public ServiceKind Service { get; private set; }

    public int Year { get; private set; }

    public int ThisYear => UkTime.DateOf(clock.GetUtcNow()).Year;

    public string Query => $"service={Service}&year={Year}";

    /// <summary>The months that have begun, and the year.</summary>
    public IEnumerable<EngagementMonths.Line> Lines => [.. View.Months.Where(m => m.From <= UkTime.DateOf(clock.GetUtcNow())), View.Year];

    public Task OnGetAsync(string? service, string? year, CancellationToken ct) => LoadAsync(service, year, ct);

    /// <summary>The table to take away: it goes where no access rule goes with it.</summary>
    public Task<IActionResult> OnGetCsvAsync(string? service, string? year, CancellationToken ct) => TakeAwayAsync(service, year, t => File(t.ToCsv(names), FiguresTable.CsvType, $"support-{Year}.csv"), ct);

    public Task<IActionResult> OnGetXlsxAsync(string? service, string? year, CancellationToken ct) => TakeAwayAsync(service, year, t => File(t.ToWorkbook(names), Workbook.MediaType, $"support-{Year}.xlsx"), ct);

    public string ListUrl(EngagementMonths.Line line, EngagementCount count)
    {
        ArgumentNullException.ThrowIfNull(line);
        return string.Create(CultureInfo.InvariantCulture, $"/specialist/list?service={Service}&count={count}&from={line.From:yyyy-MM-dd}&to={line.To:yyyy-MM-dd}");
    }

    private async Task<IActionResult> TakeAwayAsync(string? service, string? year, Func<FiguresTable, FileContentResult> file, CancellationToken ct)
    {
        await LoadAsync(service, year, ct);
        return file(FiguresTable.Of(View));
    }

    private async Task LoadAsync(string? service, string? year, CancellationToken ct)
    {
        (Service, Year) = FiguresTable.Asked(service, year, ThisYear);
        View = await months.ReadAsync(User.ToActor(), Service, Year, ct);
    }
}
