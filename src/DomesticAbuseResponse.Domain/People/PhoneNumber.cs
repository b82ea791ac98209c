using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.People;

/// <summary>Reads a telephone number however it was typed.</summary>
public static partial class PhoneNumber
{
    private const int _shortestAbroad = 8;
    private const int _longest = 15;

    /// <summary>
    /// E.164 ("+447700900123") from any written form: "07700 900123", "+44 (0)7700 900 123", "0044-7700-900123", "7700900123", also out of the words
    /// around it: "Tel: 07700 900123", "07700 900123 (mum)", "07700 900123 ext 12". Null when there is no whole UK or international number, or
    /// more than one.
    /// </summary>
    public static string? Normalise(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = TrunkZero().Replace(Visible(typed.Normalize(NormalizationForm.FormKC)), "").Trim();
        if (text.All(c => char.IsAsciiDigit(c) || IsPunctuation(c)) && Read(text) is { } whole)
        {
            return whole;
        }

        var found = Digits().Matches(text).SelectMany(run => ReadAmongWords(run.Value) is { } number ? [number] : run.Value.Split(',', ';', '/').Select(ReadAmongWords))
            .OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>
    /// Whether words that somebody typed hold a number, whole or cut short: a run of figures that reads as one, or six figures and more that begin with a 0. A list of
    /// ages, a date and an hour are none.
    /// </summary>
    public static bool IsIn(string? words) =>
        words is not null && TrunkZero().Replace(Visible(words.Normalize(NormalizationForm.FormKC)), "") is var text
        && (CutShort().IsMatch(text) || Digits().Matches(text).Any(run => run.Value.Split(',', ';', '/') is var parts && (parts.Any(part => Read(part) is not null) || (parts.Length == 2 && ReadAmongWords(run.Value) is not null))));

    /// <summary>Whether both reach the same telephone, however they were typed; where one cannot be read, whether the same letters and figures stand in both.</summary>
    public static bool Same(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return (Normalise(a) ?? TypedText.Bare(a)) == (Normalise(b) ?? TypedText.Bare(b));
    }

    /// <summary>Among words a number must say that it is one: references and years are written in figures too.</summary>
    private static string? ReadAmongWords(string text)
    {
        var start = text.TrimStart('(', ' ');
        return start.StartsWith('+') || start.StartsWith('0') || start.StartsWith("44", StringComparison.Ordinal) ? Read(text) : null;
    }

    private static string? Read(string number)
    {
        var international = number.TrimStart('(', ' ').StartsWith('+');
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        if (!international && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (international, digits) = (true, digits[2..]);
        }

        if (!international && digits is ['4', '4', .. var rest] && IsUk(rest))
        {
            international = true;
        }

        return international ? Abroad(digits) : Uk(digits);
    }

    private static string? Abroad(string digits)
    {
        if (digits.StartsWith("44", StringComparison.Ordinal))
        {
            return Uk(digits[2..]);
        }

        return digits.Length is >= _shortestAbroad and <= _longest && digits[0] is not '0' ? $"+{digits}" : null;
    }

    private static string? Uk(string digits)
    {
        var national = digits.StartsWith('0') ? digits[1..] : digits;
        return IsUk(national) ? $"+44{national}" : null;
    }

    /// <summary>UK national numbers have ten digits (a few old ones nine) and begin with 1, 2, 3, 5, 7, 8 or 9.</summary>
    private static bool IsUk(string national) => national.Length switch
    {
        10 => national[0] is '1' or '2' or '3' or '5' or '7' or '8' or '9',
        9 => national[0] is '1' or '8',
        _ => false,
    };

    /// <summary>Without the marks of writing direction that come along when a number is copied from elsewhere.</summary>
    private static string Visible(string text) => new([.. text.Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format)]);

    private static bool IsPunctuation(char c) =>
        char.IsWhiteSpace(c) || c is '+' or '(' or ')' or '-' or '.' or ',' or '_' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014';

    [GeneratedRegex(@"\(\s*0\s*\)", RegexOptions.NonBacktracking)]
    private static partial Regex TrunkZero();

    [GeneratedRegex(@"\b0(?:\s*[0-9]){5}", RegexOptions.NonBacktracking)]
    private static partial Regex CutShort();

    [GeneratedRegex(@"[+(]*[0-9](?:[0-9\s+().,_/\-\u2010-\u2014]*[0-9])?", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
