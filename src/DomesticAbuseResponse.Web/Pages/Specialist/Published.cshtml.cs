using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>
/// What a force's crews and support workers achieve in a year, for those who pay for them and oversee them: all of the force, no small number, and no way to a record
/// (R5.3 to R5.6, R2.21).
/// </summary>
[Authorize(Policies.ReadPublishedFigures), ShowsNobody]
public sealed class PublishedModel(EngagementMonths months, DisplayNames names, TimeProvider clock) : PageModel
{
    public EngagementMonths.Published View { get; private set; } = null!;

    public FiguresTable Table { get; private set; } = null!;

    public ServiceKind Service { get; private set; }

    public int Year { get; private set; }

    public int ThisYear => UkTime.DateOf(clock.GetUtcNow()).Year;

    /// <summary>Whether there is anything to draw: a year of small numbers is not told, and looks like a year in which nobody was engaged.</summary>
    public bool IsDrawn => Table.Rows.SkipLast(1).Any(r => r.Numbers[0] > 0);

    /// <summary>The months that have begun, and the year.</summary>
    public IEnumerable<FiguresTable.Row> Rows => Table.Rows.Where((_, n) => n == Table.Rows.Count - 1 || new DateOnly(Year, n + 1, 1) <= UkTime.DateOf(clock.GetUtcNow()));

    public string Query(ServiceKind service, int year, Id<Agency>? force) => $"service={service}&year={year}&force={force}";

    /// <summary>Whoever opens some of the records reads those: of these figures the difference would tell them that there are others.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (User.May(Policies.ReadSupportFigures))
        {
            context.Result = Redirect("/specialist/months");
        }
    }

    public Task OnGetAsync(string? service, string? year, Id<Agency>? force, CancellationToken ct) => LoadAsync(service, year, force, ct);

    public async Task<IActionResult> OnGetCsvAsync(string? service, string? year, Id<Agency>? force, CancellationToken ct)
    {
        await LoadAsync(service, year, force, ct);
        return File(Table.ToCsv(names), FiguresTable.CsvType, $"support-{Year}.csv");
    }

    public async Task<IActionResult> OnGetXlsxAsync(string? service, string? year, Id<Agency>? force, CancellationToken ct)
    {
        await LoadAsync(service, year, force, ct);
        return File(Table.ToWorkbook(names), Workbook.MediaType, $"support-{Year}.xlsx");
    }

    private async Task LoadAsync(string? service, string? year, Id<Agency>? force, CancellationToken ct)
    {
        (Service, Year) = FiguresTable.Asked(service, year, ThisYear);
        View = await months.ReadPublishedAsync(User.ToActor(), force, Service, Year, ct);
        Table = FiguresTable.Of(View.View);
    }
}
