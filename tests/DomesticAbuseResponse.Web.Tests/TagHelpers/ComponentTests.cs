using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

public sealed class ComponentTests
{
    private readonly Rendered<object> _page = new(new object());

    [Theory]
    [InlineData(RiskGrade.High, "High risk", "govuk-tag--red")]
    [InlineData(RiskGrade.Medium, "Medium risk", "govuk-tag--orange")]
    [InlineData(RiskGrade.Standard, "Standard risk", "govuk-tag--teal")]
    [InlineData(null, "Not assessed", "govuk-tag--grey")]
    public async Task A_grade_is_said_in_words_and_none_never_looks_like_Standard(RiskGrade? grade, string words, string colour)
    {
        var tag = (await _page.OfAsync(new RiskTagHelper { Grade = grade })).FirstElementChild!;

        Assert.Equal(words, tag.TextContent);
        Assert.Contains(colour, tag.ClassList);
    }

    [Fact]
    public async Task The_error_summary_says_each_field_once_with_a_link_and_a_refusal_without()
    {
        _page.Wrong("Input.Name", "Enter a full name").Wrong("Input.Name", "Too short").Wrong("", "The meeting has closed its agenda");

        var html = await _page.OfAsync(new GovUkErrorSummaryTagHelper());

        Assert.Equal(["The meeting has closed its agenda", "Enter a full name"], html.QuerySelectorAll("li").Select(l => l.TextContent));
        Assert.Equal(["#Input_Name"], html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("govuk-error-summary", html.FirstElementChild!.GetAttribute("data-module"));
    }

    [Fact]
    public async Task The_error_summary_follows_the_page_and_not_the_alphabet()
    {
        var page = new Rendered<Form>(new Form());
        foreach (var name in new[] { "Rows[10].A", "Rows[2].B", "Rows[2].A", "Apple", "Zebra.Year", "Zebra", "Unknown" })
        {
            page.Wrong(name, name);
        }

        var html = await page.OfAsync(new GovUkErrorSummaryTagHelper());

        Assert.Equal(["Zebra", "Zebra.Year", "Rows[2].B", "Rows[2].A", "Rows[10].A", "Apple", "Unknown"], html.QuerySelectorAll("li").Select(l => l.TextContent));
    }

    private sealed record Form(DateOnly? Zebra = null, IReadOnlyList<Row>? Rows = null, string? Apple = null);

    private sealed record Row(string? B, string? A);

    [Fact]
    public async Task No_error_no_summary() => Assert.Equal("", (await _page.OfAsync(new GovUkErrorSummaryTagHelper())).InnerHtml);

    [Fact]
    public async Task A_row_with_nothing_in_it_says_so_and_its_link_says_what_it_changes()
    {
        var html = await _page.OfAsync(new GovUkSummaryListRowTagHelper { Key = "Weapon", Href = "/x" });

        Assert.Equal("Not recorded", html.QuerySelector("dd.govuk-summary-list__value")!.TextContent);
        Assert.Equal("Change Weapon", html.QuerySelector("dd.govuk-summary-list__actions a")!.TextContent);
    }

    [Theory]
    [InlineData("<span class=\"dar-verbatim\" data-private> </span>")]
    [InlineData("\n  <p><strong></strong></p>\n")]
    public async Task Elements_around_nothing_are_nothing_too(string content)
    {
        var html = await _page.OfAsync(new GovUkSummaryListRowTagHelper { Key = "Injuries" }, content);

        Assert.Equal("Not recorded", html.QuerySelector("dd.govuk-summary-list__value")!.TextContent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_row_that_leads_nowhere_has_no_link(string? href)
    {
        var html = await _page.OfAsync(new GovUkSummaryListRowTagHelper { Key = "IDVA", Href = href }, "Ivy");

        Assert.Empty(html.QuerySelectorAll("a"));
        Assert.Equal("Ivy", html.QuerySelector("dd")!.TextContent);
    }

    [Fact]
    public async Task An_entry_of_a_timeline_reads_as_a_sentence_and_names_nobody_where_nobody_did_it()
    {
        var byHazel = await _page.OfAsync(new MojTimelineItemTagHelper { Heading = "Call logged", By = "Hazel Demo", At = default });
        var bySystem = await _page.OfAsync(new MojTimelineItemTagHelper { Heading = "Deadline passed", By = "", At = default });

        Assert.Equal("Call logged by Hazel Demo", byHazel.QuerySelector(".moj-timeline__header")!.TextContent);
        Assert.Equal("Deadline passed", bySystem.QuerySelector(".moj-timeline__header")!.TextContent);
    }

    [Theory]
    [InlineData(1, 25, "Showing 1 to 25 of 25 incidents", new string[0])]
    [InlineData(3, 214, "Showing 51 to 75 of 214 incidents", new[] { "1", "2", "3", "4", "9" })]
    [InlineData(9, 214, "Showing 201 to 214 of 214 incidents", new[] { "1", "8", "9" })]
    [InlineData(1, 0, "No incidents", new string[0])]
    public async Task Pagination_says_what_is_shown_even_on_one_page(int current, int total, string words, string[] pages)
    {
        var html = await _page.OfAsync(new GovUkPaginationTagHelper { Current = current, Total = total, What = "incidents" });

        Assert.Equal(words, html.QuerySelector("p")!.TextContent.Trim());
        Assert.Equal(pages, html.QuerySelectorAll("li a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Pagination_keeps_the_rest_of_the_address()
    {
        _page.Http.Request.Path = "/incidents";
        _page.Http.Request.QueryString = new QueryString("?risk=High&p=3");

        var html = await _page.OfAsync(new GovUkPaginationTagHelper { Current = 3, Total = 214 });

        Assert.Equal("/incidents?risk=High&p=4", html.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("page", html.QuerySelector("a[aria-label='Page 3']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Markup_from_a_record_is_shown_as_text()
    {
        var html = await _page.OfAsync(new MojTimelineItemTagHelper { Heading = "<script>alert(1)</script>", By = "\"><img>", At = default });

        Assert.Empty(html.QuerySelectorAll("script, img"));
        Assert.Equal("<script>alert(1)</script>", html.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task A_sub_navigation_marks_the_page_one_is_on()
    {
        _page.Http.Request.Path = "/cases/1/risk";

        var here = await _page.OfAsync(new MojSubNavigationItemTagHelper { Href = "/cases/1/risk" }, "Risk");
        var there = await _page.OfAsync(new MojSubNavigationItemTagHelper { Href = "/cases/1" }, "Summary");

        Assert.Equal("page", here.QuerySelector("a")!.GetAttribute("aria-current"));
        Assert.Null(there.QuerySelector("a")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task A_class_the_page_gives_is_kept()
    {
        var html = await _page.OfAsync(new GovUkTagTagHelper { Colour = "green" }, "Accepted", [new TagHelperAttribute("class", "mine")]);

        Assert.Equal(["mine", "govuk-tag", "govuk-tag--green"], html.FirstElementChild!.ClassList);
    }
}
