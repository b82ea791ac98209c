using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>What is asked of an order when it is recorded; each kind asks for its own part of it. In the order of the page.</summary>
public sealed class OrderInput
{
    public Id<Person>? ProtectsId { get; set; }

    [Display(Name = "The day of the arrest")]
    public DateOnly? ArrestedOn { get; set; }

    public string? Rank { get; set; }

    public string? Court { get; set; }

    public string? CaseNumber { get; set; }

    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    [Display(Name = "The day it was served")]
    public DateOnly? ServedOn { get; set; }

    [Display(Name = "The time of service")]
    public DateTimeOffset? ServedAt { get; set; }

    public string? Grounds { get; set; }

    public string? UnderEighteens { get; set; }

    public string? VictimOpinion { get; set; }

    public string? Representations { get; set; }

    public string? OtherResidents { get; set; }

    public List<OrderConditions> Conditions { get; set; } = [];

    public List<BailPurposes> Purposes { get; set; } = [];

    [Display(Name = "The last day of the tag")]
    public DateOnly? TagUntil { get; set; }

    public TagConsent? Tag { get; set; }

    public string? Details { get; set; }

    public string? VictimViews { get; set; }

    public string? ViewsNotSought { get; set; }

    public static IReadOnlyList<Choice> AllConditions { get; } = [.. OrderWords.AllConditions.Select(c => new Choice(c.ToString(), Capital(OrderWords.Of(c))))];

    public static IReadOnlyList<Choice> AllPurposes { get; } = [.. OrderWords.AllPurposes.Select(p => new Choice(p.ToString(), Capital(OrderWords.Of(p))))];

    public static IReadOnlyList<Choice> Ranks(OrderKind kind) =>
        [.. Enum.GetValues<OrderRank>().Where(r => r is not OrderRank.Court || kind is OrderKind.PoliceBail).Select(r => new Choice(r.ToString(), OrderWords.Of(r)))];

    public static bool IsNotice(OrderKind kind) => kind is OrderKind.Dvpn or OrderKind.Dapn;

    public static bool IsBail(OrderKind kind) => kind is OrderKind.PoliceBail or OrderKind.CourtBail;

    internal RecordOrder.Command ToCommand(Id<Person> person, OrderKind kind, Id<ProtectiveOrder>? follows) => new(
        person, ProtectsId, new OrderTerms(kind, Court, CaseNumber, From, Until, All(Conditions), Details), IsNotice(kind) ? null : ServedOn,
        new OrderGiven(
            ReadRank(Rank), ArrestedOn, IsNotice(kind) ? ServedAt : null, kind is OrderKind.Dapo ? TagUntil : null, All(Purposes),
            IsNotice(kind) ? new(Grounds, UnderEighteens, VictimOpinion, Representations, OtherResidents) : null, VictimViews, ViewsNotSought, Tag: Tag), follows);

    internal static OrderRank? ReadRank(string? typed) => Enum.TryParse<OrderRank>(typed, out var rank) && Enum.IsDefined(rank) ? rank : null;

    internal static OrderConditions All(IEnumerable<OrderConditions> ticked) => ticked.Aggregate(OrderConditions.None, (all, one) => all | one);

    internal static BailPurposes All(IEnumerable<BailPurposes> ticked) => ticked.Aggregate(BailPurposes.None, (all, one) => all | one);

    /// <summary>Beside which field a refusal stands.</summary>
    internal static string FieldOf(OrderKind kind, Refusal refusal) => "Input." + refusal.Code switch
    {
        "order.far" or "order.end-day" => nameof(From),
        "order.served" => IsNotice(kind) ? nameof(ServedAt) : nameof(ServedOn),
        "order.protects" or "order.same-person" or "order.victim-age" or "order.age" or "order.follows" => nameof(ProtectsId),
        "order.rank" => nameof(Rank),
        "order.arrested" => nameof(ArrestedOn),
        "order.grounds" => nameof(Grounds),
        "order.under-eighteens" => nameof(UnderEighteens),
        "order.victim-opinion" => nameof(VictimOpinion),
        "order.representations" => nameof(Representations),
        "order.residents" => nameof(OtherResidents),
        "order.tag" => nameof(TagUntil),
        "order.tag-consent" => nameof(Tag),
        "order.rui-conditions" => nameof(Conditions),
        _ => nameof(Until),
    };

    private static string Capital(string words) => string.Concat(words[..1].ToUpperInvariant(), words[1..]);

    public sealed class Validator : AbstractValidator<OrderInput>
    {
        public Validator()
        {
            RuleFor(i => i.Court).AtMost(ProtectiveOrder.CourtMaxLength, "Court");
            RuleFor(i => i.CaseNumber).AtMost(ProtectiveOrder.NumberMaxLength, "Case number");
            RuleFor(i => i.Grounds).AtMost(OrderStep.WordsMaxLength, "The grounds");
            RuleFor(i => i.UnderEighteens).AtMost(OrderStep.WordsMaxLength, "What was considered for anybody under 18");
            RuleFor(i => i.VictimOpinion).AtMost(OrderStep.WordsMaxLength, "What the victim thinks");
            RuleFor(i => i.Representations).AtMost(OrderStep.WordsMaxLength, "What they said about it");
            RuleFor(i => i.OtherResidents).AtMost(OrderStep.WordsMaxLength, "What others who live there think");
            RuleFor(i => i.Details).AtMost(ProtectiveOrder.DetailsMaxLength, "The words of it that matter");
            RuleFor(i => i.VictimViews).AtMost(OrderStep.WordsMaxLength, "The victim’s views");
            RuleFor(i => i.ViewsNotSought).AtMost(OrderStep.WordsMaxLength, "Why it was not practicable");
        }
    }
}
