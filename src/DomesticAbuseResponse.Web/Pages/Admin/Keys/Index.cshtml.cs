using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Keys;

/// <summary>The keys by which other systems of the administrator's agency log incidents: who made them, when they were used, and their end.</summary>
[Authorize(Policies.ManageStaff)]
[ShowsNobody]
public sealed class IndexModel(ApiKeyList list, RevokeApiKey revoke) : PageModel
{
    public IReadOnlyList<ApiKeyList.Row> Keys { get; private set; } = [];

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Keys = await list.ReadAsync(User.ToActor(), ct);
        Notice = done is "ended" ? "The key has been ended. Whoever sends by it is turned away from now on." : null;
    }

    public async Task<IActionResult> OnPostEndAsync(Id<ApiKey> key, CancellationToken ct)
    {
        var ended = await revoke.HandleAsync(User.ToActor(), new(key), ct);
        if (ended.Refusal is { } refusal)
        {
            Keys = await list.ReadAsync(User.ToActor(), ct);
            return this.PageRefused(refusal);
        }

        return Redirect("/admin/keys?done=ended");
    }
}
