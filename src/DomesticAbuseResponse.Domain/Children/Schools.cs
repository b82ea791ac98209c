using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>Where a child learns, as far as anybody has found out.</summary>
public enum Education
{
    NotKnown,

    /// <summary>Too young for any, or at home before school.</summary>
    NotYet,
    Nursery,
    School,
    College,
    HomeEducated,

    /// <summary>Of an age for school or college, and at none.</summary>
    NoPlace,
}

/// <summary>What a place in the directory is: only a nursery is outside the duty (R4.43).</summary>
public enum SchoolKind
{
    School,
    College,
    Nursery,
}

/// <summary>One school, college or nursery of a local authority, with the adult there to whom a notice goes. Listed in the directory that a force imports.</summary>
public sealed class School
{
    public const int CodeMaxLength = 20;
    public const int NameMaxLength = 160;
    public const int ContactMaxLength = 200;

    private School()
    {
    }

    public School(Id<School> id, Id<LocalAuthority> authorityId, string code) => (Id, AuthorityId, Code) = (id, authorityId, code);

    public Id<School> Id { get; private init; }

    public Id<LocalAuthority> AuthorityId { get; private init; }

    /// <summary>What the authority calls it by; one school has one code in its authority.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public SchoolKind Kind { get; private set; }

    /// <summary>Who at the school takes notices: a role or a name, as the school gave it.</summary>
    public string? KeyAdult { get; private set; }

    public string? Phone { get; private set; }

    public string? SecureMail { get; private set; }

    /// <summary>False once a newer directory does not list it any more: it stays where it is on record.</summary>
    public bool IsListed { get; private set; }

    /// <returns>Whether anything is different now.</returns>
    public bool List(string name, SchoolKind kind, string? keyAdult, string? phone, string? secureMail)
    {
        var before = (Name, Kind, KeyAdult, Phone, SecureMail, IsListed);
        (Name, Kind, KeyAdult, Phone, SecureMail, IsListed) = (name.Trim(), kind, Blank(keyAdult), Blank(phone), Blank(secureMail), true);
        return before != (Name, Kind, KeyAdult, Phone, SecureMail, IsListed);
    }

    public bool Unlist()
    {
        var was = IsListed;
        IsListed = false;
        return was;
    }

    /// <summary>How a child learns who is at a place of this kind.</summary>
    public static Education EducationAt(SchoolKind kind) => kind switch
    {
        SchoolKind.College => Education.College,
        SchoolKind.Nursery => Education.Nursery,
        _ => Education.School,
    };

    internal static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The term dates of one local authority, and to whom a notice about a child educated at home goes (R4.43, R4.45). Without terms the strict reading holds.</summary>
/// <param name="Terms">Half-terms lie between them.</param>
/// <param name="Closures">Days in term on which schools are closed all the same.</param>
/// <param name="HomeEducation">The officer of the authority, in words.</param>
public sealed record SchoolTerms(string Version, IReadOnlyList<SchoolTerm> Terms, IReadOnlyList<DateOnly> Closures, string? HomeEducation = null)
{
    public static SchoolTerms None { get; } = new("shipped-1", [], []);

    public Refusal? Check() =>
        Terms.FirstOrDefault(t => t.LastDay < t.FirstDay) is { } backwards ? new Refusal("school-terms.order", $"The term “{backwards.Name}” ends before it begins.")
        : Terms.OrderBy(t => t.FirstDay).Zip(Terms.OrderBy(t => t.FirstDay).Skip(1)).Any(pair => pair.Second.FirstDay <= pair.First.LastDay) ? new Refusal("school-terms.overlap", "Two terms overlap.")
        : HomeEducation?.Length > School.ContactMaxLength ? new Refusal("school-terms.officer", $"The officer for home education is told in {School.ContactMaxLength} characters or fewer.")
        : null;

    /// <summary>The school days they make; null where none are held.</summary>
    public SchoolCalendar? CalendarOf(string authority, WorkingCalendar workingDays) =>
        Terms.Count == 0 ? null : new SchoolCalendar(authority, Version, Terms, workingDays, Closures);
}
