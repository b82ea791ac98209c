using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Investigations;

/// <summary>What can prove a case without the victim in court (R4.23).</summary>
public enum EvidenceKind
{
    EmergencyCall,
    BodyWornVideo,
    InjuryPhotos,
    ScenePhotos,
    Witnesses,
    Admissions,
    Medical,
    Messages,
    Cctv,
    EarlierReports,
}

public enum EvidenceState
{
    NotSought,
    Sought,
    Held,

    /// <summary>It was looked for, and there is none.</summary>
    None,
}

/// <summary>What somebody found of one kind of evidence. The newest stands; those before it stay.</summary>
public sealed class EvidenceNote
{
    public const int WordsMaxLength = 500;

    private EvidenceNote()
    {
    }

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public EvidenceKind Kind { get; private init; }

    public EvidenceState State { get; private init; }

    public string? Words { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public static EvidenceNote Write(Actor by, Id<Incident> incident, EvidenceKind kind, EvidenceState state, string? words, DateTimeOffset now) =>
        new() { IncidentId = incident, Kind = kind, State = state, Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), By = by.StaffId, At = now };
}

/// <summary>The checklist for a prosecution that does not rest on the victim (R4.23). It decides nothing: it says what is held, what is asked for and what nobody has looked for.</summary>
public sealed record EvidenceChecklist(IReadOnlyList<EvidenceChecklist.Line> Lines)
{
    public const string Rule = "R4.23";

    /// <param name="Note">The newest; null where nobody has said anything.</param>
    public sealed record Line(EvidenceKind Kind, EvidenceNote? Note)
    {
        public EvidenceState State => Note?.State ?? EvidenceState.NotSought;
    }

    public static EvidenceChecklist Of(IEnumerable<EvidenceNote> notes)
    {
        var newest = notes.GroupBy(n => n.Kind).ToDictionary(g => g.Key, g => g.MaxBy(n => n.Number));
        return new([.. Enum.GetValues<EvidenceKind>().Select(k => new Line(k, newest.GetValueOrDefault(k)))]);
    }

    public IEnumerable<EvidenceKind> In(EvidenceState state) => Lines.Where(l => l.State == state).Select(l => l.Kind);

    public string Because
    {
        get
        {
            var (held, missing) = (In(EvidenceState.Held).Count(), In(EvidenceState.NotSought).ToList());
            var first = held == 0 ? "Nothing is held yet." : $"Held: {held} of {Lines.Count}.";
            return missing.Count == 0 ? $"{first} Everything on the list was looked for." : $"{first} Not looked for yet: {string.Join(", ", missing.Select(EvidenceWords.Inside))}.";
        }
    }
}
