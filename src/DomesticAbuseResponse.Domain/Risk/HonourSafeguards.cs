using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Risk;

public enum HonourSafeguardKind
{
    RestrictRecord,
    NoContactThroughRelatives,
    NoLocalCommunityInterpreter,
}

/// <summary>A protection that an honour-based case starts with. <see cref="MayBeCleared"/>: a named person can lift it, on record.</summary>
public sealed record HonourSafeguard(HonourSafeguardKind Kind, string Text, bool MayBeCleared)
{
    /// <summary>What an honour concern sets by default (R1.10).</summary>
    public static IReadOnlyList<HonourSafeguard> Defaults { get; } =
    [
        new(HonourSafeguardKind.RestrictRecord, "Restrict the record to named people.", MayBeCleared: true),
        new(HonourSafeguardKind.NoContactThroughRelatives, "Do not contact the victim through relatives.", MayBeCleared: false),
        new(
            HonourSafeguardKind.NoLocalCommunityInterpreter,
            "Do not use an interpreter from the local community unless that interpreter has been cleared.",
            MayBeCleared: true),
    ];

    public static IReadOnlyList<HonourSafeguard> For(bool honourConcern) => honourConcern ? Defaults : [];

    /// <summary>What holds for a person on a day: the tick of an assessor set the warning, and the warning holds until it is lowered.</summary>
    public static IReadOnlyList<HonourSafeguard> For(Person person, DateOnly on) =>
        For(person.Flags.Any(f => f.Kind is PersonFlagKind.HonourAbuse && f.IsLiveOn(on)));
}
