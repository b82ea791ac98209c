using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>What a letter tells, and what stops it, in words.</summary>
public sealed class LetterWords(DisplayNames names)
{
    private const string _unsaid = "Something on record that must not leave";

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

    /// <summary>
    /// What stops a letter. Places read alike whosever they are and whether or not they are on record, and of a code word or a school neither kind nor line is said: whoever tries
    /// words one after another learns nothing by it.
    /// </summary>
    public static IReadOnlyList<string> Of(IEnumerable<FoundInText> found) => [.. found.Select(Of).Distinct().OrderBy(says => says == _unsaid)];

    private static string Of(FoundInText found)
    {
        var what = found.Kind switch
        {
            OutgoingFinding.ProtectedAddress or OutgoingFinding.PerpetratorAddress or OutgoingFinding.Address or OutgoingFinding.UnknownPlace => "A postcode or an address",
            OutgoingFinding.Phone => "A telephone number of somebody in the case",
            OutgoingFinding.SafeContact => "A number or mailbox of a safe-contact card",
            OutgoingFinding.CodeWord or OutgoingFinding.School => null,
            OutgoingFinding.Name => "The name of somebody else in the case",
        };
        return what is null ? _unsaid : found.Line is { } line ? $"{what}, in line {line}" : $"{what}, across lines";
    }
}
