using System.Globalization;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>One IDVA of the manager's service: what they carry, and for how many hours a week (R3.1).</summary>
[Authorize(Policies.ManageCaseload)]
public sealed class IdvaModel(IdvaOfService idva, SetHours setHours) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IdvaLoad Load { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Hours = Load.State.Limits.WeeklyHours?.ToString("0.#", CultureInfo.InvariantCulture);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (typed, hours) = (Input.Hours?.Trim(), (decimal?)null);
        if (!string.IsNullOrEmpty(typed))
        {
            if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
            {
                return await RefusedAsync(new Refusal("hours.unreadable", "Hours a week must be a number, like 18.5"), ct);
            }

            hours = read;
        }

        var saved = await setHours.HandleAsync(User.ToActor(), new(Id, hours), ct);
        return saved.Refusal is { } refusal ? await RefusedAsync(refusal, ct) : RedirectToPage(new { Id, done = "saved" });
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken ct)
    {
        await LoadAsync(ct);
        return this.PageWithError("Input.Hours", refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => Load = await idva.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Hours { get; set; }
    }
}
