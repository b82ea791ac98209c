using System.Collections.Frozen;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// The answers given so far to one version of one instrument. Immutable, and cannot hold an answer the instrument
/// does not ask for; a count can therefore be explained years later.
/// </summary>
public sealed class AssessmentAnswers
{
    private readonly FrozenDictionary<int, ItemAnswer> _answers;

    private AssessmentAnswers(
        Instrument instrument, IEnumerable<ItemAnswer> answers, IReadOnlyDictionary<string, string> narratives)
    {
        Instrument = instrument;
        Narratives = narratives;
        _answers = answers.ToFrozenDictionary(a => a.Number);
        Unanswered = [.. instrument.Items.Where(i => !(this[i.Number]?.Value.IsAnswered() ?? false))];
    }

    public Instrument Instrument { get; }

    public IReadOnlyDictionary<string, string> Narratives { get; }

    /// <summary>In the order of the form.</summary>
    public IEnumerable<ItemAnswer> All => Instrument.Items.Select(i => this[i.Number]).OfType<ItemAnswer>();

    /// <summary>Items with no answer, or marked Not asked (R1.6).</summary>
    public IReadOnlyList<Item> Unanswered { get; }

    /// <summary>Whether anything at all has been answered: no answers must never look like a low grade (R1.20).</summary>
    public bool AnyAnswered => Unanswered.Count < Instrument.Items.Count;

    /// <summary>Count of Yes; null when the instrument is not counted (R1.5, R1.23).</summary>
    public int? Ticks => Instrument.Scored ? All.Count(a => a.Value.IsTick()) : null;

    /// <summary>The count if every Don't know and every open item were Yes (R1.6); null when not counted.</summary>
    public int? TicksPossible =>
        Instrument.Scored ? Ticks + Unanswered.Count + All.Count(a => a.Value is Answer.DontKnow) : null;

    public ItemAnswer? this[int number] => _answers.GetValueOrDefault(number);

    public static AssessmentAnswers None(Instrument instrument) => new(instrument, [], new Dictionary<string, string>());

    /// <summary>Refuses an answer the instrument does not ask for, a second one to the same item, or an unnamed source.</summary>
    public static Result<AssessmentAnswers> Of(
        Instrument instrument, IEnumerable<ItemAnswer> answers, IReadOnlyDictionary<string, string>? narratives = null)
    {
        var given = answers.ToList();
        var seen = new HashSet<int>();
        foreach (var answer in given)
        {
            if (!seen.Add(answer.Number))
            {
                return new Refusal("answer.twice", $"Question {answer.Number} is answered twice.");
            }

            if (Check(instrument, answer) is { } problem)
            {
                return problem;
            }
        }

        if (narratives?.Keys.FirstOrDefault(k => instrument.Narratives.All(n => n.Key != k)) is { } stray)
        {
            return new Refusal("answer.narrative-unknown", $"{instrument.Title} has no section “{stray}”.");
        }

        return new AssessmentAnswers(instrument, given, narratives ?? new Dictionary<string, string>());
    }

    /// <summary>The same answers with this one added or replaced.</summary>
    public Result<AssessmentAnswers> With(ItemAnswer answer) =>
        Check(Instrument, answer) is { } problem
            ? problem
            : new AssessmentAnswers(Instrument, [.. _answers.Values.Where(a => a.Number != answer.Number), answer], Narratives);

    public ItemAnswer? On(string topic) => Instrument.ItemOn(topic) is { } item ? this[item.Number] : null;

    public bool IsYes(string topic) => On(topic)?.Value is Answer.Yes;

    public bool IsPresent(string topic) => On(topic)?.Value.IsPresent() ?? false;

    /// <summary>What the present items ask the assessor to do next.</summary>
    public IReadOnlyList<(Item Item, Prompt Prompt)> Prompts() =>
        [.. from item in Instrument.Items
            where this[item.Number]?.Value.IsPresent() ?? false
            from prompt in item.Prompts
            select (item, prompt)];

    private static Refusal? Check(Instrument instrument, ItemAnswer answer) =>
        instrument.ItemNumbered(answer.Number) is { } item
            ? answer.Check(item)
            : new Refusal("answer.unknown-item", $"{instrument.Title} has no question {answer.Number}.");
}
