using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>One order: what it says, whether it holds, and where its service or its end is recorded.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class OrderModel(PersonOrders orders, ChangeOrder change) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<ProtectiveOrder> Order { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonOrders.View View { get; private set; } = null!;

    public OrderLine Line { get; private set; } = null!;

    public bool MayChange => View.MayEdit && User.May(Policies.EditPeople) && Line.Order.EndedOn is null;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostServedAsync(CancellationToken ct)
    {
        if (Input.ServedOn is null)
        {
            ModelState.TryAddModelError("Input.ServedOn", "Enter the day it was served");
        }

        return ChangeAsync(new(Id, Order, Request.FormVersion(), Input.ServedOn, null, null), "Input.ServedOn", "served", ct);
    }

    public Task<IActionResult> OnPostEndedAsync(CancellationToken ct)
    {
        if (Input.EndedOn is null)
        {
            ModelState.TryAddModelError("Input.EndedOn", "Enter the day from which it no longer holds");
        }

        if (Input.Because is { Length: > ProtectiveOrder.ReasonMaxLength })
        {
            ModelState.AddModelError("Input.Because", $"Why it ended must be {ProtectiveOrder.ReasonMaxLength} characters or fewer");
        }

        return ChangeAsync(new(Id, Order, Request.FormVersion(), null, Input.EndedOn, Input.Because), "Input.EndedOn", "ended", ct);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return Line.Order.Version;
    }

    private async Task<IActionResult> ChangeAsync(ChangeOrder.Command command, string field, string done, CancellationToken ct)
    {
        if (!User.May(Policies.EditPeople))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), command, ct);
        if (changed.Refusal is not { } refusal)
        {
            return RedirectToPage("/People/Orders/Index", new { Id, done });
        }

        await LoadAsync(ct);
        return this.PageWithError(refusal.Code is "order.end-reason" ? "Input.Because" : field, refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => (View, Line) = await orders.OneAsync(User.ToActor(), Id, Order, ct);

    public sealed class InputModel
    {
        [Display(Name = "The day it was served")]
        public DateOnly? ServedOn { get; set; }

        [Display(Name = "The day from which it no longer holds")]
        public DateOnly? EndedOn { get; set; }

        public string? Because { get; set; }
    }
}
