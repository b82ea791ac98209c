using System.Globalization;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Rota.Shifts;

/// <summary>One shift: who, when, and what can be done with it.</summary>
[Authorize(Policies.ReadRota), ShowsNobody]
public sealed class ShiftModel(ShiftFile file, PackList packs, RevokePack revoke) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Shift> Id { get; set; }

    public ShiftFile.View View { get; private set; } = null!;

    /// <summary>The phones that carry visits of the shift, as far as the reader may know.</summary>
    public IReadOnlyList<PackList.Row> Packs { get; private set; } = [];

    public string? Done { get; private set; }

    /// <summary>The week it stands in.</summary>
    public string Week => $"/rota?force={View.Shift.ForceId}&day={UkTime.DateOf(View.Shift.PlannedFrom).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        Packs = await packs.ReadAsync(User.ToActor(), View.Shift, ct);
        Done = done switch
        {
            "added" => "The shift is on the rota.",
            "changed" => "The shift has been changed.",
            "cancelled" => "The shift has been cancelled.",
            "worked" => "The times have been recorded.",
            "taken-back" => "The phone loses its visits as soon as it has a network. If it was lost or stolen, end its owner’s sessions too.",
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Id<VisitPack> pack, CancellationToken ct)
    {
        var revoked = await revoke.HandleAsync(User.ToActor(), pack, ct);
        return revoked.Match<IActionResult>(_ => Redirect($"/rota/shifts/{Id}?done=taken-back"), _ => NotFound());
    }
}
