using System.Globalization;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
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

    [BindProperty(SupportsGet = true)]
    public bool Refused { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public AccessLog.View Log { get; private set; } = null!;

    public IReadOnlyList<Choice> StaffChoices => [.. Log.Staff.Select(s => new Choice(s.Id.ToString(), s.Name))];

    public string? OlderUrl => Log.Older is { } older
        ? "/audit" + new QueryBuilder(Request.Query.Where(q => q.Key != nameof(Before))) { { nameof(Before), older.ToString(CultureInfo.InvariantCulture) } }.ToQueryString()
        : null;

    public async Task OnGetAsync(CancellationToken ct) => Log = await accessLog.ReadAsync(
        User.ToActor(), new AccessLog.Query(Staff is { } staff ? new Id<StaffMember>(staff) : null, Refused, Before), ct);
}
