using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Identity;

/// <summary>Whose value stays.</summary>
public enum MergeSide
{
    /// <summary>The record that goes on.</summary>
    Survivor,

    /// <summary>The record that goes into it.</summary>
    Merged,
}

/// <summary>What has one value in a person's record, and so has to be chosen where two records differ.</summary>
public enum MergeField
{
    Name,
    BornOn,
    Gender,
    DiedOn,
    Interpreter,
}

/// <summary>
/// Two records become one: which rows go over, which values stay, which protection holds. Worked out from the rows alone; applied by the use case, and
/// undone from its own steps (<see cref="UnmergePlan"/>). The strictest protection of the two wins: restricted if either is, open to those named on every
/// restricted one, closed to whoever is excluded from either, an address as hidden and a number as unsafe as either says (R6.10, R6.11, R3.6).
/// </summary>
/// <param name="Steps">In the order in which they are taken.</param>
/// <param name="Held">What already pointed at the surviving record, as table, key and column: whatever else does later was added since. With "=", a value it had.</param>
public sealed record MergePlan(IReadOnlyList<IdentityStep> Steps, IReadOnlyList<string> Held)
{
    private static readonly string[] _visibility = [.. Enum.GetValues<AddressVisibility>().Order().Select(v => v.ToString())];

    /// <param name="columns">Every column that holds a person, but for those of history, which says what was said at the time.</param>
    /// <param name="choices">Whose value stays; where nothing is said, the survivor's, unless it is blank.</param>
    /// <param name="now">As the database writes an instant: what no longer holds has ended then.</param>
    public static MergePlan Of(IdentityGraph graph, IReadOnlyList<PersonColumn> columns, Id<Person> survivor, Id<Person> merged, IReadOnlyDictionary<MergeField, MergeSide> choices, string now)
    {
        var (a, b) = (survivor.ToString(), merged.ToString());
        var (one, other) = (graph.Find("people", a)!, graph.Find("people", b)!);
        List<IdentityStep> steps = [.. Duplicates(graph, a, b)];
        var staying = steps.Select(s => (s.Table, s.Key)).ToHashSet();
        staying.UnionWith(Names(graph, one, other, now, steps));
        staying.UnionWith(Exclusions(graph, a, b, steps));
        staying.UnionWith(Alongside(graph, a, b));
        foreach (var column in columns)
        {
            steps.AddRange(graph.In(column.Table, column.Column, b).Where(r => !staying.Contains((r.Table, r.Key)) && !IsBetween(r, a, b)).Select(r => IdentityStep.Set(r, column.Column, a)));
        }

        Fields(one, other, choices, steps);
        Strictest(graph, one, other, steps);
        CalledBy(graph.Apply(steps), graph, a, b, choices.GetValueOrDefault(MergeField.Name), steps);
        steps.Add(IdentityStep.Set(other, "merged_into_id", a));
        return new(steps,
        [
            .. columns.SelectMany(c => graph.In(c.Table, c.Column, a).Select(r => Place(r.Table, r.Key, c.Column))),
            .. FieldColumns.Values.SelectMany(c => c).Where(c => one[c] is not null).Select(c => $"{Place("people", a, c)}={one[c]}"),
        ]);
    }

    internal static string Place(string table, string key, string column) => $"{table}/{key}/{column}";

    /// <summary>What both say in the same words is on record once.</summary>
    private static IEnumerable<IdentityStep> Duplicates(IdentityGraph graph, string a, string b)
    {
        bool Same(string table, string column, Func<IdentityRow, IdentityRow, bool> same, IdentityRow row) => graph.In(table, column, a).Any(mine => same(mine, row));
        return
        [
            .. graph.In("person_names", "person_id", b).Where(r => Same("person_names", "person_id", (x, y) => x["kind"] == y["kind"] && string.Equals(x["full"], y["full"], StringComparison.OrdinalIgnoreCase), r)).Select(IdentityStep.Remove),
            .. graph.In("person_phones", "person_id", b).Where(r => r["e164"] is not null && r["until"] is null
                && Same("person_phones", "person_id", (x, y) => x["e164"] == y["e164"] && x["until"] is null && x["is_unconfirmed"] == y["is_unconfirmed"], r)).Select(IdentityStep.Remove),
            .. graph.In("case_perpetrators", "person_id", b).Where(r => Same("case_perpetrators", "person_id", (x, y) => x["case_id"] == y["case_id"], r)).Select(IdentityStep.Remove),
            .. graph.In("incident_parties", "person_id", b).Where(r => r["as_typed"] is null
                && Same("incident_parties", "person_id", (x, y) => x["incident_id"] == y["incident_id"] && x["role"] == y["role"] && (y["case_id"] is null || x["case_id"] == y["case_id"]), r)).Select(IdentityStep.Remove),
        ];
    }

    /// <summary>Who is named: with two restricted records those named on both, with one those named on it. Answers with the rows that stay where they are.</summary>
    private static IEnumerable<(string, string)> Names(IdentityGraph graph, IdentityRow one, IdentityRow other, string now, List<IdentityStep> steps)
    {
        List<IdentityRow> mine = [.. graph.In("named_staff", "record_id", one.Key).Where(IsLive)];
        List<IdentityRow> theirs = [.. graph.In("named_staff", "record_id", other.Key).Where(IsLive)];
        bool Holds(string? staff) => (IsTrue(one["is_restricted"]), IsTrue(other["is_restricted"])) switch
        {
            (true, true) => mine.Exists(r => r["staff_id"] == staff) && theirs.Exists(r => r["staff_id"] == staff),
            (true, false) => mine.Exists(r => r["staff_id"] == staff),
            (false, true) => theirs.Exists(r => r["staff_id"] == staff),
            _ => true,
        };
        steps.AddRange(mine.Where(r => !Holds(r["staff_id"])).Select(r => IdentityStep.Set(r, "until", now)));
        return theirs.Where(r => !Holds(r["staff_id"]) || mine.Exists(m => m["staff_id"] == r["staff_id"])).Select(r => (r.Table, r.Key));
    }

    /// <summary>An exclusion both have stands once; one that came from the one record to the other is the record's own now.</summary>
    private static List<(string, string)> Exclusions(IdentityGraph graph, string a, string b, List<IdentityStep> steps)
    {
        List<(string, string)> settled = [];
        List<IdentityRow> own = [.. graph.In("exclusions", "record_id", a).Where(r => IsLive(r) && r["source_id"] is null)];
        bool IsHeld(IdentityRow row) => own.Exists(m => m["staff_id"] == row["staff_id"] && m["agency_id"] == row["agency_id"]);
        foreach (var came in graph.In("exclusions", "record_id", a).Where(r => IsLive(r) && r["source_id"] == b))
        {
            steps.Add(IdentityStep.Set(came, "source_id", null));
            own.Add(came);
            settled.Add((came.Table, came.Key));
        }

        foreach (var row in graph.In("exclusions", "record_id", b).Where(r => IsLive(r) && (r["source_id"] is null || r["source_id"] == a)))
        {
            settled.Add((row.Table, row.Key));
            if (!IsHeld(row))
            {
                steps.Add(IdentityStep.Set(row, "record_id", a));
                steps.AddRange(row["source_id"] is null ? [] : [IdentityStep.Set(row, "source_id", null)]);
                own.Add(row);
            }
        }

        return settled;
    }

    /// <summary>Work that is done once for each record stays with the record it was begun for, where the other has the same: a place in a campaign, an open plan for a repeat caller, a notice to a school or a screening about one incident.</summary>
    private static IEnumerable<(string, string)> Alongside(IdentityGraph graph, string a, string b)
    {
        bool Has(IdentityRow row, params string[] same) => graph.In(row.Table, "person_id", a).Any(mine => same.All(c => mine[c] == row[c]));
        return graph.In("campaign_entries", "person_id", b).Where(r => Has(r, "campaign_id"))
            .Concat(graph.In("caller_plans", "person_id", b).Where(r => r["closed_at"] is null && Has(r, "neighbourhood_id", "kind", "closed_at")))
            .Concat(graph.In("school_notices", "person_id", b).Where(r => Has(r, "incident_id")))
            .Concat(graph.In("child_screenings", "person_id", b).Where(r => Has(r, "incident_id")))
            .Select(r => (r.Table, r.Key));
    }

    private static void Fields(IdentityRow one, IdentityRow other, IReadOnlyDictionary<MergeField, MergeSide> choices, List<IdentityStep> steps)
    {
        foreach (var (field, columns) in FieldColumns)
        {
            var blank = one[columns[0]] is null or nameof(Gender.NotKnown);
            if (choices.GetValueOrDefault(field, blank ? MergeSide.Merged : MergeSide.Survivor) is MergeSide.Merged)
            {
                steps.AddRange(columns.Where(c => one[c] != other[c]).Select(c => IdentityStep.Set(one, c, other[c])));
            }
        }
    }

    /// <summary>Which columns of a person's row each choice is about.</summary>
    internal static IReadOnlyDictionary<MergeField, string[]> FieldColumns { get; } = new Dictionary<MergeField, string[]>
    {
        [MergeField.BornOn] = ["born_on", "birth_is_estimated"],
        [MergeField.Gender] = ["gender"],
        [MergeField.DiedOn] = ["died_on"],
        [MergeField.Interpreter] = ["interpreter"],
    };

    private static void Strictest(IdentityGraph graph, IdentityRow one, IdentityRow other, List<IdentityStep> steps)
    {
        if (!IsTrue(one["is_restricted"]) && IsTrue(other["is_restricted"]))
        {
            steps.Add(IdentityStep.Set(one, "is_restricted", "true"));
            steps.Add(IdentityStep.Set(one, "restricted_reason", other["restricted_reason"]));
        }

        List<IdentityRow> places = [.. graph.In("person_addresses", "person_id", one.Key), .. graph.In("person_addresses", "person_id", other.Key)];
        foreach (var place in places)
        {
            var strictest = _visibility[places.Where(p => IsOnePlace(p, place)).Max(p => Array.IndexOf(_visibility, p["visibility"]))];
            if (place["visibility"] != strictest)
            {
                steps.Add(IdentityStep.Set(place, "visibility", strictest));
            }
        }

        List<IdentityRow> ways = [.. graph.In("safe_contacts", "person_id", one.Key), .. graph.In("safe_contacts", "person_id", other.Key)];
        steps.AddRange(ways.Where(w => w["safety"] != nameof(Safety.Unsafe) && ways.Exists(u => u["safety"] == nameof(Safety.Unsafe) && Reach(u, w))).Select(w => IdentityStep.Set(w, "safety", nameof(Safety.Unsafe))));
    }

    private static bool IsOnePlace(IdentityRow one, IdentityRow other) =>
        string.Equals(one["lines"], other["lines"], StringComparison.OrdinalIgnoreCase) && one["postcode"] == other["postcode"];

    private static bool Reach(IdentityRow one, IdentityRow other) => IsTelephone(one["channel"]) && IsTelephone(other["channel"])
        ? PhoneNumber.Same(one["value"] ?? "", other["value"] ?? "")
        : one["channel"] == other["channel"] && string.Equals(one["value"], other["value"], StringComparison.OrdinalIgnoreCase);

    private static bool IsTelephone(string? channel) => channel is nameof(ContactChannel.Phone) or nameof(ContactChannel.Text);

    /// <summary>The name chosen is the one pages show: where it would not be by itself, it becomes the preferred one.</summary>
    private static void CalledBy(IdentityGraph after, IdentityGraph before, string a, string b, MergeSide side, List<IdentityStep> steps)
    {
        var chosen = Shown(before, side is MergeSide.Merged ? b : a) ?? Shown(before, side is MergeSide.Merged ? a : b);
        var all = after.In("person_names", "person_id", a);
        var kept = chosen is null ? null : all.FirstOrDefault(r => r.Key == chosen.Key) ?? all.FirstOrDefault(r => string.Equals(r["full"], chosen["full"], StringComparison.OrdinalIgnoreCase));
        if (kept is null || Shown(after, a)?.Key == kept.Key)
        {
            return;
        }

        steps.AddRange(all.Where(r => r["kind"] == nameof(NameKind.Preferred) && r.Key != kept.Key).Select(r => IdentityStep.Set(r, "kind", nameof(NameKind.Alias))));
        steps.Add(IdentityStep.Set(kept, "kind", nameof(NameKind.Preferred)));
    }

    /// <summary>As <see cref="Person.DisplayName"/>: the last preferred name, else the last.</summary>
    private static IdentityRow? Shown(IdentityGraph graph, string person)
    {
        var names = graph.In("person_names", "person_id", person);
        return names.LastOrDefault(n => n["kind"] == nameof(NameKind.Preferred)) ?? (names.Count > 0 ? names[^1] : null);
    }

    /// <summary>What was once said of the two against each other stays between the two.</summary>
    private static bool IsBetween(IdentityRow row, string a, string b) => row.Table switch
    {
        "relationships" => (row["from_id"] == a && row["to_id"] == b) || (row["from_id"] == b && row["to_id"] == a),
        "not_same_people" => (row["one_id"] == a && row["other_id"] == b) || (row["one_id"] == b && row["other_id"] == a),
        "orders" => (row["person_id"] == a && row["protects_id"] == b) || (row["person_id"] == b && row["protects_id"] == a),
        _ => false,
    };

    internal static bool IsLive(IdentityRow row) => row["until"] is null;

    internal static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
