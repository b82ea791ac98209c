using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Adds to what the page wrote on the element instead of replacing it.</summary>
internal static class TagHelperOutputExtensions
{
    extension(TagHelperOutput output)
    {
        /// <summary>Puts the component's class before the page's own; nothing for null.</summary>
        public void AddClass(string? name)
        {
            if (name is not null)
            {
                var old = output.Attributes.TryGetAttribute("class", out var attribute) ? attribute.Value?.ToString() : null;
                output.Attributes.SetAttribute("class", old is null ? name : $"{old} {name}");
            }
        }

        /// <summary>Turns the element into a block with this class and this content.</summary>
        public void Become(string tag, string className, IHtmlContent content)
        {
            output.TagName = tag;
            output.TagMode = TagMode.StartTagAndEndTag;
            output.AddClass(className);
            output.Content.SetHtmlContent(content);
        }
    }
}
