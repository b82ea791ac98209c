using System.Reflection;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Application.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>One field that two people changed: what the user typed, and what somebody else has saved since.</summary>
public sealed record FieldInConflict(string Name, string Label, string? Mine, string? Theirs);

/// <summary>What the conflict page shows: every field of the form, which of them differ, and where to send the choice.</summary>
public sealed record Conflict(string Action, IReadOnlyList<FieldInConflict> Differing, IReadOnlyList<KeyValuePair<string, string>> Same, string? Version);

/// <summary>A page that edits an existing record and can show what somebody else saved meanwhile.</summary>
public interface IEditsRecord
{
    /// <summary>Reads the record as it is now into the page's input, and its version.</summary>
    Task<uint> ReloadAsync(CancellationToken ct);

    object Edited { get; }
}

/// <summary>Two people edited one record: the second sees both versions side by side, field by field, and nothing typed is lost.</summary>
public sealed class ConflictFilter(CaseDbContext db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is not DbUpdateConcurrencyException || context.HandlerInstance is not PageModel page)
        {
            return;
        }

        executed.ExceptionHandled = true;
        await db.ForgetChangesAsync(context.HttpContext.RequestAborted);
        if (page is not IEditsRecord editing)
        {
            executed.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
            return;
        }

        var form = context.HttpContext.Request.Form.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var typed = Whole(form, Flatten(editing.Edited).Where(f => f.IsDate).Select(f => f.Name));
        var version = await editing.ReloadAsync(context.HttpContext.RequestAborted);
        var theirs = Flatten(editing.Edited).ToDictionary(f => f.Name, f => f, StringComparer.Ordinal);

        var differing = typed.Where(t => theirs.TryGetValue(t.Key, out var field) && !Alike(t.Value, field.Value))
            .Select(t => new FieldInConflict(t.Key, theirs[t.Key].Label, t.Value, theirs[t.Key].Value)).ToList();
        var same = typed.Keys.Where(name => differing.All(d => d.Name != name))
            .SelectMany(name => form.TryGetValue(name, out var values) && values.Count > 1 ? values.Select(v => KeyValuePair.Create(name, v ?? "")) : [KeyValuePair.Create(name, typed[name])]).ToList();
        var request = context.HttpContext.Request;

        executed.Result = new ViewResult
        {
            ViewName = "/Pages/Shared/Conflict.cshtml",
            StatusCode = StatusCodes.Status409Conflict,
            ViewData = new ViewDataDictionary<Conflict>(page.ViewData, new Conflict(request.Path + request.QueryString, differing, same, version.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>What was typed, field by field; the day, month and year of a date as the one date that the binder reads back.</summary>
    private static Dictionary<string, string> Whole(Dictionary<string, StringValues> form, IEnumerable<string> dates)
    {
        var typed = form.ToDictionary(f => f.Key, f => string.Join(", ", f.Value.ToArray()), StringComparer.Ordinal);
        foreach (var date in dates.Where(d => typed.ContainsKey($"{d}.{UkDateBinder.Day}")))
        {
            var (day, month, year) = (typed[$"{date}.{UkDateBinder.Day}"].Trim(), typed.GetValueOrDefault($"{date}.{UkDateBinder.Month}", "").Trim(), typed.GetValueOrDefault($"{date}.{UkDateBinder.Year}", "").Trim());
            if (day.Length + month.Length + year.Length == 0)
            {
                typed[date] = "";
            }
            else if (DateOnly.TryParseExact($"{day} {month} {year}", ["d M yyyy", "d MMM yyyy", "d MMMM yyyy"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var read))
            {
                typed[date] = Text(read)!;
            }
            else
            {
                continue;
            }

            UkDateBinder.PartNames.ToList().ForEach(part => typed.Remove($"{date}.{part}"));
        }

        return typed;
    }

    private static IEnumerable<(string Name, string Label, string? Value, bool IsDate)> Flatten(object input) =>
        input.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && (p.PropertyType.IsValueType || p.PropertyType == typeof(string)))
            .Select(p => ($"Input.{p.Name}", Words(p.Name), Text(p.GetValue(input)), (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(DateOnly)));

    private static string? Text(object? value) => value is DateOnly date
        ? date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);

    private static bool Alike(string? a, string? b) => string.Equals(
        (a ?? "").ReplaceLineEndings("\n").Trim(), (b ?? "").ReplaceLineEndings("\n").Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
