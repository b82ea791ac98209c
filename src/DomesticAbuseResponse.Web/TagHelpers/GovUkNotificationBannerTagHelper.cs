using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Something the person should know that is not about the page's own fields: what was just done, or what changed.</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class GovUkNotificationBannerTagHelper : TagHelper
{
    /// <summary>"success" when it confirms what was just done; it is then read out at once.</summary>
    public string? Type { get; set; }

    public string? Heading { get; set; }

    /// <summary>Needed when one page shows two.</summary>
    public string TitleId { get; set; } = "notification-title";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        var success = Type == "success";
        output.Attributes.SetAttribute("role", success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", TitleId);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output.Become("div", "govuk-notification-banner", Markup.Of($"""
            <div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="{TitleId}">{Heading ?? (success ? "Done" : "Important")}</h2></div><div class="govuk-notification-banner__content">{content}</div>
            """));
        output.AddClass(success ? "govuk-notification-banner--success" : null);
    }
}
