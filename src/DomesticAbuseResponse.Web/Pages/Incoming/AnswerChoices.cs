using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Incoming;

/// <summary>What a field about which something is asked can be.</summary>
internal static class AnswerChoices
{
    /// <summary>The answers of a field that has a few; null where a word is typed.</summary>
    public static IReadOnlyList<Choice>? Of(string path, IncomingItem.View view, DisplayNames names) => SentReport.FieldAt(path) switch
    {
        SentField.Grade => [.. view.Scheme.Grades.Select(g => new Choice(g.Grade.ToString(), g.Name))],
        SentField.Unit => [.. view.Units.Select(u => new Choice(u.Id.ToString(), u.Name))],
        SentField.Source => All<CallSource>(names),
        SentField.Silence => All<Silence>(names),
        SentField.Fear => All<Fear>(names),
        SentField.ChildrenPresent or SentField.IsCrime or SentField.SilentSolution => All<YesNoUnknown>(names),
        null when SentReport.PersonFieldAt(path) is (_, SentPersonField.Role) => All<PartyRole>(names),
        _ => null,
    };

    public static string? HintOf(string path) =>
        SentReport.FieldAt(path) is SentField.ReportedAt or SentField.ClosedAt ? "For example, 27/3/2026 14:05"
        : SentReport.FieldAt(path) is SentField.HappenedOn || SentReport.PersonFieldAt(path) is (_, SentPersonField.Born) ? "For example, 27/3/2026" : null;

    private static List<Choice> All<T>(DisplayNames names)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => Choice.Of(v, names))];
}
