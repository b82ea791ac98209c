namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Compares where and how people are reached. The order of the two makes no difference.</summary>
public static class ContactComparison
{
    private const int _longEnough = 4;
    private const int _wholeAddress = 8;
    private const double _closeEmail = 0.82;
    private const double _closeStreet = 0.8;
    private const double _closeTown = 0.8;
    private const int _shortCode = 4;

    public static MatchRule Emails(EmailText a, EmailText b)
    {
        if (a.Joined == b.Joined)
        {
            return MatchRule.EmailSame;
        }

        if (EditDistance.Between(a.Joined, b.Joined, 2) <= 2)
        {
            return MatchRule.EmailTypo;
        }

        if (a.Local.Length > _longEnough && a.Local == b.Local)
        {
            return MatchRule.EmailLocalSame;
        }

        var half = Math.Min(a.Joined.Length, b.Joined.Length) / 2;
        return Math.Abs(a.Joined.Length - b.Joined.Length) <= 4 && EditDistance.CommonLetters(a.Sorted, b.Sorted) >= _closeEmail
            && EditDistance.Between(a.Joined, b.Joined, half) <= half
            ? MatchRule.EmailClose
            : MatchRule.EmailDifferent;
    }

    public static MatchRule Phones(string a, string b) =>
        a == b || (Math.Min(a.Length, b.Length) >= 9 && a.AsSpan()[^9..].SequenceEqual(b.AsSpan()[^9..])) ? MatchRule.PhoneSame
        : EditDistance.Between(a, b, 1) <= 1 ? MatchRule.PhoneTypo
        : MatchRule.PhoneDifferent;

    public static MatchRule Postcodes(string a, string b) =>
        a == b ? MatchRule.PostcodeSame
        : EditDistance.Between(a, b, 1) <= 1 ? (IsShort(a, b) ? MatchRule.PostcodeDistrict : MatchRule.PostcodeTypo)
        : PostcodeText.Outward(a) == PostcodeText.Outward(b) ? MatchRule.PostcodeDistrict
        : MatchRule.PostcodeDifferent;

    public static MatchRule Addresses(AddressText a, AddressText b)
    {
        if (!SameStreet(a, b))
        {
            // A space or a letter in the wrong place can move the number into the street.
            return Math.Min(a.Joined.Length, b.Joined.Length) >= _wholeAddress && EditDistance.Between(a.Joined, b.Joined, 2) <= 2 ? MatchRule.AddressClose : a.House == b.House && a.House.Length > 0 && EditDistance.CommonLetters(a.Sorted, b.Sorted) >= _closeStreet ? MatchRule.AddressClose : MatchRule.AddressDifferent;
        }

        if (a.House != b.House)
        {
            return EditDistance.Between(a.House, b.House, 1) <= 1 && Math.Max(a.House.Length, b.House.Length) > 1 ? MatchRule.AddressClose : MatchRule.AddressStreet;
        }

        return a.House.Length == 0 ? MatchRule.AddressClose
            : a.Flat != b.Flat && a.Flat.Length > 0 && b.Flat.Length > 0 ? MatchRule.AddressStreet
            : MatchRule.AddressSame;
    }

    /// <summary>Towns are no names in their own right: London and Luton differ by letters alone.</summary>
    public static MatchRule Cities(NameTerm a, NameTerm b) =>
        a.Joined == b.Joined ? MatchRule.CitySame
        : NameComparison.OfLetters(a, b) switch
        {
            NameLikeness.Different => MatchRule.CityDifferent,
            NameLikeness.Likeness when EditDistance.CommonLetters(a.Sorted, b.Sorted) < _closeTown => MatchRule.CityDifferent,
            _ => MatchRule.CityClose,
        };

    /// <summary>In a code of four figures, as some countries have, one changed figure is often another place; two that changed places seldom are.</summary>
    private static bool IsShort(string a, string b) =>
        Math.Max(a.Length, b.Length) <= _shortCode && !string.Concat(a.Order()).Equals(string.Concat(b.Order()), StringComparison.Ordinal);

    private static bool SameStreet(AddressText a, AddressText b) =>
        a.Street.Length > 2 && b.Street.Length > 2
        && (a.Street == b.Street || EditDistance.Between(a.Street, b.Street, 2) <= (Math.Min(a.Street.Length, b.Street.Length) > 5 ? 2 : 1));
}
