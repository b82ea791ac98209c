using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>A visit's record in words, section by section; what nobody wrote down is not there.</summary>
public static class VisitWords
{
    public sealed record Line(VisitSection Section, string Label, string Words);

    /// <summary>What is asked for a field, on a page and on a phone.</summary>
    public static string QuestionOf(string field) => field switch
    {
        nameof(VisitRecord.Mode) => "How did you reach them?",
        nameof(VisitRecord.SafeToTalk) => "Was it safe to talk?",
        nameof(VisitRecord.SeenAlone) => "Were they seen alone?",
        nameof(VisitRecord.WhoWasPresent) => "Who else was there?",
        nameof(VisitRecord.ChildrenSeen) => "Were the children seen?",
        nameof(VisitRecord.ChildrenWords) => "What did they say, in their own words?",
        nameof(VisitRecord.VictimWants) => "What do they want to happen?",
        nameof(VisitRecord.Needs) => "What do they need?",
        nameof(VisitRecord.NeedsNote) => "Anything else they need",
        nameof(VisitRecord.Steps) => "What was done at once?",
        nameof(VisitRecord.StepsNote) => "Note on it",
        nameof(VisitRecord.Statement) => "Do they support a statement?",
        nameof(VisitRecord.StatementWhy) => "Why, in their words",
        nameof(VisitRecord.Outcome) => "What came of it?",
        nameof(VisitRecord.Because) => "If nobody was spoken with, why?",
        nameof(VisitRecord.Onward) => "What followed?",
        nameof(VisitRecord.Dash) => "DASH",
        nameof(VisitRecord.FollowUp) => "Who follows up?",
        nameof(VisitRecord.FollowUpOn) => "By which day?",
        nameof(VisitRecord.FollowUpWhat) => "What is to be done?",
        _ => throw new ArgumentException($"'{field}' is no field of a visit.", nameof(field)),
    };

    /// <summary>A choice by its name, for its words; null for a yes or a no.</summary>
    public static Enum? MemberOf(string field, string value) => field switch
    {
        nameof(VisitRecord.Mode) => Enum.Parse<VisitMode>(value),
        nameof(VisitRecord.Needs) => Enum.Parse<VisitNeed>(value),
        nameof(VisitRecord.Steps) => Enum.Parse<SafetyStep>(value),
        nameof(VisitRecord.Statement) => Enum.Parse<StatementIntention>(value),
        nameof(VisitRecord.Outcome) => Enum.Parse<EngagementOutcome>(value),
        nameof(VisitRecord.Onward) => Enum.Parse<Onward>(value),
        nameof(VisitRecord.Dash) => Enum.Parse<DashDone>(value),
        nameof(VisitRecord.FollowUp) => Enum.Parse<FollowUpBy>(value),
        _ => null,
    };

    /// <summary>What a field holds, in words; for what is no field, as it came.</summary>
    public static string ValueOf(string field, string? value, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(names);
        return value switch
        {
            null => "Nothing",
            VisitFields.Yes => "Yes",
            VisitFields.No => "No",
            _ when VisitFields.Find(field) is { Choices: { } choices } && choices.Contains(value) && MemberOf(field, value) is { } member => names.Of(member),
            _ when field == nameof(VisitRecord.FollowUpOn) && DateOnly.TryParseExact(value, "yyyy-MM-dd", out var on) => DisplayNames.Date(on),
            _ => value,
        };
    }

    /// <summary>A field or a step by what is asked for it; one box of several with its own words.</summary>
    public static string LabelOf(string field, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(names);
        return field.Split('.') switch
        {
            [var code, var member] when VisitFields.Find(field) is not null => $"{QuestionOf(code)} {names.Of(MemberOf(code, member)!)}",
            [var code] when VisitFields.Find(code) is not null => QuestionOf(code),
            ["Step", var step] when Enum.TryParse<CrewStepKind>(step, out var kind) => names.Of(kind),
            _ => field,
        };
    }

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
