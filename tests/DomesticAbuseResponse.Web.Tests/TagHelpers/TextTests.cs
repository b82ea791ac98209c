using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

public sealed class TextTests
{
    private enum Part
    {
        Victim,
        AllegedPerpetrator,
        NotAskedYet,
        Hba10Form,
    }

    [Theory]
    [InlineData(Role.Idva, "IDVA")]
    [InlineData(Role.IdvaManager, "IDVA manager")]
    [InlineData(Role.MaracChair, "MARAC chair")]
    [InlineData(Role.ControlRoomSupervisor, "Control-room supervisor")]
    [InlineData(Role.CallHandler, "Call handler")]
    public void A_member_of_an_enumeration_reads_as_words(Role role, string words) =>
        Assert.Equal(words, Names().Of(role));

    [Theory]
    [InlineData("StaffChangeAsked", "Staff change asked")]
    [InlineData("IdvaServiceChosen", "IDVA service chosen")]
    [InlineData("VictimHeld", "Victim-survivor held")]
    [InlineData("Address2", "Address 2")]
    [InlineData("", "")]
    public void A_code_without_words_of_its_own_reads_as_words(string code, string words) =>
        Assert.Equal(words, Names(new WordsOptions { Victim = "victim-survivor" }).OfCode(code));

    [Theory]
    [InlineData("Input.People[1].FirstWords", "People 2: first words")]
    [InlineData("Input.IdvaName", "IDVA name")]
    [InlineData("Input.Needs.IdvaName", "Needs: IDVA name")]
    [InlineData("Input.Answers[HasKeys]", "Answers Has keys")]
    [InlineData("Input", "Input")]
    [InlineData("[0]", " 1")]
    public void The_name_of_a_field_reads_as_words(string field, string words) => Assert.Equal(words, FieldWords.Of(field, Names()));

    [Fact]
    public void An_area_names_the_two_roles_in_its_own_words()
    {
        var names = Names(new WordsOptions { Victim = "victim-survivor", Perpetrator = "person causing harm" });

        Assert.Equal(("Victim-survivor", "Alleged person causing harm"), (names.Of(Part.Victim), names.Of(Part.AllegedPerpetrator)));
        Assert.Equal("Not asked yet", names.Of(Part.NotAskedYet));
    }

    [Theory]
    [InlineData("2026-07-01T13:05:00Z", "1 July 2026 at 14:05")]
    [InlineData("2026-12-24T23:59:59Z", "24 December 2026 at 23:59")]
    [InlineData("2026-06-30T23:30:00Z", "1 July 2026 at 00:30")]
    [InlineData("2026-10-25T00:30:00Z", "25 October 2026 at 01:30 (BST)")]
    [InlineData("2026-10-25T01:30:00Z", "25 October 2026 at 01:30 (GMT)")]
    public void An_instant_reads_as_London_has_it(string instant, string words) =>
        Assert.Equal(words, DisplayNames.Instant(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public async Task Uk_time_shows_words_and_carries_the_exact_value()
    {
        var page = new Rendered<object>(new object());

        var html = await page.OfAsync(new UkTimeTagHelper { At = new DateTimeOffset(2026, 7, 1, 13, 5, 9, TimeSpan.Zero) });
        var date = await page.OfAsync(new UkTimeTagHelper { On = new DateOnly(2026, 3, 3), WithDay = true });
        var none = await page.OfAsync(new UkTimeTagHelper());

        Assert.Equal("<time datetime=\"2026-07-01T13:05:09Z\">1 July 2026 at 14:05</time>", html.InnerHtml);
        Assert.Equal("<time datetime=\"2026-03-03\">Tuesday 3 March 2026</time>", date.InnerHtml);
        Assert.Equal("Not recorded", none.TextContent);
    }

    [Theory]
    [InlineData(1, "1 day")]
    [InlineData(0, "0 days")]
    [InlineData(1200, "1,200 days")]
    public void A_count_agrees_with_its_noun(int number, string words) => Assert.Equal(words, DisplayNames.Count(number, "day"));

    private static DisplayNames Names(WordsOptions? words = null) => new(Options.Create(words ?? new WordsOptions()));
}
