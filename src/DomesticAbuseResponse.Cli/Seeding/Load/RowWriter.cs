using Npgsql;
using NpgsqlTypes;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Writes one table's rows in PostgreSQL's binary COPY format, column by column in the order they were named.</summary>
internal sealed class RowWriter(NpgsqlBinaryImporter import, Action<long> written)
{
    private long _rows;

    public RowWriter Row()
    {
        import.StartRow();
        if ((++_rows & 1023) == 0)
        {
            written(_rows);
        }

        return this;
    }

    public RowWriter Add(Guid value)
    {
        import.Write(value, NpgsqlDbType.Uuid);
        return this;
    }

    public RowWriter Add<T>(Id<T> value) => Add(value.Value);

    public RowWriter Add<T>(Id<T>? value) => value is { } id ? Add(id.Value) : Null();

    public RowWriter Add(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        import.Write(value, NpgsqlDbType.Text);
        return this;
    }

    public RowWriter Add(bool value)
    {
        import.Write(value, NpgsqlDbType.Boolean);
        return this;
    }

    public RowWriter Add(int value)
    {
        import.Write(value, NpgsqlDbType.Integer);
        return this;
    }

    public RowWriter Add(long value)
    {
        import.Write(value, NpgsqlDbType.Bigint);
        return this;
    }

    public RowWriter Add(DateTimeOffset? value)
    {
        if (value is not { } at)
        {
            return Null();
        }

        import.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
        return this;
    }

    public RowWriter Add(DateOnly? value)
    {
        if (value is not { } date)
        {
            return Null();
        }

        import.Write(date, NpgsqlDbType.Date);
        return this;
    }

    public RowWriter Add(TimeOnly? value)
    {
        if (value is not { } time)
        {
            return Null();
        }

        import.Write(time, NpgsqlDbType.Time);
        return this;
    }

    public RowWriter Json(string value)
    {
        import.Write(value, NpgsqlDbType.Jsonb);
        return this;
    }

    public RowWriter Add<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } given ? Add(Names<TEnum>.Of(given)) : Null();

    public RowWriter Null()
    {
        import.WriteNull();
        return this;
    }

    /// <summary>The names of an enumeration, looked up once.</summary>
    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly Dictionary<TEnum, string> _names = Enum.GetValues<TEnum>().Distinct().ToDictionary(v => v, v => v.ToString());

        public static string Of(TEnum value) => _names.TryGetValue(value, out var name) ? name : value.ToString();
    }
}

/// <summary>One table to fill: what to call it on a progress bar, its columns, about how many rows, and who writes them.</summary>
internal sealed record LoadTable(string Name, string Columns, long Rows, Action<RowWriter> Write)
{
    public string Words => Name.Replace('_', ' ');

    public string CopyStatement => $"copy {Name} ({string.Join(", ", Columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => $"\"{c}\""))}) from stdin (format binary)";
}
