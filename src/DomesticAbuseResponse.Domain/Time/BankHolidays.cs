using System.Globalization;
using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Time;

/// <summary>
/// Reads bank holidays in the format gov.uk publishes (R7.1), and holds the list this product is shipped with, so
/// that it works without a network. A file that is not whole and unambiguous is refused with the reason.
/// </summary>
public static class BankHolidays
{
    private const string _resource = "DomesticAbuseResponse.Domain.Time.bank-holidays.json";
    private const int _maxBytes = 4 * 1024 * 1024;

    private static readonly Lazy<IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar>> _shipped = new(LoadShipped);

    /// <summary>The lists this product is shipped with, by division.</summary>
    public static IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar> Shipped => _shipped.Value;

    /// <summary>England and Wales, from the list this product is shipped with.</summary>
    public static WorkingCalendar Default => Shipped[BankHolidayDivision.EnglandAndWales];

    public static string CodeOf(BankHolidayDivision division) => division switch
    {
        BankHolidayDivision.EnglandAndWales => "england-and-wales",
        BankHolidayDivision.Scotland => "scotland",
        BankHolidayDivision.NorthernIreland => "northern-ireland",
    };

    /// <summary>The calendars in a file, by division. A file may hold any of the three; it must hold at least one.</summary>
    public static Result<IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar>> Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > _maxBytes)
        {
            return Refused("The file is larger than 4 MB, which no bank holiday list is.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return Refused($"The file is not valid JSON: line {e.LineNumber + 1}.");
        }
    }

    private static Result<IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar>> Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return Refused("The file must be a JSON object with a list for each division.");
        }

        var calendars = new Dictionary<BankHolidayDivision, WorkingCalendar>();

        foreach (var division in Enum.GetValues<BankHolidayDivision>())
        {
            if (!root.TryGetProperty(CodeOf(division), out var element))
            {
                continue;
            }

            var (holidays, problem) = ReadDivision(element);

            if (problem is not null)
            {
                return Refused($"{CodeOf(division)}: {problem}");
            }

            calendars.Add(division, new WorkingCalendar(division, holidays));
        }

        return calendars.Count > 0
            ? calendars
            : Refused("The file holds no list for england-and-wales, scotland or northern-ireland.");
    }

    private static (List<BankHoliday> Holidays, string? Problem) ReadDivision(JsonElement division)
    {
        var holidays = new List<BankHoliday>();
        var seen = new HashSet<DateOnly>();

        if (division.ValueKind is not JsonValueKind.Object
            || !division.TryGetProperty("events", out var events)
            || events.ValueKind is not JsonValueKind.Array
            || events.GetArrayLength() == 0)
        {
            return (holidays, "there is no list of events.");
        }

        foreach (var holiday in events.EnumerateArray())
        {
            var place = $"event {holidays.Count + 1}";

            if (Text(holiday, "date") is not { } written
                || !DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return (holidays, $"{place} has no date written as 2026-12-25.");
            }

            if (Text(holiday, "title") is not { } title || string.IsNullOrWhiteSpace(title))
            {
                return (holidays, $"{place} ({written}) has no title.");
            }

            if (!seen.Add(date))
            {
                return (holidays, $"{written} is listed twice.");
            }

            holidays.Add(new BankHoliday(date, title.Trim(), Text(holiday, "notes")?.Trim() ?? ""));
        }

        return (holidays, null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static Refusal Refused(string message) => new("bank-holidays.invalid", message);

    private static IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar> LoadShipped()
    {
        using var stream = typeof(BankHolidays).Assembly.GetManifestResourceStream(_resource)
            ?? throw new InvalidOperationException($"The resource {_resource} is missing.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);

        return Parse(copy.ToArray()).Match(
            calendars => calendars,
            refusal => throw new InvalidOperationException(refusal.Message));
    }
}
