using Npgsql;

namespace DomesticAbuseResponse.Web.Account.Storage;

/// <summary>One statement, positional parameters ($1, $2 …), one connection from the pool. Values never become SQL text.</summary>
internal static class Sql
{
    extension(NpgsqlDataSource database)
    {
        /// <summary>Runs a statement and says how many rows it changed.</summary>
        public async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object?[] values)
        {
            await using var command = database.Command(sql, values);
            return await command.ExecuteNonQueryAsync(ct);
        }

        /// <summary>The first row, or null when there is none.</summary>
        public async Task<T?> FirstAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object?[] values)
            where T : class
        {
            await using var command = database.Command(sql, values);
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await reader.ReadAsync(ct) ? read(reader) : null;
        }

        public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object?[] values)
        {
            await using var command = database.Command(sql, values);
            await using var reader = await command.ExecuteReaderAsync(ct);
            List<T> rows = [];
            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        private NpgsqlCommand Command(string sql, object?[] values)
        {
            var command = database.CreateCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            }

            return command;
        }
    }

    extension(NpgsqlDataReader reader)
    {
        public DateTimeOffset Instant(string column) => reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal(column));

        public DateTimeOffset? InstantOrNull(string column) =>
            reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.Instant(column);

        public T Get<T>(string column) => reader.GetFieldValue<T>(reader.GetOrdinal(column));

        public T? GetOrDefault<T>(string column) =>
            reader.IsDBNull(reader.GetOrdinal(column)) ? default : reader.GetFieldValue<T>(reader.GetOrdinal(column));
    }
}
