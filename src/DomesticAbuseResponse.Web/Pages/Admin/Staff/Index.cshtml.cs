using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Staff;

/// <summary>The colleagues of an administrator's own agency, and how far their sign-ins have come.</summary>
[Authorize(Policies.ManageStaff)]
[ShowsNobody]
public sealed class IndexModel(StaffList list, StaffSignIns signIns) : PageModel
{
    public IReadOnlyList<(StaffList.Row Staff, StaffSignIn? SignIn)> Staff { get; private set; } = [];

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Notice = done switch
        {
            "saved" => "The changes have been saved.",
            "asked" => "The changes have been saved. The new roles count once a second person has confirmed them.",
            "disabled" => "Your colleague has been shut out. Their sessions have ended.",
            "enabled" => "Your colleague can sign in again.",
            _ => null,
        };
        var staff = await list.ReadAsync(User.ToActor(), ct);
        var found = await signIns.ReadAsync(staff.Select(s => s.Id), ct);
        Staff = [.. staff.Select(s => (s, found.GetValueOrDefault(s.Id)))];
    }
}
