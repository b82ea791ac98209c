using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>How likely two records are one person.</summary>
public enum SamePersonVerdict
{
    /// <summary>More likely two people than one.</summary>
    Unlikely,

    /// <summary>Worth a look: up to <see cref="SamePerson.Doubt"/> points below the threshold.</summary>
    Possible,

    /// <summary>At the threshold or above it.</summary>
    Likely,
}

/// <summary>Two records compared.</summary>
/// <param name="Points">All points together; each doubles the odds.</param>
/// <param name="Threshold">The points a match needs among so many people.</param>
/// <param name="Reasons">What speaks for it first.</param>
public sealed record SamePersonScore(double Points, double Threshold, IReadOnlyList<MatchReason> Reasons)
{
    public SamePersonVerdict Verdict => Points >= Threshold ? SamePersonVerdict.Likely
        : Points >= Threshold - SamePerson.Doubt ? SamePersonVerdict.Possible
        : SamePersonVerdict.Unlikely;
}

/// <summary>
/// Compares people of whom several names, numbers and places are known: of each kind, the two that agree best are held against each other, so that a
/// former name or an old number still tells who somebody is.
/// </summary>
public static class SamePerson
{
    /// <summary>From here below the threshold somebody is still shown to whoever is about to make a second record.</summary>
    public const double Doubt = 5;

    /// <summary>Of each kind, no more are looked at.</summary>
    private const int _most = 8;

    /// <summary>Within so many years an estimated date of birth neither agrees nor disagrees.</summary>
    private const int _estimate = 5;

    /// <param name="others">Those the person may be: what many of them share counts for less.</param>
    /// <param name="records">How many people there are to choose from.</param>
    /// <param name="today">The day by which years of two figures are read.</param>
    /// <returns>One score for each of the others, in their order.</returns>
    public static IReadOnlyList<SamePersonScore> Scores(KnownPerson person, IReadOnlyList<KnownPerson> others, int records, MatchPolicy policy, DateOnly today)
    {
        var threshold = policy.Threshold.Among(records);
        PersonProfile[][] all = [.. others.Select(o => Contacts(o).Select(d => PersonProfile.Of(d, today)).ToArray())];
        var among = PeopleCompared.OutOf(records, all);
        return [.. others.Select(other => Score(person, other, among, policy, threshold, today))];
    }

    private static SamePersonScore Score(KnownPerson one, KnownPerson other, PeopleCompared among, MatchPolicy policy, double threshold, DateOnly today)
    {
        var (name, otherName) = Best(one.Names, other.Names, Named, Points);
        var (phone, otherPhone) = Best(one.Phones, other.Phones, p => new PersonDetails { Phone = p }, Points);
        var (email, otherEmail) = Best(one.Emails, other.Emails, e => new PersonDetails { Email = e }, Points);
        var (place, otherPlace) = Best(one.Addresses, other.Addresses, At, Points);
        var (born, otherBorn) = SaysNothing(one, other, today) ? (null, null) : (BirthOf(one), BirthOf(other));

        var a = PersonProfile.Of(Together(name, born, phone, email, place), today);
        var b = PersonProfile.Of(Together(otherName, otherBorn, otherPhone, otherEmail, otherPlace), today);
        var findings = PersonComparison.Of(among.Weigh(a), among.Weigh(b), policy, threshold);
        return new(Math.Round(policy.Total(findings), 1), threshold, MatchReasons.Of(a, b, findings, policy));

        double Points(PersonDetails mine, PersonDetails theirs) =>
            policy.Total(PersonComparison.Of(among.Weigh(PersonProfile.Of(mine, today)), among.Weigh(PersonProfile.Of(theirs, today)), policy, threshold));
    }

    /// <summary>The two that agree best; what only one side has stays with it.</summary>
    private static (T? Mine, T? Theirs) Best<T>(IReadOnlyList<T> mine, IReadOnlyList<T> theirs, Func<T, PersonDetails> read, Func<PersonDetails, PersonDetails, double> points)
        where T : class
    {
        var pairs = mine.TakeLast(_most).SelectMany(_ => theirs.TakeLast(_most), (m, t) => (Mine: m, Theirs: t)).ToList();
        return pairs.Count switch
        {
            0 => (mine.Count > 0 ? mine[^1] : null, theirs.Count > 0 ? theirs[^1] : null),
            1 => pairs[0],
            _ => pairs.MaxBy(p => points(read(p.Mine), read(p.Theirs))),
        };
    }

    private static PersonDetails Together(string? name, string? born, string? phone, string? email, PostalAddress? place) =>
        (name is null ? new PersonDetails() : Named(name)) with { BornOn = born, Phone = phone, Email = email, Address = place?.Lines, Postcode = place?.Postcode };

    private static PersonDetails Named(string whole)
    {
        var (given, surname) = NameText.Parts(whole);
        return new PersonDetails { GivenName = given, Surname = surname };
    }

    private static PersonDetails At(PostalAddress place) => new() { Address = place.Lines, Postcode = place.Postcode };

    /// <summary>An estimated day stands for its year.</summary>
    private static string? BirthOf(KnownPerson person) =>
        person is { BirthIsEstimated: true, BornOn: { Length: >= 4 } born } && DateOnly.TryParseExact(born, "yyyy-MM-dd", out var on) ? $"{on.Year:0000}" : person.BornOn;

    private static bool SaysNothing(KnownPerson one, KnownPerson other, DateOnly today) =>
        (one.BirthIsEstimated || other.BirthIsEstimated)
        && BirthDate.Of(one.BornOn, today) is { } born && BirthDate.Of(other.BornOn, today) is { } otherBorn && born.Year != otherBorn.Year && Math.Abs(born.Year - otherBorn.Year) <= _estimate;

    /// <summary>The ways each of them can be reached, with the name and birth that tell one holder from another.</summary>
    private static IEnumerable<PersonDetails> Contacts(KnownPerson person)
    {
        var self = Together(person.Names.Count > 0 ? person.Names[^1] : null, BirthOf(person), null, null, null);
        return
        [
            .. person.Phones.Select(p => self with { Phone = p }), .. person.Emails.Select(e => self with { Email = e }),
            .. person.Addresses.Select(a => self with { Address = a.Lines }),
        ];
    }
}
