using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>A person brought to the form that is compared and indexed, worked out once from <see cref="PersonDetails"/>.</summary>
public sealed class PersonProfile
{
    private const int _shortestPhone = 6;

    private PersonProfile(PersonDetails typed, DateOnly today)
    {
        Typed = typed;
        (Given, Surname) = Names(typed);
        Born = BirthDate.Of(typed.BornOn, today);
        Email = EmailText.Of(typed.Email);
        Phone = ReadPhone(typed.Phone);
        Address = AddressText.Of(typed.Address);
        Postcode = PostcodeText.Of(typed.Postcode);
        City = NameTerm.Of(typed.City);
    }

    public PersonDetails Typed { get; }

    public NameTerm? Given { get; }

    public NameTerm? Surname { get; }

    public BirthDate? Born { get; }

    public EmailText? Email { get; }

    /// <summary>In E.164 where it can be read, else its figures.</summary>
    public string? Phone { get; }

    public AddressText? Address { get; }

    public string? Postcode { get; }

    public NameTerm? City { get; }

    /// <param name="today">The day by which years of two figures are read.</param>
    public static PersonProfile Of(PersonDetails typed, DateOnly today) => new(typed, today);

    /// <summary>Two words in one field, with the other field empty, are a given name and a surname.</summary>
    private static (NameTerm? Given, NameTerm? Surname) Names(PersonDetails typed)
    {
        var (given, surname) = (NameText.Words(typed.GivenName), NameText.Words(typed.Surname));
        var whole = given.Length == 0 ? surname : surname.Length == 0 ? given : [];
        return whole.Length > 1
            ? (NameTerm.Of(whole[..^1]), NameTerm.Of(whole[^1..]))
            : (NameTerm.Of(given), NameTerm.Of(surname));
    }

    private static string? ReadPhone(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var figures = new string([.. typed.Where(char.IsAsciiDigit)]);
        return PhoneNumber.Normalise(typed) ?? (figures.Length >= _shortestPhone && figures.Distinct().Count() > 1 ? figures : null);
    }
}
