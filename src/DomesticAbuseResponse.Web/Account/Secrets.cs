using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>Random keys and codes that are shown once, and the hashes by which the product knows them afterwards.</summary>
public static class Secrets
{
    /// <summary>Letters and digits that cannot be misread for one another when a code is copied by hand.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>256 random bits, safe in a cookie.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>80 random bits as XXXX-XXXX-XXXX-XXXX.</summary>
    public static string NewCode() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The hash of a code as typed: case, spaces, dashes and the letters O, I and L make no difference.</summary>
    public static byte[] HashCode(Id<StaffMember> staffId, string typed) => Hash($"{staffId.Value:n}:{Normalise(typed)}");

    private static string Normalise(string typed) => new([.. typed.ToUpperInvariant()
        .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }).Where(c => Alphabet.Contains(c, StringComparison.Ordinal))]);
}
