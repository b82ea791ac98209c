using System.Text;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>Rows for a spreadsheet (RFC 4180). No cell is ever a formula: one that could be read as one gets an apostrophe in front (T18).</summary>
public static class Csv
{
    private const string _formula = "=+-@\t\r\n＝＋－＠";

    public static byte[] Of(IEnumerable<IReadOnlyList<string>> rows) =>
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(Cell)) + "\r\n")))];

    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = string.Concat(text.Where(c => !char.IsControl(c) || c is '\t' or '\r' or '\n')).TrimStart('\uFEFF', ' ');
        var safe = clean.Length > 0 && _formula.Contains(clean[0], StringComparison.Ordinal) ? $"'{clean}" : clean;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
