using System.Globalization;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>How a safety plan says what is in it, in the area's words for its people.</summary>
public sealed class PlanWords(DisplayNames names)
{
    public string SectionOf(string? code) => PlanSections.Find(code) is { } section ? NameOf(section) : code ?? "";

    public string NameOf(PlanSection section) => Filled(section?.Name);

    public string HintOf(PlanSection section) => Filled(section?.Hint);

    /// <summary>Who does a line.</summary>
    /// <param name="colleague">With a colleague: their name and agency.</param>
    public string OwnerOf(PlanLine line, string? colleague) => line?.OwnerKind switch
    {
        PlanOwnerKind.Colleague => colleague ?? "",
        PlanOwnerKind.Agency => line.OwnerAgency ?? "",
        _ => names.VictimHeading,
    };

    public string AgreedOf(VictimAgreement agreed) => agreed switch
    {
        VictimAgreement.Yes => $"Agreed with the {Victim}",
        VictimAgreement.No => $"The {Victim} does not agree",
        VictimAgreement.NotYetAsked => $"The {Victim} has not been asked yet",
    };

    /// <summary>"Look at this again because a new incident was reported, on 3 March 2026; and because somebody moved, on 1 March 2026."</summary>
    public static string Again(StaleLine stale) =>
        $"Look at this again because {string.Join("; and because ", (stale?.Because ?? []).Select(e => $"{e.Words}, on {DisplayNames.Date(e.On)}"))}.";

    /// <summary>What was found in a line that is to stand on paper.</summary>
    public string FindingOf(PaperFinding finding) => finding?.Kind switch
    {
        PaperFindingKind.Protected => "may name a protected place or number: it never stands on a paper",
        PaperFindingKind.Place => "a postcode or an address",
        PaperFindingKind.Phone => "a telephone number",
        PaperFindingKind.Name => $"the name “{finding.Found}”",
        PaperFindingKind.Agency => $"“{finding.Found}”, which tells of an agency",
        PaperFindingKind.Perpetrator => $"“{finding.Found}”, which tells of the {names.Perpetrator.ToLower(CultureInfo.InvariantCulture)}",
        _ => "",
    };

    public string FieldOf(PlanField field) => field switch
    {
        PlanField.Written => "Written",
        PlanField.Section => "Part of the plan",
        PlanField.Step => "Kind of step",
        PlanField.Words => "What is to be done",
        PlanField.Owner => "Who does it",
        PlanField.DueOn => "Day",
        PlanField.Agreed => $"Agreed with the {Victim}",
        PlanField.Answers => "Risks it answers",
        PlanField.OnPaper => $"On the copy for the {Victim}",
        PlanField.PaperWords => "Words on the copy",
        PlanField.Status => "How it stands",
        PlanField.Confirmed => "Looked at again: it still holds",
    };

    /// <summary>What stood in a field, in words.</summary>
    /// <param name="topic">The words of a risk.</param>
    public string Said(PlanField field, string? stored, Func<string, string> topic) => stored is null or "" ? "Nothing" : field switch
    {
        PlanField.Section => SectionOf(stored),
        PlanField.Step => Enum.TryParse<PlanStep>(stored, out var step) ? names.Of(step) : stored,
        PlanField.Owner => stored == nameof(PlanOwnerKind.Victim) ? names.VictimHeading : stored.StartsWith("Agency ", StringComparison.Ordinal) ? stored["Agency ".Length..] : stored,
        PlanField.DueOn => DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var on) ? DisplayNames.Date(on) : stored,
        PlanField.Agreed => Enum.TryParse<VictimAgreement>(stored, out var agreed) ? AgreedOf(agreed) : stored,
        PlanField.Answers => string.Join(", ", stored.Split(' ').Select(topic)),
        PlanField.OnPaper => stored == bool.TrueString ? "Yes" : "No",
        PlanField.Status => stored.Split(' ', 2) is [var status, .. var reason] && Enum.TryParse<PlanLineStatus>(status, out var known) ? string.Join(": ", [names.Of(known), .. reason]) : stored,
        _ => stored,
    };

    private string Victim => names.Victim.ToLower(CultureInfo.InvariantCulture);

    private string Filled(string? words) => (words ?? "").Replace("{victim}", Victim, StringComparison.Ordinal)
        .Replace("{perpetrator}", names.Perpetrator.ToLower(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
