using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Outgoing;

/// <summary>No protected value leaves in the words of a letter, however it is written, and a letter that tells none is not stopped (R3.7, R6.11, T5, T9).</summary>
public sealed class OutgoingTextTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] _streets =
        ["Larkspur Road", "Tanner Street", "Old Mill Lane", "Kestrel Avenue", "St John's Terrace", "Beech Grove", "Quayside Court", "Marigold Close", "Ffordd y Parc", "Canal View", "Pembroke Gardens", "Union Place", "Heol Fawr", "Weaver Crescent", "Station Drive"];

    private static readonly string[] _areas = ["B", "LE", "CF", "SW", "M", "EH", "BT", "NE", "S", "PL"];

    /// <summary>Ways in which people write what they should not.</summary>
    private static readonly (string Name, Func<string, string> Write)[] _disguises =
    [
        ("as it is", w => w),
        ("in capitals", w => w.ToUpperInvariant()),
        ("without spaces", w => w.Replace(" ", "", StringComparison.Ordinal)),
        ("split over lines", w => w.Replace(" ", "\n", StringComparison.Ordinal)),
        ("with other spaces", w => w.Replace(' ', '\u00A0').Insert(1, "\u200B")),
        ("with thin spaces", w => w.Replace(' ', '\u2009').Insert(2, "\u00AD")),
        ("in full width", w => string.Concat(w.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c))),
        ("in look-alikes", w => w.Replace('a', 'а').Replace('e', 'е').Replace('B', 'В').Replace('S', 'Ѕ').Replace('o', 'о').Replace('p', 'р')),
        ("with signs between", w => w.Replace(" ", " - ", StringComparison.Ordinal)),
        ("with accents", w => w.Replace('a', 'á').Replace('o', 'ö')),
    ];

    private static readonly string[] _around = ["Please write to {0} from now on.", "She said:\n{0}\nand asked us to ring.", "({0})", "New: {0}; thank you", "Mae hi yn {0}."];

    [Fact]
    public void T5_Each_of_200_protected_addresses_is_found_however_it_is_written()
    {
        Random random = new(20261126);
        List<string> missed = [];
        for (var n = 0; n < 200; n++)
        {
            var (house, street) = (random.Next(1, 299), _streets[n % _streets.Length]);
            var postcode = $"{_areas[random.Next(_areas.Length)]}{random.Next(1, 29)} {random.Next(0, 9)}{"ABDEFGHJLN"[random.Next(10)]}{"PQRSTUWXYZ"[random.Next(10)]}";
            var address = new PostalAddress($"{(n % 4 == 0 ? "Flat 2, " : "")}{house} {street}, Newtown", postcode);
            var (how, write) = _disguises[n % _disguises.Length];
            string[] forms = [$"{house} {street}", $"{house}, {street}", $"{street} {house}", address.Postcode!, $"{postcode[^3..]} {postcode[..^4]}", $"{address.Postcode}, {street}"];
            foreach (var form in forms)
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, _around[n % _around.Length], write(form));
                if (Check(text, Person(LinkedAs.Victim, address)).Found.All(f => f.Kind is not OutgoingFinding.ProtectedAddress))
                {
                    missed.Add($"{how}: {text}");
                }
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void T5_Each_of_200_numbers_is_found_however_it_is_written()
    {
        Random random = new(5);
        string[] spelled = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        (string, Func<string, string>)[] forms =
        [
            ("plain", n => n), ("spaced", n => $"{n[..5]} {n[5..]}"), ("in pairs", n => string.Join(' ', n.Chunk(2).Select(c => new string(c)))), ("with a country", n => $"+44 (0){n[1..]}"),
            ("with dashes", n => string.Join('-', n.Chunk(3).Select(c => new string(c)))), ("split over lines", n => $"{n[..4]}\n{n[4..]}"), ("letters for noughts", n => n.Replace('0', 'O')),
            ("in words", n => string.Join(' ', n.Select(c => spelled[c - '0']))), ("with words between", n => $"{n[..6]} and then {n[6..]}"), ("in full width", n => string.Concat(n.Select(c => (char)(c + 0xFEE0)))),
            ("without the nought", n => n[1..]),
        ];
        List<string> missed = [];
        for (var n = 0; n < 200; n++)
        {
            var number = $"07{random.Next(100, 999)}{random.Next(100000, 999999)}";
            var (how, write) = forms[n % forms.Length];
            var text = $"Ring her on {write(number)} please.";
            var card = Person(LinkedAs.Victim) with { Ways = [new SafeContact(default, ContactChannel.Phone, number, _now)] };
            if (!Check(text, Person(LinkedAs.Victim) with { Phones = [number] }).Found.Any(f => f.Kind is OutgoingFinding.Phone) || !Check(text, card).Found.Any(f => f.Kind is OutgoingFinding.SafeContact))
            {
                missed.Add($"{how}: {text}");
            }
        }

        Assert.Empty(missed);
    }

    public static TheoryData<string> Innocent =>
    [
        "We are writing to confirm that you reported a crime to us on 14 March 2026. Your crime number is 42/31807/26.",
        "We accepted your referral of 3 November 2026. Somebody will be in touch within 2 working days.",
        "Please ring 101, or 999 in an emergency. The National Domestic Abuse Helpline is free at any hour: 0808 2000 247.",
        "She needs a home with 2 bedrooms on the ground floor, near a school, by 1 December 2026.",
        "Your appointment is on 12 May at 10:30. Bring 2 forms of identity and this letter.",
        "The court sits on 5 January. We will meet you 30 minutes before, in room 4 on floor 2.",
        "Under section 76 of the Serious Crime Act 2015 and R3.7 of our policy, your case is C-2026-000041.",
        "We can come on 12 5th or 14 6th; say which suits you. It takes 3 to 4 hours.",
        "At 10 2pm and by 3 4pm somebody rang. That was the 2nd and 3rd time.",
        "In support of an application to move: her risk is high, and she cannot safely stay where she is.",
        "Rydym wedi cael gwybod am drosedd ar 14 Mawrth 2026. Eich rhif trosedd yw 42/31807/26.",
        "A road, a street, a park and a house: none of these words alone is an address.",
        "You asked for an update in 28 days. The officer is PC 1422, whose e-mail is in the last letter.",
        "Quote 0800-26-114 when you ring; allow 5 to 10 days. Total: 1,250.00.",
        "He was arrested, bailed with conditions until 28 February 2027, and must not contact you.",
        "The children were at home. They are well, and their school was told on the same day.",
        "One, two or three of you may come; four is too many. Nine to five, Monday to Friday.",
        "Number 14 on our list is a lock for the back door. Larkspur is a flower.",
    ];

    [Theory]
    [MemberData(nameof(Innocent))]
    public void A_letter_that_tells_nothing_protected_is_not_stopped(string text)
    {
        var victim = Person(LinkedAs.Victim, new PostalAddress("Flat 3, 14 Larkspur Road, Newtown", "LE11 1AA"), new PostalAddress("Harbour House, Quay Road, Newtown", "CF10 1BH")) with
        {
            Phones = ["07700 900123"],
            Ways = [new SafeContact(default, ContactChannel.Phone, "07700 900456", _now) { CodeWord = "marmalade", CoverStory = "The dentist about a filling" }],
            Schools = ["Oakfield Primary School"],
        };

        Assert.Empty(Check(text, victim).Found);
    }

    [Theory]
    [InlineData("We will see you at Harbour House.", OutgoingFinding.ProtectedAddress)]
    [InlineData("The bus stops in Quay Rd", OutgoingFinding.ProtectedAddress)]
    [InlineData("Near Heol Fawr, she says", OutgoingFinding.ProtectedAddress)]
    [InlineData("Ask at Union Place", OutgoingFinding.Address)]
    [InlineData("Har-\nbour House has a place", OutgoingFinding.ProtectedAddress)]
    [InlineData("Say “Marmalade” when you ring", OutgoingFinding.CodeWord)]
    [InlineData("Anna is collected from Oakfield Primary", OutgoingFinding.School)]
    [InlineData("He still lives at 9 Tanner St", OutgoingFinding.PerpetratorAddress)]
    [InlineData("Write to sam.teal at mail dot example", OutgoingFinding.SafeContact)]
    [InlineData("Her new home is LS1 4AP", OutgoingFinding.UnknownPlace)]
    [InlineData("Her new home is 27 Orchard Lane", OutgoingFinding.UnknownPlace)]
    [InlineData("S W 1 A 2 A A", OutgoingFinding.UnknownPlace)]
    [InlineData("It is C F one zero, one B H", OutgoingFinding.ProtectedAddress)]
    [InlineData("L S one, four A P", OutgoingFinding.UnknownPlace)]
    [InlineData("Meet at ///filled.count.soap", OutgoingFinding.UnknownPlace)]
    [InlineData("51.48160, -3.17910", OutgoingFinding.UnknownPlace)]
    [InlineData("https://www.google.co.uk/maps/@51.4,-3.1", OutgoingFinding.UnknownPlace)]
    public void R6_11_What_is_found_is_said_by_its_kind_and_never_repeated(string text, OutgoingFinding kind)
    {
        var victim = Person(LinkedAs.Victim, new PostalAddress("Harbour House, Quay Road, Newtown", "CF10 1BH"), new PostalAddress("Flat 2, Heol Fawr, Newtown", null)) with
        {
            Ways = [new SafeContact(default, ContactChannel.Email, "sam.teal@mail.example", _now) { CodeWord = "marmalade" }, new SafeContact(default, ContactChannel.InPerson, "Union Place", _now)],
            Schools = ["Oakfield Primary School"],
        };
        var perpetrator = new LinkedPerson(LinkedAs.Perpetrator, ["Lee Teal"], [new(new PostalAddress("9 Tanner Street", "B1 1AA"), false, true)], [], [], []);
        var decision = OutgoingText.Check($"Dear reader,\n{text}", OutgoingReader.Professional, [victim, perpetrator]);

        Assert.False(decision.IsAllowed);
        Assert.Contains(decision.Found, f => f.Kind == kind);
        Assert.Equal("R3.7", decision.Rule);
        Assert.DoesNotContain("Quay", decision.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("everything on record of 2 people: addresses, numbers, ways of contact, schools", decision.Inputs); // how many addresses is not said
    }

    [Fact]
    public void A_letter_the_perpetrators_side_reads_names_nobody_else_of_the_case()
    {
        var child = new LinkedPerson(LinkedAs.Other, ["Anna Teal"], [], [], [], []);
        const string text = "Contact with Teal Anna is a matter for the family court.";

        Assert.Contains(OutgoingText.Check(text, OutgoingReader.PerpetratorSide, [child]).Found, f => f.Kind is OutgoingFinding.Name);
        Assert.True(OutgoingText.Check(text, OutgoingReader.Professional, [child]).IsAllowed);
    }

    [Fact]
    public void A_finding_says_its_line()
    {
        var victim = Person(LinkedAs.Victim, new PostalAddress("Harbour House, Quay Road", null));

        Assert.Equal([new FoundInText(OutgoingFinding.ProtectedAddress, 2)], Check("One\nHarbour House\nThree", victim).Found);
        Assert.Equal([new FoundInText(OutgoingFinding.ProtectedAddress, null)], Check("One Harbour\nHouse three", victim).Found);
    }

    [Theory]
    [InlineData("9 Tanner Street", "B1 1AA", "letter.shared")]
    [InlineData("9, tanner st.", null, "letter.shared")]
    [InlineData("Flat 1, 9 Tanner Street, Newtown", "b11aa", "letter.shared")]
    [InlineData("14 Larkspur Rd", "LE11 1AA", "letter.former")]
    [InlineData("Harbour House, Quay Road", "CF10 1BH", null)]
    [InlineData("c/o 3 Beech Grove", "M1 1AE", null)]
    public void Charnwood_Nothing_is_sent_to_a_place_of_a_perpetrator_or_to_a_home_that_was_left(string lines, string? postcode, string? refused)
    {
        var victim = new LinkedPerson(
            LinkedAs.Victim, ["Sam Teal"],
            [new(new PostalAddress("14 Larkspur Road", "LE11 1AA"), false, HasEnded: true), new(new PostalAddress("Harbour House, Quay Road", "CF10 1BH"), true, false)], [], [], []);
        var perpetrator = new LinkedPerson(LinkedAs.Perpetrator, ["Lee Teal"], [new(new PostalAddress("9 Tanner Street", "B1 1AA"), false, HasEnded: true)], [], [], []);

        Assert.Equal(refused, OutgoingRecipient.Check(new(new PostalAddress(lines, postcode), null), OutgoingReader.Victim, [victim, perpetrator])?.Code);
    }

    [Fact]
    public void Nobodys_home_is_the_address_of_an_organisation_and_the_perpetrators_side_has_none_of_hers()
    {
        var victim = Person(LinkedAs.Victim, new PostalAddress("14 Larkspur Road", "LE11 1AA"));
        var perpetrator = new LinkedPerson(LinkedAs.Perpetrator, ["Lee Teal"], [new(new PostalAddress("9 Tanner Street", "B1 1AA"), false, false)], [], [], []);
        OutgoingPlace hers = new(new PostalAddress("14 Larkspur Road", "LE11 1AA"), null), his = new(new PostalAddress("9 Tanner Street", "B1 1AA"), null);

        Assert.Equal("letter.home", OutgoingRecipient.Check(hers, OutgoingReader.Professional, [victim, perpetrator])?.Code);
        Assert.Equal("letter.home", OutgoingRecipient.Check(his, OutgoingReader.Professional, [victim, perpetrator])?.Code);
        Assert.Equal("letter.home", OutgoingRecipient.Check(hers, OutgoingReader.PerpetratorSide, [victim, perpetrator])?.Code);
        Assert.Null(OutgoingRecipient.Check(his, OutgoingReader.PerpetratorSide, [victim, perpetrator]));
    }

    [Fact]
    public void Odd_text_is_no_error()
    {
        var victim = Person(LinkedAs.Victim, new PostalAddress("", null)) with { Phones = [""], Ways = [new SafeContact(default, ContactChannel.Phone, "", _now)], Schools = [""] };
        foreach (var text in new[] { "", "\n\n", "\uD800", new string('x', 20000), "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎𝟏𝟐𝟑", "שלום", "🏠🏠" })
        {
            Assert.NotNull(Check(text, victim));
        }
    }

    private static OutgoingDecision Check(string text, LinkedPerson person) => OutgoingText.Check(text, OutgoingReader.Victim, [person]);

    private static LinkedPerson Person(LinkedAs @as, params PostalAddress[] hidden) => new(@as, ["Sam Teal"], [.. hidden.Select(a => new LinkedAddress(a, true, false))], [], [], []);
}
