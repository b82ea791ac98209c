using System.Buffers.Binary;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>What a stream of chance is about: the same seed, stream and index always give the same numbers.</summary>
internal enum Stream : ulong
{
    Case = 1,
    CaseStart,
    Incident,
    Unlinked,
    Victim,
    Perpetrator,
    Child,
    Assessment,
    Deadline,
    Contact,
    IdvaReferral,
    MaracReferral,
    Agenda,
    Notice,
    Form,
}

/// <summary>Numbers that look random and depend on seed, stream and index alone (SplitMix64), so that any row can be made at any time.</summary>
internal struct Chance(ulong seed, Stream stream, long index)
{
    private ulong _state = Mix(Mix(seed) + (ulong)stream * 0xD1B54A32D192ED03) ^ Mix((ulong)index);

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>0 up to and without the limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Has(double share) => Share() < share;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => TimeSpan.FromSeconds(Math.Floor(least.TotalSeconds + Share() * (most - least).TotalSeconds));

    /// <summary>A version 7 UUID that carries a real moment, as those the product makes do.</summary>
    public static Guid Id(ulong seed, Stream stream, long index, DateTimeOffset at)
    {
        var chance = new Chance(seed ^ 0x1D1D1D1D, stream, index);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (chance.Next() & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000000000000000 | (chance.Next() >> 2));
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
