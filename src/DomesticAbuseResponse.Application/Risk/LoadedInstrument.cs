using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// An instrument definition that a deployer has loaded beside those shipped with the product, word for word as in its file (R1.2).
/// Rows are only ever added: an assessment keeps the definition it was made with.
/// </summary>
public sealed class LoadedInstrument
{
    private LoadedInstrument()
    {
    }

    /// <summary>The order of loading. An add-on comes before the checklist that opens it.</summary>
    public int Number { get; private init; }

    public string Code { get; private init; } = "";

    public string Version { get; private init; } = "";

    /// <summary>The file's JSON.</summary>
    public string Definition { get; private init; } = "";

    /// <summary>SHA-256 of the definition, by which a process knows it again without reading it.</summary>
    public string Hash { get; private init; } = "";

    public DateTimeOffset LoadedAt { get; private init; }

    internal static LoadedInstrument From(Instrument instrument, string definition, DateTimeOffset now) => new()
    {
        Code = instrument.Code,
        Version = instrument.Version,
        Definition = definition,
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition))),
        LoadedAt = now,
    };
}
