using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Identity;

/// <summary>Something added to the surviving record since the merge.</summary>
/// <param name="Row">As it is now.</param>
/// <param name="Column">The column that names the person.</param>
/// <param name="Belongs">Where it goes unless somebody says otherwise: with the case it hangs on, else it stays.</param>
/// <param name="IsSure">True when it follows something else and nobody is asked.</param>
public sealed record LaterRow(IdentityRow Row, string Column, MergeSide Belongs, bool IsSure)
{
    public string Place => MergePlan.Place(Row.Table, Row.Key, Column);
}

/// <summary>A value of the surviving record that was changed since the merge.</summary>
/// <param name="Now">What it says now.</param>
/// <param name="Before">What the survivor said before the merge.</param>
public sealed record LaterField(MergeField Field, string? Now, string? Before, string? OfMerged);

/// <summary>
/// Takes a merge apart again. Each step is taken back where nothing has changed since; what was changed since keeps its change and goes with its row; what was
/// added since goes with the case it hangs on, or where somebody says. With nothing changed since, it leaves exactly what was there before.
/// </summary>
public static class UnmergePlan
{
    /// <summary>Protection given since the merge holds for both: it may have been meant for either.</summary>
    private static readonly string[] _protection = ["named_staff", "exclusions"];

    /// <param name="now">The rows of both people as they stand.</param>
    /// <param name="belongs">By <see cref="LaterRow.Place"/>, where somebody chose.</param>
    /// <param name="fields">Values changed since the merge that belong to the other record.</param>
    /// <param name="ended">As the database writes an instant: what the merge had made ends then.</param>
    public static IReadOnlyList<IdentityStep> Of(
        MergePlan merge, IdentityGraph now, IReadOnlyList<PersonColumn> columns, Id<Person> survivor, Id<Person> merged, IReadOnlyDictionary<string, MergeSide> belongs,
        IReadOnlyDictionary<MergeField, MergeSide> fields, string ended)
    {
        var (a, b) = (survivor.ToString(), merged.ToString());
        List<IdentityStep> steps = [];
        foreach (var later in Later(merge, now, columns, survivor).Where(l => (l.IsSure ? l.Belongs : belongs.GetValueOrDefault(l.Place, l.Belongs)) is MergeSide.Merged))
        {
            steps.Add(IdentityStep.Set(later.Row, later.Column, b));
        }

        foreach (var changed in LaterFields(merge, now, survivor, merged).Where(f => fields.GetValueOrDefault(f.Field) is MergeSide.Merged))
        {
            var (one, other) = (now.Find("people", a)!, now.Find("people", b)!);
            foreach (var column in MergePlan.FieldColumns[changed.Field])
            {
                steps.Add(IdentityStep.Set(other, column, one[column]));
                var set = merge.Steps.FirstOrDefault(s => s is { Kind: IdentityStepKind.Set, Table: "people" } && s.Key == a && s.Column == column);
                steps.Add(IdentityStep.Set(one, column, set is null ? Snapshot(merge, a, column) : set.Before));
            }
        }

        var current = now.Apply(steps);
        foreach (var step in merge.Steps.Reverse())
        {
            var row = current.Find(step.Table, step.Key);
            var back = step.Kind switch
            {
                IdentityStepKind.Set when row is not null && row[step.Column!] == step.After && !IsNamedAnew(current, row, step) => IdentityStep.Set(row, step.Column!, step.Before),
                IdentityStepKind.Remove when row is null => IdentityStep.Add(step),
                IdentityStepKind.Derived when row is not null && MergePlan.IsLive(row) => IdentityStep.Set(row, "until", ended),
                _ => null,
            };
            if (back is not null)
            {
                steps.Add(back);
                current = current.Apply([back]);
            }
        }

        return steps;
    }

    /// <summary>What points at the survivor and did neither before the merge nor by it.</summary>
    public static IReadOnlyList<LaterRow> Later(MergePlan merge, IdentityGraph now, IReadOnlyList<PersonColumn> columns, Id<Person> survivor)
    {
        var a = survivor.ToString();
        var known = merge.Held.Concat(merge.Steps.Where(s => s.Kind is IdentityStepKind.Set).Select(s => MergePlan.Place(s.Table, s.Key, s.Column!))).ToHashSet(StringComparer.Ordinal);
        var cases = merge.Steps.Where(s => s is { Kind: IdentityStepKind.Set, Table: "cases", Column: "victim_id" }).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from column in columns
               from row in now.In(column.Table, column.Column, a)
               where !_protection.Contains(row.Table) && !known.Contains(MergePlan.Place(row.Table, row.Key, column.Column))
               let follows = row["case_id"] ?? row["through_case_id"] ?? (row.Table == "cases" ? row.Key : null)
               let goes = follows is not null && cases.Contains(follows)
               select new LaterRow(row, column.Column, goes ? MergeSide.Merged : MergeSide.Survivor, goes || row.Table is "participations" or "notices"),
        ];
    }

    public static IReadOnlyList<LaterField> LaterFields(MergePlan merge, IdentityGraph now, Id<Person> survivor, Id<Person> merged)
    {
        var (one, other) = (now.Find("people", survivor.ToString()), now.Find("people", merged.ToString()));
        return one is null || other is null ? [] :
        [
            .. from field in MergePlan.FieldColumns
               let column = field.Value[0]
               let set = merge.Steps.FirstOrDefault(s => s is { Kind: IdentityStepKind.Set, Table: "people" } && s.Key == one.Key && s.Column == column)
               let left = set is null ? Snapshot(merge, one.Key, column) : set.After
               where one[column] != left
               select new LaterField(field.Key, one[column], set is null ? left : set.Before, other[column]),
        ];
    }

    /// <summary>Somebody whose name ended with the merge has been named again since.</summary>
    private static bool IsNamedAnew(IdentityGraph graph, IdentityRow row, IdentityStep step) => step is { Table: "named_staff", Column: "until" }
        && graph.Rows.Any(r => r.Table == row.Table && r.Key != row.Key && r["record_id"] == row["record_id"] && r["staff_id"] == row["staff_id"] && MergePlan.IsLive(r));

    /// <summary>A value the merge left as it was, written down with what the survivor held.</summary>
    private static string? Snapshot(MergePlan merge, string person, string column) =>
        merge.Held.FirstOrDefault(h => h.StartsWith($"people/{person}/{column}=", StringComparison.Ordinal)) is { } held ? held[(held.IndexOf('=', StringComparison.Ordinal) + 1)..] : null;
}
