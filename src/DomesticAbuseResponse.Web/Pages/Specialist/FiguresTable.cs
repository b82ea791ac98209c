using System.Globalization;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>A service’s year as it leaves the product: 1 to 4 are not told, nor what would tell them (R2.21).</summary>
/// <param name="Counts">The columns; the first two are engaged and referred.</param>
/// <param name="Rows">The months, and the year last. A number is null where it is not told.</param>
public sealed record FiguresTable(IReadOnlyList<EngagementCount> Counts, IReadOnlyList<FiguresTable.Row> Rows)
{
    public const string CsvType = "text/csv; charset=utf-8";

    public const string NotTold = "suppressed";

    private const int _firstYear = 2000;

    /// <param name="Percent">Referred of engaged.</param>
    public sealed record Row(string Name, IReadOnlyList<int?> Numbers, decimal? Percent, bool PercentIsTold, TimeSpan? Wait);

    public static IReadOnlyList<ServiceKind> Services { get; } = [ServiceKind.SupportCar, ServiceKind.CrisisService, ServiceKind.ControlRoomWorker];

    private static readonly EngagementCount[] _counts =
    [
        EngagementCount.Engaged, EngagementCount.Referred, EngagementCount.ReferredElsewhere, EngagementCount.AlreadySupported, EngagementCount.Declined, EngagementCount.MovedToSafety,
        EngagementCount.Contacts, EngagementCount.Disclosures, EngagementCount.ResponseUpgraded, EngagementCount.Arrests, EngagementCount.Withdrew, EngagementCount.CalledAgain,
    ];

    /// <summary>What the reader of this is told.</summary>
    public static IReadOnlyList<EngagementCount> CountsOf(EngagementMonths.View view) => [.. _counts.Where(c => view?.Statements is true || c is not EngagementCount.Withdrew)];

    /// <summary>What somebody asked for by an address; nonsense asks for the usual.</summary>
    public static (ServiceKind Service, int Year) Asked(string? service, string? year, int thisYear) => (
        Enum.TryParse<ServiceKind>(service, out var kind) && Services.Contains(kind) ? kind : ServiceKind.SupportCar,
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= _firstYear && asked <= thisYear ? asked : thisYear);

    public static FiguresTable Of(EngagementMonths.View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var counts = CountsOf(view);
        var columns = counts.Select(count => Suppression.Of([.. view.Months.Select(m => NumberOf(m.Figures, count))], NumberOf(view.Year.Figures, count))).ToList();
        return new(counts, [.. view.Months.Select((month, n) => RowOf(MonthOf(month), month, [.. columns.Select(c => c.Parts[n])])), RowOf($"{view.Year.From.Year}", view.Year, [.. columns.Select(c => c.Total)])]);
    }

    public byte[] ToCsv(DisplayNames names) => Csv.Of(Cells(names).Select(row => (IReadOnlyList<string>)[.. row.Select(c => c switch
    {
        decimal number => number.ToString("0.0", CultureInfo.InvariantCulture),
        null => "",
        _ => Convert.ToString(c, CultureInfo.InvariantCulture)!,
    })]));

    public byte[] ToWorkbook(DisplayNames names) => Workbook.Of("Figures", Cells(names));

    private IEnumerable<IReadOnlyList<object?>> Cells(DisplayNames names) =>
    [
        ["Month", .. Counts.Select(c => names.Of(c)), "Referred per cent", "Half reached within minutes"],
        .. Rows.Select(row => (IReadOnlyList<object?>)[row.Name, .. row.Numbers.Select(n => n is { } told ? (object)told : NotTold), row.PercentIsTold ? row.Percent : NotTold, row.Numbers[0] is null ? NotTold : row.Wait is { } wait ? (int)wait.TotalMinutes : null]),
    ];

    /// <summary>Nothing is counted.</summary>
    public static bool IsEmpty(EngagementFigures figures) => _counts.All(count => NumberOf(figures, count) == 0);

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
            EngagementCount.Withdrew => figures.Withdrew,
            EngagementCount.CalledAgain => figures.CalledAgain,
            EngagementCount.Contacts => figures.Contacts,
            EngagementCount.Disclosures => figures.Disclosures,
        };
    }

    public static string MonthOf(EngagementMonths.Line line) => line?.From.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")) ?? "";

    public static string Percent(decimal? percent) => percent is { } known ? $"{known.ToString("0.0", CultureInfo.InvariantCulture)}%" : "–";

    public static string WaitOf(TimeSpan? wait) => wait is { } known ? $"{(int)known.TotalHours} h {known.Minutes} min" : "–";

    private static Row RowOf(string name, EngagementMonths.Line line, IReadOnlyList<int?> numbers) =>
        numbers is [{ } engaged, { } referred, ..] ? new(name, numbers, EngagementFigures.PercentOf(referred, engaged), true, line.Wait) : new(name, numbers, null, false, numbers[0] is null ? null : line.Wait);
}
