using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>The first step of recording an order: which kind it is. What the area offers today comes first (R4.32).</summary>
[Authorize(Policies.EditPeople)]
public sealed class AddModel(PersonOrders orders, OfferedOrders offered) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    /// <summary>Whom the page that led here is about.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person>? Protects { get; set; }

    [BindProperty]
    public OrderKind? Kind { get; set; }

    public PersonOrders.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return this.PageWithError(nameof(Kind), new Refusal("order.kind", "Choose what you want to record"));
        }

        return RedirectToPage("Record", new { Id, kind, Protects });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await orders.ReadAsync(User.ToActor(), Id, ct);
        if (!View.MayEdit)
        {
            throw new RecordNotFoundException();
        }

        var all = await offered.ReadAsync(User.ToActor(), ct);
        Kinds =
        [
            .. all.Where(o => o.IsOffered).Select(o => new Choice(o.Kind.ToString(), OrderWords.Of(o.Kind), o.Kind is OrderKind.Dapn or OrderKind.Dapo ? o.Reason : OrderWords.Hint(o.Kind))),
            .. all.Any(o => !o.IsOffered) ? [Choice.Divider("made or given elsewhere, or earlier")] : Array.Empty<Choice>(),
            .. all.Where(o => !o.IsOffered).Select(o => new Choice(o.Kind.ToString(), OrderWords.Of(o.Kind), o.Reason)),
        ];
    }
}
