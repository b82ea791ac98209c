namespace DomesticAbuseResponse.Web.Account;

/// <summary>A few words by which a person knows one of their browsers again, for example "Chrome on Windows".</summary>
public static class DeviceLabel
{
    private static readonly (string Mark, string Name)[] _browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] _systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return $"{NameIn(agent, _browsers, "A browser")} on {NameIn(agent, _systems, "an unknown system")}";
    }

    private static string NameIn(string agent, (string Mark, string Name)[] known, string otherwise) =>
        known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name ?? otherwise;
}
