using System.Globalization;
using System.Reflection;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.Primitives;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>One field that two people changed: what the user typed, and what somebody else has saved since.</summary>
/// <param name="MineWords">What the user typed, as a page says it.</param>
/// <param name="Answered">What the user has already chosen on the conflict page; null at first, so that nobody overwrites without choosing.</param>
public sealed record FieldInConflict(string Name, string Label, string? Mine, string? Theirs, string MineWords, string TheirsWords, string? Answered);

/// <summary>What the conflict page shows: who changed the record, every field of the form, which of them differ, and where to send the choice.</summary>
/// <param name="IsWhole">What was typed stands or falls as one: a decision with its reason, or something added.</param>
/// <param name="Unanswered">The form came back without a choice for one of its fields.</param>
public sealed record Conflict(
    string Action, string Page, LastChange.View By, IReadOnlyList<FieldInConflict> Differing, IReadOnlyList<KeyValuePair<string, string>> Same, string? Version, bool IsWhole, bool Unanswered)
{
    /// <summary>Lists the fields that must be chosen; what was typed into each comes with it.</summary>
    public const string Field = "__choose";

    public static string MineOf(string field) => $"__mine.{field}";
}

/// <summary>A page that edits an existing record and can show what somebody else saved meanwhile.</summary>
public interface IEditsRecord
{
    /// <summary>Reads the record as it is now into a new input of the page, and its version. Where something is added that input stays empty.</summary>
    Task<uint> ReloadAsync(CancellationToken ct);

    object Edited { get; }

    /// <summary>True where the form is one person's judgement: its fields are never mixed with another's.</summary>
    bool IsJudgement => false;

    /// <summary>True for a crew's screen, which bystanders may see: both versions are shown on one of its kind (T11).</summary>
    bool IsField => false;

    /// <summary>Fields that confirm what the page showed. The record shows something else now, so they are never carried over: they are given anew.</summary>
    IReadOnlyList<string> GivenAnew => [];
}

/// <summary>Two people edited one record: the second sees both versions side by side, field by field, and nothing typed is lost.</summary>
public sealed class ConflictFilter(CaseDbContext db, LastChange changes, DisplayNames names) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var form = HttpMethods.IsPost(context.HttpContext.Request.Method) && context.HttpContext.Request.HasFormContentType ? context.HttpContext.Request.Form : FormCollection.Empty;
        if (context.HandlerInstance is PageModel and IEditsRecord chosen && form[Conflict.Field].Any(field => field is not null && !form.ContainsKey(field)))
        {
            // A field nobody chose would be saved empty.
            context.Result = await ShowAsync((PageModel)context.HandlerInstance, chosen, form, [], unanswered: true);
            return;
        }

        var executed = await next();
        if (executed.Exception is not DbUpdateConcurrencyException conflict || context.HandlerInstance is not PageModel page)
        {
            return;
        }

        executed.ExceptionHandled = true;
        executed.Result = page is IEditsRecord editing ? await ShowAsync(page, editing, form, conflict.Entries, unanswered: false) : await NothingAsync(context.HttpContext);
    }

    private async Task<IActionResult> NothingAsync(HttpContext http)
    {
        await db.ForgetChangesAsync(http.RequestAborted);
        return new StatusCodeResult(StatusCodes.Status409Conflict);
    }

    private async Task<IActionResult> ShowAsync(PageModel page, IEditsRecord editing, IFormCollection sent, IReadOnlyList<EntityEntry> refused, bool unanswered)
    {
        var (request, ct) = (page.HttpContext.Request, page.HttpContext.RequestAborted);
        var by = await changes.ReadAsync(page.User.ToActor(), refused, ct);
        await db.ForgetChangesAsync(ct);
        var choose = sent[Conflict.Field].OfType<string>().ToArray();
        var form = sent.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal) && !editing.GivenAnew.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var answers = choose.ToDictionary(field => field, field => sent[field].FirstOrDefault(), StringComparer.Ordinal);
        foreach (var field in unanswered ? choose : [])
        {
            form[field] = sent[Conflict.MineOf(field)];
        }

        var typed = Whole(form, Flatten(editing.Edited).Where(f => f.Type == typeof(DateOnly)).Select(f => f.Name));
        var version = await editing.ReloadAsync(ct);
        var theirs = Flatten(editing.Edited).ToDictionary(f => f.Name, f => f, StringComparer.Ordinal);
        var adds = Flatten(Activator.CreateInstance(editing.Edited.GetType())!).All(blank => Alike(blank.Value, theirs[blank.Name].Value));

        var differing = typed.Where(t => theirs.TryGetValue(t.Key, out var field) && !Alike(t.Value, field.Value)).Select(t => theirs[t.Key] is var field
            ? new FieldInConflict(t.Key, field.Label, t.Value, field.Value, Words(field.Type, t.Value), Words(field.Type, adds ? null : field.Value), unanswered ? answers.GetValueOrDefault(t.Key) : null) : null!).ToList();
        var same = typed.Keys.Where(name => differing.All(d => d.Name != name))
            .SelectMany(name => form.TryGetValue(name, out var values) && values.Count > 1 ? values.Select(v => KeyValuePair.Create(name, v ?? "")) : [KeyValuePair.Create(name, typed[name])]).ToList();
        var whole = editing.IsJudgement || adds || differing.All(d => string.IsNullOrEmpty(d.Theirs));

        page.ModelState.Clear();
        page.ViewData["Field"] = editing.IsField;
        if (unanswered)
        {
            differing.Where(d => d.Answered is null).ToList().ForEach(d => page.ModelState.AddModelError(d.Name, $"Choose which should stand: {d.Label.ToLowerInvariant()}"));
        }

        return new ViewResult
        {
            ViewName = "/Pages/Shared/Conflict.cshtml",
            StatusCode = unanswered ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict,
            ViewData = new ViewDataDictionary<Conflict>(page.ViewData, new Conflict(
                LocalPath.Without(request.PathBase + request.Path + request.QueryString, KeptForms.KeptQuery), page.HttpContext.PageAddress, by, differing, same, version.ToString(CultureInfo.InvariantCulture), whole, unanswered)),
        };
    }

    /// <summary>A value as a page says it. A choice that is known by a number alone has no words of its own here.</summary>
    private string Words(Type type, string? value) =>
        string.IsNullOrEmpty(value) ? "Nothing"
        : type.IsEnum && Enum.TryParse(type, value, ignoreCase: true, out var member) ? names.Of((Enum)member)
        : type == typeof(bool) ? value.StartsWith("true", StringComparison.OrdinalIgnoreCase) ? "Yes" : "No"
        : type == typeof(DateOnly) && DateOnly.TryParseExact(value, "yyyy-MM-dd", out var date) ? DisplayNames.Date(date)
        : (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>)) || Guid.TryParse(value, out _) ? "Another one of the list"
        : value;

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
            else if (DateOnly.TryParseExact($"{day} {month} {year}", ["d M yyyy", "d MMM yyyy", "d MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
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

    private IEnumerable<(string Name, string Label, string? Value, Type Type)> Flatten(object input) =>
        input.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && (p.PropertyType.IsValueType || p.PropertyType == typeof(string)))
            .Select(p => ($"Input.{p.Name}", names.OfCode(p.Name), Text(p.GetValue(input)), Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType));

    private static string? Text(object? value) => value is DateOnly date
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static bool Alike(string? a, string? b) => string.Equals(
        (a ?? "").ReplaceLineEndings("\n").Trim(), (b ?? "").ReplaceLineEndings("\n").Trim(), StringComparison.OrdinalIgnoreCase);
}
