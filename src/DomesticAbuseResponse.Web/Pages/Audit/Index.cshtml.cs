using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Audit;

/// <summary>An auditor's log: who looked at what, and nothing of what stands there (R6.12).</summary>
[Authorize(Policies.ReadAccessLog)]
public sealed class IndexModel(AccessLog accessLog) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Staff { get; set; }

    /// <summary>A reference, or a record's number: nothing that tells about anybody stands in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Record { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "From")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "To")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Refused { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public AccessLog.View Log { get; private set; } = null!;

    public IReadOnlyList<Choice> StaffChoices => [.. Log.Staff.Select(s => new Choice(s.Id.ToString(), s.Name))];

    public string? OlderUrl => Log.Older is { } older
        ? "/audit" + new QueryBuilder(Request.Query.Where(q => q.Key != nameof(Before))) { { nameof(Before), older.ToString(CultureInfo.InvariantCulture) } }.ToQueryString()
        : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        foreach (var edited in new[] { nameof(Staff), nameof(Refused), nameof(Before) })
        {
            ModelState.Remove(edited); // not typed by anybody: an address somebody edited shows everything
        }

        Log = await accessLog.ReadAsync(
            User.ToActor(), new AccessLog.Query(Staff is { } staff ? new Id<StaffMember>(staff) : null, Record, From, To, Refused, Before), ct);
    }

    /// <summary>What was looked at: a record by what it is called, or a list by the first of its records.</summary>
    public static string What(AccessLog.Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var more = row.Shown - row.Named.Count;
        return row.Record is { } record ? $"{row.Kind} {record}"
            : row.Shown == 0 ? row.Kind
            : row.Named.Count == 0 ? $"{row.Kind}: {DisplayNames.Count(more, "record")} in a list"
            : $"{row.Kind}: {string.Join(", ", row.Named)}{(more > 0 ? $" and {more} more" : "")}, in a list";
    }

    /// <summary>The reason as the door wrote it for whoever looked, said to somebody else.</summary>
    public static string Outcome(AccessLog.Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var reason = row.Reason.Replace("Your ", "Their ", StringComparison.Ordinal).Replace("you serve", "they serve", StringComparison.Ordinal);
        return $"{(row.Level is AccessLevel.None ? "Refused" : "Allowed")}: {char.ToLowerInvariant(reason[0])}{reason[1..]}";
    }
}
