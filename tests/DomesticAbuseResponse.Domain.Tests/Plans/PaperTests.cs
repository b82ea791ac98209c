using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Domain.Tests.Plans;

/// <summary>The copy a victim is given: what is found in its lines, what stands on it, and how it was given (T4, T5, T9).</summary>
public sealed class PaperTests
{
    private static readonly PaperSubject _subject = new(
        ["Sam Teal", "Zoë Slate-Grey"], [new PostalAddress("Rose Cottage, Mill Lane", null)], [new PostalAddress("Harbour House, Quay Road", "ZZ99 9ZZ")], [], ["Demo Homes"]);

    [Theory]
    [InlineData("Keep the bag at Harbour House", PaperFindingKind.Protected)]
    [InlineData("Meet at ZZ99 1AA", PaperFindingKind.Protected)]
    [InlineData("Keep the bag at Rose Cottage", PaperFindingKind.Place)]
    [InlineData("Keep the bag at 14 Elm Street", PaperFindingKind.Place)]
    [InlineData("Ring 07700 900123", PaperFindingKind.Phone)]
    [InlineData("Ask SAM for the key", PaperFindingKind.Name)]
    [InlineData("Tell Zoe’s school", PaperFindingKind.Name)]
    [InlineData("Ask demo homes for a lock", PaperFindingKind.Agency)]
    [InlineData("Ring the police", PaperFindingKind.Agency)]
    [InlineData("Two officers will come", PaperFindingKind.Agency)]
    [InlineData("Ffoniwch yr heddlu", PaperFindingKind.Agency)]
    [InlineData("If he comes to the door, ring the bell", PaperFindingKind.Perpetrator)]
    [InlineData("Keep the injunction in the bag", PaperFindingKind.Perpetrator)]
    public void T4_What_could_give_somebody_away_is_found_in_a_line(string words, PaperFindingKind kind) =>
        Assert.Contains(PaperCheck.Of(words, _subject), f => f.Kind == kind && f.Stops == (kind is PaperFindingKind.Protected));

    [Theory]
    [InlineData("Pack a bag and keep it where I can get at it")]
    [InlineData("Change the passwords of my phone next week")]
    [InlineData("The steal of the century, samosas, a cottage pie")]
    [InlineData("Put 200 aside by 3 December")]
    public void A_line_that_says_nothing_of_anybody_is_left_alone(string words) => Assert.Empty(PaperCheck.Of(words, _subject));

    [Fact]
    public void T5_What_is_protected_is_never_repeated_by_what_was_found() =>
        Assert.All(PaperCheck.Of("Harbour House, ZZ99 9ZZ, 07700 900123", _subject).Where(f => f.Kind is PaperFindingKind.Protected or PaperFindingKind.Place or PaperFindingKind.Phone), f => Assert.Null(f.Found));

    [Fact]
    public void The_paper_has_a_neutral_title_only_the_lines_chosen_and_none_of_what_is_done_about_the_perpetrator()
    {
        PaperLine[] lines = [new(3, "phone", "Change the code", new DateOnly(2026, 12, 3)), new(1, "danger", " Pack a bag ", null), new(2, "perpetrator", "Patrols at night", null), new(4, "marac", "Tell the outcome", null)];
        var sheet = PaperSheet.Of(lines, PaperWords.Find("en")!);

        Assert.Equal("My list", sheet.Title);
        Assert.Equal(["To remember", "Phone"], sheet.Parts.Select(p => p.Heading));
        Assert.Equal([new PaperItem("Pack a bag", null), new PaperItem("Change the code", "by 3 December")], sheet.Parts.SelectMany(p => p.Items));
        Assert.Equal("erbyn 3 Rhagfyr", PaperSheet.Of(lines, PaperWords.Find("cy")!).Parts[1].Items[0].Day);
        Assert.Equal(sheet.ToJson(), PaperSheet.FromJson(sheet.ToJson()).ToJson()); // what is kept is what was printed
    }

    [Fact]
    public void T4_No_word_around_the_lines_tells_of_anything() =>
        Assert.All(PaperWords.All, w => Assert.All(w.Headings.Values.Append(w.Title), heading => Assert.Empty(PaperCheck.Of(heading, _subject))));

    [Fact]
    public void A_copy_is_given_once_to_somebody_and_says_whether_that_was_safe()
    {
        var now = new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
        var today = new DateOnly(2026, 11, 26);
        var by = new Actor(Id<StaffMember>.New(now), Id<Agency>.New(now), new HashSet<Role> { Role.Idva }, new HashSet<Id<Marac>>());
        var paper = SafetyPlan.Begin(Case.Open(by, "C-1", Id<Person>.New(now), null, now), by, today, now).Print(1, "en", new PaperSheet("en", "My list", []), by, now);

        Assert.Equal("paper.day", Give(today.AddDays(1), "Herself", PaperSafety.Yes, null)!.Code);
        Assert.Equal("paper.to", Give(today, " ", PaperSafety.Yes, null)!.Code);
        Assert.Equal("paper.to", Give(today, "Left at 14 Elm Street", PaperSafety.Yes, null)!.Code);
        Assert.Equal("paper.note", Give(today, "Herself", PaperSafety.No, null)!.Code); // what was done about it
        Assert.Null(Give(today, "Herself", PaperSafety.No, "He came in; she tore it up"));
        Assert.Equal("paper.given", Give(today, "Herself", PaperSafety.Yes, null)!.Code);

        Refusal? Give(DateOnly on, string to, PaperSafety safe, string? note) => paper.Give(on, PaperWay.InPerson, to, safe, note, by, today, now).Refusal;
    }
}
