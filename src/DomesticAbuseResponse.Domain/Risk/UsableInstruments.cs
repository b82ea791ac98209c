using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>Which instruments an assessor can choose between (R1.1, R1.22): only definitions that can be filled in are offered.</summary>
public static class UsableInstruments
{
    /// <summary>The forms about a victim, the usual one first: police with the police form or DARA, everybody else with SafeLives'.</summary>
    public static IReadOnlyList<Instrument> ForVictim(AgencyKind kind, InstrumentLibrary library, DateOnly on)
    {
        string[] codes = kind is AgencyKind.PoliceForce ? [InstrumentCodes.PoliceDash, InstrumentCodes.Dara] : [InstrumentCodes.SafeLivesDash];
        return [.. codes.Select(code => library.InEffect(code, on)).OfType<Instrument>().Where(i => i.Items.Count > 0)];
    }

    /// <summary>The matrix for each child, whoever fills it in; null where none is in effect.</summary>
    public static Instrument? ForChild(InstrumentLibrary library, DateOnly on) => library.InEffect(InstrumentCodes.ChildMatrix, on);
}
