using DomesticAbuseResponse.Cli.CommandLine;
using Npgsql;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>
/// Fills tables by COPY in one transaction: secondary indexes and foreign keys are taken away first and built again at the end, which
/// is many times faster than keeping them up row by row, and checks every foreign key. Stopping it leaves the database as it was.
/// </summary>
internal sealed class BulkLoad(NpgsqlConnection connection, Terminal terminal)
{
    public async Task RunAsync(IReadOnlyList<LoadTable> tables, CancellationToken ct)
    {
        string[] names = [.. tables.Select(t => t.Name).Distinct()];
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await ExecuteAsync("set local maintenance_work_mem = '512MB'", ct);
            var keys = await ReadAsync(
                "select conname, conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = any($1::regclass[]) order by 2, 1", names, ct);
            var indexes = await ReadAsync(
                """
                select c.relname, i.indrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
                where i.indrelid = any($1::regclass[]) and not i.indisprimary and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f')
                order by 2, 1
                """, names, ct);

            foreach (var key in keys)
            {
                await ExecuteAsync($"alter table {key.Table} drop constraint {Quoted(key.Name)}", ct);
            }

            foreach (var index in indexes)
            {
                await ExecuteAsync($"drop index {Quoted(index.Name)}", ct);
            }

            foreach (var table in tables)
            {
                await CopyAsync(table, ct);
            }

            await EachAsync("Building indexes", indexes, index => index.Definition, ct);
            await EachAsync("Checking foreign keys", keys, key => $"alter table {key.Table} add constraint {Quoted(key.Name)} {key.Definition}", ct);
            await transaction.CommitAsync(ct);
        }

        // Also marks the pages as seen by all, without which the first readers of each page would have to.
        await EachAsync("Gathering statistics", names, name => $"vacuum (analyze) {name}", ct);
    }

    private async Task CopyAsync(LoadTable table, CancellationToken ct)
    {
        using var bar = new ProgressBar(terminal, $"Loading {table.Words}", table.Rows);
        await using var import = await connection.BeginBinaryImportAsync(table.CopyStatement, ct);
        import.Timeout = TimeSpan.FromHours(1);
        table.Write(new RowWriter(import, done =>
        {
            ct.ThrowIfCancellationRequested();
            bar.Report(done);
        }));
        await import.CompleteAsync(ct);
    }

    private async Task EachAsync<T>(string work, IReadOnlyList<T> items, Func<T, string> statement, CancellationToken ct)
    {
        using var bar = new ProgressBar(terminal, work, items.Count);
        foreach (var (done, item) in items.Index())
        {
            bar.Report(done);
            await ExecuteAsync(statement(item), ct);
        }
    }

    private async Task ExecuteAsync(string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<Dropped>> ReadAsync(string query, string[] tables, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = tables } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Dropped> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Dropped(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return found;
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private sealed record Dropped(string Name, string Table, string Definition);
}
