using System.Globalization;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// A form that posts with its antiforgery token, the key that makes a repeated post harmless, whom it was made for, and the
/// version of the record it was made from. A form that only asks (method="get") carries none of these.
/// </summary>
[HtmlTargetElement("govuk-form")]
public sealed class GovUkFormTagHelper(IHtmlGenerator html, IUrlHelperFactory urls, TimeProvider clock, AuthorMark marks) : TagHelper
{
    public string Method { get; set; } = "post";

    /// <summary>Where it goes; not set: the page itself.</summary>
    public string? Action { get; set; }

    /// <summary>The page handler it goes to.</summary>
    public string? Handler { get; set; }

    /// <summary>The row version of the record that is changed.</summary>
    public uint? Version { get; set; }

    /// <summary>Where changed fields are saved while the form is filled in.</summary>
    public string? AutosaveUrl { get; set; }

    /// <summary>The name under which everything typed is kept as a draft while it is typed: "incidents/log".</summary>
    public string? Draft { get; set; }

    /// <summary>It changes nothing but is answered with a file: each sending is one of its own, and none is sent on to what the first was answered with.</summary>
    public bool Repeatable { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var action = Action ?? (Handler is null ? WithoutHandler(ViewContext.HttpContext.Request) : urls.GetUrlHelper(ViewContext).Page(null, Handler));
        var posts = !string.Equals(Method, "get", StringComparison.OrdinalIgnoreCase);
        var kept = posts && ViewContext.HttpContext.Restored is { } restored && restored.Is(action ?? ViewContext.HttpContext.PageAddress) ? restored : null;
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("method", Method);
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate", null, HtmlAttributeValueStyle.Minimized));
        if (action is not null)
        {
            output.Attributes.SetAttribute("action", action);
        }

        AutosaveUrl ??= Draft is null ? null : "/drafts";
        if (AutosaveUrl is not null)
        {
            output.Attributes.SetAttribute("data-autosave-url", AutosaveUrl);
            output.PostContent.AppendHtml("<p class=\"dar-saved\" data-autosave-status aria-hidden=\"true\"></p><p class=\"govuk-visually-hidden\" role=\"status\" data-autosave-spoken></p>");
        }

        if (posts)
        {
            // With its id the form can be taken along by a button outside it, which locks the screen.
            output.Attributes.SetAttribute("id", ViewContext.HttpContext.AddForm(output.Attributes["id"]?.Value?.ToString(), action, Draft is not null));
            output.PreContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
            output.PreContent.AppendHtml(Repeatable ? Markup.None : Hidden(FormFields.Key, Guid.CreateVersion7(clock.GetUtcNow()).ToString("D")));
            output.PreContent.AppendHtml(marks.For(ViewContext.HttpContext.User) is { } mark ? Hidden(AuthorMark.Field, mark) : Markup.None);
            output.PreContent.AppendHtml(Draft is null ? Markup.None : Hidden(FormFields.Draft, Draft));
            output.PreContent.AppendHtml((kept?.Version ?? Version?.ToString(CultureInfo.InvariantCulture)) is { } v ? Hidden(FormFields.Version, v) : Markup.None);
            output.PreContent.AppendHtml(kept is null ? Markup.None : Hidden(KeptForms.ResumedField, kept.Id.ToString()));
        }
    }

    /// <summary>A page shown again by one of its handlers stands at that handler's address, where its form would go next; null anywhere else.</summary>
    private static string? WithoutHandler(HttpRequest request) => request.Query.ContainsKey("handler")
        ? request.PathBase + request.Path + new QueryBuilder(request.Query.Where(q => !string.Equals(q.Key, "handler", StringComparison.OrdinalIgnoreCase))).ToQueryString()
        : null;

    private static IHtmlContent Hidden(string name, string value) => Markup.Of($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
}
