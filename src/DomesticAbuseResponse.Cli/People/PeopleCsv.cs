using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Cli.People;

/// <summary>People out of a file of comma-separated values, in the order of the file.</summary>
/// <param name="Remarks">What was put right or left out, in words.</param>
internal sealed record PeopleCsv(IReadOnlyList<string> Ids, IReadOnlyList<PersonDetails> People, IReadOnlyList<string> Remarks)
{
    private const int _mostLineBreaks = 3;
    private const string _id = "unique_id";
    private static readonly string[] _required = [_id, "first_name", "surname", "dob"];
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="CommandFailedException">It is no such file; the message says what is wrong and in which line.</exception>
    public static PeopleCsv Read(byte[] content, string file)
    {
        List<string> remarks = [];
        var text = Decode(content, file, remarks);
        var firstLine = text.AsSpan().TrimStart().IndexOf('\n') is >= 0 and var end ? text.TrimStart()[..end] : text.Trim();
        if (firstLine.Length == 0)
        {
            throw new CommandFailedException($"{file} is empty: it needs a first line naming the columns {string.Join(", ", _required)}.");
        }

        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(firstLine),
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = true,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        });
        csv.Read();
        csv.ReadHeader();
        CheckHeader(csv.HeaderRecord ?? [], file);
        return Rows(csv, file, remarks);
    }

    private static PeopleCsv Rows(CsvReader csv, string file, List<string> remarks)
    {
        List<string> ids = [];
        List<PersonDetails> people = [];
        List<int> withoutId = [], ragged = [], twice = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            var fields = csv.Parser.Record ?? [];
            if (Array.Exists(fields, f => f.Count(c => c == '\n') > _mostLineBreaks))
            {
                throw new CommandFailedException($"{file}: a quotation mark before line {line} is never closed.");
            }

            if (Array.TrueForAll(fields, string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (csv.GetField(_id)?.Trim() is not { Length: > 0 } id)
            {
                withoutId.Add(line);
                continue;
            }

            Note(ragged, line, fields.Length != csv.HeaderRecord!.Length);
            Note(twice, line, !seen.Add(id));
            ids.Add(id);
            people.Add(Person(csv));
        }

        Remark(remarks, withoutId, "without a unique_id: left out");
        Remark(remarks, ragged, "with more or fewer fields than columns: read as far as it goes");
        Remark(remarks, twice, "with a unique_id that an earlier line has");
        return new(ids, people, remarks);
    }

    private static PersonDetails Person(CsvReader csv)
    {
        string? Field(string column) => csv.TryGetField<string>(column, out var value) ? value : null;
        return new()
        {
            GivenName = Field("first_name"),
            Surname = Field("surname"),
            BornOn = Field("dob"),
            Email = Field("email"),
            Phone = Field("phone"),
            Address = Field("address"),
            Postcode = Field("postcode"),
            City = Field("city"),
        };
    }

    private static void CheckHeader(string[] header, string file)
    {
        string[] names = [.. header.Select(h => h.Trim().ToLowerInvariant())];
        var missing = _required.Except(names).ToList();
        if (missing.Count > 0)
        {
            throw new CommandFailedException($"{file} has no column {string.Join(", ", missing)}; its first line names {string.Join(", ", names)}.");
        }

        if (names.Where(n => n.Length > 0).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new CommandFailedException($"{file} has the column {twice.Key} twice.");
        }
    }

    /// <summary>Spreadsheets write semicolons or tabs where the machine is set so.</summary>
    private static string Delimiter(string header) => header.Contains(',', StringComparison.Ordinal) ? "," : header.Contains(';', StringComparison.Ordinal) ? ";" : header.Contains('\t', StringComparison.Ordinal) ? "\t" : ",";

    private static string Decode(byte[] content, string file, List<string> remarks)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content)[1..];
        }

        try
        {
            return Clean(_strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            remarks.Add($"{file} is not UTF-8 and was read as Windows-1252.");
            return Clean(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content));
        }
    }

    private static string Clean(string text) => text.TrimStart('\uFEFF').Replace("\0", "", StringComparison.Ordinal);

    private static void Note(List<int> lines, int line, bool isSo)
    {
        if (isSo)
        {
            lines.Add(line);
        }
    }

    private static void Remark(List<string> remarks, List<int> lines, string what)
    {
        if (lines.Count > 0)
        {
            var some = string.Join(", ", lines.Take(5).Select(l => l.ToString(CultureInfo.InvariantCulture)));
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{lines.Count:N0} {(lines.Count == 1 ? "line" : "lines")} {what} ({some}{(lines.Count > 5 ? ", …" : "")})."));
        }
    }
}
