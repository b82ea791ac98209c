using System.Globalization;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DomesticAbuseResponse.Web.Infrastructure.Binding;

/// <summary>
/// Reads a date and a time on a London clock as an instant (UTC). A time the spring change skips is refused; one that
/// autumn repeats is asked back, since only the person knows which was meant (R7.3).
/// </summary>
public sealed class UkDateTimeBinder : IModelBinder
{
    /// <summary>The part that says which of two equal clock times was meant: "first" or "second".</summary>
    public const string Which = nameof(Which);

    private static readonly string[] _formats = ["H:mm", "HHmm", "H.mm", "h:mmtt", "h.mmtt", "htt"];

    public static string[] PartNames { get; } = [.. UkDateBinder.PartNames, UkDateBinder.Time, Which];

    /// <summary>A time of day as people write it: "14:05", "1405", "14.05", "2:05 pm" or "2 pm"; null when it is none.</summary>
    public static TimeOnly? ReadTime(string? typed) =>
        TimeOnly.TryParseExact((typed ?? "").Replace(" ", "", StringComparison.Ordinal), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var whole = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        var instant = string.IsNullOrWhiteSpace(whole) ? Read(bindingContext) : ReadWhole(bindingContext, whole);
        if (instant is { } found)
        {
            bindingContext.Result = ModelBindingResult.Success(found);
        }

        return Task.CompletedTask;
    }

    private static DateTimeOffset? ReadWhole(ModelBindingContext context, string whole)
    {
        context.ModelState.SetModelValue(context.ModelName, whole, whole);
        if (DateTimeOffset.TryParseExact(whole, ["yyyy-MM-dd'T'HH:mm:ssK", "O"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant;
        }

        context.ModelState.TryAddModelError(context.ModelName, CalmWords.Instant);
        return null;
    }

    private static DateTimeOffset? Read(ModelBindingContext context)
    {
        var what = context.ModelMetadata.DisplayName ?? "The date";
        var time = UkDateBinder.Part(context, UkDateBinder.Time);
        var which = UkDateBinder.Part(context, Which);
        var date = UkDateBinder.Read(context);
        var clock = ReadTime(time);
        if (time.Length > 0 && clock is null)
        {
            Wrong(context, UkDateBinder.Time, UkDateBinder.About(context, "the time must be a real time, like 14:05")); // said even when the date is wrong too
        }

        if (date is null)
        {
            var blank = UkDateBinder.PartNames.All(part => context.ModelState[$"{context.ModelName}.{part}"]?.AttemptedValue?.Trim() is null or "");
            return time.Length > 0 && blank ? Wrong(context, UkDateBinder.Day, $"{what} must include a day, a month and a year") : null;
        }

        if (clock is not { } told)
        {
            return time.Length == 0 ? Wrong(context, UkDateBinder.Time, $"{what} must include a time") : null;
        }

        var reading = UkTime.Read(date.Value, told);
        return (reading.Kind, which) switch
        {
            (LocalTimeKind.Skipped, _) => Wrong(context, UkDateBinder.Time, $"There was no {told:HH:mm} that night: the clocks went forward. Check the time"),
            (LocalTimeKind.Repeated, "second") => reading.Later,
            (LocalTimeKind.Repeated, "first") => reading.Instant,
            (LocalTimeKind.Repeated, _) => Wrong(context, Which, $"{told:HH:mm} came twice that night: the clocks went back. Say which was meant"),
            (LocalTimeKind.Ordinary, _) => reading.Instant,
        };
    }

    private static DateTimeOffset? Wrong(ModelBindingContext context, string part, string message)
    {
        UkDateBinder.Wrong(context, part, message);
        return null;
    }
}
