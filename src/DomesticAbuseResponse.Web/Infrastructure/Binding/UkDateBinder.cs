using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DomesticAbuseResponse.Web.Infrastructure.Binding;

/// <summary>
/// Reads a date typed as day, month (a number or its name) and year. What is wrong is said of the part it is wrong with;
/// three empty parts are no date and no error. A date in one piece, as in an address, is year-month-day.
/// </summary>
public sealed class UkDateBinder : IModelBinder
{
    public const string Day = nameof(Day);
    public const string Month = nameof(Month);
    public const string Year = nameof(Year);
    public const string Time = nameof(Time);

    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    public static string[] PartNames { get; } = [Day, Month, Year];

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var whole = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        if (!string.IsNullOrWhiteSpace(whole))
        {
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, whole, whole);
            if (DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
            {
                bindingContext.Result = ModelBindingResult.Success(given);
            }
            else
            {
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, CalmWords.Date);
            }
        }
        else if (Read(bindingContext) is { } date)
        {
            bindingContext.Result = ModelBindingResult.Success(date);
        }

        return Task.CompletedTask;
    }

    /// <summary>The date in the parts, or null with the reason in the model state (none, when all are empty).</summary>
    internal static DateOnly? Read(ModelBindingContext context)
    {
        var (day, month, year) = (Part(context, Day), Part(context, Month), Part(context, Year));
        if (day.Length + month.Length + year.Length == 0)
        {
            return null;
        }

        var what = context.ModelMetadata.DisplayName ?? "The date";
        if (Missing(context, what, (Day, day), (Month, month), (Year, year)))
        {
            return null;
        }

        if (year.Length != 4 || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) || y is < 1 or > 9998)
        {
            return Wrong(context, Year, About(context, "the year must be 4 numbers"));
        }

        if (MonthOf(month) is not { } m)
        {
            return Wrong(context, Month, About(context, "the month must be a number from 1 to 12"));
        }

        return int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : Wrong(context, Day, $"{what} must be a real date");
    }

    internal static string Part(ModelBindingContext context, string part)
    {
        var name = $"{context.ModelName}.{part}";
        var value = context.ValueProvider.GetValue(name);
        context.ModelState.SetModelValue(name, value);
        context.ModelState.MarkFieldSkipped(name); // nobody validates a part, and what is not validated is not valid
        return value.FirstValue?.Trim() ?? "";
    }

    internal static DateOnly? Wrong(ModelBindingContext context, string part, string message)
    {
        context.ModelState.TryAddModelError(part == Day ? context.ModelName : $"{context.ModelName}.{part}", message);
        return null;
    }

    /// <summary>"Lives there since: the year must be 4 numbers"; of a field without a name, the sentence alone.</summary>
    internal static string About(ModelBindingContext context, string sentence) =>
        context.ModelMetadata.DisplayName is { } what ? $"{what}: {sentence}" : char.ToUpper(sentence[0], _british) + sentence[1..];

    private static string Lower(string what) => char.ToLower(what[0], _british) + what[1..];

    private static bool Missing(ModelBindingContext context, string what, params (string Name, string Value)[] parts)
    {
        var missing = parts.Where(p => p.Value.Length == 0).Select(p => p.Name).ToArray();
        if (missing.Length > 0)
        {
            Wrong(context, missing[0], $"{what} must include a {string.Join(" and ", missing.Select(Lower))}");
        }

        return missing.Length > 0;
    }

    private static int? MonthOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number is >= 1 and <= 12 ? number : null
        : DateTime.TryParseExact(text, ["MMMM", "MMM"], _british, DateTimeStyles.None, out var named)
            || DateTime.TryParseExact(text, ["MMMM", "MMM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out named) ? named.Month
        : null;
}
