using System.Runtime.CompilerServices;
using System.Text.Json;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DomesticAbuseResponse.Application.Identity;

/// <summary>
/// Reads and writes the rows of two people for a merge. Where a person's id stands is read from the model, so that a table made later is taken along without
/// a word here; names of tables and columns come from the model alone, values are parameters.
/// </summary>
internal sealed class IdentityRows(CaseDbContext db)
{
    /// <summary>What says what was said at the time, of the record it was said of; and what is worked out anew after a merge.</summary>
    private static readonly Type[] _history = [typeof(RecordEvent), typeof(ProtectionAct), typeof(IncidentDecision), typeof(PersonMerge), typeof(SamePersonProposal), typeof(MatchPass), typeof(PerpetratorScore), typeof(Person)];

    /// <summary>What hangs on the id of a record of whatever kind; of those, what no longer holds stays where it was.</summary>
    private static readonly Dictionary<PersonColumn, string> _byRecord = new()
    {
        [new("participations", "record_id")] = "until is null",
        [new("named_staff", "record_id")] = "until is null",
        [new("exclusions", "record_id")] = "until is null",
        [new("exclusions", "source_id")] = "source_id is not null and until is null",
        [new("notices", "subject_id")] = "done_at is null",
    };

    private sealed record Loaded(string Key, string Json);

    private sealed record Table(string Name, string Key, bool IsNumbered, IReadOnlyList<string> Columns);

    private readonly Dictionary<string, Table> _tables = db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && e.FindPrimaryKey()?.Properties.Count == 1)
        .DistinctBy(e => e.GetTableName()).ToDictionary(e => e.GetTableName()!, e => new Table(
            e.GetTableName()!, e.FindPrimaryKey()!.Properties[0].GetColumnName(), e.FindPrimaryKey()!.Properties[0].ClrType == typeof(long),
            [.. Properties(e).Where(p => p.GetComputedColumnSql() is null && !p.IsConcurrencyToken).Select(p => p.GetColumnName())]));

    public IReadOnlyList<PersonColumn> Columns { get; } =
    [
        .. from entity in db.Model.GetEntityTypes()
           where entity.GetTableName() is not null && !_history.Contains(entity.ClrType)
           from property in Properties(entity)
           where property.ClrType == typeof(Id<Person>) || property.ClrType == typeof(Id<Person>?)
           select new PersonColumn(entity.GetTableName()!, property.GetColumnName()),
        .. _byRecord.Keys,
    ];

    /// <summary>Both records and all that points at them, with their instants in UTC. Inside a transaction; the two are locked until it ends.</summary>
    public async Task<IdentityGraph> LoadAsync(Id<Person> one, Id<Person> other, IEnumerable<IdentityStep> touched, CancellationToken ct)
    {
        Guid[] ids = [.. new[] { one.Value, other.Value }.Order()];
        await db.Database.ExecuteSqlAsync($"select set_config('TimeZone', 'UTC', true)", ct);
        await db.Database.ExecuteSqlAsync($"select id from people where id = any({ids}) order by id for update", ct);
        List<IdentityRow> rows = [.. await RowsAsync("people", "id = any({0})", ids, ct)];
        foreach (var column in Columns)
        {
            var where = column is { Table: "cases" }
                ? "id in (select id from cases where victim_id = any({0}) union select case_id from case_perpetrators where person_id = any({0}))"
                : $"\"{column.Column}\" = any({{0}})";
            rows.AddRange(await RowsAsync(column.Table, _byRecord.TryGetValue(column, out var live) ? $"{where} and {live}" : where, ids, ct));
        }

        var known = rows.Select(r => (r.Table, r.Key)).ToHashSet();
        foreach (var missing in touched.Where(s => s.Kind is not IdentityStepKind.Remove && !known.Contains((s.Table, s.Key))).GroupBy(s => s.Table))
        {
            var table = _tables[missing.Key];
            rows.AddRange(await RowsAsync(table.Name, $"\"{table.Key}\" = any({{0}})", KeysOf(table, missing.Select(s => s.Key)), ct));
        }

        return IdentityGraph.Of(rows);
    }

    /// <summary>An instant as the rows say it.</summary>
    public Task<string> WrittenAsync(DateTimeOffset at, CancellationToken ct) => db.Database.SqlQuery<string>($"""select to_jsonb({at}) #>> array[]::text[] as "Value" """).SingleAsync(ct);

    /// <summary>Takes the steps in their order; those that say the same of one column go together.</summary>
    public async Task ApplyAsync(IReadOnlyList<IdentityStep> steps, CancellationToken ct)
    {
        for (var i = 0; i < steps.Count;)
        {
            var first = steps[i];
            var together = steps.Skip(i).TakeWhile(s => s.Kind == first.Kind && first.Kind is IdentityStepKind.Set && (s.Table, s.Column, s.After) == (first.Table, first.Column, first.After)).ToList();
            i += Math.Max(1, together.Count);
            var table = _tables[first.Table];
            await (first.Kind switch
            {
                IdentityStepKind.Set => RunAsync(
                    $"update {table.Name} set \"{first.Column}\" = (jsonb_populate_record(null::{table.Name}, jsonb_build_object('{first.Column}', {{0}}::text))).\"{first.Column}\" where \"{table.Key}\" = any({{1}})",
                    ct, first.After, KeysOf(table, together.Select(s => s.Key))),
                IdentityStepKind.Remove => RunAsync($"delete from {table.Name} where \"{table.Key}\" = any({{0}})", ct, KeysOf(table, [first.Key])),
                IdentityStepKind.Add => RunAsync(
                    $"insert into {table.Name} ({List(table, first)}) select {List(table, first)} from jsonb_populate_record(null::{table.Name}, {{0}}::jsonb)", ct, Json(table, first)),
                IdentityStepKind.Derived => Task.FromResult(0),
                _ => throw new InvalidOperationException("There is no such step."),
            });
        }
    }

    /// <summary>Without what the database works out by itself.</summary>
    private static string Json(Table table, IdentityStep step) => JsonSerializer.Serialize(step.Row!.Where(v => table.Columns.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));

    private static string List(Table table, IdentityStep step) => string.Join(", ", table.Columns.Where(step.Row!.ContainsKey).Select(c => $"\"{c}\""));

    private Task<int> RunAsync(string statement, CancellationToken ct, params object?[] values) => db.Database.ExecuteSqlAsync(FormattableStringFactory.Create(statement, values), ct);

    private async Task<IEnumerable<IdentityRow>> RowsAsync(string name, string where, object keys, CancellationToken ct)
    {
        var table = _tables[name];
        var found = await db.Database.SqlQuery<Loaded>(FormattableStringFactory.Create(
            $"select t.\"{table.Key}\"::text as \"Key\", to_jsonb(t)::text as \"Json\" from {table.Name} t where {where}", keys)).ToListAsync(ct);
        return found.Select(f => Row(name, f));
    }

    private static IdentityRow Row(string table, Loaded loaded)
    {
        using var json = JsonDocument.Parse(loaded.Json);
        return IdentityRow.Of(table, loaded.Key, json.RootElement.EnumerateObject().Where(p => p.Name != "changed_at").Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => p.Value.GetString(),
            _ => p.Value.GetRawText(),
        })));
    }

    private static object KeysOf(Table table, IEnumerable<string> keys) => table.IsNumbered
        ? keys.Select(k => long.Parse(k, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        : keys.Select(Guid.Parse).ToArray();

    private static IEnumerable<IReadOnlyProperty> Properties(IReadOnlyTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(c => Properties(c.ComplexType)));
}
