using System.Globalization;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// One answer with its comment, where it came from, and the extra facts asked beside it. Extra dates are written
/// yyyy-MM-dd and extra yes/no values <c>yes</c> or <c>no</c>.
/// </summary>
public sealed record ItemAnswer(int Number, Answer Value)
{
    public const int CommentMaxLength = 4000;

    public const int SourceNameMaxLength = 200;

    public string? Comment { get; init; }

    public AnswerSource? Source { get; init; } = AnswerSource.Victim;

    /// <summary>Who or what the source is, needed whenever it is not the victim (R1.4).</summary>
    public string? SourceName { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extras { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The first thing wrong with this answer to this item, or null.</summary>
    public Refusal? Check(Item item)
    {
        if (!item.AnswerType.Offered().Contains(Value))
        {
            return new("answer.wrong-kind", $"{Value.PlainLabel()} is not an answer to question {item.Number}.");
        }

        if (Value.IsAnswered() && Source is null)
        {
            return new("answer.source-missing", $"Say who gave the answer to question {item.Number}.");
        }

        if (Value.IsAnswered() && Source is not AnswerSource.Victim && string.IsNullOrWhiteSpace(SourceName))
        {
            return new(
                "answer.source-name-missing",
                $"Question {item.Number} was not answered by the victim: say who or what the answer came from.");
        }

        if (Comment?.Length > CommentMaxLength)
        {
            return new("answer.comment-too-long", $"The comment must be {CommentMaxLength:N0} characters or fewer.");
        }

        if (SourceName?.Length > SourceNameMaxLength)
        {
            return new("answer.source-name-too-long", $"The source must be {SourceNameMaxLength} characters or fewer.");
        }

        return Extras.Select(extra => CheckExtra(item, extra.Key, extra.Value)).FirstOrDefault(problem => problem is not null);
    }

    private static Refusal? CheckExtra(Item item, string key, IReadOnlyList<string> values)
    {
        if (item.ExtraCapture.FirstOrDefault(f => f.Key == key) is not { } field)
        {
            return new("answer.extra-unknown", $"Question {item.Number} does not ask for “{key}”.");
        }

        if (values.Count > 1 && !field.Multiple)
        {
            return new("answer.extra-one-only", $"{field.Label} Give one answer.");
        }

        return values.All(v => Fits(field, v))
            ? null
            : new("answer.extra-invalid", field.Type switch
            {
                ExtraFieldType.Text => $"{field.Label} Use {CommentMaxLength:N0} characters or fewer.",
                ExtraFieldType.YesNo => $"{field.Label} Answer yes or no.",
                ExtraFieldType.Date => $"{field.Label} Enter a real date.",
                ExtraFieldType.Choices => $"{field.Label} Choose from the list.",
            });
    }

    private static bool Fits(ExtraField field, string value) => field.Type switch
    {
        ExtraFieldType.Text => value.Length <= CommentMaxLength,
        ExtraFieldType.YesNo => value is "yes" or "no",
        ExtraFieldType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ExtraFieldType.Choices => field.Options.Any(o => o.Value == value),
    };
}
