using DomesticAbuseResponse.Application.CallCards;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>The call card of one person (R4.4). The code word stands on it only when it was asked for, and that is written down.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class CardModel(ShowCallCard cards) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public ShowCallCard.View View { get; private set; } = null!;

    public bool WithCodeWord { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => View = await cards.ReadAsync(User.ToActor(), Id, withCodeWord: false, ct);

    public async Task OnPostCodeWordAsync(CancellationToken ct)
    {
        View = await cards.ReadAsync(User.ToActor(), Id, withCodeWord: true, ct);
        WithCodeWord = true;
    }
}
