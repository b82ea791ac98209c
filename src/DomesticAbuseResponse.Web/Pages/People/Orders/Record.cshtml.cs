using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>The second step of recording an order, what it says, and the third, a look at it with its clocks before it is recorded.</summary>
[Authorize(Policies.EditPeople)]
public sealed class RecordModel(PersonOrders orders, RecordOrder record, OrderFrames frames, OpenDraft drafts, IValidator<OrderInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderKind Kind { get; set; }

    /// <summary>The notice on whose hearing it was made.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<ProtectiveOrder>? Follows { get; set; }

    [BindProperty]
    public OrderInput Input { get; set; } = new();

    public PersonOrders.View View { get; private set; } = null!;

    public OrderFrame Frame { get; private set; } = OrderFrame.Default;

    /// <summary>What would be recorded, once it has been looked through.</summary>
    public ProtectiveOrder? Checked { get; private set; }

    public IReadOnlyList<Choice> Protected => [.. View.MayProtect.Select(p => new Choice(p.Id.ToString(), p.Name))];

    public IReadOnlyList<Choice> Tags { get; } = [new(nameof(TagConsent.NobodyElse), "It needs nobody else"), new(nameof(TagConsent.Given), "They agree"), new(nameof(TagConsent.NotGiven), "They do not agree")];

    public string Draft => $"people/{Id}/orders/{Kind}";

    /// <summary>What must be found out before a notice is given.</summary>
    public string? Warning => OrderInput.IsNotice(Kind) && View.Person.BornOn is null ? $"The age of this person is not recorded. A notice is given to somebody aged {NoticeRules.PerpetratorFrom} or over: find it out first." : null;

    /// <param name="from">The day on which a court made it, where that was said before.</param>
    public async Task OnGetAsync(Id<Person>? protects, DateOnly? from, CancellationToken ct)
    {
        await LoadAsync(ct);
        var notice = View.Orders.FirstOrDefault(o => o.Order.Id == Follows)?.Order;
        var named = notice?.ProtectsId ?? protects;
        Input.ProtectsId = View.MayProtect.Any(p => p.Id == named) ? named : View.MayProtect is [var only] ? only.Id : null;
        Input.From = from;
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var looked = await record.CheckAsync(User.ToActor(), Input.ToCommand(Id, Kind, Follows), ct);
        Checked = looked.Match(order => order, _ => (ProtectiveOrder?)null);
        return looked.Refusal is { } refusal ? this.PageWithError(OrderInput.FieldOf(Kind, refusal), refusal) : Page();
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), Input.ToCommand(Id, Kind, Follows), ct);
        if (recorded.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageWithError(OrderInput.FieldOf(Kind, refusal), refusal);
        }

        return recorded.Match<IActionResult>(order => RedirectToPage("Order", new { Id, order, done = "recorded" }), this.PageRefused);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        (View, Frame) = (await orders.ReadAsync(User.ToActor(), Id, ct), await frames.ReadAsync(User.ToActor(), ct));
        if (!View.MayEdit || !Enum.IsDefined(Kind))
        {
            throw new RecordNotFoundException();
        }
    }
}
