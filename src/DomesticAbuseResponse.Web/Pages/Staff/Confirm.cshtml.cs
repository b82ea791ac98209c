using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Staff;

/// <summary>Where a second person confirms or refuses what an administrator asked for: a new account, more roles, a sign-in started afresh.</summary>
[Authorize(Policies.ConfirmStaff), NeedsConfirmation]
public sealed class ConfirmModel(StaffChangeList list, DecideStaffChange decide) : PageModel
{
    public IReadOnlyList<StaffChangeList.Row> Changes { get; private set; } = [];

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Changes = await list.ReadAsync(User.ToActor(), ct);
        Notice = done switch
        {
            "confirmed" => "It has been confirmed.",
            "refused" => "It has been refused.",
            _ => null,
        };
    }

    public Task<IActionResult> OnPostConfirmAsync(Id<StaffChange> change, CancellationToken ct) => DecideAsync(change, confirm: true, ct);

    public Task<IActionResult> OnPostRefuseAsync(Id<StaffChange> change, CancellationToken ct) => DecideAsync(change, confirm: false, ct);

    private async Task<IActionResult> DecideAsync(Id<StaffChange> change, bool confirm, CancellationToken ct)
    {
        var decided = await decide.HandleAsync(User.ToActor(), new(change, confirm), ct);
        if (decided.Refusal is not { } refusal)
        {
            return Redirect($"/staff/confirm?done={(confirm ? "confirmed" : "refused")}");
        }

        Changes = await list.ReadAsync(User.ToActor(), ct);
        return this.PageRefused(refusal);
    }
}
