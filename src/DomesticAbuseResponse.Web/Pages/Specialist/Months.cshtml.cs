using System.Globalization;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
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
    private const int _firstYear = 2000;

    public static IReadOnlyList<ServiceKind> Services { get; } = [ServiceKind.SupportCar, ServiceKind.CrisisService, ServiceKind.ControlRoomWorker];

    public static IReadOnlyList<EngagementCount> Counts { get; } =
        [EngagementCount.Engaged, EngagementCount.Referred, EngagementCount.AlreadySupported, EngagementCount.Declined, EngagementCount.MovedToSafety, EngagementCount.ResponseUpgraded];

    public EngagementMonths.View View { get; private set; } = null!;

    public ServiceKind Service { get; private set; }

    public int Year { get; private set; }

    public int ThisYear => UkTime.DateOf(clock.GetUtcNow()).Year;

    public string Query => $"service={Service}&year={Year}";

    /// <summary>The tallest column of the picture.</summary>
    public int Most => Math.Max(1, View.Months.Max(m => m.Figures.Engaged));

    public Task OnGetAsync(string? service, string? year, CancellationToken ct) => LoadAsync(service, year, ct);

    /// <summary>The table to take away: it goes where no access rule goes with it.</summary>
    public async Task<IActionResult> OnGetCsvAsync(string? service, string? year, CancellationToken ct)
    {
        await LoadAsync(service, year, ct);
        var columns = Counts.Select(count => Suppression.Of([.. View.Months.Select(m => NumberOf(m.Figures, count))], NumberOf(View.Year.Figures, count))).ToList();
        IEnumerable<IReadOnlyList<string>> rows =
        [
            ["Month", .. Counts.Select(c => names.Of(c)), "Referred per cent"],
            .. View.Months.Select((month, n) => (IReadOnlyList<string>)[MonthOf(month), .. columns.Select(c => Told(c.Parts[n])), PercentOf(columns[1].Parts[n], columns[0].Parts[n])]),
            [Year.ToString(CultureInfo.InvariantCulture), .. columns.Select(c => Told(c.Total)), PercentOf(columns[1].Total, columns[0].Total)],
        ];
        return File(Csv.Of(rows), "text/csv; charset=utf-8", $"support-{Year}.csv");
    }

    public static int NumberOf(EngagementFigures figures, EngagementCount count)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return count switch
        {
            EngagementCount.Engaged => figures.Engaged,
            EngagementCount.Referred => figures.Referred,
            EngagementCount.ReferredElsewhere => figures.ReferredElsewhere,
            EngagementCount.AlreadySupported => figures.AlreadySupported,
            EngagementCount.Declined => figures.Declined,
            EngagementCount.MovedToSafety => figures.MovedToSafety,
            EngagementCount.NotReached => figures.NotReached,
            EngagementCount.ResponseUpgraded => figures.ResponseUpgraded,
            EngagementCount.Arrests => figures.Arrests,
        };
    }

    public string ListUrl(EngagementMonths.Line line, EngagementCount count)
    {
        ArgumentNullException.ThrowIfNull(line);
        return string.Create(CultureInfo.InvariantCulture, $"/specialist/list?service={Service}&count={count}&from={line.From:yyyy-MM-dd}&to={line.To:yyyy-MM-dd}");
    }

    public static string MonthOf(EngagementMonths.Line line) => line?.From.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")) ?? "";

    public static string Percent(decimal? percent) => percent is { } known ? $"{known.ToString("0.0", CultureInfo.InvariantCulture)}%" : "–";

    public static string WaitOf(TimeSpan? wait) => wait is { } known ? $"{(int)known.TotalHours} h {known.Minutes} min" : "–";

    private static string Told(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "suppressed";

    private static string PercentOf(int? part, int? whole) => part is { } p && whole is { } w ? EngagementFigures.PercentOf(p, w)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "" : "suppressed";

    private async Task LoadAsync(string? service, string? year, CancellationToken ct)
    {
        Service = Enum.TryParse<ServiceKind>(service, out var kind) && Services.Contains(kind) ? kind : ServiceKind.SupportCar;
        Year = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= _firstYear && asked <= ThisYear ? asked : ThisYear;
        View = await months.ReadAsync(User.ToActor(), Service, Year, ct);
    }
}
