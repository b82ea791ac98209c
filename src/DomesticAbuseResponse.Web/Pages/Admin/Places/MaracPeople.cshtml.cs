using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>Who coordinates and chairs a MARAC, and who represents an agency on it.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class MaracPeopleModel(AgencyPlaces places, SeatOnMarac seats, StaffDirectory directory) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Marac> Id { get; set; }

    [BindProperty]
    public SeatModel Seat { get; set; } = new();

    [BindProperty]
    public string? Search { get; set; }

    public Marac Marac { get; private set; } = null!;

    public IReadOnlyList<AgencyPlaces.Member> Members { get; private set; } = [];

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => (Marac, Members) = await places.MaracAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        await AgainAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAppointAsync(CancellationToken ct)
    {
        if (Seat is { StaffId: { } staff, Role: { } role })
        {
            return await SeatAsync(new(Id, staff, role, Leaves: false), ct);
        }

        await AgainAsync(ct);
        ModelState.AddModelError(Seat.StaffId is null ? "Seat.StaffId" : "Seat.Role", Seat.StaffId is null ? "Choose a person" : "Choose what they do");
        return this.PageWithErrors();
    }

    public Task<IActionResult> OnPostDismissAsync(Id<StaffMember> staffId, MaracRole role, CancellationToken ct) => SeatAsync(new(Id, staffId, role, Leaves: true), ct);

    private async Task<IActionResult> SeatAsync(SeatOnMarac.Command command, CancellationToken ct)
    {
        if ((await seats.HandleAsync(User.ToActor(), command, ct)).Refusal is not { } refusal)
        {
            return Redirect($"/admin/places/maracs/{Id}/people");
        }

        await AgainAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task AgainAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await OnGetAsync(ct);
        Found = [.. (await directory.ReadAsync(Search, ct)).Select(s => new Choice(s.Id.ToString(), s.Name, $"{s.JobTitle}, {s.Agency}"))];
    }

    public sealed class SeatModel
    {
        public Id<StaffMember>? StaffId { get; set; }

        public MaracRole? Role { get; set; }
    }
}
