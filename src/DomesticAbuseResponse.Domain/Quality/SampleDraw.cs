using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>
/// A random sample that anybody can draw again (R4.26): the members of the frame are put in the order of the SHA-256 of the seed, a colon and their
/// identifier, and the first n are taken. It depends on nothing else: not on the machine, its time, or the order in which the frame was read.
/// </summary>
public static class SampleDraw
{
    /// <summary>n = ceil(percent × N / 100): S71.</summary>
    public static int SizeOf(int frame, int percent) => (int)(((long)frame * percent + 99) / 100);

    /// <summary>The members drawn, in the order of drawing.</summary>
    public static IReadOnlyList<Guid> Draw(long seed, IEnumerable<Guid> frame, int percent)
    {
        var members = frame.Distinct().ToList();
        return [.. members.OrderBy(id => KeyOf(seed, id), StringComparer.Ordinal).ThenBy(id => id).Take(SizeOf(members.Count, percent))];
    }

    private static string KeyOf(long seed, Guid id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{id:D}"))));
}
