using System.Collections.Frozen;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>The words around the lines of a copy for the victim, in one language: Data/plan-paper-*.json. None says what the paper is or who made it (T4).</summary>
public sealed class PaperWords
{
    private PaperWords(string language, string name, string title, string by, IReadOnlyList<string> months, FrozenDictionary<string, string> headings, IReadOnlyList<string> agency, IReadOnlyList<string> perpetrator) =>
        (Language, Name, Title, By, Months, Headings, Agency, Perpetrator) = (language, name, title, by, months, headings, agency, perpetrator);

    /// <summary>en, cy.</summary>
    public string Language { get; }

    /// <summary>For whoever chooses.</summary>
    public string Name { get; }

    public string Title { get; }

    public string By { get; }

    public IReadOnlyList<string> Months { get; }

    public IReadOnlyDictionary<string, string> Headings { get; }

    /// <summary>Words that tell of an agency, and of whoever does harm. Checked in every language whatever the paper's is.</summary>
    public IReadOnlyList<string> Agency { get; }

    public IReadOnlyList<string> Perpetrator { get; }

    public static IReadOnlyList<PaperWords> All { get; } = [Read("en"), Read("cy")];

    public static PaperWords? Find(string? language) => All.FirstOrDefault(w => w.Language == language);

    public string Day(DateOnly on) => $"{on.Day} {Months[on.Month - 1]}";

    private static PaperWords Read(string language)
    {
        using var file = PlanData.Open($"plan-paper-{language}.json");
        var root = file.RootElement;
        return new PaperWords(
            root.GetProperty("language").GetString()!, root.GetProperty("name").GetString()!, root.GetProperty("title").GetString()!, root.GetProperty("by").GetString()!, Words("months"),
            root.GetProperty("headings").EnumerateObject().ToFrozenDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.Ordinal), Words("agency"), Words("perpetrator"));

        IReadOnlyList<string> Words(string of) => [.. root.GetProperty(of).EnumerateArray().Select(w => w.GetString()!)];
    }
}

/// <summary>A line chosen for the copy.</summary>
public sealed record PaperLine(int Number, string Section, string Words, DateOnly? DueOn);

/// <summary>One thing on the paper, with its day in words.</summary>
public sealed record PaperItem(string Words, string? Day);

public sealed record PaperPart(string Heading, IReadOnlyList<PaperItem> Items);

/// <summary>Exactly what stands on the paper: the preview, the page that is printed and what is kept are this.</summary>
public sealed record PaperSheet(string Language, string Title, IReadOnlyList<PaperPart> Parts)
{
    /// <summary>Lays the lines out in the order of the plan. A line of a section that never goes to the victim is left out whatever was chosen.</summary>
    public static PaperSheet Of(IReadOnlyCollection<PaperLine> lines, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(words);
        return new(words.Language, words.Title,
        [
            .. PlanSections.All.Where(s => s.OnPaper && words.Headings.ContainsKey(s.Code))
                .Select(s => new PaperPart(words.Headings[s.Code], [.. lines.Where(l => l.Section == s.Code).OrderBy(l => l.Number)
                    .Select(l => new PaperItem(l.Words.Trim(), l.DueOn is { } on ? $"{words.By} {words.Day(on)}" : null))]))
                .Where(p => p.Items.Count > 0),
        ]);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static PaperSheet FromJson(string json) => JsonSerializer.Deserialize<PaperSheet>(json)!;
}

/// <summary>How a copy reached the victim.</summary>
public enum PaperWay
{
    InPerson,
    ReadAloud,
    ShownOnly,
    ByPost,
    ByEmail,
    ThroughAnother,
}

/// <summary>Whether it was safe to give, as whoever gave it saw it.</summary>
public enum PaperSafety
{
    Yes,
    No,
    NotKnown,
}

/// <summary>A copy made for the victim: what stood on it, and how it was given.</summary>
public sealed class PlanPaper
{
    public const int GivenToMaxLength = 120;

    public const int NoteMaxLength = 500;

    private PlanPaper()
    {
    }

    internal PlanPaper(SafetyPlan plan, int copy, string language, string sheet, Actor by, DateTimeOffset at) =>
        (PlanId, Copy, Language, Sheet, MadeBy, MadeAt, ChangedAt) = (plan.Id, copy, language, sheet, by.StaffId, at, at);

    public long Number { get; private init; }

    public Id<SafetyPlan> PlanId { get; private init; }

    /// <summary>From 1 in its plan.</summary>
    public int Copy { get; private init; }

    public string Language { get; private init; } = "";

    /// <summary>As JSON in the shape of <see cref="PaperSheet"/>.</summary>
    public string Sheet { get; private init; } = "{}";

    public Id<StaffMember> MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>The London day; null while it has not been given.</summary>
    public DateOnly? GivenOn { get; private set; }

    public PaperWay? Way { get; private set; }

    /// <summary>To whom, in words: "Herself", "Her sister, who keeps it".</summary>
    public string? GivenTo { get; private set; }

    public PaperSafety? WasSafe { get; private set; }

    public string? Note { get; private set; }

    public Id<StaffMember>? GivenBy { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>It was given. Said once: a second giving is another copy.</summary>
    public Result<PlanPaper> Give(DateOnly on, PaperWay way, string? to, PaperSafety safe, string? note, Actor by, DateOnly today, DateTimeOffset now)
    {
        if (GivenOn is not null)
        {
            return new Refusal("paper.given", "Somebody has already recorded how this copy was given. Make another copy to give it again.");
        }

        if (on > today || on < today.AddYears(-1))
        {
            return new Refusal("paper.day", on > today ? "The day must be today or earlier" : "The day must lie within the last year");
        }

        if (string.IsNullOrWhiteSpace(to))
        {
            return new Refusal("paper.to", "Say to whom it was given");
        }

        if (PlanLine.GivesAway(to) || PlanLine.GivesAway(note))
        {
            return new Refusal(PlanLine.GivesAway(to) ? "paper.to" : "paper.note", "Leave out postcodes and addresses");
        }

        if (safe is PaperSafety.No && string.IsNullOrWhiteSpace(note))
        {
            return new Refusal("paper.note", "Say why it was not safe, and what was done about it");
        }

        (GivenOn, Way, GivenTo, WasSafe, Note, GivenBy, ChangedAt) = (on, way, to.Trim(), safe, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by.StaffId, now);
        return this;
    }
}
