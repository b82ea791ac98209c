using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Whether an order holds.</summary>
[HtmlTargetElement("order-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class OrderTagHelper : TagHelper
{
    public required OrderState State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var colour = State switch
        {
            OrderState.InForce => "green",
            OrderState.NotServed => "yellow",
            OrderState.NotYet => "teal",
            OrderState.Expired or OrderState.Ended => "grey",
        };
        output.Become("strong", $"govuk-tag govuk-tag--{colour}", Markup.Of($"{OrderWords.Of(State)}"));
    }
}
