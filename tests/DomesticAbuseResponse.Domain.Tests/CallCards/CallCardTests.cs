using DomesticAbuseResponse.Domain.CallCards;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.CallCards;

public sealed class CallCardTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_question_is_answered_and_what_is_not_known_says_so()
    {
        var card = CallCard.Of(new CallCardFacts { Now = _now });

        Assert.Equal(Enum.GetValues<CallCardLine>(), card.Entries.Select(e => e.Line));
        Assert.All(card.Entries, e => Assert.False(e.IsKnown));
        Assert.All(card.Entries, e => Assert.False(string.IsNullOrWhiteSpace(e.IfNotKnown)));
        Assert.Equal("Not assessed", card[CallCardLine.Risk].IfNotKnown); // never "standard" (R1.20)
    }

    [Fact]
    public void R44_calls_are_counted_over_90_days_and_12_months_with_the_last_one_named()
    {
        var card = CallCard.Of(new CallCardFacts
        {
            Now = _now,
            Calls = [Call("DA-3", _now.AddDays(-90)), Call("DA-2", _now.AddDays(-91)), Call("DA-1", new(2025, 11, 23, 0, 0, 0, TimeSpan.Zero)), Call("DA-0", new(2025, 11, 22, 23, 59, 0, TimeSpan.Zero))],
        });

        var fact = card[CallCardLine.Calls].Facts[0];
        Assert.Equal("1 in 90 days, 3 in 12 months", fact.Words);
        Assert.Equal(("last DA-3, harmed", _now.AddDays(-90)), (fact.Source, fact.At));
    }

    [Fact]
    public void Every_fact_has_its_source()
    {
        var card = CallCard.Of(Full());

        Assert.All(card.Entries, e => Assert.True(e.IsKnown, $"{e.Line} is not known."));
        Assert.All(card.Entries.SelectMany(e => e.Facts), f => Assert.False(string.IsNullOrWhiteSpace(f.Source)));
        Assert.All(card.Entries.SelectMany(e => e.Facts), f => Assert.NotNull(f.At));
    }

    [Fact]
    public void The_newest_grade_stands_with_who_gave_it_and_high_is_danger()
    {
        var fact = CallCard.Of(Full())[CallCardLine.Risk].Facts[0];
        Assert.Equal(("High, by A Sergeant, Sergeant", true), (fact.Words, fact.IsDanger));
    }

    [Fact]
    public void Only_orders_that_hold_stand_on_it()
    {
        var facts = CallCard.Of(Full() with
        {
            Orders =
            [
                new(OrderKind.NonMolestation, new(OrderState.NotServed, ""), true, "Canary Man", new(2027, 2, 1), OrderConditions.NoContact | OrderConditions.KeepAway, "Test court", _now),
                new(OrderKind.PoliceBail, new(OrderState.Expired, ""), true, "Canary Man", new(2026, 2, 1), OrderConditions.None, null, _now),
            ],
        })[CallCardLine.Orders].Facts;

        Assert.Equal("Non-molestation order against Canary Man: no contact, keep away from a place, to Monday 1 February 2027; not served", Assert.Single(facts).Words);
    }

    [Fact]
    public void A_code_word_that_was_not_asked_for_is_said_to_be_held()
    {
        Assert.Equal("Held", Assert.Single(CallCard.Of(new CallCardFacts { Now = _now, CodeWords = [new(null, _now)] })[CallCardLine.CodeWord].Facts).Words);
        Assert.Equal("marigold", Assert.Single(CallCard.Of(Full())[CallCardLine.CodeWord].Facts).Words);
    }

    [Fact]
    public void A_number_shows_its_end_alone_and_one_the_perpetrator_has_is_never_safe()
    {
        var facts = CallCard.Of(Full())[CallCardLine.SafeContact].Facts;
        Assert.Equal(["Phone ending 23: safe now", "Text ending 45: never, the one who harms has it too"], facts.Select(f => f.Words));
    }

    [Fact]
    public void Long_words_are_cut_and_keep_whole_characters()
    {
        var words = string.Concat(Enumerable.Repeat("\U0001F52A", 200));
        var shown = CallCard.Of(new CallCardFacts { Now = _now, Calls = [Call("DA-1", _now) with { Weapons = words }] })[CallCardLine.Weapons].Facts[0].Words;

        Assert.True(shown.Length <= CallCard.LongestQuote);
        Assert.EndsWith("\U0001F52A…", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_nobody_known_answers_what_calls_can_tell()
    {
        var card = CallCard.OfCalls([Call("DA-2", _now.AddDays(-1)) with { Role = null, Silence = Silence.Silent, Children = YesNoUnknown.Yes, Weapons = "Knife" }], RiskGrade.Medium, _now);

        Assert.Equal([CallCardLine.Calls, CallCardLine.Risk, CallCardLine.Children, CallCardLine.Weapons], card.Entries.Select(e => e.Line));
        Assert.Contains(card[CallCardLine.Calls].Facts, f => f.Words == "A silent call" && f.IsDanger);
    }

    private static CardCall Call(string reference, DateTimeOffset at) => new(Id<Incident>.New(at), reference, at, PartyRole.Victim, Silence.None, YesNoUnknown.Unknown, null);

    private static CallCardFacts Full() => new()
    {
        Now = _now,
        Calls = [Call("DA-9", _now.AddDays(-3)) with { Children = YesNoUnknown.Yes, Weapons = "A kitchen knife" }],
        Grades = [new(RiskGrade.Medium, _now.AddDays(-90), "An officer", true), new(RiskGrade.High, _now.AddDays(-3), "A Sergeant, Sergeant", true)],
        Harms = [new("Canary Man", 2, _now.AddDays(-60))],
        Orders = [new(OrderKind.CourtBail, new(OrderState.InForce, ""), true, "Canary Man", null, OrderConditions.NoContact, "Test court", _now)],
        Children = [new(6, false, "Relatives on record", _now), new(9, true, "Relatives on record", _now)],
        Warnings =
        [
            new(PersonFlagKind.MaracWithinTwelveMonths, null, _now.AddDays(-100), new(2027, 8, 1), Vulnerability.None),
            new(PersonFlagKind.Vulnerable, "Uses a wheelchair", _now, null, Vulnerability.Disability),
        ],
        Interpreter = "Polish",
        CommunicationNeed = "Easy words",
        RecordChangedAt = _now,
        CodeWords = [new("marigold", _now)],
        Contacts =
        [
            new(ContactChannel.Phone, "23", new(ContactAdvice.Safe, "", null, null, false, false), false, _now),
            new(ContactChannel.Text, "45", new(ContactAdvice.Safe, "", null, null, false, false), true, _now),
        ],
        NotToBeTold = [new("Canary Man, named as the one who harms", "Calls and cases", Forms.Noon)],
    };
}
