using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Pages.Crews;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Phone;

/// <summary>What a phone is handed, in words that are ready to be shown: it has no vocabulary of its own.</summary>
public sealed class PhoneContents(DisplayNames names, TimeProvider clock)
{
    public sealed record Handed(Pack Pack, string? Held, Form Form, IReadOnlyList<Visit> Visits);

    /// <param name="Lasts">Milliseconds until the shift ends: the clock of a phone may be wrong.</param>
    public sealed record Pack(string Id, string Key, long Lasts, string Until);

    public sealed record Choice(string Value, string Label);

    /// <param name="Kind">choice, boxes, line, text or date.</param>
    public sealed record Question(string Code, string Label, string Kind, int Most, IReadOnlyList<Choice> Choices);

    public sealed record Section(string Label, IReadOnlyList<Question> Questions);

    public sealed record Form(int Version, IReadOnlyList<Section> Sections, IReadOnlyList<Choice> Taps);

    public sealed record Line(string Heading, IReadOnlyList<string> Words, bool IsDanger);

    /// <param name="Seen">The number of the newest change of the record in it.</param>
    /// <param name="Fields">Every field that holds something.</param>
    public sealed record Visit(
        string Task, string Reference, string Initials, string Caption, string Name, string Place, string? Reason, IReadOnlyList<string> Facts, IReadOnlyList<Line> Card, IReadOnlyList<string> Others,
        IReadOnlyDictionary<string, string> Steps, IReadOnlyDictionary<string, string> Fields, long Seen, int Waiting);

    public Handed Of(TakePack.View view, byte[] key, byte[]? held)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(
            new(view.Pack.Id.ToString(), Convert.ToBase64String(key), (long)(view.Pack.ExpiresAt - clock.GetUtcNow()).TotalMilliseconds, DisplayNames.Time(view.Pack.ExpiresAt)), held is null ? null : Convert.ToBase64String(held), FormOf(),
            [.. view.Visits.Select(Of)]);
    }

    private Form FormOf() => new(
        VisitFields.FormVersion,
        [
            .. Enum.GetValues<VisitSection>().Select(section => new Section(
                names.Of(section),
                [
                    .. VisitFields.All.Where(f => f.Section == section).GroupBy(f => f.Code.Split('.')[0]).Select(g => g.First() is var first && first.IsBox
                        ? new Question(g.Key, VisitWords.QuestionOf(g.Key), "boxes", 0, [.. g.Select(f => new Choice(f.Code, WordsOf(g.Key, f.Code.Split('.')[1])))])
                        : new Question(g.Key, VisitWords.QuestionOf(g.Key), KindOf(first), first.MaxLength, [.. (first.Choices ?? []).Select(c => new Choice(c, WordsOf(g.Key, c)))])),
                ])),
        ],
        [.. MoveCrew.Taps.Where(t => t is not CrewStepKind.Accepted).Select(t => new Choice(EntryMade.StepPrefix + t, names.Of(t)))]);

    private Visit Of(TakePack.Carried carried)
    {
        var (task, call) = (carried.Task, carried.Task.Incident);
        return new(
            task.Task.Id.ToString(), call.Reference, task.Initials, string.Join(", ", new[] { task.Grade is { } grade ? names.Of(grade) : "Not graded", names.Of(task.Task.Way), AgeOf(task.Age, task.AgeIsEstimated) }),
            carried.Place.Name, string.Join("\n", new[] { carried.Place.Location, carried.Place.Postcode }.Where(p => !string.IsNullOrWhiteSpace(p)).DefaultIfEmpty("No place on record")), task.Task.Reason,
            [
                $"Reported {DisplayNames.Instant(call.ReportedAt)}.{(call.AttendedAt is null ? " Nobody had attended yet." : "")}",
                .. task.HonourConcern ? ["Honour-based abuse: no relative in between, and no interpreter from the local community."] : Array.Empty<string>(),
            ],
            [.. task.Card.Entries.Select(e => new Line(e.Heading, e.IsKnown ? [.. e.Facts.Select(f => $"{f.Words} ({f.Source})")] : [e.IfNotKnown], e.Facts.Any(f => f.IsDanger)))],
            [.. task.Others.Select(o => $"{(o.Part is { } part ? names.Of(part) : "Lives there")}: {o.Initials}, {AgeOf(o.Age, o.AgeIsEstimated)}{string.Concat(o.Warnings.Select(w => $"; {names.Of(w.Kind)}{(w.Note is { } note ? $": {note}" : "")}"))}")],
            task.Task.Steps.Where(s => MoveCrew.Taps.Contains(s.Kind)).DistinctBy(s => s.Kind).ToDictionary(s => EntryMade.StepPrefix + s.Kind, s => DisplayNames.Time(s.At)),
            carried.Record.Fields, carried.Record.Last, carried.Record.Waiting);
    }

    private static string AgeOf(int? age, bool estimated) => age is { } years ? $"{(estimated ? "about " : "")}{years}" : "age not known";

    private static string KindOf(VisitField field) => field switch
    {
        { Choices: not null } => "choice",
        { Code: nameof(VisitRecord.FollowUpOn) } => "date",
        { MaxLength: VisitFields.TextMaxLength } => "text",
        _ => "line",
    };

    private string WordsOf(string field, string value) => value switch
    {
        VisitFields.Yes => "Yes",
        VisitFields.No => "No",
        _ => VisitWords.MemberOf(field, value) is { } member ? names.Of(member) : names.OfCode(value),
    };
}
