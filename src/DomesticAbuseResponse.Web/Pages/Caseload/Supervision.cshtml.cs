using System.Globalization;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>The supervision records of one IDVA: for them and the managers of their service (R3.11).</summary>
[Authorize(Policies.CarryCases)]
public sealed class SupervisionModel(SupervisionList list) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    public SupervisionList.View View { get; private set; } = null!;

    public bool IsOwn => Id == User.ToActor().StaffId;

    public async Task OnGetAsync(string? p, CancellationToken ct) =>
        View = await list.ReadAsync(User.ToActor(), Id, int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1, ct);
}
