using System.Collections.Frozen;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.Identity;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// What a password must be: 12 characters or more, of any kind, and not one that is tried first. There are no rules about
/// capitals, digits or signs, and no forced change.
/// </summary>
public sealed partial class PasswordRules : IPasswordValidator<SignInUser>
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    private static readonly FrozenSet<string> _common = ReadCommon();

    private static readonly char[] _letters = [.. "abcdefghijklmnopqrstuvwxyz"];

    private static readonly string[] _context =
        ["domesticabuse", "domestic", "abuse", "police", "constable", "sergeant", "marac", "dash", "idva", "response", "safeguarding", "control", "victim", "officer"];

    private static readonly string[] _rows =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn"];

    /// <summary>The reason a password is refused, ready to show; null when it may be used.</summary>
    public static string? Refusal(string? password, string userName)
    {
        if (password is null || password.Length < MinLength)
        {
            return $"Password must be {MinLength} characters or more";
        }

        if (password.Length > MaxLength)
        {
            return $"Password must be {MaxLength} characters or fewer";
        }

        var plain = Plain(password);
        return IsCommon(plain, Core(password)) ? "Choose a password that is harder to guess. This one is on lists of common passwords"
            : IsPattern(plain) ? "Choose a password that is harder to guess. This one is a simple pattern"
            : IsMostlyContext(plain, userName) ? "Choose a password that is harder to guess. This one is made of words from your work or your user name"
            : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<SignInUser> manager, SignInUser user, string? password) =>
        Task.FromResult(Refusal(password, user.UserName ?? "") is { } reason
            ? IdentityResult.Failed(new IdentityError { Code = "password.refused", Description = reason })
            : IdentityResult.Success);

    private static bool IsCommon(string plain, string core) => _common.Contains(plain) || _common.Contains(core);

    private static bool IsPattern(string plain)
    {
        if (plain.Distinct().Count() < 5 || _rows.Any(row => row.Contains(plain, StringComparison.Ordinal)))
        {
            return true;
        }

        return Enumerable.Range(1, plain.Length / 2).Any(n => n <= 6 && plain.Where((c, i) => i < n || c == plain[i - n]).Count() == plain.Length)
            || _rows.Any(row => Covered(plain, row) >= plain.Length - 2);
    }

    /// <summary>How many characters lie in runs of five or more that follow the row, forwards or backwards.</summary>
    private static int Covered(string plain, string row)
    {
        var backwards = new string([.. row.Reverse()]);
        return Math.Max(Runs(row), Runs(backwards));

        int Runs(string along)
        {
            var covered = 0;
            for (var start = 0; start < plain.Length;)
            {
                var length = plain.Length - start;
                while (length >= 5 && !along.Contains(plain.Substring(start, length), StringComparison.Ordinal))
                {
                    length--;
                }

                covered += length >= 5 ? length : 0;
                start += length >= 5 ? length : 1;
            }

            return covered;
        }
    }

    private static bool IsMostlyContext(string plain, string userName)
    {
        var names = NameParts().Split(userName.ToLowerInvariant()).Where(p => p.Length >= 3);
        var rest = _context.Concat(names).OrderByDescending(w => w.Length)
            .Aggregate(plain, (left, word) => left.Replace(Plain(word), "", StringComparison.Ordinal));
        return rest.Length < plain.Length && rest.Count(char.IsLetter) < 4;
    }

    /// <summary>Lower case, letters and digits only.</summary>
    private static string Plain(string text) => new([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    /// <summary>The word inside: without the digits and signs around it, and with the usual stand-ins for letters read as letters.</summary>
    private static string Core(string text)
    {
        var lower = text.ToLowerInvariant();
        var (first, last) = (lower.IndexOfAny(_letters), lower.LastIndexOfAny(_letters));
        return first < 0 ? "" : new([.. lower[first..(last + 1)]
            .Select(c => c switch { '@' or '4' => 'a', '$' or '5' => 's', '!' or '1' => 'i', '0' => 'o', '3' => 'e', '7' => 't', _ => c })
            .Where(char.IsLetterOrDigit)]);
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var list = typeof(PasswordRules).Assembly.GetManifestResourceStream("CommonPasswords.txt")!;
        using var reader = new StreamReader(list);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("[^a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex NameParts();
}
