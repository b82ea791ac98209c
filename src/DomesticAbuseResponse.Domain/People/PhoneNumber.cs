namespace DomesticAbuseResponse.Domain.People;

/// <summary>Reads a telephone number however it was typed.</summary>
public static class PhoneNumber
{
    private const int _shortestAbroad = 8;
    private const int _longest = 15;

    /// <summary>
    /// E.164 ("+447700900123") from any written form: "07700 900123", "+44 (0)7700 900 123", "0044-7700-900123", "7700900123",
    /// with "ext 12" left aside. Null when it is not a whole UK or international number.
    /// </summary>
    public static string? Normalise(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var number = BeforeExtension(typed).Normalize(System.Text.NormalizationForm.FormKC).Replace("(0)", "", StringComparison.Ordinal).Trim();
        if (number.Any(c => !char.IsAsciiDigit(c) && !IsPunctuation(c)))
        {
            return null;
        }

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

    private static string BeforeExtension(string typed)
    {
        var at = typed.IndexOf("ext", StringComparison.OrdinalIgnoreCase);
        at = at < 0 ? typed.IndexOf('x', StringComparison.OrdinalIgnoreCase) : at;
        at = at < 0 ? typed.IndexOf('#', StringComparison.Ordinal) : at;
        return at < 0 ? typed : typed[..at];
    }

    private static bool IsPunctuation(char c) => char.IsWhiteSpace(c) || c is '+' or '(' or ')' or '-' or '.' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014';
}
