using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>Who is kept out of a request: a conflict of interest (T1).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class WhoModel(DisclosureFile file, KeepFromDisclosure keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<DisclosureRequest> Id { get; set; }

    [BindProperty]
    public Id<StaffMember>? Staff { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public DisclosureFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Colleagues => [.. View.Colleagues.Select(c => new Choice(c.Id.ToString(), c.Name))];

    public async Task OnGetAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Reason?.Length > DisclosureAsked.LineMaxLength)
        {
            ModelState.AddModelError(nameof(Reason), $"The reason must be {DisclosureAsked.LineMaxLength} characters or fewer");
        }

        if (Staff is null)
        {
            ModelState.AddModelError(nameof(Staff), "Choose a colleague");
        }

        return ModelState.IsValid ? await DoAsync(Staff!.Value, open: false, ct) : await AgainAsync(ct);
    }

    public Task<IActionResult> OnPostOpenAsync(Id<StaffMember> staff, CancellationToken ct) => DoAsync(staff, open: true, ct);

    private async Task<IActionResult> DoAsync(Id<StaffMember> staff, bool open, CancellationToken ct)
    {
        var done = await keep.HandleAsync(User.ToActor(), new(Id, staff, Reason, open), ct);
        if (done.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id });
        }

        ModelState.AddModelError(refusal.Code is "disclosure.kept-because" ? nameof(Reason) : nameof(Staff), refusal.Message);
        return await AgainAsync(ct);
    }

    private async Task<IActionResult> AgainAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        return this.PageWithErrors();
    }
}
