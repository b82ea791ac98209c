using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>A filled-in police DASH with what the rules found in it.</summary>
internal sealed record LoadForm(
    IReadOnlyList<(string Instrument, ItemAnswer Answer)> Answers, int Ticks, int TicksPossible, RiskGrade Suggested, string SuggestionTrace, string Reason);

/// <summary>Forms for each grade, answered by chance and graded by the product's own rules.</summary>
internal sealed class LoadForms
{
    private const int _ofEach = 24;

    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<RiskGrade, List<LoadForm>> _forms = Enum.GetValues<RiskGrade>().ToDictionary(g => g, _ => new List<LoadForm>());

    public LoadForms(ulong seed, DateOnly on)
    {
        Instrument = InstrumentLibrary.Embedded.InEffect(InstrumentCodes.PoliceDash, on) ?? throw new InvalidOperationException("No police DASH is in effect.");
        for (var n = 0; _forms.Values.Any(f => f.Count < _ofEach); n++)
        {
            var form = Fill(new Chance(seed, Stream.Form, n), on, yes: (n % 3) switch { 0 => 0.1, 1 => 0.3, _ => 0.6 });
            if (_forms[form.Suggested].Count < _ofEach)
            {
                _forms[form.Suggested].Add(form);
            }
        }
    }

    public Instrument Instrument { get; }

    public static string Preamble(long? safeContactNumber) => JsonSerializer.Serialize(
        new Preamble
        {
            SafeToTalk = true,
            MinutesToTalk = 30,
            SafeContactNumber = safeContactNumber,
            PerpetratorLocation = "Left before officers arrived",
            ChildrenLocation = "With the victim, or none",
            ReasonExplained = true,
        }, _json);

    public static string Considerations(RiskGrade grade, string signedBy, DateOnly on) => JsonSerializer.Serialize(
        new ProfessionalConsiderations
        {
            VictimPriority = "To be able to stay at home without being afraid.",
            GroundsForMarac = grade is RiskGrade.High,
            GroundsForMaracReason = grade is RiskGrade.High ? "The answers and the history together." : null,
            ReferredToMarac = grade is RiskGrade.High ? true : null,
            RiskToChildren = false,
            SignedBy = signedBy,
            SignedOn = on,
        }, _json);

    public LoadForm Of(RiskGrade grade, ref Chance chance) => chance.Of(_forms[grade]);

    private LoadForm Fill(Chance chance, DateOnly on, double yes)
    {
        var answers = AnswersTo(Instrument, ref chance, yes);
        List<(string, ItemAnswer)> all = [.. answers.All.Select(a => (Instrument.Code, a))];
        foreach (var opened in AddOns.OpenedBy(answers, honourConcern: false))
        {
            var addOn = InstrumentLibrary.Embedded.InEffect(opened.Code, on)!;
            all.AddRange(AnswersTo(addOn, ref chance, yes).All.Select(a => (addOn.Code, a)));
        }

        var suggestion = SuggestedGrade.For(answers, honourConcern: false, GradingPolicy.Default, maracId: null, on)!;
        var reason = string.Join(' ', suggestion.Reasons.Where(r => r.LeadsTo == suggestion.Grade).Select(r => r.Text));
        return new LoadForm(all, answers.Ticks!.Value, answers.TicksPossible!.Value, suggestion.Grade, JsonSerializer.Serialize(suggestion, _json), reason);
    }

    private static AssessmentAnswers AnswersTo(Instrument instrument, ref Chance chance, double yes)
    {
        List<ItemAnswer> answers = [];
        foreach (var item in instrument.Items)
        {
            // Critical items are rarer than the others, as they are in life.
            var share = item.Marker is Marker.Critical ? yes * yes : yes;
            answers.Add(new ItemAnswer(item.Number, chance.Has(share) ? Answer.Yes : chance.Has(0.1) ? Answer.DontKnow : Answer.No));
        }

        return AssessmentAnswers.Of(instrument, answers).Match(made => made, refusal => throw new InvalidOperationException(refusal.Message));
    }
}
