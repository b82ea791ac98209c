using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>A telephone number as another system or a spreadsheet wrote it.</summary>
/// <param name="Number">As it goes on record; null when there is none, or when it is a question.</param>
/// <param name="Note">What was put right.</param>
/// <param name="Question">Why nobody but a person can say what the number is.</param>
public sealed partial record SentPhone(string? Number, string? Note, string? Question)
{
    public static SentPhone Read(string? written)
    {
        var text = (written ?? "").Trim().TrimStart('\'', '\u2019').Trim();
        if (SentWords.SayNothing(text))
        {
            return new(null, null, null);
        }

        if (Rounded().IsMatch(text))
        {
            return new(null, null, "A spreadsheet has rounded this number: its last figures are lost.");
        }

        text = Decimal().Replace(text, "${number}");
        if (text.Length > PersonPhone.MaxLength)
        {
            return new(null, null, "This is longer than a telephone number with a few words.");
        }

        if (PhoneNumber.Normalise(text) is { } number)
        {
            var bare = text.All(char.IsAsciiDigit) ? text : "";
            return bare.Length is 9 or 10 && bare[0] != '0'
                ? new($"0{bare}", "The zero that a spreadsheet had taken off the front of a number is back.", null)
                : new(text, null, null);
        }

        var figures = text.Count(char.IsAsciiDigit);
        return new(null, null, figures switch
        {
            0 => "There is no number in this.",
            < 9 => "This is no whole number: its area code or some figures are missing.",
            > 15 => "There is more than one number in this, or too many figures.",
            _ => "This is no UK or international number, or there is more than one in it.",
        });
    }

    [GeneratedRegex(@"^[+-]?[0-9](?:[.,][0-9]+)?\s*[eE]\s*\+?[0-9]{1,3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Rounded();

    [GeneratedRegex(@"^(?<number>\+?[0-9]{9,15})[.,]0+$", RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();
}
