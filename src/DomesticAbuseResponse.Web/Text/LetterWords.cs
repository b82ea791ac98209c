using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>What a letter tells, and what stops it, in words.</summary>
public sealed class LetterWords(DisplayNames names)
{
    private string Victim => names.Victim.ToLowerInvariant();

    private string Perpetrator => names.Perpetrator.ToLowerInvariant();

    public string Of(OutgoingReader reader) => reader switch
    {
        OutgoingReader.Victim => $"The {Victim}",
        OutgoingReader.Professional => "A professional",
        OutgoingReader.PerpetratorSide => $"The {Perpetrator}’s side",
    };

    /// <summary>How it goes.</summary>
    public static string WayOf(ContactChannel channel) => channel switch
    {
        ContactChannel.Letter => "by post",
        ContactChannel.Email => "by e-mail",
        _ => "handed over",
    };

    public string Of(LetterField field) => field switch
    {
        LetterField.Today => "the day",
        LetterField.Victim => $"the name of the {Victim}",
        LetterField.Recipient => "the name of the reader",
        LetterField.Case => "the reference of the case",
        LetterField.Incident => "the reference of the incident",
        LetterField.Reported => "the day of the report",
        LetterField.Author => "your name and job",
        LetterField.Agency => "the name of your agency",
        LetterField.Contact => "how your agency is rung",
        LetterField.Words => "what you typed",
    };

    public string Of(FoundInText found)
    {
        var what = found.Kind switch
        {
            OutgoingFinding.ProtectedAddress => "A protected address",
            OutgoingFinding.PerpetratorAddress => $"An address of the {Perpetrator}",
            OutgoingFinding.Address => "An address of somebody in the case",
            OutgoingFinding.UnknownPlace => "A postcode, or a house in a street",
            OutgoingFinding.Phone => "A telephone number of somebody in the case",
            OutgoingFinding.SafeContact => "A number, mailbox or place of a safe-contact card",
            OutgoingFinding.CodeWord => "A code word, a cover story or a name of a safe-contact card",
            OutgoingFinding.School => "A child’s school",
            OutgoingFinding.Name => "The name of somebody else in the case",
        };
        return found.Line is { } line ? $"{what}, in line {line}" : $"{what}, across lines";
    }
}
