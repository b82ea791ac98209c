using System.Reflection;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>Codes of the instruments shipped with the product (R1.1).</summary>
public static class InstrumentCodes
{
    public const string SafeLivesDash = "SL-DASH-24";
    public const string PoliceDash = "POL-DASH-27";
    public const string StalkingAddOn = "S-DASH-11";
    public const string HonourAddOn = "HBA-10";
    public const string Dara = "DARA";
    public const string ChildMatrix = "DVRIM";
}

/// <summary>
/// Every version of every instrument the product holds. Versions are only ever added: old assessments keep the
/// definition they were made with (R1.2).
/// </summary>
public sealed class InstrumentLibrary
{
    private static readonly Lazy<InstrumentLibrary> _embedded = new(ReadEmbedded);

    private InstrumentLibrary(IReadOnlyList<Instrument> all) => All = all;

    /// <summary>The definitions shipped with the product.</summary>
    public static InstrumentLibrary Embedded => _embedded.Value;

    public IReadOnlyList<Instrument> All { get; }

    public Instrument? Find(InstrumentVersion id) => All.FirstOrDefault(i => i.Id == id);

    /// <summary>The definition to use on a London date: the one that came into effect last.</summary>
    public Instrument? InEffect(string code, DateOnly on) =>
        All.Where(i => i.Code == code && i.IsInEffect(on)).MaxBy(i => i.EffectiveFrom);

    /// <summary>Reads a definition and adds it. Refuses one already held, one that starts on the same day, or a stray add-on.</summary>
    public Result<InstrumentLibrary> Load(string json) =>
        InstrumentFile.Parse(json).Match(Add, refusal => refusal);

    public Result<InstrumentLibrary> Add(Instrument instrument)
    {
        List<string> problems = [];
        if (Find(instrument.Id) is not null)
        {
            problems.Add($"{instrument.Id} is already held. A changed definition needs a new version.");
        }

        if (All.Any(i => i.Code == instrument.Code && i.Kind != instrument.Kind))
        {
            problems.Add($"{instrument.Code} is already held as another kind of instrument.");
        }

        if (All.Any(i => i.Code == instrument.Code && i.Version != instrument.Version && i.EffectiveFrom == instrument.EffectiveFrom))
        {
            problems.Add($"Another version of {instrument.Code} starts on {instrument.EffectiveFrom:yyyy-MM-dd}.");
        }

        var addOns = All.Where(i => i.Kind is InstrumentKind.AddOn).Select(i => i.Code).ToHashSet();
        problems.AddRange(
            from item in instrument.Items
            from opening in item.Opens
            where !addOns.Contains(opening.Instrument)
            select $"Question {item.Number} opens “{opening.Instrument}”, which is not an add-on held here.");

        return problems is [] ? new InstrumentLibrary([.. All, instrument]) : InstrumentFile.RefuseBecause(problems);
    }

    private static InstrumentLibrary ReadEmbedded()
    {
        // Add-ons come first: the checklists that open them are checked against them.
        string[] codes =
        [
            InstrumentCodes.StalkingAddOn, InstrumentCodes.HonourAddOn, InstrumentCodes.SafeLivesDash,
            InstrumentCodes.PoliceDash, InstrumentCodes.Dara, InstrumentCodes.ChildMatrix,
        ];
        return codes.Aggregate(new InstrumentLibrary([]), (library, code) => library.Load(ShippedDefinition(code)).Match(
            loaded => loaded,
            refusal => throw new InvalidOperationException($"The embedded {code} is not valid: {refusal.Message}")));
    }

    /// <summary>The JSON of a definition the product is shipped with, for a deployer to begin from.</summary>
    /// <exception cref="InvalidOperationException">None of that code is shipped.</exception>
    public static string ShippedDefinition(string code)
    {
        var name = $"{typeof(InstrumentLibrary).Namespace}.Instruments.{code}.json";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no embedded {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
