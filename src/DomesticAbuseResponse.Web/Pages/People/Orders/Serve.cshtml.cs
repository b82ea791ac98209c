using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>When an order was served; of a notice the minute, from which the court's 48 hours run (R4.28).</summary>
[Authorize(Policies.EditPeople)]
public sealed class ServeModel(OrderFile files, ChangeOrder change) : OrderActModel(files, change)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadToChangeAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var notice = Held.Line.Order.IsNotice;
        OrderAct? act = notice ? Input.At is { } at ? new OrderAct.Serve(Domain.Time.UkTime.DateOf(at), at) : null : Input.On is { } on ? new OrderAct.Serve(on) : null;
        var field = notice ? "Input.At" : "Input.On";
        return await SaveAsync(act, field, notice ? "Enter the date and the time of service" : "Enter the day it was served", "served", _ => field, ct);
    }

    protected override void Clear() => Input = new InputModel();

    public sealed class InputModel
    {
        [Display(Name = "The time of service")]
        public DateTimeOffset? At { get; set; }

        [Display(Name = "The day it was served")]
        public DateOnly? On { get; set; }
    }
}
