namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Compares two persons field by field. What is missing on either side counts neither for nor against. The order of the two makes no difference.</summary>
public static class PersonComparison
{
    /// <param name="threshold">How many points make a match among the people compared.</param>
    public static Findings Of(WeighedPerson a, WeighedPerson b, MatchPolicy policy, double threshold)
    {
        Findings found = default;
        NamesComparison.Add(a, b, policy, ref found);
        var (one, other) = (a.Profile, b.Profile);
        if (one.Born is { } born && other.Born is { } alsoBorn)
        {
            found.Add(BirthComparison.Of(born, alsoBorn));
        }

        var shares = AddContacts(one, other, ref found);
        AddPlaces(a, b, ref found, ref shares);
        var shared = Math.Min(a.SharedContact, b.SharedContact);
        if (shares && shared > 0)
        {
            found.Add(MatchRule.SharedContact, shared);
        }

        HouseholdRule.Add(policy, threshold, ref found);
        return found;
    }

    private static bool AddContacts(PersonProfile a, PersonProfile b, ref Findings found)
    {
        var (email, phone) = (MatchRule.None, MatchRule.None);
        if (a.Email is { } mail && b.Email is { } otherMail)
        {
            found.Add(email = ContactComparison.Emails(mail, otherMail));
        }

        if (a.Phone is { } number && b.Phone is { } otherNumber)
        {
            found.Add(phone = ContactComparison.Phones(number, otherNumber));
        }

        return email is MatchRule.EmailSame || phone is MatchRule.PhoneSame;
    }

    /// <summary>A postcode says less beside the same address, and a town nothing beside either: one follows from the other.</summary>
    private static void AddPlaces(WeighedPerson a, WeighedPerson b, ref Findings found, ref bool shares)
    {
        var (one, other) = (a.Profile, b.Profile);
        var (address, postcode) = (MatchRule.None, MatchRule.None);
        if (one.Address is { } lines && other.Address is { } otherLines)
        {
            found.Add(address = ContactComparison.Addresses(lines, otherLines));
        }

        if (one.Postcode is { } code && other.Postcode is { } otherCode)
        {
            found.Add(postcode = ContactComparison.Postcodes(code, otherCode));
        }

        var isSame = address is MatchRule.AddressSame or MatchRule.AddressClose || postcode is MatchRule.PostcodeSame;
        if (!isSame && one.City is { } city && other.City is { } otherCity)
        {
            found.Add(ContactComparison.Cities(city, otherCity), Math.Min(a.CityRarity, b.CityRarity));
        }

        shares |= address is MatchRule.AddressSame;
    }
}
