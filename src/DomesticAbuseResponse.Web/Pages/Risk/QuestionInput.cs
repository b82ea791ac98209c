using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>What is typed on the page of one question.</summary>
public sealed class QuestionInput
{
    public Answer? Value { get; set; }

    public string? Comment { get; set; }

    public AnswerSource? Source { get; set; } = AnswerSource.Victim;

    public string? SourceName { get; set; }

    /// <summary>What was asked beside the item, by its key.</summary>
    public Dictionary<string, List<string>> Extras { get; set; } = [];

    public static QuestionInput From(ItemAnswer? answer) => answer is null ? new() : new()
    {
        Value = answer.Value,
        Comment = answer.Comment,
        Source = answer.Source,
        SourceName = answer.SourceName,
        Extras = answer.Extras.ToDictionary(e => e.Key, e => e.Value.ToList()),
    };

    public ItemAnswer ToAnswer(int number, Answer value) => new(number, value)
    {
        Comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
        Source = Source,
        SourceName = string.IsNullOrWhiteSpace(SourceName) ? null : SourceName.Trim(),
        Extras = Extras.Where(e => e.Value.Any(v => !string.IsNullOrWhiteSpace(v)))
            .ToDictionary(e => e.Key, IReadOnlyList<string> (e) => [.. e.Value.Where(v => !string.IsNullOrWhiteSpace(v))]),
    };
}
