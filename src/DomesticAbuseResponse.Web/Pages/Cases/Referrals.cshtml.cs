using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Every referral of a case and how far it has come.</summary>
[Authorize(Policies.ReadCases)]
public sealed class ReferralsModel(CaseReferrals referrals) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public CaseReferrals.View Case { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Case = await referrals.ReadAsync(User.ToActor(), Id, ct);
}
