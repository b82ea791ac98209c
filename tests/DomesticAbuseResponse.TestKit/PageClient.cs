using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Drives pages the way a person does: read the page, fill in fields by their label, press the button.</summary>
public sealed class PageClient(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<PageUnderTest> GetAsync(string url) => await ReadAsync(await http.GetAsync(url));

    public async Task<PageUnderTest> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await http.PostAsync(url, content));
    }

    /// <summary>Posts what a form of another kind sends: one with files.</summary>
    public async Task<PageUnderTest> SendAsync(string url, HttpContent content) => await ReadAsync(await http.PostAsync(url, content));

    private async Task<PageUnderTest> ReadAsync(HttpResponseMessage response)
    {
        var url = response.RequestMessage!.RequestUri!.PathAndQuery;
        var html = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html).Address($"http://localhost{url}"));
        return new PageUnderTest(this, response.StatusCode, response.Headers.Location?.OriginalString, document);
    }
}

/// <summary>One page as it came back: what it says, and its forms.</summary>
public sealed class PageUnderTest(PageClient client, HttpStatusCode status, string? redirectsTo, IDocument document)
{
    public IDocument Document => document;

    /// <summary>What a reader sees of the page's main part, with white space folded.</summary>
    public string Text => string.Join(' ', (document.QuerySelector("main") ?? document.Body)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public HttpStatusCode Status => status;

    public string? RedirectsTo => redirectsTo;

    public PageUnderTest Fill(string label, string value)
    {
        var found = document.QuerySelectorAll<IHtmlLabelElement>("label").Single(l => l.TextContent.Trim() == label);
        switch (found.Control ?? found.QuerySelector("input"))
        {
            case IHtmlTextAreaElement area: area.Value = value; break;
            case IHtmlSelectElement select: select.Value = select.Options.Single(o => o.Text.Trim() == value || o.Value == value).Value; break;
            case IHtmlInputElement { Type: "radio" or "checkbox" } box: box.IsChecked = true; break;
            case IHtmlInputElement input: input.Value = value; break;
            default: Assert.Fail($"'{label}' labels nothing that can be filled in."); break;
        }

        return this;
    }

    public PageUnderTest Choose(string label) => Fill(label, "");

    /// <summary>Fills a field by its name in the form, where several share a label.</summary>
    public PageUnderTest FillNamed(string name, string value)
    {
        switch (document.QuerySelector($"[name='{name}']"))
        {
            case IHtmlTextAreaElement area: area.Value = value; break;
            case IHtmlSelectElement select: select.Value = value; break;
            case IHtmlInputElement { Type: "radio" or "checkbox" }: document.QuerySelectorAll<IHtmlInputElement>($"[name='{name}']").Single(i => i.Value == value).IsChecked = true; break;
            case IHtmlInputElement input: input.Value = value; break;
            default: Assert.Fail($"There is no field named '{name}'."); break;
        }

        return this;
    }

    /// <summary>Presses a button as a browser would: with every field of its form, and the button's own name and value.</summary>
    public Task<PageUnderTest> PressAsync(string button)
    {
        var pressed = document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == button);
        var form = pressed.Form!;
        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        return client.PostAsync(string.IsNullOrEmpty(action) ? document.Location.PathName + document.Location.Search : action, FieldsOf(form, pressed));
    }

    /// <summary>What pressing the button would send, for tests that send it twice or late.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FieldsFor(string button)
    {
        var pressed = document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == button);
        return FieldsOf(pressed.Form!, pressed);
    }

    private static List<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form, IHtmlButtonElement pressed)
    {
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(i => !string.IsNullOrEmpty(i.Name) && (i.Type is not ("radio" or "checkbox") || i.IsChecked)).Select(i => KeyValuePair.Create(i.Name!, i.Value))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(a => KeyValuePair.Create(a.Name!, a.Value)))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().SelectMany(s => s.Options.Where(o => o.IsSelected).Select(o => KeyValuePair.Create(s.Name!, o.Value))))
            .ToList();
        if (!string.IsNullOrEmpty(pressed.Name))
        {
            fields.Add(KeyValuePair.Create(pressed.Name, pressed.Value));
        }

        return fields;
    }

    public void ShowsError(string message, string forLabel)
    {
        var field = document.QuerySelectorAll<IHtmlLabelElement>("label").Single(l => l.TextContent.Trim() == forLabel).HtmlFor!;
        Assert.Contains(message, document.GetElementById($"{field}-error")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains(document.QuerySelectorAll(".govuk-error-summary a"), a => a.TextContent == message && a.GetAttribute("href") == $"#{field}");
    }
}
