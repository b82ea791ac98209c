using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>A visit's record in words, section by section; what nobody wrote down is not there.</summary>
public static class VisitWords
{
    public sealed record Line(VisitSection Section, string Label, string Words);

    public static IReadOnlyList<Line> Of(VisitRecord record, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(names);
        return
        [
            .. new (VisitSection Section, string Label, string? Words)[]
            {
                (VisitSection.Contact, "How", Of(record.Mode)),
                (VisitSection.Contact, "Safe to talk", Of(record.SafeToTalk)),
                (VisitSection.Contact, "Seen alone", Of(record.SeenAlone)),
                (VisitSection.Contact, "Who was present", record.WhoWasPresent),
                (VisitSection.Children, "Children seen", Of(record.ChildrenSeen)),
                (VisitSection.Children, "Their own words", record.ChildrenWords),
                (VisitSection.Wishes, "What is wanted", record.VictimWants),
                (VisitSection.Wishes, "Needs", All(record.Needs)),
                (VisitSection.Wishes, "Other needs", record.NeedsNote),
                (VisitSection.Safety, "Done at once", All(record.Steps)),
                (VisitSection.Safety, "Note", record.StepsNote),
                (VisitSection.Statement, "Statement", Of(record.Statement)),
                (VisitSection.Statement, "Why", record.StatementWhy),
                (VisitSection.Outcome, "DASH", Of(record.Dash)),
                (VisitSection.Outcome, "Outcome", Of(record.Outcome)),
                (VisitSection.Outcome, "Why nobody was spoken with", record.Because),
                (VisitSection.Outcome, "What followed", All(record.Onward)),
                (VisitSection.Outcome, "Follow-up", Of(record.FollowUp)),
                (VisitSection.Outcome, "Follow-up by", record.FollowUpOn is { } on ? DisplayNames.Date(on) : null),
                (VisitSection.Outcome, "What is to be done", record.FollowUpWhat),
            }.Where(l => l.Words is not null).Select(l => new Line(l.Section, l.Label, l.Words!)),
        ];

        string? Of(object? value) => value switch { bool yes => yes ? "Yes" : "No", Enum member => names.Of(member), _ => null };
        string? All<T>(IReadOnlyList<T> members)
            where T : struct, Enum => members.Count == 0 ? null : string.Join("\n", members.Select(m => names.Of(m)));
    }
}
