using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>The orders, notices and bail that bind a person or protect them.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class IndexModel(PersonOrders orders) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public PersonOrders.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await orders.ReadAsync(User.ToActor(), Id, ct);
        Done = done switch
        {
            "moved" => "It has been recorded, and whoever carries the cases has been given its tasks.",
            _ => null,
        };
    }
}
