using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>The line that other agencies are told to ring about a record of this one.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class ContactModel(AgencyPlaces places, ChangeContactLine change) : PageModel
{
    [BindProperty]
    public string? ContactLine { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => ContactLine = (await places.ReadAsync(User.ToActor(), ct)).Agency.ContactLine;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(ContactLine) || ContactLine.Trim().Length > ChangeContactLine.MaxLength)
        {
            ModelState.AddModelError(nameof(ContactLine), string.IsNullOrWhiteSpace(ContactLine) ? "Enter whom to ring" : $"It must be {ChangeContactLine.MaxLength} characters or fewer");
            return this.PageWithErrors();
        }

        await change.HandleAsync(User.ToActor(), ContactLine, ct);
        return Redirect("/admin/places?done=contact");
    }
}
