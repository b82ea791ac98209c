using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

public sealed class LabelledFieldTests
{
    private sealed record Page(Input Input);

    private sealed record Input(string? Name = null, string? Words = null, int? Children = null);

    private readonly Rendered<Page> _page = new(new Page(new Input("Invented \"Quoted\" Person", "\nline <one>", 2)));

    [Fact]
    public async Task An_input_has_a_label_a_name_and_the_value_of_the_model()
    {
        var html = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "Full name" });

        var input = html.QuerySelector<IHtmlInputElement>("input.govuk-input")!;
        Assert.Equal(("Input_Name", "Input.Name", "Invented \"Quoted\" Person"), (input.Id, input.Name, input.Value));
        Assert.Equal("Full name", html.QuerySelector($"label[for='{input.Id}']")!.TextContent);
        Assert.Null(input.GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task Hint_and_error_are_both_named_as_descriptions_in_that_order()
    {
        _page.Wrong("Input.Name", "Enter a full name");

        var html = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "Full name", Hint = "As the caller says it" });

        var described = html.QuerySelector("input")!.GetAttribute("aria-describedby")!.Split(' ');
        Assert.Equal(["As the caller says it", "Error: Enter a full name"], described.Select(id => html.QuerySelector($"#{id}")!.TextContent));
        Assert.Contains("govuk-form-group--error", html.FirstElementChild!.ClassList);
        Assert.Contains("govuk-input--error", html.QuerySelector("input")!.ClassList);
    }

    [Fact]
    public async Task What_was_typed_comes_back_even_where_the_model_could_not_take_it()
    {
        _page.Posted("Input.Children", "two").Wrong("Input.Children", "Enter a number");

        var html = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Children), Label = "Children" });

        Assert.Equal("two", html.QuerySelector<IHtmlInputElement>("input")!.Value);
    }

    [Fact]
    public async Task A_password_never_comes_back()
    {
        _page.Posted("Input.Name", "secret words");

        var html = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "Password", Type = "password" });

        Assert.Equal("", html.QuerySelector<IHtmlInputElement>("input")!.Value);
    }

    [Fact]
    public async Task What_is_typed_about_others_stays_out_of_the_browser_unless_the_page_asks()
    {
        var plain = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "Full name" });
        var asked = await _page.OfAsync(
            new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "User name" }, null, [new TagHelperAttribute("autocomplete", "username"), new TagHelperAttribute("data-lookup", "name")]);

        Assert.Equal(("off", "false"), (plain.QuerySelector("input")!.GetAttribute("autocomplete"), plain.QuerySelector("input")!.GetAttribute("spellcheck")));
        Assert.Equal(("username", "name"), (asked.QuerySelector("input")!.GetAttribute("autocomplete"), asked.QuerySelector("input")!.GetAttribute("data-lookup")));
    }

    [Fact]
    public async Task A_textarea_keeps_its_first_line_break_and_its_brackets()
    {
        var html = await _page.OfAsync(new GovUkTextareaTagHelper { For = _page.For(p => p.Input.Words), Label = "Words" });

        Assert.Equal("\nline <one>", html.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
    }

    [Fact]
    public async Task A_character_count_tells_its_limit_in_words_and_to_the_script()
    {
        var html = await _page.OfAsync(new GovUkCharacterCountTagHelper { For = _page.For(p => p.Input.Words), Label = "Words", Max = 4000 });

        var group = html.FirstElementChild!;
        Assert.Equal(("govuk-character-count", "4000"), (group.GetAttribute("data-module"), group.GetAttribute("data-maxlength")));
        Assert.Equal("You can enter up to 4,000 characters", html.QuerySelector($"#{html.QuerySelector("textarea")!.GetAttribute("aria-describedby")}")!.TextContent);
    }

    [Fact]
    public async Task A_label_can_be_the_heading_of_the_page()
    {
        var html = await _page.OfAsync(new GovUkInputTagHelper { For = _page.For(p => p.Input.Name), Label = "Full name", PageHeading = true });

        Assert.Equal("Full name", html.QuerySelector("h1 > label.govuk-label--l")!.TextContent);
    }
}
