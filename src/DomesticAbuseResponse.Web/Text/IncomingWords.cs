using System.Globalization;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>Questions about what came in, and their answers, in words.</summary>
public sealed class IncomingWords(DisplayNames names)
{
    /// <summary>"people[0].phone" is "Person 1: phone".</summary>
    public string Field(string path) => FieldWords.Of(path.Replace("people[", "person[", StringComparison.Ordinal), names);

    public string Heading(QuestionKind kind, string path) => kind switch
    {
        QuestionKind.Person => $"Who is {DisplayNames.Inside(Field(path))}?",
        QuestionKind.Conflict => path.Length == 0 ? "A later message" : $"{Field(path)} was changed on both sides",
        QuestionKind.Word => Field(path),
    };

    public string Of(IncomingItem.Settled answer) => string.Concat(
        answer.Answer switch
        {
            QuestionAnswer.Corrected => answer.Value is { } value ? $"is {value}" : "taken as it was sent",
            QuestionAnswer.SamePerson => "somebody on record",
            QuestionAnswer.NewPerson => "a new person",
            QuestionAnswer.Discarded => "stays as it was",
            QuestionAnswer.Overtaken => "the other system sent something else meanwhile",
        },
        answer.Reason is { } reason ? $", because: {reason}" : "",
        $" ({(answer.By is { } by ? $"{by}, " : "")}{DisplayNames.Instant(answer.At)})");

    /// <summary>"Sam Example, about 34, B1".</summary>
    public static string Of(PersonDecisions.Proposal proposal)
    {
        var found = proposal.Candidate;
        var born = found.BornOn is not { } on ? null : found.BirthIsEstimated ? $"about {found.Age}" : $"born {DisplayNames.Date(on)}";
        return string.Join(", ", new[] { found.Name, born, found.Area }.Where(w => w is not null));
    }

    /// <summary>What speaks for it and against, each with its points.</summary>
    public static string ReasonsOf(PersonDecisions.Proposal proposal) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(proposal.Candidate.Points >= proposal.Candidate.Threshold ? "Likely the same" : "Possibly the same")}: {string.Join("; ", proposal.Candidate.Reasons)}. {proposal.Candidate.Points:0.0} points in all; a match needs {proposal.Candidate.Threshold:0.0}.");

    /// <summary>How it was decided who somebody is.</summary>
    public string Of(IncomingPersonOutcome outcome, double? points)
    {
        var with = points is { } many ? string.Create(CultureInfo.InvariantCulture, $" with {many:0.0} points") : "";
        return outcome switch
        {
            IncomingPersonOutcome.Waiting => "Waits for a person.",
            IncomingPersonOutcome.Linked => $"Found on record{with}; nobody was asked.",
            IncomingPersonOutcome.New => "Nobody on record came near: a new record was made.",
            IncomingPersonOutcome.Chosen => "Found on record by a person.",
            IncomingPersonOutcome.LeftOut => "Left out by a person.",
        };
    }
}
