using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Lens;

/// <summary>One person as somebody who harms, across victims: named where the reader may open them, a number where not (R2.23, R2.24).</summary>
[Authorize(Policies.ReadLens)]
public sealed class IndexModel(PerpetratorLens lens) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public PerpetratorLens.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await lens.ReadAsync(User.ToActor(), Id, ct);
        Done = done is "proposed" ? "It has been put forward." : null;
    }
}
