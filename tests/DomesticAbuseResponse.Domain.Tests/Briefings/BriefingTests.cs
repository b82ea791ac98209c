using DomesticAbuseResponse.Domain.Briefings;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Briefings;

/// <summary>What a daily briefing tells first, that it gives the victim as much room, and what it leaves out (R4.14, R6.11).</summary>
public sealed class BriefingTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);
    private static readonly BriefingSettings _settings = BriefingSettings.Default;
    private static readonly PostalAddress _refuge = new("Canary House, 7 Lantern Row", "CN1 2RY");

    [Fact]
    public void Danger_comes_first_then_what_is_new_then_whom_nobody_has_reached()
    {
        var old = new BriefingFacts(false, _now.AddDays(-20), _now.AddDays(-20), null);

        Assert.Equal(BriefingReason.StillHigh, BriefingOrder.Of(old, _settings, _now));
        Assert.Equal(BriefingReason.ContactOverdue, BriefingOrder.Of(old with { ContactDueAt = _now.AddMinutes(-1) }, _settings, _now));
        Assert.Equal(BriefingReason.NewIncident, BriefingOrder.Of(old with { LastIncidentAt = _now.AddHours(-24), ContactDueAt = _now.AddMinutes(-1) }, _settings, _now));
        Assert.Equal(BriefingReason.NewlyHigh, BriefingOrder.Of(old with { GradedAt = _now.AddHours(-1), LastIncidentAt = _now.AddHours(-2) }, _settings, _now));
        Assert.Equal(BriefingReason.Danger, BriefingOrder.Of(old with { Danger = true, GradedAt = _now }, _settings, _now));
    }

    [Fact]
    public void A_briefing_asks_for_what_the_victim_needs_where_it_says_less_of_it()
    {
        Assert.Null(BriefingBalance.Of(asked: true, 4, 4).Prompt);
        Assert.Contains("Agree what is to be done", BriefingBalance.Of(asked: true, 2, 3).Prompt, StringComparison.Ordinal);
        Assert.Contains("Nobody has written what the victim asks for", BriefingBalance.Of(asked: false, 9, 1).Prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Move her to Canary House tonight")]
    [InlineData("She is at 7 Lantern Row now")]
    [InlineData("she sleeps at 7 lantern")]
    [InlineData("Patrol CN12RY")]
    [InlineData("Patrol cn1 2ry, quietly")]
    [InlineData("Her mother at DM4 1AA collects the children")] // with a protected address, any postcode
    public void Words_that_may_tell_a_protected_place_stay_off_paper(string words) =>
        Assert.Equal(ProtectedWords.LeftOut, ProtectedWords.Safe(words, [_refuge], []));

    [Fact]
    public void Words_that_tell_a_number_of_the_safe_contact_card_stay_off_paper()
    {
        SafeContact[] card = [new(default, ContactChannel.Phone, "07700 900123", _now), new(default, ContactChannel.Email, "canary@example.test", _now)];

        Assert.True(ProtectedWords.MayTell("Ring 07700900123 after six", [], card));
        Assert.True(ProtectedWords.MayTell("Ring +44 7700 900 123", [], card));
        Assert.True(ProtectedWords.MayTell("write to CANARY@example.test", [], card));
        Assert.False(ProtectedWords.MayTell("Ring her after six, 2 children there", [], card));
    }

    [Fact]
    public void Other_words_are_told_as_they_are()
    {
        Assert.Equal("To sleep in her own bed; locks changed", ProtectedWords.Safe(" To sleep in her own bed; locks changed ", [_refuge], []));
        Assert.Equal("Patrol DM4 1AA each hour", ProtectedWords.Safe("Patrol DM4 1AA each hour", [], []));
        Assert.Null(ProtectedWords.Safe(" ", [_refuge], []));
    }
}
