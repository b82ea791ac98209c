using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Audit;

/// <summary>What was done to the accounts of the auditor's own agency: added, given roles, started afresh, shut out, and who confirmed it.</summary>
[Authorize(Policies.ReadAccessLog)]
public sealed class StaffModel(StaffLog log) : PageModel
{
    public IReadOnlyList<StaffLog.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await log.ReadAsync(User.ToActor(), ct);

    /// <summary>"StaffChangeAsked" as it is read: "Staff change asked".</summary>
    public static string Words(string code) => string.Concat(code.Select((c, n) => n > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
