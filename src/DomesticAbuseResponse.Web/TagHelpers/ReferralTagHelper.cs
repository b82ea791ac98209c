using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Where a referral stands, in words for both of its sides.</summary>
[HtmlTargetElement("referral-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReferralTagHelper : TagHelper
{
    public required ReferralStatus Status { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (colour, words) = Status switch
        {
            ReferralStatus.Raised => ("yellow", "To be sent"),
            ReferralStatus.Sent => ("teal", "Waiting for an answer"),
            ReferralStatus.Queried => ("purple", "Question asked"),
            ReferralStatus.Accepted => ("green", "Accepted"),
            ReferralStatus.Declined => ("red", "Declined"),
            ReferralStatus.Withdrawn => ("grey", "Withdrawn"),
        };
        output.Become("strong", $"govuk-tag govuk-tag--{colour}", Markup.Of($"{words}"));
    }
}
