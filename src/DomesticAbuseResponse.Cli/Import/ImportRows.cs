using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>The rows of a file one after another, however long it is.</summary>
internal sealed class ImportRows : IDisposable
{
    /// <summary>No cell of an incident is longer; a quotation mark that is never closed would swallow the file.</summary>
    private const int _longestCell = 200_000;

    private const int _longestRaw = 20_000;

    private static readonly string[] _delimiters = [",", ";", "\t", "|"];

    private static readonly SentReport _nothing = new(new Dictionary<SentField, string>(), []);

    private readonly StreamReader _reader;
    private readonly CsvParser _csv;

    private ImportRows(StreamReader reader, CsvParser csv, ImportColumns columns) => (_reader, _csv, Columns) = (reader, csv, columns);

    public ImportColumns Columns { get; }

    /// <exception cref="CommandFailedException">Its first row names no column that is known.</exception>
    public static ImportRows Open(ImportFile file)
    {
        using var peek = file.Open();
        var first = "";
        while (first.Length == 0 && peek.ReadLine() is { } line)
        {
            first = line.Trim();
        }

        var delimiter = _delimiters.MaxBy(d => first.Split(d).Length)!;
        var reader = file.Open();
        var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = null,
            IgnoreBlankLines = true,
            MaxFieldSize = _longestCell,
            TrimOptions = TrimOptions.None,
        });
        try
        {
            if (csv.Read() && ImportColumns.Of(csv.Record ?? []) is { } columns)
            {
                return new ImportRows(reader, csv, columns);
            }
        }
        catch (MaxFieldSizeException)
        {
            // A first cell of that size is no heading.
        }

        csv.Dispose();
        reader.Dispose();
        throw new CommandFailedException(
            $"{file.Path}: the first row names no column that is known, so this is no file of incidents. It should name some of: reference, date reported, time reported, location, description, grade, victim name, victim dob, suspect name, and the like. It begins: {(first.Length > 120 ? first[..120] : first)}");
    }

    public IEnumerable<FileRow> Read()
    {
        while (Next() is { } row)
        {
            yield return row;
        }
    }

    public void Dispose()
    {
        _csv.Dispose();
        _reader.Dispose();
    }

    private FileRow? Next()
    {
        try
        {
            do
            {
                if (!_csv.Read())
                {
                    return null;
                }
            }
            while (Array.TrueForAll(_csv.Record ?? [], string.IsNullOrWhiteSpace));
        }
        catch (MaxFieldSizeException)
        {
            throw new CommandFailedException($"From row {_csv.RawRow.ToString("N0", CultureInfo.InvariantCulture)} on a quotation mark is never closed. Nothing after it can be read; put it right and take the file in again: what was taken already is known.");
        }

        var cells = _csv.Record!;
        var raw = Web.Infrastructure.Hardening.CleanText.Of(_csv.RawRecord.TrimEnd('\r', '\n'));
        raw = raw.Length > _longestRaw ? raw[.._longestRaw] + "…" : raw;
        var more = cells.Skip(Columns.Count).Any(c => !string.IsNullOrWhiteSpace(c));
        if (more)
        {
            return new FileRow(_csv.Row, raw, _nothing, $"It has {cells.Length} cells where the first row names {Columns.Count}: a comma without quotation marks has shifted its columns.", []);
        }

        List<string> notes = cells.Length < Columns.Count ? ["It has fewer cells than the first row names; those that are missing are blank."] : [];
        return new FileRow(_csv.Row, raw, Columns.Read(cells, notes), null, notes);
    }
}
