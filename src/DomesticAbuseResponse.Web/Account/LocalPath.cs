namespace DomesticAbuseResponse.Web.Account;

/// <summary>Where to go back to. Only a path of this very site is accepted; anything else becomes the first page.</summary>
public static class LocalPath
{
    public const string Home = "/";

    public static string OrHome(string? path) => IsSafe(path) ? path! : Home;

    private static bool IsSafe(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && path.Length <= 2000
        && !path.Any(c => char.IsControl(c) || c is '\\' || c > '~')
        && !Uri.UnescapeDataString(path).StartsWith("//", StringComparison.Ordinal)
        && !Uri.UnescapeDataString(path).Contains('\\', StringComparison.Ordinal);
}
