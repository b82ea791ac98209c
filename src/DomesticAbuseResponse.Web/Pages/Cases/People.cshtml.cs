using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Who is in a case, with every part they have in it.</summary>
[Authorize(Policies.ReadCases)]
public sealed class PeopleModel(CasePeople people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public CasePeople.View Case { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Case = await people.ReadAsync(User.ToActor(), Id, ct);
}
