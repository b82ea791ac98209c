namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>An add-on that must now be asked, and which answers opened it.</summary>
public sealed record OpenedAddOn(string Code, IReadOnlyList<int> OpenedByItems, string Because);

/// <summary>Which add-ons the answers open (1.4): data of each item, decided by a Yes and sometimes by the assessor.</summary>
public static class AddOns
{
    public static IReadOnlyList<OpenedAddOn> OpenedBy(AssessmentAnswers answers, bool honourConcern) =>
        [.. from opening in Openings(answers)
            where opening.When is OpensWhen.Yes || honourConcern
            group opening.Item by opening.Code into items
            select new OpenedAddOn(
                items.Key,
                [.. items.Select(i => i.Number)],
                $"answered Yes to {string.Join(", ", items.Select(i => $"question {i.Number} ({i.Heading})"))}.")];

    /// <summary>Whether the assessor must be asked if this may be honour-based abuse.</summary>
    public static bool AskAboutHonour(AssessmentAnswers answers) =>
        Openings(answers).Any(o => o.When is OpensWhen.YesWithHonourConcern);

    private static IEnumerable<(Item Item, string Code, OpensWhen When)> Openings(AssessmentAnswers answers) =>
        from item in answers.Instrument.Items
        where answers[item.Number]?.Value is Answer.Yes
        from opening in item.Opens
        select (item, opening.Instrument, opening.When);
}
