using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>Time-based one-time codes (RFC 6238): six digits, 30-second steps, as authenticator apps expect them.</summary>
public static class Totp
{
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 apps use HMAC-SHA1, whose collisions do not weaken an HMAC")]
    public static string Code(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(seed, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 0xf)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a typed code belongs to, now or one step either side; null when it is none of them.</summary>
    public static long? Match(byte[] seed, string typed, DateTimeOffset now)
    {
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        long? matched = null;
        foreach (var step in Enumerable.Range(-1, 3).Select(offset => StepAt(now) + offset))
        {
            // All three are compared, so that the time taken says nothing.
            if (CryptographicOperations.FixedTimeEquals(Ascii(Code(seed, step)), Ascii(digits)))
            {
                matched = step;
            }
        }

        return matched;
    }

    public static string Base32(byte[] bytes) => string.Concat(Enumerable.Range(0, bytes.Length * 8 / 5).Select(i =>
    {
        var bit = i * 5;
        var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
        return Base32Alphabet[(pair >> (11 - bit % 8)) & 31];
    }));

    /// <summary>What the QR code says.</summary>
    public static string Uri(byte[] seed, string issuer, string userName) =>
        $"otpauth://totp/{System.Uri.EscapeDataString($"{issuer}:{userName}")}?secret={Base32(seed)}&issuer={System.Uri.EscapeDataString(issuer)}";

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
