using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.TagHelpers;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>Response grades in the words of a force's own scheme (R4.1, R4.2).</summary>
public sealed class ResponseGradeWords(ResponseSchemes schemes)
{
    /// <summary>"Priority", or "Not graded".</summary>
    public async Task<string> OfAsync(ResponseGrade? grade, Id<Agency> agency) =>
        grade is { } given ? (await schemes.ReadAsync(agency, CancellationToken.None)).Of(given).Name : "Not graded";

    /// <summary>The four to choose from, each with its target and with what follows from it.</summary>
    public async Task<IReadOnlyList<Choice>> ChoicesAsync(Id<Agency> agency) =>
        [.. (await schemes.ReadAsync(agency, CancellationToken.None)).Grades.OrderBy(g => g.Grade).Select(g => new Choice(g.Grade.ToString(), g.Name, Hint(g)))];

    private static string Hint(ResponseGradeName grade) => string.Join(". ", new[]
    {
        grade.Grade switch
        {
            ResponseGrade.Immediate => "Danger to life, violence now, or a silent or abandoned call",
            ResponseGrade.Diary => "By appointment",
            _ => null,
        },
        grade.Target is { } target ? char.ToUpperInvariant(target[0]) + target[1..] : null,
        grade.Grade.NeedsReview() ? "A supervisor must review this before it can be closed" : null,
    }.OfType<string>());
}
