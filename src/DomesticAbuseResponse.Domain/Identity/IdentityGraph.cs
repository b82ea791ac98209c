using System.Collections.Immutable;

namespace DomesticAbuseResponse.Domain.Identity;

/// <summary>Where one stored row keeps the id of a person.</summary>
/// <param name="Table">As the database names it.</param>
public sealed record PersonColumn(string Table, string Column);

/// <summary>One row of what is on record about people, by its table and key, with its columns as text.</summary>
public sealed record IdentityRow(string Table, string Key, ImmutableSortedDictionary<string, string?> Values)
{
    public string? this[string column] => Values.GetValueOrDefault(column);

    public static IdentityRow Of(string table, string key, IEnumerable<KeyValuePair<string, string?>> values) => new(table, key, values.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public IdentityRow With(string column, string? value) => this with { Values = Values.SetItem(column, value) };

    public bool Equals(IdentityRow? other) => other is not null && (Table, Key) == (other.Table, other.Key) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Table, Key, Values.Count);
}

/// <summary>The rows that hang on some people, as they stand at one moment. Never changed: a step yields another graph.</summary>
public sealed class IdentityGraph
{
    private readonly ImmutableDictionary<(string Table, string Key), IdentityRow> _rows;

    private IdentityGraph(ImmutableDictionary<(string, string), IdentityRow> rows) => _rows = rows;

    public IEnumerable<IdentityRow> Rows => Ordered(_rows.Values);

    public static IdentityGraph Of(IEnumerable<IdentityRow> rows) => new(rows.DistinctBy(r => (r.Table, r.Key)).ToImmutableDictionary(r => (r.Table, r.Key)));

    public IdentityRow? Find(string table, string key) => _rows.GetValueOrDefault((table, key));

    /// <summary>The rows of a table that name this person in this column, in the order they were made.</summary>
    public IReadOnlyList<IdentityRow> In(string table, string column, string person) => [.. Ordered(_rows.Values.Where(r => r.Table == table && r[column] == person))];

    private static IOrderedEnumerable<IdentityRow> Ordered(IEnumerable<IdentityRow> rows) =>
        rows.OrderBy(r => r.Table, StringComparer.Ordinal).ThenBy(r => r.Key.Length).ThenBy(r => r.Key, StringComparer.Ordinal);

    public IdentityGraph Apply(IEnumerable<IdentityStep> steps) => new(steps.Aggregate(_rows, (rows, step) => step.Kind switch
    {
        IdentityStepKind.Set => rows.GetValueOrDefault((step.Table, step.Key)) is { } row ? rows.SetItem((step.Table, step.Key), row.With(step.Column!, step.After)) : rows,
        IdentityStepKind.Remove => rows.Remove((step.Table, step.Key)),
        IdentityStepKind.Add => rows.SetItem((step.Table, step.Key), IdentityRow.Of(step.Table, step.Key, step.Row!)),
        IdentityStepKind.Derived => rows,
        _ => throw new ArgumentOutOfRangeException(nameof(steps)),
    }));
}

public enum IdentityStepKind
{
    Set,
    Remove,
    Add,

    /// <summary>A row that the spread of protection made; it is ended again when the step is undone.</summary>
    Derived,
}

/// <summary>One change to one row, with all that undoing it needs.</summary>
/// <param name="Before">What the column said; with <see cref="IdentityStepKind.Set"/> alone.</param>
/// <param name="Row">The whole row; where one is taken out or put back.</param>
public sealed record IdentityStep(IdentityStepKind Kind, string Table, string Key, string? Column = null, string? Before = null, string? After = null, IReadOnlyDictionary<string, string?>? Row = null)
{
    public static IdentityStep Set(IdentityRow row, string column, string? after) => new(IdentityStepKind.Set, row.Table, row.Key, column, row[column], after);

    public static IdentityStep Remove(IdentityRow row) => new(IdentityStepKind.Remove, row.Table, row.Key, Row: row.Values);

    public static IdentityStep Add(IdentityStep removed) => new(IdentityStepKind.Add, removed.Table, removed.Key, Row: removed.Row);
}
