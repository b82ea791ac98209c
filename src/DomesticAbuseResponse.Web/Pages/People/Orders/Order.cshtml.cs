using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>One order: its clocks and why, what it says, whether it holds, what is to be done next, and its history.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class OrderModel(OrderFile files, ChangeOrder change) : OrderActModel(files, change)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What has just been done that led here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public override object Edited => Input;

    public bool MayChange => Held.Person.MayEdit && User.May(Policies.EditPeople) && Held.Line.Order.EndedOn is null;

    public string? Said => Done switch
    {
        "recorded" => "The order has been recorded.",
        "served" => "The service has been recorded.",
        "hearing" => "The hearing has been recorded.",
        "varied" => "The change has been recorded.",
        "breach" => "The breach has been recorded.",
        "notified" => "That name and address were notified has been recorded.",
        "ended" => "That it ended has been recorded.",
        _ => null,
    };

    /// <summary>What can have happened to it.</summary>
    public IEnumerable<(string Text, string Href)> Acts =>
    [
        .. OrderRules.IsServed(Held.Line.Order.Kind) ? new[] { (Held.Line.Order.ServedOn is null ? "It was served" : "It was served at another time", "serve") } : [],
        .. Held.Line.Order.IsNotice ? new[] { ("The court set, adjourned or held the hearing", "hearing") } : [],
        .. Held.Line.Order.IsNotice || Held.Line.Order.Kind is OrderKind.ReleasedUnderInvestigation ? [] : new[] { ("It was varied: other conditions or another last day", "vary") },
        ("It was breached", "breach"),
        ("It ended before its last day", "end"),
    ];

    public (string Text, string? Href) Say(OrderNext next) => next switch
    {
        OrderNext.Serve => ("Record when it was served: until then it binds nobody", $"/people/{Id}/orders/{Order}/serve"),
        OrderNext.Hear => ("Record when the court hears it", $"/people/{Id}/orders/{Order}/hearing"),
        OrderNext.RecordOrder => ("Record what the court decided", $"/people/{Id}/orders/{Order}/hearing"),
        OrderNext.AskViews => ("Ask what the person it protects thinks of the conditions, by the safe-contact card", null),
        OrderNext.SayPurposes => ("Say what the conditions are for", $"/people/{Id}/orders/{Order}/vary"),
        OrderNext.FindAge => ("Find out the age of this person: a notice is given to adults alone", null),
        OrderNext.NotifyAddress => ("Record when name and address were notified", "#notified"),
    };

    public static IEnumerable<(string Key, string Text)> Considered(ProtectiveOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new (string Key, string? Text)[]
        {
            ("Grounds", order.Grounds), ("Anybody under 18", order.UnderEighteens), ("What the person it protects thinks", order.VictimOpinion), ("What the person it binds said", order.Representations),
            ("Others who live there", order.OtherResidents), ("Views on the conditions", order.VictimViews), ("Views not asked because", order.ViewsNotSought),
        }.Where(c => c.Text is not null).Select(c => (c.Key, c.Text!));
    }

    public static string Of(SafetyTaskReason reason) => reason switch
    {
        SafetyTaskReason.BeforeEnd => "Tell them before it ends",
        SafetyTaskReason.BeforeTagEnds => "Tell them before the tag comes off",
        SafetyTaskReason.BeforeRelease => "Tell them before the release",
        SafetyTaskReason.BeforeCourt => "Tell them of the day in court",
        SafetyTaskReason.TellOfChange => "Tell them what has changed",
        SafetyTaskReason.TellOfCustody => "Tell them what has happened",
        SafetyTaskReason.AssessAgain => "Assess the risk again",
        SafetyTaskReason.TellIdva => "Tell the IDVA",
        SafetyTaskReason.TellOfInvestigation => "Tell them of the investigation",
        SafetyTaskReason.TellOfProgramme => "Tell them what has changed in a programme",
    };

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostNotifiedAsync(CancellationToken ct) =>
        SaveAsync(Input.NotifiedOn is { } on ? new OrderAct.Notified(on) : null, "Input.NotifiedOn", "Enter the day on which they were notified", "notified", _ => "Input.NotifiedOn", ct);

    protected override void Clear() => Input = new InputModel();

    public sealed class InputModel
    {
        [Display(Name = "The day they were notified")]
        public DateOnly? NotifiedOn { get; set; }
    }
}
