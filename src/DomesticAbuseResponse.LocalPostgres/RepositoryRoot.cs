namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>The folder of the clone that the running program was built in.</summary>
public static class RepositoryRoot
{
    private const string _solution = "DomesticAbuseResponse.sln";

    /// <summary>The root, or null for a program that was published out of its clone.</summary>
    public static string? Find() => Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory);

    private static string? Above(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, _solution)))
            {
                return here.FullName;
            }
        }

        return null;
    }
}
