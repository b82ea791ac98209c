using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>Somebody did what an order forbids. It goes on.</summary>
[Authorize(Policies.EditPeople)]
public sealed class BreachModel(OrderFile files, ChangeOrder change) : OrderActModel(files, change)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadToChangeAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.What is { Length: > OrderStep.WordsMaxLength })
        {
            ModelState.AddModelError("Input.What", $"This must be {OrderStep.WordsMaxLength:N0} characters or fewer");
        }

        return await SaveAsync(Input.On is { } on ? new OrderAct.Breach(on, Input.What) : null, "Input.On", "Enter the day of the breach", "breach", r => r.Code is "order.breach-words" ? "Input.What" : "Input.On", ct);
    }

    protected override void Clear() => Input = new InputModel();

    public sealed class InputModel
    {
        [Display(Name = "The day of the breach")]
        public DateOnly? On { get; set; }

        public string? What { get; set; }
    }
}
