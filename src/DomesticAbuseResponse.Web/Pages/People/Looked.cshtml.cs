using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Who looked at a person, for those who work on their record (R6.4).</summary>
[Authorize(Policies.ReadPeople)]
public sealed class LookedModel(WhoLooked looked) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public WhoLooked.OfPerson Looked { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Looked = await looked.ReadAsync(User.ToActor(), Id, Before, ct);
}
