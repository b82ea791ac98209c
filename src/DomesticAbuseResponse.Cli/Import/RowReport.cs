using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>
/// What came of each row, as comma-separated values that no spreadsheet runs as a formula: every cell is quoted, and one that begins like a formula
/// gets an apostrophe before it.
/// </summary>
internal sealed class RowReport : IDisposable
{
    private const string _formula = "=+-@|%\t\r＝＋－＠";

    private readonly CsvWriter _csv;

    public RowReport(Stream to)
    {
        _csv = new CsvWriter(new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = _ => true, NewLine = "\r\n" });
        Write("row", "outcome", "incident", "their reference", "why", "people", "put in order", "needs a person");
    }

    public void Write(RowResult result) => Write(
        result.Row.Number.ToString(CultureInfo.InvariantCulture), Words(result), result.Reference ?? "", result.Row.Sent[SentField.ExternalReference] ?? "", result.Why ?? "",
        string.Join("; ", result.People.Select(Person)), string.Join("; ", result.Row.Notes.Concat(result.Notes.Select(n => $"{n.Path}: {n.Words}"))),
        string.Join("; ", result.Questions.Select(q => q.AsSent.Length == 0 || q.Kind is QuestionKind.Person ? $"{q.Path}: {q.Why}" : $"{q.Path} \"{q.AsSent}\": {q.Why}")));

    public void Dispose() => _csv.Dispose();

    /// <summary>A cell as a spreadsheet may show it.</summary>
    public static string Safe(string cell)
    {
        var visible = cell.AsSpan();
        while (visible.Length > 0 && (char.IsControl(visible[0]) || char.IsWhiteSpace(visible[0]) || char.GetUnicodeCategory(visible[0]) is UnicodeCategory.Format) && visible[0] is not ('\t' or '\r'))
        {
            visible = visible[1..];
        }

        return visible.Length > 0 && _formula.Contains(visible[0], StringComparison.Ordinal) ? "'" + cell : cell;
    }

    private void Write(params IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(Safe(cell));
        }

        _csv.NextRecord();
    }

    private static string Words(RowResult result) => result.Outcome switch
    {
        RowOutcome.Logged => "logged",
        RowOutcome.Held => "held for a person",
        RowOutcome.Updated => "brought up to date",
        RowOutcome.Known => "known already",
        RowOutcome.Refused => "refused",
    };

    /// <summary>A record is named by the end of its number alone; whoever may see it finds it by that.</summary>
    private static string Person((int Index, IncomingPersonOutcome Outcome, Id<Domain.People.Person>? PersonId, double? Points) person)
    {
        var points = person.Points is { } many ? string.Create(CultureInfo.InvariantCulture, $" ({many:0.0} points)") : "";
        return $"{SentReport.PathOf(person.Index)} " + person.Outcome switch
        {
            IncomingPersonOutcome.Linked => $"on record as {person.PersonId?.ToString()[^8..]}{points}",
            IncomingPersonOutcome.Waiting => $"may be on record{points}: waits for a person",
            IncomingPersonOutcome.New => "new",
            IncomingPersonOutcome.Chosen => "chosen",
            IncomingPersonOutcome.LeftOut => "left out",
        };
    }
}
