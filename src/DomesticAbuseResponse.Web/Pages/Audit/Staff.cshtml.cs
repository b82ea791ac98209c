using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Audit;

/// <summary>What was done to the accounts of the auditor's own agency: added, given roles, started afresh, shut out, and who confirmed it.</summary>
[Authorize(Policies.ReadAccessLog)]
public sealed class StaffModel(StaffLog log, DisplayNames names) : PageModel
{
    public IReadOnlyList<StaffLog.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await log.ReadAsync(User.ToActor(), ct);

    /// <summary>One line in words: what happened, then what it was about.</summary>
    public string Words(StaffLog.Row row) =>
        names.OfCode(row.Happened) + (row.Words.Count == 0 ? "" : $": {string.Join(", ", row.Words.Select(Words))}");

    private string Words(string code) =>
        Enum.TryParse<Role>(code, out var role) ? names.Of(role)
        : Enum.TryParse<StaffChangeKind>(code, out var kind) ? names.Of(kind)
        : names.OfCode(code);
}
