using System.Collections.Frozen;
using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>One part of a safety and support plan (R3.9). A code never changes its meaning; one that is given up stays readable and is offered no more.</summary>
/// <param name="Name">In words; {victim} and {perpetrator} stand for the area's own words.</param>
/// <param name="OnPaper">Whether its lines may stand on the copy for the victim: what is done about the perpetrator and what a MARAC agreed never do.</param>
/// <param name="After">What makes a line of it doubtful until somebody has looked at it again (R3.11).</param>
public sealed record PlanSection(string Code, string Name, string Hint, bool OnPaper, IReadOnlySet<PlanEventKind> After, bool IsOffered);

/// <summary>The sections of R3.9, read from Data/plan-sections.json.</summary>
public static class PlanSections
{
    public const int CodeMaxLength = 32;

    private static readonly (string Version, IReadOnlyList<PlanSection> All) _read = Read();

    private static readonly FrozenDictionary<string, PlanSection> _byCode = _read.All.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);

    /// <summary>Of the list; it goes up whenever a section is added, renamed or given up.</summary>
    public static string Version => _read.Version;

    /// <summary>In the order of the plan.</summary>
    public static IReadOnlyList<PlanSection> All => _read.All;

    public static IReadOnlyList<PlanSection> Offered { get; } = [.. _read.All.Where(s => s.IsOffered)];

    public static PlanSection? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>Whether something that happened makes a line of this section doubtful. Of a section that is not known any more, everything does: no line is ever doubtful unseen.</summary>
    public static bool IsTouched(string code, PlanEventKind kind) => Find(code) is not { } section || section.After.Contains(kind);

    private static (string, IReadOnlyList<PlanSection>) Read()
    {
        using var file = PlanData.Open("plan-sections.json");
        var root = file.RootElement;
        return (root.GetProperty("version").GetString()!, [.. root.GetProperty("sections").EnumerateArray().Select(s => new PlanSection(
            s.GetProperty("code").GetString()!, s.GetProperty("name").GetString()!, s.GetProperty("hint").GetString()!, s.GetProperty("paper").GetBoolean(),
            s.GetProperty("after").EnumerateArray().Select(k => Enum.Parse<PlanEventKind>(k.GetString()!)).ToFrozenSet(),
            !(s.TryGetProperty("givenUp", out var gone) && gone.GetBoolean())))]);
    }
}

/// <summary>The data files of the plan, which are part of the product.</summary>
internal static class PlanData
{
    public static JsonDocument Open(string name)
    {
        using var file = typeof(PlanData).Assembly.GetManifestResourceStream($"{typeof(PlanData).Namespace}.Data.{name}")!;
        return JsonDocument.Parse(file);
    }
}
