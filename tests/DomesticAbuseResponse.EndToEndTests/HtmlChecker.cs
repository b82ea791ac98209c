using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>Collects the pages of the run and puts them all to the Nu HTML checker at its end; one error fails the run.</summary>
internal static class HtmlChecker
{
    private static readonly string? _jar = Environment.GetEnvironmentVariable("DAR_VNU_JAR");
    private static readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private static readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("dar-pages-"));

    /// <summary>Keeps the page as the server sends it, once per kind of page and state.</summary>
    /// <param name="answer">The answer the page stands in; it is asked for again when null.</param>
    public static async Task KeepAsync(IPage page, IAPIResponse? answer = null)
    {
        var kind = $"{await page.TitleAsync()} {new Uri(page.Url).AbsolutePath.Count(c => c == '/')}";
        if (_jar is not null && _seen.TryAdd(kind, true))
        {
            answer ??= await page.Context.APIRequest.GetAsync(page.Url);
            if (answer.Ok)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder.Value.FullName, $"{_seen.Count:000}.html"), await answer.TextAsync());
            }
        }
    }

    public static async Task CheckAllAsync()
    {
        if (_jar is null || !_folder.IsValueCreated)
        {
            return;
        }

        var start = new ProcessStartInfo("java", ["-jar", _jar, "--errors-only", "--format", "gnu", _folder.Value.FullName]) { RedirectStandardError = true };
        using var checker = Process.Start(start)!;
        var errors = await checker.StandardError.ReadToEndAsync();
        await checker.WaitForExitAsync();
        if (checker.ExitCode != 0)
        {
            throw new InvalidOperationException($"The HTML checker found errors in the pages kept in {_folder.Value.FullName}:{Environment.NewLine}{errors}");
        }

        _folder.Value.Delete(recursive: true);
    }
}
