namespace DomesticAbuseResponse.Web.Account;

/// <summary>Where to go back to. Only a path of this very site is accepted; anything else becomes the first page.</summary>
public static class LocalPath
{
    public const string Home = "/";

    public static string OrHome(string? path) => IsSafe(path) ? WithoutHandler(path!) : Home;

    /// <summary>The path as it is, a handler's too; null when it is not of this site.</summary>
    public static string? OrNull(string? path) => IsSafe(path) ? path : null;

    /// <summary>A path without the name of a handler: only a post has one, and who goes back asks for the page.</summary>
    public static string WithoutHandler(string path) => Without(path, "handler");

    /// <summary>A path without one value of its query.</summary>
    public static string Without(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(path);
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return path;
        }

        var rest = path[(query + 1)..].Split('&').Where(pair => !string.Equals(pair.Split('=')[0], name, StringComparison.OrdinalIgnoreCase)).ToList();
        return path[..query] + (rest.Count == 0 ? "" : $"?{string.Join('&', rest)}");
    }

    /// <summary>A path with one more value in its query.</summary>
    public static string With(string path, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
    }

    private static bool IsSafe(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && path.Length <= 2000
        && !path.Any(c => char.IsControl(c) || c is '\\' || c > '~')
        && !Uri.UnescapeDataString(path).StartsWith("//", StringComparison.Ordinal)
        && !Uri.UnescapeDataString(path).Contains('\\', StringComparison.Ordinal);
}
