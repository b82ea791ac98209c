using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>What a court did with a notice: it set a hearing, put it off, made the order or made none (R4.28, R4.29).</summary>
[Authorize(Policies.EditPeople)]
public sealed class HearingModel(OrderFile files, ChangeOrder change, TimeProvider clock) : OrderActModel(files, change)
{
    public enum What
    {
        Set,
        Made,
        Adjourned,
        NotMade,
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override object Edited => Input;

    public DateTimeOffset? By => OrderClocks.Hearing(Held.Line.Order.ServedAt, Held.Line.Order.ServedOn, Held.Frame)?.DueAt;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadToChangeAsync(ct);
        CheckNotice();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        CheckNotice();
        if (Input.Words is { Length: > OrderStep.WordsMaxLength })
        {
            ModelState.AddModelError("Input.Words", $"What the court said must be {OrderStep.WordsMaxLength:N0} characters or fewer");
        }

        var on = Domain.Time.UkTime.DateOf(Input.At ?? clock.GetUtcNow());
        if (Input.What is What.Made && ModelState.IsValid && string.IsNullOrWhiteSpace(Input.Words))
        {
            return ToTheOrder();
        }

        OrderAct? act = Input.What switch
        {
            What.Made => new OrderAct.Sat(on, Input.Words),
            What.NotMade => new OrderAct.NotMade(on, Input.Words),
            What.Set or What.Adjourned when Input.At is { } at => new OrderAct.Hear(at, Input.What is What.Adjourned, Input.Words),
            _ => null,
        };
        var (field, missing) = Input.What is null ? ("Input.What", "Choose what happened") : ("Input.At", "Enter the date and the time of the hearing");
        var saved = await SaveAsync(act, field, missing, "hearing", _ => "Input.At", ct);
        return Input.What is What.Made && saved is RedirectToPageResult ? ToTheOrder() : saved; // what the court said is kept with the notice, and in no address
    }

    protected override void Clear() => Input = new InputModel();

    private RedirectToPageResult ToTheOrder() => RedirectToPage("Record", new
    {
        Id,
        kind = Held.Line.Order.Kind is OrderKind.Dvpn ? OrderKind.Dvpo : OrderKind.Dapo,
        follows = Order,
        from = Input.At is { } at ? Domain.Time.UkTime.DateOf(at).ToString("O", CultureInfo.InvariantCulture) : null,
    });

    private void CheckNotice()
    {
        if (!Held.Line.Order.IsNotice)
        {
            throw new Application.Access.RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public What? What { get; set; }

        [Display(Name = "The time of the hearing")]
        public DateTimeOffset? At { get; set; }

        public string? Words { get; set; }
    }
}
