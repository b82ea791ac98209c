using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>What was said in supervision, as its manager writes it down.</summary>
/// <param name="Wellbeing">How the IDVA is. Read by the two of them and the managers of the service.</param>
/// <param name="NextOn">When they meet again.</param>
/// <param name="Cases">The cases spoken about, each with what was agreed.</param>
public sealed record SupervisionNotes(DateOnly HeldOn, string? Wellbeing, string? Workload, string? Agreed, DateOnly? NextOn, IReadOnlyList<(Id<Case> CaseId, string Words)> Cases);

/// <summary>
/// One supervision of an IDVA by a manager of the service (R3.11), with the load as it was. Once written it stays; the IDVA says that they have read it, and may
/// add their own words.
/// </summary>
public sealed class SupervisionRecord
{
    public const int TextMaxLength = 4000;

    public const int CaseWordsMaxLength = 1000;

    private readonly List<SupervisedCase> _cases = [];

    private SupervisionRecord()
    {
    }

    public Id<SupervisionRecord> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The IDVA.</summary>
    public Id<StaffMember> StaffId { get; private init; }

    public Id<StaffMember> HeldBy { get; private init; }

    public DateOnly HeldOn { get; private init; }

    /// <summary>What the IDVA carried then, in words.</summary>
    public string Load { get; private init; } = "";

    public string? Wellbeing { get; private init; }

    public string? Workload { get; private init; }

    public string? Agreed { get; private init; }

    public DateOnly? NextOn { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The IDVA's own words.</summary>
    public string? Comment { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyList<SupervisedCase> Cases => _cases;

    public static Result<SupervisionRecord> Write(Actor by, Id<StaffMember> of, SupervisionNotes notes, string load, DateOnly today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notes);
        if (of == by.StaffId)
        {
            return new Refusal("supervision.self", "Nobody supervises themselves. Another manager writes this.");
        }

        if (notes.HeldOn > today || notes.HeldOn < today.AddYears(-1))
        {
            return new Refusal("supervision.day", "The day lies within the last year, and not in the future");
        }

        if (notes.NextOn <= notes.HeldOn || notes.NextOn > today.AddYears(1))
        {
            return new Refusal("supervision.next", "The next one comes after this one, and within a year");
        }

        var record = new SupervisionRecord
        {
            Id = Id<SupervisionRecord>.New(now),
            AgencyId = by.AgencyId,
            StaffId = of,
            HeldBy = by.StaffId,
            HeldOn = notes.HeldOn,
            Load = load,
            Wellbeing = Blank(notes.Wellbeing),
            Workload = Blank(notes.Workload),
            Agreed = Blank(notes.Agreed),
            NextOn = notes.NextOn,
            WrittenAt = now,
        };
        record._cases.AddRange(notes.Cases.Where(c => Blank(c.Words) is not null).Select(c => new SupervisedCase(record.Id, c.CaseId, c.Words.Trim())));
        return record is { Wellbeing: null, Workload: null, Agreed: null, _cases.Count: 0 }
            ? new Refusal("supervision.empty", "Write at least what was agreed, or about one case")
            : record;
    }

    /// <summary>The IDVA has read it.</summary>
    public Result<SupervisionRecord> Read(Actor by, string? comment, DateTimeOffset now)
    {
        if (by.StaffId != StaffId)
        {
            return new Refusal("supervision.not-yours", "The IDVA it is about says that it has been read.");
        }

        if (ReadAt is not null)
        {
            return new Refusal("supervision.read", "You have said already that you have read this.");
        }

        (ReadAt, Comment) = (now, Blank(comment));
        return this;
    }

    /// <summary>When the next one is due: the day agreed, else so many days after the last.</summary>
    public static DateOnly DueOn(DateOnly lastHeldOn, DateOnly? agreed, CaseRhythm rhythm)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        var latest = lastHeldOn.AddDays(rhythm.SupervisionEveryDays);
        return agreed < latest ? agreed.Value : latest;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One case spoken about in supervision.</summary>
public sealed class SupervisedCase
{
    private SupervisedCase()
    {
    }

    internal SupervisedCase(Id<SupervisionRecord> supervision, Id<Case> @case, string words) => (SupervisionId, CaseId, Words) = (supervision, @case, words);

    public long Number { get; private init; }

    public Id<SupervisionRecord> SupervisionId { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public string Words { get; private init; } = "";
}
