using System.Globalization;
using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>What another system or a spreadsheet can say of an incident.</summary>
public enum SentField
{
    /// <summary>The other system's own number for the incident. Unique within an agency.</summary>
    ExternalReference,
    ReportedAt,

    /// <summary>The time of day, where it stands apart from the date.</summary>
    ReportedTime,
    HappenedOn,
    Source,
    Grade,
    Unit,
    Silence,
    SilentSolution,
    CallerName,
    CallerPhone,
    Location,
    Postcode,
    FirstWords,
    WhatHappened,
    Fear,
    Injuries,
    Weapons,
    ChildrenPresent,
    IsCrime,

    /// <summary>When the other system closed it; for files of the past alone.</summary>
    ClosedAt,
    ClosedReason,
}

/// <summary>What can be said of somebody in it.</summary>
public enum SentPersonField
{
    /// <summary>The other system's own number for the person.</summary>
    ExternalReference,
    Role,
    Title,
    Name,
    GivenName,
    FamilyName,
    Born,
    Age,
    Phone,
    Address,
    Postcode,
}

/// <summary>Somebody in a report, in the words it came in.</summary>
public sealed record SentPerson(IReadOnlyDictionary<SentPersonField, string> Values)
{
    public string? this[SentPersonField field] => Values.GetValueOrDefault(field);

    public bool IsBlank => Values.Keys.All(f => f is SentPersonField.Role or SentPersonField.Title);
}

/// <summary>
/// A report as it was sent: words, not meanings. Anything may be missing. <see cref="ReportReader"/> says what they mean.
/// </summary>
public sealed partial record SentReport(IReadOnlyDictionary<SentField, string> Values, IReadOnlyList<SentPerson> People)
{
    /// <summary>More people than this are no report of one incident.</summary>
    public const int MostPeople = 40;

    public const int ReferenceMaxLength = 100;

    public string? this[SentField field] => Values.GetValueOrDefault(field);

    /// <summary>"grade", "people[0].phone": how a field is called in answers and on pages.</summary>
    public static string PathOf(SentField field) => Camel(field.ToString());

    public static string PathOf(int person, SentPersonField field) => string.Create(CultureInfo.InvariantCulture, $"people[{person}].{Camel(field.ToString())}");

    public static string PathOf(int person) => string.Create(CultureInfo.InvariantCulture, $"people[{person}]");

    /// <summary>What stands at a path; null where nothing does.</summary>
    public string? At(string path) =>
        FieldAt(path) is { } field ? this[field]
        : PersonFieldAt(path) is var (person, part) && person < People.Count ? People[person][part]
        : null;

    /// <summary>The same report with another word at a path. A path that leads nowhere changes nothing.</summary>
    public SentReport With(string path, string value)
    {
        if (FieldAt(path) is { } field)
        {
            return this with { Values = new Dictionary<SentField, string>(Values) { [field] = value } };
        }

        return PersonFieldAt(path) is var (person, part) && person < People.Count
            ? this with { People = [.. People.Select((p, n) => n == person ? new SentPerson(new Dictionary<SentPersonField, string>(p.Values) { [part] = value }) : p)] }
            : this;
    }

    /// <summary>
    /// What the system says now of an incident it has told of before. What is left out stays as it was; people are the same when they have the
    /// same number there, or the same part and name. Nobody goes because a later message no longer names them.
    /// </summary>
    public SentReport UpdatedBy(SentReport later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var values = new Dictionary<SentField, string>(Values);
        foreach (var (field, value) in later.Values)
        {
            values[field] = value;
        }

        List<SentPerson> people = [.. People];
        HashSet<int> taken = [];
        foreach (var person in later.People)
        {
            var at = people.FindIndex(p => !taken.Contains(people.IndexOf(p)) && SamePart(p, person, People, later.People));
            if (at < 0)
            {
                people.Add(person);
                at = people.Count - 1;
            }
            else
            {
                var merged = new Dictionary<SentPersonField, string>(people[at].Values);
                foreach (var (field, value) in person.Values)
                {
                    merged[field] = value;
                }

                people[at] = new SentPerson(merged);
            }

            taken.Add(at);
        }

        return new SentReport(values, people);
    }

    public static (int Person, SentPersonField Field)? PersonFieldAt(string path) =>
        PersonPath().Match(path) is { Success: true } match
            && int.TryParse(match.Groups["person"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            && Enum.TryParse<SentPersonField>(match.Groups["field"].Value, ignoreCase: true, out var field)
            ? (person, field) : null;

    /// <summary>Whose whole entry a path names: "people[2]".</summary>
    public static int? PersonAt(string path) =>
        WholePersonPath().Match(path) is { Success: true } match && int.TryParse(match.Groups["person"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : null;

    public static SentField? FieldAt(string path) =>
        path.All(char.IsAsciiLetter) && Enum.TryParse<SentField>(path, ignoreCase: true, out var field) ? field : null;

    private static bool SamePart(SentPerson before, SentPerson after, IReadOnlyList<SentPerson> all, IReadOnlyList<SentPerson> later)
    {
        if (before[SentPersonField.ExternalReference] is { } known && after[SentPersonField.ExternalReference] is { } said)
        {
            return SentWords.Fold(known) == SentWords.Fold(said);
        }

        if (RoleOf(before) != RoleOf(after))
        {
            return false;
        }

        var (a, b) = (NameOf(before), NameOf(after));
        var alone = all.Count(p => RoleOf(p) == RoleOf(before)) == 1 && later.Count(p => RoleOf(p) == RoleOf(after)) == 1;
        return a == b ? a.Length > 0 || alone : alone && (a.Length == 0 || b.Length == 0);
    }

    private static string RoleOf(SentPerson person) => SentWords.Fold(person[SentPersonField.Role]);

    private static string NameOf(SentPerson person) =>
        SentWords.Fold(person[SentPersonField.Name] ?? $"{person[SentPersonField.GivenName]} {person[SentPersonField.FamilyName]}");

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"^people\[(?<person>[0-9]{1,3})\]\.(?<field>[A-Za-z]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex PersonPath();

    [GeneratedRegex(@"^people\[(?<person>[0-9]{1,3})\]$", RegexOptions.NonBacktracking)]
    private static partial Regex WholePersonPath();
}
