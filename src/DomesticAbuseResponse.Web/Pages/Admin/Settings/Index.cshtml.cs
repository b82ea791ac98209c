using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Settings;

/// <summary>Every local setting an administrator's agency decides, and the version in force.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class IndexModel(SettingsDesk desk) : PageModel
{
    public IReadOnlyList<SettingsDesk.Row> Rows { get; private set; } = [];

    public bool Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Rows = await desk.ReadAsync(User.ToActor(), ct);
        Done = done is "adopted";
    }

    /// <summary>The definitions have pages of their own, with a preview.</summary>
    public static string UrlOf(SettingsDesk.Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Kind == PolicyKinds.Definitions ? "/definitions" : $"/admin/settings/{row.Kind.Code}{(row.Marac is { } marac ? $"?marac={marac}" : "")}";
    }
}
