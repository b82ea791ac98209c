using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Contacts;

/// <summary>One number that stands on a card more than once (R3.6).</summary>
public sealed class SafeContactCardTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+44 7700 900155", "07700 900155")]
    [InlineData("07700 900155 (mobile)", "0044 7700-900155")]
    public void What_is_marked_unsafe_in_one_spelling_is_not_made_safe_in_another(string known, string typed)
    {
        var person = Person.Record(default, _now);
        person.Contact(Entry(ContactChannel.Phone, known, Safety.Unsafe), _now);

        Assert.Equal("contact.marked-unsafe", person.Contact(Entry(ContactChannel.Phone, typed, Safety.Safe), _now).Refusal?.Code);
        Assert.Equal("contact.marked-unsafe", person.Contact(Entry(ContactChannel.Text, typed, Safety.Safe), _now).Refusal?.Code);
        Assert.Equal(Safety.Unsafe, Assert.Single(person.SafeContacts).Safety);
    }

    [Fact]
    public void An_entry_that_is_found_unsafe_takes_the_place_of_the_same_number_in_another_spelling()
    {
        var person = Person.Record(default, _now);
        person.Contact(Entry(ContactChannel.Phone, "+44 7700 900155", Safety.Safe), _now);

        person.Contact(Entry(ContactChannel.Phone, "07700 900155", Safety.Unsafe), _now);

        Assert.Equal(Safety.Unsafe, Assert.Single(person.SafeContacts).Safety);
    }

    [Fact]
    public void Where_two_entries_reach_one_telephone_the_strictest_wins()
    {
        var safe = Entry(ContactChannel.Text, "+44 7700 900155", Safety.Safe);
        var never = Entry(ContactChannel.Phone, "07700 900155", Safety.Unsafe);
        var other = Entry(ContactChannel.Phone, "07700 900156", Safety.Unsafe);
        var narrow = Entry(ContactChannel.Text, "07700 900155", Safety.Safe, SafeDays.Sunday);

        Assert.Equal(ContactAdvice.Unsafe, SafeContactRule.CanContact(safe, [safe, never], _now).Advice);
        Assert.Equal(ContactAdvice.Safe, SafeContactRule.CanContact(safe, [safe, other], _now).Advice);
        Assert.Equal(ContactAdvice.NotNow, SafeContactRule.CanContact(safe, [safe, narrow], _now).Advice);
    }

    [Fact]
    public void Asking_again_keeps_every_restriction_and_never_makes_safe_what_is_marked_unsafe()
    {
        var entry = new SafeContact(default, ContactChannel.Phone, "07700 900155", _now.AddDays(-40)) { Safety = Safety.Safe, Days = SafeDays.Monday, From = new TimeOnly(9, 0), CodeWord = "Bluebell" };

        entry.Check(_now, new DateOnly(2026, 12, 23));

        Assert.Equal((Safety.Safe, SafeDays.Monday, (TimeOnly?)new TimeOnly(9, 0), "Bluebell", _now, (DateOnly?)new DateOnly(2026, 12, 23)), (entry.Safety, entry.Days, entry.From, entry.CodeWord, entry.RecordedAt, entry.ReviewOn));
        Assert.NotNull(Entry(ContactChannel.Phone, "07700 900155", Safety.Unsafe).Check(_now, new DateOnly(2026, 12, 23)).Refusal);
    }

    [Fact]
    public void A_place_to_write_to_or_meet_is_as_protected_as_the_address_it_is()
    {
        var person = Person.Record(default, _now);
        person.LivesAt(new PostalAddress("14 Example Road", "B1 1AA"), AddressVisibility.Open, null, _now);
        person.LivesAt(new PostalAddress("The refuge", null), AddressVisibility.Hidden, null, _now);

        Assert.Equal(AddressVisibility.Open, SharedContact.VisibilityOf(Entry(ContactChannel.Letter, "14 example road, B1 1AA", Safety.Safe), person.Addresses));
        Assert.Equal(AddressVisibility.Hidden, SharedContact.VisibilityOf(Entry(ContactChannel.Letter, "Somewhere else", Safety.Safe), person.Addresses));
        Assert.Equal(AddressVisibility.MaracOnly, SharedContact.VisibilityOf(Entry(ContactChannel.InPerson, "The library", Safety.Safe), []));

        // Likeness locks and does not open, and a refuge that was left still counts.
        Assert.Equal(AddressVisibility.Hidden, SharedContact.VisibilityOf(Entry(ContactChannel.Letter, "Flat 1, 14 Example Rd", Safety.Safe), person.Addresses));
        person.EndAddress(person.Addresses.Single(a => a.Visibility is AddressVisibility.Hidden).Number, new DateOnly(2026, 11, 23), _now);
        Assert.Equal(AddressVisibility.Hidden, SharedContact.VisibilityOf(Entry(ContactChannel.Letter, "Somewhere else", Safety.Safe), person.Addresses));
    }

    [Theory]
    [InlineData(ContactChannel.Phone, ContactOutcome.Spoke, true)]
    [InlineData(ContactChannel.InPerson, ContactOutcome.Declined, true)]
    [InlineData(ContactChannel.Text, ContactOutcome.AgreedCallback, true)]
    [InlineData(ContactChannel.Text, ContactOutcome.NoAnswer, false)]
    [InlineData(ContactChannel.Letter, ContactOutcome.Spoke, false)]
    [InlineData(ContactChannel.ThroughAnother, ContactOutcome.Spoke, false)]
    [InlineData(ContactChannel.ThroughAnother, ContactOutcome.AgreedCallback, false)]
    public void Only_an_exchange_with_the_victim_is_two_way(ContactChannel channel, ContactOutcome outcome, bool twoWay)
    {
        var actor = new Actor(default, default, new HashSet<Role>(), new HashSet<Id<Domain.Maracs.Marac>>());
        var about = Domain.Cases.Case.Open(actor, "C-000001", default, null, _now);

        Assert.Equal(twoWay, ContactAttempt.Record(about, actor, _now, channel, null, outcome, false, null, null, _now).IsTwoWay);
    }

    private static SafeContact Entry(ContactChannel channel, string value, Safety safety, SafeDays days = SafeDays.Every) => new(default, channel, value, _now) { Safety = safety, Days = days };
}
