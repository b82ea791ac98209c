using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages;

/// <summary>Every page the reader may use, by kind of work: the header holds only the few they use most.</summary>
[Authorize(Policies.UseOwnAccount), ShowsNobody]
public sealed class MoreModel : PageModel
{
    public void OnGet()
    {
        // The list is made of who is signed in alone.
    }
}
