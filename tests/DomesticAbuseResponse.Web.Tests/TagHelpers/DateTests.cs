using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

public sealed class DateTests
{
    private sealed record Page(DateOnly? Born = null, DateTimeOffset? At = null);

    [Theory]
    [InlineData("3", "2", "1990", "1990-02-03")]
    [InlineData(" 03 ", "02", "1990", "1990-02-03")]
    [InlineData("29", "February", "2024", "2024-02-29")]
    [InlineData("1", "Sept", "2026", "2026-09-01")]
    [InlineData("1", "sep", "2026", "2026-09-01")]
    public async Task A_date_is_read_from_its_parts(string day, string month, string year, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), (await BindAsync<DateOnly?>(new UkDateBinder(), ("Day", day), ("Month", month), ("Year", year))).Model);

    [Theory]
    [InlineData("", "2", "1990", "", "The date must include a day")]
    [InlineData("3", "", "", ".Month", "The date must include a month and year")]
    [InlineData("30", "2", "1990", "", "The date must be a real date")]
    [InlineData("29", "2", "2026", "", "The date must be a real date")]
    [InlineData("1", "13", "1990", ".Month", "The month must be a number from 1 to 12")]
    [InlineData("1", "1", "90", ".Year", "The year must be 4 numbers")]
    [InlineData("x", "1", "1990", "", "The date must be a real date")]
    public async Task What_is_wrong_is_said_of_the_part_it_is_wrong_with(string day, string month, string year, string part, string message)
    {
        var (_, state) = await BindAsync<DateOnly?>(new UkDateBinder(), ("Day", day), ("Month", month), ("Year", year));

        Assert.Equal([($"Value{part}", message)], Errors(state));
    }

    [Fact]
    public async Task Three_empty_parts_are_no_date_and_no_error()
    {
        var (date, state) = await BindAsync<DateOnly?>(new UkDateBinder(), ("Day", ""), ("Month", " "), ("Year", ""));

        Assert.Null(date);
        Assert.True(state.IsValid);
    }

    [Theory]
    [InlineData("1", "7", "2026", "14:05", "2026-07-01T13:05:00Z")]
    [InlineData("1", "12", "2026", "1405", "2026-12-01T14:05:00Z")]
    [InlineData("1", "12", "2026", "2.05pm", "2026-12-01T14:05:00Z")]
    [InlineData("1", "12", "2026", "9 am", "2026-12-01T09:00:00Z")]
    public async Task A_time_is_London_time(string day, string month, string year, string time, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), (await BindAsync<DateTimeOffset?>(new UkDateTimeBinder(), ("Day", day), ("Month", month), ("Year", year), ("Time", time))).Model);

    [Theory]
    [InlineData("23", "25:99", new[] { "Value.Time: The time must be a real time, like 14:05" })]
    [InlineData("31", "25:99", new[] { "Value.Time: The time must be a real time, like 14:05", "Value: The date must be a real date" })]
    [InlineData("", "14:05", new[] { "Value: The date must include a day" })]
    public async Task A_time_that_is_none_is_said_of_the_time_whatever_the_date_is(string day, string time, string[] expected)
    {
        var (_, state) = await BindAsync<DateTimeOffset?>(new UkDateTimeBinder(), ("Day", day), ("Month", "11"), ("Year", "2026"), ("Time", time));

        Assert.Equal(expected, Errors(state).Select(e => $"{e.Item1}: {e.Item2}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(int?), CalmWords.WholeNumber)]
    [InlineData(typeof(decimal), CalmWords.Number)]
    [InlineData(typeof(DateOnly?), CalmWords.Date)]
    [InlineData(typeof(DayOfWeek?), CalmWords.Choice)]
    [InlineData(typeof(Guid), CalmWords.Choice)]
    public void What_does_not_fit_its_field_is_told_which_form_the_field_asks_for(Type type, string words)
    {
        var context = new BindingMetadataProviderContext(ModelMetadataIdentity.ForType(type), ModelAttributes.GetAttributesForType(type));

        new CalmWords().CreateBindingMetadata(context);

        Assert.Equal(words, context.BindingMetadata.ModelBindingMessageProvider!.AttemptedValueIsInvalidAccessor("x", "Field"));
        Assert.True(CalmWords.AreGeneral(words));
    }

    [Theory]
    [InlineData("9:05", "09:05")]
    [InlineData("0905", "09:05")]
    [InlineData(" 21.30 ", "21:30")]
    [InlineData("9.30 PM", "21:30")]
    [InlineData("12am", "00:00")]
    [InlineData("3", null)] // nobody can tell which of the two it is
    [InlineData("24:00", null)]
    [InlineData("later", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_of_day_is_read_as_people_write_it(string? typed, string? time) =>
        Assert.Equal(time is null ? null : TimeOnly.Parse(time, null), UkDateTimeBinder.ReadTime(typed));

    [Fact]
    public async Task A_time_the_spring_change_skips_is_refused()
    {
        var (_, state) = await BindAsync<DateTimeOffset?>(new UkDateTimeBinder(), ("Day", "29"), ("Month", "3"), ("Year", "2026"), ("Time", "01:30"));

        Assert.Equal([("Value.Time", "There was no 01:30 that night: the clocks went forward. Check the time")], Errors(state));
    }

    [Theory]
    [InlineData("first", "2026-10-25T00:30:00Z")]
    [InlineData("second", "2026-10-25T01:30:00Z")]
    public async Task A_time_autumn_repeats_is_the_one_that_was_chosen(string which, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), (await BindAsync<DateTimeOffset?>(
            new UkDateTimeBinder(), ("Day", "25"), ("Month", "10"), ("Year", "2026"), ("Time", "01:30"), ("Which", which))).Model);

    [Fact]
    public async Task A_time_autumn_repeats_is_asked_back_and_the_page_then_offers_both()
    {
        var (_, state) = await BindAsync<DateTimeOffset?>(new UkDateTimeBinder(), ("Day", "25"), ("Month", "10"), ("Year", "2026"), ("Time", "01:30"));
        var page = new Rendered<Page>(new Page());
        page.Wrong("At.Which", state["Value.Which"]!.Errors[0].ErrorMessage);

        var html = await page.OfAsync(new UkDateTimeInputTagHelper { For = page.For(p => p.At), Legend = "When?" });

        Assert.Equal(["first", "second"], html.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Select(r => r.Value));
        Assert.Contains("came twice", html.QuerySelector(".govuk-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("At_Which", html.QuerySelector("input[type=radio]")!.Id);
    }

    [Fact]
    public async Task A_held_instant_of_the_repeated_hour_says_which_it_is()
    {
        var page = new Rendered<Page>(new Page(At: new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero)));

        var html = await page.OfAsync(new UkDateTimeInputTagHelper { For = page.For(p => p.At), Legend = "When?" });

        Assert.Equal("01:30", html.QuerySelector<IHtmlInputElement>("[name='At.Time']")!.Value);
        Assert.Equal("second", html.QuerySelector<IHtmlInputElement>("input[checked]")!.Value);
    }

    [Fact]
    public async Task An_error_marks_the_part_it_is_about_and_describes_the_group()
    {
        var page = new Rendered<Page>(new Page());
        page.Posted("Born.Day", "3").Wrong("Born.Month", "The date must include a month");

        var html = await page.OfAsync(new GovUkDateInputTagHelper { For = page.For(p => p.Born), Legend = "Date of birth", Hint = "For example, 31 3 1980" });

        Assert.Equal("3", html.QuerySelector<IHtmlInputElement>("#Born")!.Value);
        Assert.Equal(["Born_Month"], html.QuerySelectorAll(".govuk-input--error").Select(i => i.Id!));
        Assert.Equal("Born-hint Born-error", html.QuerySelector("fieldset[role=group]")!.GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task An_error_of_the_whole_date_marks_every_part()
    {
        var page = new Rendered<Page>(new Page());
        page.Wrong("Born", "Date of birth must be in the past");

        var html = await page.OfAsync(new GovUkDateInputTagHelper { For = page.For(p => p.Born), Legend = "Date of birth" });

        Assert.Equal(3, html.QuerySelectorAll(".govuk-input--error").Length);
    }

    private static (string, string)[] Errors(ModelStateDictionary state) =>
        [.. state.Where(s => s.Value!.Errors.Count > 0).Select(s => (s.Key, s.Value!.Errors[0].ErrorMessage))];

    private static async Task<(object? Model, ModelStateDictionary State)> BindAsync<T>(IModelBinder binder, params (string Part, string Value)[] parts)
    {
        var values = new FormCollection(parts.ToDictionary(p => $"Value.{p.Part}", p => new Microsoft.Extensions.Primitives.StringValues(p.Value)));
        var context = new DefaultModelBindingContext
        {
            ActionContext = new ActionContext { HttpContext = new DefaultHttpContext() },
            ModelMetadata = new EmptyModelMetadataProvider().GetMetadataForType(typeof(T)),
            ModelName = "Value",
            ModelState = new ModelStateDictionary(),
            ValueProvider = new FormValueProvider(BindingSource.Form, values, null),
        };
        await binder.BindModelAsync(context);
        return (context.Result.IsModelSet ? context.Result.Model : null, context.ModelState);
    }
}
