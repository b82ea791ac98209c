using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Access;
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

/// <summary>Records an order, a notice or bail that binds this person.</summary>
[Authorize(Policies.EditPeople)]
public sealed class AddModel(PersonOrders orders, RecordOrder record, IValidator<AddModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonOrders.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<OrderKind>().Select(k => new Choice(k.ToString(), OrderWords.Of(k)))];

    public IReadOnlyList<Choice> Conditions { get; } =
        [.. OrderWords.AllConditions.Select(c => new Choice(c.ToString(), string.Concat(OrderWords.Of(c)[..1].ToUpperInvariant(), OrderWords.Of(c)[1..])))];

    public IReadOnlyList<Choice> Protected => [.. View.MayProtect.Select(p => new Choice(p.Id.ToString(), p.Name))];

    /// <param name="protects">Whom the page that led here is about.</param>
    public async Task OnGetAsync(Id<Person>? protects, CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.ProtectsId = View.MayProtect.Any(p => p.Id == protects) ? protects : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Input.ProtectsId, Input.ToTerms(), Input.ServedOn), ct);
        if (recorded.Refusal is not { } refusal)
        {
            return RedirectToPage("/People/Orders/Index", new { Id, done = "recorded" });
        }

        await LoadAsync(ct);
        return this.PageWithError(refusal.Code switch { "order.served" => "Input.ServedOn", "order.protects" or "order.same-person" => "Input.ProtectsId", _ => "Input.Until" }, refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await orders.ReadAsync(User.ToActor(), Id, ct);
        if (!View.MayEdit)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public OrderKind? Kind { get; set; }

        public Id<Person>? ProtectsId { get; set; }

        public string? Court { get; set; }

        public string? CaseNumber { get; set; }

        [Display(Name = "The first day")]
        public DateOnly? From { get; set; }

        [Display(Name = "The last day")]
        public DateOnly? Until { get; set; }

        public List<OrderConditions> Conditions { get; set; } = [];

        public string? Details { get; set; }

        [Display(Name = "The day it was served")]
        public DateOnly? ServedOn { get; set; }

        public OrderTerms ToTerms() => new(Kind!.Value, Court, CaseNumber, From, Until, Conditions.Aggregate(OrderConditions.None, (all, one) => all | one), Details);
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose what it is");
            RuleFor(i => i.Court).AtMost(ProtectiveOrder.CourtMaxLength, "Court");
            RuleFor(i => i.CaseNumber).AtMost(ProtectiveOrder.NumberMaxLength, "Case number");
            RuleFor(i => i.Details).AtMost(ProtectiveOrder.DetailsMaxLength, "The words of it that matter");
        }
    }
}
