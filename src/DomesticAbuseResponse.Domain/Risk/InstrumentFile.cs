using System.Text;
using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// Reads an instrument definition from JSON, so that a deployer can load the wording it is licensed to use (R1.2).
/// Strict: a misspelt field or topic would otherwise silence a rule. A refusal lists every problem with its place.
/// </summary>
public static class InstrumentFile
{
    public const int MaxBytes = 512 * 1024;

    private const int _problemsShown = 20;

    private static readonly Dictionary<string, InstrumentKind> _kinds = new()
    {
        ["checklist"] = InstrumentKind.Checklist,
        ["add-on"] = InstrumentKind.AddOn,
        ["frequency"] = InstrumentKind.Frequency,
        ["scales"] = InstrumentKind.Scales,
    };

    private static readonly Dictionary<string, AnswerType> _answerTypes = new()
    {
        ["yesno"] = AnswerType.YesNo,
        ["frequency"] = AnswerType.Frequency,
    };

    private static readonly Dictionary<string, Marker> _markers = new()
    {
        ["none"] = Marker.None,
        ["notable"] = Marker.Notable,
        ["critical"] = Marker.Critical,
    };

    private static readonly Dictionary<string, OpensWhen> _opensWhen = new()
    {
        ["yes"] = OpensWhen.Yes,
        ["yes-with-honour-concern"] = OpensWhen.YesWithHonourConcern,
    };

    private static readonly Dictionary<string, ExtraFieldType> _extraTypes = new()
    {
        ["text"] = ExtraFieldType.Text,
        ["yesno"] = ExtraFieldType.YesNo,
        ["date"] = ExtraFieldType.Date,
        ["choices"] = ExtraFieldType.Choices,
    };

    private static readonly Dictionary<string, PromptKind> _prompts = new()
    {
        ["adult-safeguarding"] = PromptKind.AdultSafeguarding,
        ["child-safeguarding"] = PromptKind.ChildSafeguarding,
        ["sarc"] = PromptKind.SexualAssaultReferralCentre,
        ["offence"] = PromptKind.Offence,
    };

    private static readonly Dictionary<string, Answer> _answers = new()
    {
        ["yes"] = Answer.Yes,
        ["no"] = Answer.No,
        ["dont-know"] = Answer.DontKnow,
        ["not-asked"] = Answer.NotAsked,
        ["never"] = Answer.Never,
        ["occasionally"] = Answer.Occasionally,
        ["often"] = Answer.Often,
        ["all-the-time"] = Answer.AllTheTime,
        ["declined"] = Answer.Declined,
    };

    private static readonly Dictionary<string, RaiseEffect> _raiseEffects = new()
    {
        ["raise"] = RaiseEffect.Raise,
        ["prompt"] = RaiseEffect.Prompt,
    };

    /// <summary>Which add-ons exist is for <see cref="InstrumentLibrary.Load"/> to say; this reads one file on its own.</summary>
    public static Result<Instrument> Parse(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            return new Refusal("instrument.too-big", $"The file is larger than {MaxBytes / 1024} KB.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException e)
        {
            return new Refusal(
                "instrument.not-json",
                $"The file is not valid JSON near line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}.");
        }

        using (document)
        {
            List<string> problems = [];
            var file = new JsonObjectReader(document.RootElement, "instrument", problems);
            var instrument = ReadInstrument(file);
            file.Finish();
            if (problems is [])
            {
                problems.AddRange(InstrumentChecks.Problems(instrument));
            }

            return problems is [] ? instrument : RefuseBecause(problems);
        }
    }

    internal static Refusal RefuseBecause(IReadOnlyList<string> problems) =>
        new("instrument.invalid", string.Join('\n', problems.Count <= _problemsShown
            ? problems
            : [.. problems.Take(_problemsShown), $"… and {problems.Count - _problemsShown} more."]));

    private static Instrument ReadInstrument(JsonObjectReader file) => new()
    {
        Code = file.Text("code", 40),
        Version = file.Text("version", 40),
        Title = file.Text("title", 200),
        Kind = file.OneOf("kind", _kinds),
        EffectiveFrom = file.Date("effectiveFrom"),
        EffectiveTo = file.OptionalDate("effectiveTo"),
        LicenceNote = file.Text("licenceNote", 1000),
        Scored = file.Flag("scored"),
        Bands = file.OptionalObject("bands", b => new InstrumentBands(b.Whole("high", 1, 200), b.Whole("medium", 1, 200))),
        Unconfirmed = file.Texts("unconfirmed"),
        AnswerLabels = file.Objects("answerLabels", l => new AnswerLabel(l.OneOf("value", _answers), l.Text("label", 60))),
        Narratives = file.Objects("narratives", n => new NarrativeSection(n.Key("key"), n.Text("label", 200), n.Flag("required"))),
        Items = file.Objects("items", ReadItem),
        Matrix = ReadMatrix(file),
    };

    private static Item ReadItem(JsonObjectReader item) => new()
    {
        Number = item.Whole("number", 1, 200),
        Topic = item.Key("topic"),
        Heading = item.Text("heading", 100),
        Text = item.Text("text", 1000),
        Help = item.OptionalText("help", 1000),
        AnswerType = item.OneOf("answer", _answerTypes),
        AnswerLabels = item.Objects("answerLabels", l => new AnswerLabel(l.OneOf("value", _answers), l.Text("label", 60))),
        Marker = item.OneOf("marker", _markers, Marker.None),
        MarkerOnlyIf = item.OptionalObject("markerOnlyIf", c => new MarkerCondition(c.Key("extra"), c.Texts("anyOf"))),
        Opens = item.Objects("opens", o => new AddOnOpening(o.Text("instrument", 40), o.OneOf("when", _opensWhen))),
        ExtraCapture = item.Objects("extraCapture", ReadExtra),
        Prompts = item.Objects("prompts", p => new Prompt(p.OneOf("kind", _prompts), p.Text("text"))),
    };

    private static ExtraField ReadExtra(JsonObjectReader extra) => new(
        extra.Key("key"),
        extra.Text("label", 200),
        extra.OneOf("type", _extraTypes),
        extra.Flag("multiple", false),
        extra.Objects("options", o => new Choice(o.Key("value"), o.Text("label", 200))));

    private static ScaleMatrix? ReadMatrix(JsonObjectReader file)
    {
        if (!file.Has("lists") && !file.Has("scales") && !file.Has("raising"))
        {
            return null;
        }

        var lists = file.Objects("lists", l => new ScaleList(l.Key("key"), l.Text("title", 200), l.Flag("protective")));
        var scales = file.Objects("scales", s => new Scale(
            s.Whole("number", 1, 20),
            s.Text("level", 100),
            s.Whole("needTier", 1, 10),
            s.Text("needTierName", 100),
            s.Text("defaultRoute"),
            s.Objects("indicators", i => new ScaleIndicator(i.Key("list"), i.Text("text")))));
        var raising = file.OptionalObject("raising", r => new ScaleRaising(
            r.Whole("youngerThan", 0, 18),
            r.Flag("specialNeeds"),
            r.Objects("steps", s => new RaiseStep(s.Whole("from", 1, 20), s.Whole("to", 1, 20), s.OneOf("effect", _raiseEffects)))));

        return new ScaleMatrix(lists, scales, raising ?? new ScaleRaising(0, false, []));
    }
}
