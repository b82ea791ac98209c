using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>Other conditions or another last day. Of bail, the victim's views come first, or why they could not be asked for (R4.40, S86).</summary>
[Authorize(Policies.EditPeople)]
public sealed class VaryModel(OrderFile files, ChangeOrder change) : OrderActModel(files, change)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadToChangeAsync(ct);
        CheckKind();
        Clear();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        CheckKind();
        CheckLength(Input.Details, nameof(Input.Details), ProtectiveOrder.DetailsMaxLength);
        CheckLength(Input.VictimViews, nameof(Input.VictimViews), OrderStep.WordsMaxLength);
        CheckLength(Input.ViewsNotSought, nameof(Input.ViewsNotSought), OrderStep.WordsMaxLength);
        CheckLength(Input.Why, nameof(Input.Why), OrderStep.WordsMaxLength);
        OrderAct? act = Input.On is { } on
            ? new OrderAct.Vary(new OrderChange(on, Input.Until, OrderInput.All(Input.Conditions), Input.Details, Input.Why, OrderInput.ReadRank(Input.Rank), OrderInput.All(Input.Purposes), Input.VictimViews, Input.ViewsNotSought,
                Held.Line.Order.Kind is OrderKind.Dapo ? new TagChange(Input.TagUntil) : null))
            : null;
        return await SaveAsync(act, "Input.On", "Enter the day from which it is varied", "varied", FieldOf, ct);
    }

    protected override void Clear()
    {
        var order = Held.Line.Order;
        Input = new InputModel
        {
            Until = order.UntilOn,
            Conditions = [.. OrderWords.AllConditions.Where(c => order.Conditions.HasFlag(c))],
            Purposes = [.. OrderWords.AllPurposes.Where(p => order.Purposes.HasFlag(p))],
            Details = order.Details,
            TagUntil = order.TagUntilOn,
        };
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "order.vary-day" => "Input.On",
        "order.views" => "Input.VictimViews",
        "order.tag" => "Input.TagUntil",
        "order.vary-nothing" => "Input.Details",
        _ => "Input.Until",
    };

    private void CheckLength(string? text, string field, int most)
    {
        if (text?.Length > most)
        {
            ModelState.AddModelError($"Input.{field}", $"This must be {most:N0} characters or fewer");
        }
    }

    /// <summary>A notice is not varied, and a release under investigation has nothing to vary.</summary>
    private void CheckKind()
    {
        if (Held.Line.Order.IsNotice || Held.Line.Order.Kind is OrderKind.ReleasedUnderInvestigation)
        {
            throw new Application.Access.RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        [Display(Name = "The day of the change")]
        public DateOnly? On { get; set; }

        public string? Rank { get; set; }

        [Display(Name = "The last day")]
        public DateOnly? Until { get; set; }

        public List<OrderConditions> Conditions { get; set; } = [];

        [Display(Name = "The last day of the tag")]
        public DateOnly? TagUntil { get; set; }

        public List<BailPurposes> Purposes { get; set; } = [];

        public string? Details { get; set; }

        public string? VictimViews { get; set; }

        public string? ViewsNotSought { get; set; }

        public string? Why { get; set; }
    }
}
