using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>
/// How much of the record of a visit somebody reads who may open it: its crew and those whose role works on cases all of it, everybody else, as a control room, that
/// the victim was reached, what was done at once and what came of it, and nothing of what the victim and the children said (R5.8, R6.12).
/// </summary>
public static class VisitReaders
{
    private static readonly VisitSection[] _whole = Enum.GetValues<VisitSection>();

    private static readonly VisitSection[] _ofTheTask = [VisitSection.Contact, VisitSection.Safety, VisitSection.Outcome];

    public static IReadOnlyList<VisitSection> Of(Actor actor, bool isCrew) =>
        isCrew || actor.Roles.Any(role => RoleCeiling.For(role, RecordKind.Case) >= AccessLevel.Edit) ? _whole : _ofTheTask;

    /// <summary>Whether somebody reads who withdrew a statement, in figures and lists of many visits too (R6.12).</summary>
    public static bool ReadsStatements(Actor actor) => Of(actor, isCrew: false).Contains(VisitSection.Statement);

    /// <summary>Whether whoever opens the visit reads this field of it, or tap; what no field takes is for those who read the whole.</summary>
    public static bool OfTheTask(string field) => IsIn(_ofTheTask, field);

    /// <summary>Whether somebody who reads these sections reads this field, or tap.</summary>
    public static bool IsIn(IReadOnlyCollection<VisitSection> sections, string field)
    {
        ArgumentNullException.ThrowIfNull(sections);
        return sections.Count == _whole.Length || field.StartsWith(EntryMade.StepPrefix, StringComparison.Ordinal) || (VisitFields.Find(field) is { } known && sections.Contains(known.Section));
    }
}
