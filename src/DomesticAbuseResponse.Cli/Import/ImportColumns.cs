using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>Which column says what, however it is headed: "CAD No.", "Vic DOB", "Suspect 2 Surname", "Offender_Tel".</summary>
internal sealed partial class ImportColumns
{
    private static readonly FrozenDictionary<string, SentField> _fields = Table<SentField>(new()
    {
        [SentField.ExternalReference] = "externalreference reference ref incidentnumber incidentno incidentref incidentreference cad cadno cadnumber cadref logno lognumber urn eventno eventnumber incidentid id",
        [SentField.ReportedAt] = "reportedat reported datereported reporteddate dateandtimereported datetimereported reporteddatetime date datetime dateandtime calldate incidentdate createdat created dateofreport dateofcall",
        [SentField.ReportedTime] = "reportedtime timereported time calltime incidenttime timeofreport timeofcall",
        [SentField.HappenedOn] = "happenedon occurredon dateoccurred occurreddate offencedate dateofincident dateofoffence occurrencedate",
        [SentField.Source] = "source callsource howreported reportedby method contactmethod channel",
        [SentField.Grade] = "grade responsegrade priority grading callgrade responsepriority",
        [SentField.Unit] = "unit lpu lpa policingunit localpolicingunit bcu area district division",
        [SentField.Silence] = "silence silent silentcall abandoned",
        [SentField.SilentSolution] = "silentsolution 55 pressed55",
        [SentField.CallerName] = "callername caller informant informantname reportedbyname reportingperson",
        [SentField.CallerPhone] = "callerphone callernumber callertel callertelephone cli informantphone informanttel telephone phone phonenumber telephonenumber contactnumber",
        [SentField.Location] = "location incidentlocation place address incidentaddress locationaddress where",
        [SentField.Postcode] = "postcode incidentpostcode locationpostcode",
        [SentField.FirstWords] = "firstwords callerwords openingtext",
        [SentField.WhatHappened] = "whathappened description details narrative summary circumstances mo notes text comments remarks log",
        [SentField.Fear] = "fear frightened howfrightened",
        [SentField.Injuries] = "injuries injury",
        [SentField.Weapons] = "weapons weapon weaponused",
        [SentField.ChildrenPresent] = "childrenpresent childpresent children kids childreninhousehold",
        [SentField.IsCrime] = "iscrime crime crimed recordedcrime",
        [SentField.ClosedAt] = "closedat closed dateclosed closeddate closuredate",
        [SentField.ClosedReason] = "closedreason closurereason result disposal resultcode",
    });

    private static readonly FrozenDictionary<string, SentPersonField> _personFields = Table<SentPersonField>(new()
    {
        [SentPersonField.ExternalReference] = "externalreference reference ref id urn nominal nominalno personid nominalref",
        [SentPersonField.Title] = "title",
        [SentPersonField.Name] = "name fullname",
        [SentPersonField.GivenName] = "givenname givennames forename forenames firstname firstnames",
        [SentPersonField.FamilyName] = "familyname surname lastname",
        [SentPersonField.Born] = "born dob dateofbirth birthdate birth",
        [SentPersonField.Age] = "age",
        [SentPersonField.Phone] = "phone tel telephone mobile mob phonenumber telephonenumber mobilenumber contactnumber number telno mobileno phoneno",
        [SentPersonField.Address] = "address homeaddress addr fulladdress",
        [SentPersonField.Postcode] = "postcode pcode homepostcode",
    });

    private static readonly FrozenDictionary<string, string> _roles = new Dictionary<string, string>
    {
        ["victim"] = "victim",
        ["vic"] = "victim",
        ["complainant"] = "victim",
        ["aggrieved"] = "victim",
        ["ip"] = "victim",
        ["injuredparty"] = "victim",
        ["survivor"] = "victim",
        ["perpetrator"] = "perpetrator",
        ["perp"] = "perpetrator",
        ["suspect"] = "perpetrator",
        ["susp"] = "perpetrator",
        ["offender"] = "perpetrator",
        ["accused"] = "perpetrator",
        ["defendant"] = "perpetrator",
        ["child"] = "child",
        ["witness"] = "witness",
        ["wit"] = "witness",
        ["person"] = "",
        ["party"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<(int Column, SentField Field)> _mapped = [];

    private readonly List<(string Role, IReadOnlyList<(int Column, SentPersonField Field)> Columns)> _people = [];

    private ImportColumns(int count) => Count = count;

    public int Count { get; }

    /// <summary>Headings that say nothing known: their cells stay with the row and are used for nothing.</summary>
    public IReadOnlyList<string> Unused { get; private set; } = [];

    public IReadOnlyList<string> Used { get; private set; } = [];

    /// <summary>Null where no column is known at all; then it is no such file.</summary>
    public static ImportColumns? Of(IReadOnlyList<string> header)
    {
        var columns = new ImportColumns(header.Count);
        HashSet<SentField> taken = [];
        SortedDictionary<string, List<(int, SentPersonField)>> people = new(StringComparer.Ordinal);
        List<string> unused = [], used = [];
        for (var n = 0; n < header.Count; n++)
        {
            var squeezed = NotAWord().Replace(header[n].Normalize(System.Text.NormalizationForm.FormKC), "").ToLowerInvariant();
            if (PersonOf(squeezed) is var (who, part) && !(people.TryGetValue(who, out var known) && known.Exists(k => k.Item2 == part)))
            {
                people.TryAdd(who, []);
                people[who].Add((n, part));
                used.Add(header[n]);
            }
            else if (_fields.TryGetValue(squeezed, out var field) && taken.Add(field))
            {
                columns._mapped.Add((n, field));
                used.Add(header[n]);
            }
            else if (squeezed.Length > 0)
            {
                unused.Add(header[n]);
            }
        }

        columns._people.AddRange(people.Where(p => p.Value.Exists(v => v.Item2 is not SentPersonField.Role)).Select(p => (_roles[NumberAtEnd().Replace(p.Key, "")], (IReadOnlyList<(int, SentPersonField)>)p.Value)));
        (columns.Unused, columns.Used) = (unused, used);
        return columns._mapped.Count + columns._people.Count == 0 ? null : columns;
    }

    /// <summary>The cells of a row under their names; a cell that only a spreadsheet needs so is put right, and said.</summary>
    public SentReport Read(IReadOnlyList<string> cells, List<string> notes)
    {
        Dictionary<SentField, string> values = [];
        foreach (var (column, field) in _mapped)
        {
            if (Cell(cells, column, notes) is { } text)
            {
                values[field] = text;
            }
        }

        if (values.GetValueOrDefault(SentField.ExternalReference) is { Length: > SentReport.ReferenceMaxLength } longReference)
        {
            values[SentField.ExternalReference] = longReference[..SentReport.ReferenceMaxLength];
            notes.Add("The reference is cut to 100 characters.");
        }

        List<SentPerson> people = [];
        foreach (var (role, of) in _people)
        {
            Dictionary<SentPersonField, string> person = [];
            foreach (var (column, field) in of)
            {
                if (Cell(cells, column, notes) is { } text)
                {
                    person[field] = text;
                }
            }

            if (person.Keys.Any(k => k is not SentPersonField.Role))
            {
                if (role.Length > 0)
                {
                    person[SentPersonField.Role] = role;
                }

                people.Add(new SentPerson(person));
            }
        }

        return new SentReport(values, people);
    }

    private static string? Cell(IReadOnlyList<string> cells, int column, List<string> notes)
    {
        if (column >= cells.Count || Web.Infrastructure.Hardening.CleanText.Of(cells[column]).Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        // ="0121…" is how spreadsheets are told to keep a zero.
        if (AsText().Match(text) is { Success: true } kept)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Column {column + 1}: the formula around the text is left off."));
            return kept.Groups["text"].Value.Trim() is { Length: > 0 } inside ? inside : null;
        }

        return text;
    }

    private static (string Who, SentPersonField Part)? PersonOf(string squeezed)
    {
        if (PersonHeading().Match(squeezed) is not { Success: true } match || !_roles.ContainsKey(match.Groups["role"].Value))
        {
            return null;
        }

        var who = match.Groups["role"].Value + (match.Groups["before"].Value.Length > 0 ? match.Groups["before"].Value : match.Groups["after"].Value);
        var part = match.Groups["part"].Value;
        return part is "" or "s" ? (who, SentPersonField.Name)
            : part == "role" ? (who, SentPersonField.Role)
            : _personFields.TryGetValue(part, out var field) || (part[0] == 's' && _personFields.TryGetValue(part[1..], out field)) ? (who, field) // "victims name"
            : null;
    }

    private static FrozenDictionary<string, T> Table<T>(Dictionary<T, string> words)
        where T : notnull =>
        words.SelectMany(w => w.Value.Split(' ').Select(s => KeyValuePair.Create(s, w.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    [GeneratedRegex("[^\\p{L}\\p{Nd}]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotAWord();

    [GeneratedRegex("[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberAtEnd();

    [GeneratedRegex("^(?<role>victim|vic|complainant|aggrieved|injuredparty|ip|survivor|perpetrator|perp|suspect|susp|offender|accused|defendant|child|witness|wit|person|party)(?<before>[0-9]{0,2})(?<part>[a-z]*)(?<after>[0-9]{0,2})$")]
    private static partial Regex PersonHeading();

    [GeneratedRegex("^=\\s*\"(?<text>[^\"]*)\"$", RegexOptions.NonBacktracking)]
    private static partial Regex AsText();
}
