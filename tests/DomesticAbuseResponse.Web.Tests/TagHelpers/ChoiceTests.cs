using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Html;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

public sealed class ChoiceTests
{
    private sealed record Page(Input Input);

    private sealed record Input(Role? Role = null, bool? Children = null, bool Confirmed = false, IReadOnlyList<Role>? Roles = null, string? Free = null);

    private readonly Rendered<Page> _page = new(new Page(new Input(Role.Idva, Children: false, Confirmed: true, [Role.Sergeant, Role.Inspector])));

    [Fact]
    public async Task Radios_of_an_enumeration_offer_each_member_in_words_and_choose_the_held_one()
    {
        var html = await _page.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Role), Legend = "Role" });

        Assert.Equal(Enum.GetValues<Role>().Length, html.QuerySelectorAll("input[type=radio]").Length);
        Assert.Equal("IDVA", LabelOf(html, html.QuerySelector("input[checked]")!));
        Assert.Equal("Role", html.QuerySelector("fieldset > legend")!.TextContent);
    }

    [Fact]
    public async Task The_first_answer_has_the_fields_own_id_so_that_the_error_summary_leads_to_it()
    {
        _page.Wrong("Input.Role", "Choose a role");

        var html = await _page.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Role), Legend = "Role" });

        Assert.Equal("Input_Role", html.QuerySelector("input")!.Id);
        Assert.Equal("Input_Role-error", html.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));
        Assert.Equal(html.QuerySelectorAll("[id]").Length, html.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task No_answer_and_No_are_two_things()
    {
        var no = await _page.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Children), Legend = "Children?" });
        var empty = new Rendered<Page>(new Page(new Input()));
        var none = await empty.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names) { For = empty.For(p => p.Input.Children), Legend = "Children?" });

        Assert.Equal("No", LabelOf(no, no.QuerySelector("input[checked]")!));
        Assert.Null(none.QuerySelector("input[checked]"));
    }

    [Fact]
    public async Task What_an_answer_reveals_is_tied_to_it_and_hidden_until_it_is_chosen()
    {
        var html = await _page.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names)
        {
            For = _page.For(p => p.Input.Role),
            Legend = "Role",
            Items = [new("Sergeant", "Sergeant", Conditional: new HtmlString("<b>Station?</b>")), Choice.Divider(), new("Idva", "IDVA", "Of any service", new HtmlString("<b>Service?</b>"))],
        });

        var (sergeant, idva) = (html.QuerySelector("[value=Sergeant]")!, html.QuerySelector("[value=Idva]")!);
        Assert.Contains("govuk-radios__conditional--hidden", html.QuerySelector($"#{sergeant.GetAttribute("data-reveals")}")!.ClassList);
        Assert.DoesNotContain("govuk-radios__conditional--hidden", html.QuerySelector($"#{idva.GetAttribute("data-reveals")}")!.ClassList);
        Assert.Equal("Of any service", html.QuerySelector($"#{idva.GetAttribute("aria-describedby")}")!.TextContent);
        Assert.Equal("or", html.QuerySelector(".govuk-radios__divider")!.TextContent);
    }

    [Fact]
    public async Task Check_boxes_tick_everything_held_and_after_a_post_everything_posted()
    {
        var held = await _page.OfAsync(new GovUkCheckboxesTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Roles), Legend = "Roles" });
        _page.Posted("Input.Roles", "CallHandler", "Auditor");
        var posted = await _page.OfAsync(new GovUkCheckboxesTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Roles), Legend = "Roles" });

        Assert.Equal(["Sergeant", "Inspector"], held.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["CallHandler", "Auditor"], posted.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public async Task A_single_box_needs_no_legend_and_posts_true()
    {
        var html = await _page.OfAsync(new GovUkCheckboxesTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Confirmed), Label = "I have read this back" });

        var box = html.QuerySelector<IHtmlInputElement>("input[type=checkbox]")!;
        Assert.Equal(("true", true, "I have read this back"), (box.Value, box.IsChecked, LabelOf(html, box)));
        Assert.Null(html.QuerySelector("fieldset"));
    }

    [Fact]
    public async Task A_select_starts_with_nothing_chosen()
    {
        var empty = new Rendered<Page>(new Page(new Input()));
        var html = await empty.OfAsync(new GovUkSelectTagHelper(Rendered<Page>.Names) { For = empty.For(p => p.Input.Role), Label = "Role" });

        var select = html.QuerySelector<IHtmlSelectElement>("select.govuk-select")!;
        Assert.Equal(("", Enum.GetValues<Role>().Length + 1), (select.Value, select.Options.Length));
    }

    [Fact]
    public async Task Free_text_without_items_is_a_mistake_said_at_once() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _page.OfAsync(new GovUkRadiosTagHelper(Rendered<Page>.Names) { For = _page.For(p => p.Input.Free), Legend = "?" }));

    private static string LabelOf(IElement html, IElement input) => html.QuerySelector($"label[for='{input.Id}']")!.TextContent;
}
