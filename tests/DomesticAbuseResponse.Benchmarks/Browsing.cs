using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>One signed-in member of the demonstration's staff, with the cookies a browser would hold.</summary>
internal sealed class Browsing : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };

    private Browsing(string url) => Http = new HttpClient(_handler) { BaseAddress = new Uri(url) };

    public HttpClient Http { get; }

    public static async Task<Browsing> SignInAsync(string url, string userName)
    {
        var browsing = new Browsing(url);
        var password = await browsing.FormAsync("/sign-in", f => f.Any(x => x.Key == "Input.Password"));
        password["Input.UserName"] = userName;
        password["Input.Password"] = DemoSignIn.Password;
        using var first = await browsing.PostAsync("/sign-in", password);
        var next = first.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"Signing in as {userName} answered {(int)first.StatusCode}.");

        var page = await browsing.PageAsync(next);
        var code = new string([.. page.QuerySelector(".govuk-inset-text .dar-verbatim")!.TextContent.Where(char.IsAsciiDigit)]);
        var form = await browsing.FormAsync(next, f => f.Any(x => x.Key == "Input.Code"));
        form["Input.Code"] = code;
        using var second = await browsing.PostAsync(next, form);
        return second.StatusCode is HttpStatusCode.Redirect ? browsing : throw new InvalidOperationException($"The code of {userName} answered {(int)second.StatusCode}.");
    }

    public async Task<IDocument> PageAsync(string url)
    {
        var html = await Http.GetStringAsync(new Uri(url, UriKind.Relative));
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html).Address($"http://localhost{url}"));
    }

    /// <summary>The fields a browser would send for the form that has the wanted ones, as they stand on the page.</summary>
    public async Task<Dictionary<string, string>> FormAsync(string url, Func<Dictionary<string, string>, bool> wanted)
    {
        var page = await PageAsync(url);
        return page.Forms.Select(FieldsOf).First(wanted);
    }

    public Task<HttpResponseMessage> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> fields) =>
        Http.PostAsync(new Uri(url, UriKind.Relative), new FormUrlEncodedContent(fields));

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    private static Dictionary<string, string> FieldsOf(IHtmlFormElement form)
    {
        Dictionary<string, string> fields = [];
        foreach (var input in form.Elements.OfType<IHtmlInputElement>().Where(i => !string.IsNullOrEmpty(i.Name) && (i.Type is not ("radio" or "checkbox") || i.IsChecked)))
        {
            fields[input.Name!] = input.Value;
        }

        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>().Where(a => !string.IsNullOrEmpty(a.Name)))
        {
            fields[area.Name!] = area.Value;
        }

        foreach (var select in form.Elements.OfType<IHtmlSelectElement>().Where(s => !string.IsNullOrEmpty(s.Name)))
        {
            fields[select.Name!] = select.Value ?? "";
        }

        return fields;
    }
}
