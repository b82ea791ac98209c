using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Letters;

/// <summary>Letters are versioned data with a closed set of fields, and one that was made does not change (R3.7).</summary>
public sealed class LetterTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly Actor _idva = new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.Idva }, new HashSet<Id<Domain.Maracs.Marac>>());

    [Fact]
    public void What_is_shipped_can_be_used_and_tells_no_place()
    {
        Assert.Null(LetterBook.Shipped.Check());
        Assert.Null(LetterBook.Default.Check());
        Assert.Equal(4, LetterBook.Default.All.Count);
        Assert.All(LetterBook.Shipped.Templates, t => Assert.Equal(LetterBook.Shipped.Version, LetterBook.Default.VersionOf(t)));
    }

    [Theory]
    [InlineData("Dear {address}", "letters.field")]
    [InlineData("Dear {}", "letters.field")]
    [InlineData("Write to 14 Example Road", "letters.place")]
    [InlineData("Write to LS1 4AP", "letters.place")]
    [InlineData("", null)]
    [InlineData("Dear {victim}, {WORDS}", null)]
    public void A_field_that_is_not_in_the_closed_set_or_a_place_is_refused(string line, string? code) =>
        Assert.Equal(code, new LetterBook("2", [Template(line)]).Check()?.Code);

    [Fact]
    public void An_agencys_own_letter_stands_in_place_of_the_shipped_one_of_its_code_and_language()
    {
        LetterBook book = new("ours-1", [Template("Ours") with { Code = "crime-confirmation" }]);

        Assert.Equal(4, book.All.Count);
        Assert.Equal("ours-1", book.VersionOf(book.Find("crime-confirmation", "en")!));
        Assert.Equal(LetterBook.Shipped.Version, book.VersionOf(book.Find("crime-confirmation", "cy")!));
        Assert.Equal("letters.twice", new LetterBook("2", [Template("a"), Template("b")]).Check()?.Code);
        Assert.Equal("letters.head", new LetterBook("2", [Template("a") with { Language = "fr" }]).Check()?.Code);
    }

    [Fact]
    public void A_line_says_what_it_tells_and_what_was_typed_keeps_its_lines()
    {
        var sheet = LetterSheet.Of(Template("Dear {victim}", "", "{words}"), Values(("One\r\nTwo {victim}")));

        var lines = sheet.Match(s => s.Lines, _ => []);
        Assert.Equal(["Dear Sam Teal", "", "One", "Two {victim}"], lines.Select(l => l.Text)); // a brace that is typed fills nothing
        Assert.Equal([LetterField.Victim], lines[0].Tells);
        Assert.Empty(lines[1].Tells);
        Assert.Equal("letter.missing", LetterSheet.Of(Template("{incident}"), Values("")).Refusal?.Code);
    }

    [Fact]
    public void A_letter_leaves_once_or_is_cancelled_once()
    {
        var letter = Made();
        Assert.True(letter.IsAsMade);
        Assert.Equal("letter.day", letter.Send(new DateOnly(2026, 11, 24), null, _idva, _now).Refusal?.Code);
        Assert.Equal("letter.day", letter.Send(new DateOnly(2026, 11, 22), null, _idva, _now).Refusal?.Code);
        Assert.Null(letter.Send(new DateOnly(2026, 11, 23), null, _idva, _now).Refusal);
        Assert.False(letter.IsAtChangedPlace);
        Assert.Equal("letter.settled", letter.Cancel("Late", _idva, _now).Refusal?.Code);
        Assert.Equal("letter.reason", Made().Cancel(" ", _idva, _now).Refusal?.Code);
    }

    [Fact]
    public void T5_What_left_is_recorded_though_a_change_cancelled_it_and_what_somebody_cancelled_is_not()
    {
        var (by, later) = (Made(), _now.AddDays(2));
        by.Cancel("Not wanted", _idva, _now);
        Assert.Equal("letter.settled", by.Send(new DateOnly(2026, 11, 23), null, _idva, later).Refusal?.Code);

        var changed = Made();
        changed.Cancel("Moved", null, _now.AddDays(1));
        Assert.Equal("letter.day", changed.Send(new DateOnly(2026, 11, 25), null, _idva, later).Refusal?.Code); // it was cancelled by then
        Assert.Null(changed.Send(new DateOnly(2026, 11, 24), null, _idva, later).Refusal);
        Assert.Equal((LetterStatus.Sent, "Moved", true), (changed.Status, changed.Reason, changed.IsAtChangedPlace));
        Assert.Equal("letter.settled", changed.Send(new DateOnly(2026, 11, 24), null, _idva, later).Refusal?.Code);

        var seen = Made();
        Assert.Null(seen.Send(new DateOnly(2026, 11, 23), "Moved", _idva, later).Refusal);
        Assert.True(seen.IsAtChangedPlace);
    }

    [Fact]
    public void T5_Each_change_of_a_place_or_a_way_is_seen_and_nothing_else_is()
    {
        LinkedPerson victim = new(LinkedAs.Victim, ["Sam Teal"], [new(new PostalAddress("3 Beech Grove", "M1 1AE"), true, false)], [], [new SafeContact(default, ContactChannel.Letter, "3 Beech Grove", _now) { Safety = Safety.Safe }], []);
        LinkedPerson other = new(LinkedAs.Perpetrator, ["Lee Teal"], [new(new PostalAddress("9 Tanner Street", "B1 1AA"), false, false)], [], [], []);
        var before = Letter.PlacesOf([victim, other]);

        Assert.Equal(before, Letter.PlacesOf([other, victim with { Names = ["Sam Ash"] }]));
        Assert.NotEqual(before, Letter.PlacesOf([victim, other with { Addresses = [] }]));
        Assert.NotEqual(before, Letter.PlacesOf([victim with { Addresses = [victim.Addresses.First() with { HasEnded = true }] }, other]));
        Assert.NotEqual(before, Letter.PlacesOf([victim with { Ways = [new SafeContact(default, ContactChannel.Letter, "3 Beech Grove", _now) { Safety = Safety.Unsafe }] }, other]));
    }

    [Theory]
    [InlineData("Our reference is {incident}.", true)]
    [InlineData("You told us on {Reported}.", true)]
    [InlineData("Dear {victim}", false)]
    public void What_says_something_of_an_incident_asks_which(string line, bool asks) => Assert.Equal(asks, Template(line).AsksIncident);

    private static LetterTemplate Template(params string[] lines) => new("ours", "en", "Ours", OutgoingReader.Victim, lines);

    private static Letter Made() => Letter.Make(default, 1, (LetterBook.Shipped.Templates[0], "1"), (ContactChannel.Letter, 1, "Sam Teal\n3 Beech Grove"), "Dear Sam", [1], _idva, _now);

    private static Dictionary<LetterField, string?> Values(string words) => new() { [LetterField.Victim] = "Sam Teal", [LetterField.Words] = words };
}
