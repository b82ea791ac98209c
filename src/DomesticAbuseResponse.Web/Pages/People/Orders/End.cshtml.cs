using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>An order, a notice or bail that ended before its last day.</summary>
[Authorize(Policies.EditPeople)]
public sealed class EndModel(OrderFile files, ChangeOrder change) : OrderActModel(files, change)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadToChangeAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.Because is { Length: > ProtectiveOrder.ReasonMaxLength })
        {
            ModelState.AddModelError("Input.Because", $"This must be {ProtectiveOrder.ReasonMaxLength:N0} characters or fewer");
        }

        return await SaveAsync(Input.On is { } on ? new OrderAct.End(on, Input.Because) : null, "Input.On", "Enter the day from which it no longer holds", "ended", r => r.Code is "order.end-reason" ? "Input.Because" : "Input.On", ct);
    }

    protected override void Clear() => Input = new InputModel();

    public sealed class InputModel
    {
        [Display(Name = "The day from which it no longer holds")]
        public DateOnly? On { get; set; }

        public string? Because { get; set; }
    }
}
