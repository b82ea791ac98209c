using System.Security.Cryptography;
using System.Text;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Identifiers that depend on a name alone, so that seeding again finds what is already there.</summary>
internal static class SeedId
{
    public static Id<T> Of<T>(string name) => new(Hash($"{typeof(T).Name} {name}"));

    /// <summary>A version 8 UUID (RFC 9562): made by our own rule.</summary>
    private static Guid Hash(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
