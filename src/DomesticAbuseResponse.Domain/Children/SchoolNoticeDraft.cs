using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>What the records say of a child and an incident, for a notice.</summary>
/// <param name="Place">Where it happened, as the call has it.</param>
/// <param name="Guarded">The protected addresses of everybody in the incident.</param>
/// <param name="Ways">The safe-contact cards of everybody in it.</param>
public sealed record SchoolNoticeFacts(
    string Child, DateOnly? BornOn, string Reference, DateTimeOffset ReportedAt, string? Place, ChildPart? Part, ChildVoice? Voice, bool Attended,
    IReadOnlyCollection<PostalAddress> Guarded, IReadOnlyCollection<SafeContact> Ways);

/// <summary>Drafts a notice from the record for a person to check (R4.44), and says what in it must not leave: a protected place, a number or a word of a safe-contact card.</summary>
public static class SchoolNoticeDraft
{
    /// <summary>What stands where nobody has established it.</summary>
    public const string NotKnown = "Not known.";

    public static SchoolNoticeContent Of(SchoolNoticeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(
            facts.Child, facts.BornOn, facts.Reference,
            facts.Guarded.Count == 0 && !MayTell(facts.Place, facts.Guarded, facts.Ways) ? School.Blank(facts.Place) : null,
            facts.ReportedAt, PresenceOf(facts.Part), VoiceOf(facts.Voice),
            facts.Attended ? "Police went to a report of domestic abuse in the child’s household." : "Police were told of domestic abuse in the child’s household.");
    }

    /// <summary>The first part that may tell what must not leave; null where none does.</summary>
    public static Refusal? Check(SchoolNoticeContent content, IReadOnlyCollection<PostalAddress> guarded, IReadOnlyCollection<SafeContact> ways)
    {
        ArgumentNullException.ThrowIfNull(content);
        (string Part, string? Words)[] parts = [("place", content.Place), ("presence", content.Presence), ("voice", content.Voice), ("circumstances", content.Circumstances)];
        return parts.Where(p => MayTell(p.Words, guarded, ways)).Select(p => new Refusal(
            $"school-notice.{p.Part}", "These words may name a protected place, or a number or word of a safe-contact card. A school is told none of them: take them out.")).FirstOrDefault();
    }

    /// <summary>Whether words may name a protected place, or a number, code word, cover story or name of a safe-contact card.</summary>
    public static bool MayTell(string? words, IReadOnlyCollection<PostalAddress> guarded, IReadOnlyCollection<SafeContact> ways) =>
        ProtectedWords.MayTell(words, guarded, ways)
        || ways.SelectMany(w => new[] { w.CodeWord, w.CoverStory, w.WhoMayAnswer }).OfType<string>().Any(w => w.Trim().Length > 3 && words?.Contains(w.Trim(), StringComparison.OrdinalIgnoreCase) is true);

    private static string PresenceOf(ChildPart? part)
    {
        var where = part?.Presence switch
        {
            ChildPresence.InTheRoom => "In the room.",
            ChildPresence.ElsewhereInTheHome => "Elsewhere in the home.",
            ChildPresence.Asleep => "In the home, asleep.",
            ChildPresence.Absent => "Not there.",
            _ => NotKnown,
        };
        return part?.Where is { } exactly ? $"{where} {exactly}" : where;
    }

    private static string VoiceOf(ChildVoice? voice) => voice switch
    {
        null => "Not recorded whether the child was spoken to.",
        { WasAsked: false } => $"Not asked: {voice.NotAskedBecause}",
        { Company: ChildCompany.Alone } => $"Asked alone on {UkTime.Describe(voice.On)}: {voice.Words}",
        _ => $"Asked on {UkTime.Describe(voice.On)}, with {voice.With} there: {voice.Words}",
    };
}
