using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// <c>govuk-radios-item</c> and <c>govuk-checkboxes-item</c>: one answer. Its content appears when it is chosen; with
/// no label, the words of the enumeration's member.
/// </summary>
[HtmlTargetElement("govuk-radios-item", ParentTag = "govuk-radios")]
[HtmlTargetElement("govuk-checkboxes-item", ParentTag = "govuk-checkboxes")]
public sealed class ChoiceItemTagHelper : TagHelper
{
    public required string Value { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>"None of these": choosing it clears the others.</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var conditional = await output.GetChildContentAsync();
        ChoicesTagHelper.Given(context).Add(new Choice(Value, Label ?? "", Hint, conditional.IsEmptyOrWhiteSpace ? null : conditional, IsExclusive: Exclusive));
        output.SuppressOutput();
    }
}

/// <summary><c>govuk-radios-divider</c>: the word between two groups of answers.</summary>
[HtmlTargetElement("govuk-radios-divider", ParentTag = "govuk-radios")]
[HtmlTargetElement("govuk-checkboxes-divider", ParentTag = "govuk-checkboxes")]
public sealed class ChoiceDividerTagHelper : TagHelper
{
    public string Text { get; set; } = "or";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        ChoicesTagHelper.Given(context).Add(Choice.Divider(Text));
        output.SuppressOutput();
    }
}
