using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Text as the product keeps it: NFC, one kind of line end, no control characters and nothing that turns the reading
/// direction of what follows. Applied to every posted field and query value, before anything reads them.
/// </summary>
public static class CleanText
{
    /// <summary>Embeddings, overrides and isolates, which can make a name read backwards, and the byte order mark.</summary>
    private const string Turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF";

    private static readonly SearchValues<char> _suspect = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0xA0).Where(c => char.IsControl((char)c) && c is not ('\t' or '\n')).Select(c => (char)c)) + Turning);

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().ContainsAny(_suspect))
        {
            text = text.ReplaceLineEndings("\n");
            text = string.Concat(text.Where(c => !_suspect.Contains(c)));
        }

        if (Ascii.IsValid(text))
        {
            return text;
        }

        text = Whole(text);
        return text.IsNormalized() ? text : text.Normalize();
    }

    internal static StringValues Of(StringValues values) => values.Count == 1
        ? Of(values.ToString())
        : new StringValues([.. values.Select(v => v is null ? null : Of(v))]);

    /// <summary>Half a surrogate pair is no character and would stop the normalisation.</summary>
    private static string Whole(string text)
    {
        for (var n = 0; n < text.Length; n++)
        {
            if (char.IsSurrogate(text[n]) && !(char.IsHighSurrogate(text[n]) && n + 1 < text.Length && char.IsLowSurrogate(text[++n])))
            {
                return string.Concat(text.EnumerateRunes().Select(r => r.ToString())); // writes U+FFFD for it
            }
        }

        return text;
    }
}

/// <summary>Gives the rest of the pipeline a form and a query whose text is clean.</summary>
public sealed class CleanRequests(RequestDelegate next)
{
    /// <summary>A file stays in memory while it is looked at: what is sent to a case never lies on a disk outside the database.</summary>
    private static readonly FormOptions _options = new() { MemoryBufferThreshold = 26 * 1024 * 1024 };

    private static readonly string[] _charsets = ["utf-8", "utf8", "us-ascii", "iso-8859-1"];

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Path.Value?.Contains('\0', StringComparison.Ordinal) is true)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        if (context.Request.QueryString.HasValue)
        {
            context.Request.Query = new QueryCollection(Clean(context.Request.Query));
        }

        if (context.Request.HasFormContentType)
        {
            if (!IsReadable(context.Request.ContentType))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }

            if (context.Request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            {
                context.Request.Body = new NulFreeStream(context.Request.Body);
            }

            context.Features.Set<IFormFeature>(new CleanForm(context.Features.Get<IFormFeature>() ?? new FormFeature(context.Request, _options)));
        }

        return next(context);
    }

    /// <summary>Every browser posts UTF-8. Text in UTF-7 and its like can hide what it says, and the runtime refuses to read it.</summary>
    private static bool IsReadable(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue
        || _charsets.Contains(type.Charset.Value.Trim('"'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names are the same in whatever case, as the framework has it; two that become one keep both values.</summary>
    private static Dictionary<string, StringValues> Clean(IEnumerable<KeyValuePair<string, StringValues>> posted)
    {
        var clean = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in posted)
        {
            var key = CleanText.Of(name);
            clean[key] = StringValues.Concat(clean.GetValueOrDefault(key), CleanText.Of(values));
        }

        return clean;
    }

    private sealed class CleanForm(IFormFeature posted) : IFormFeature
    {
        public bool HasFormContentType => posted.HasFormContentType;

        public IFormCollection? Form { get; set; }

        public IFormCollection ReadForm()
        {
            try
            {
                return Form ??= Of(posted.ReadForm());
            }
            catch (IOException e) when (e is not BadHttpRequestException)
            {
                throw CutOff(e);
            }
        }

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
        {
            try
            {
                return Form ??= Of(await posted.ReadFormAsync(cancellationToken));
            }
            catch (IOException e) when (e is not BadHttpRequestException)
            {
                throw CutOff(e);
            }
        }

        /// <summary>A body that ends before it says it does is the sender's mistake.</summary>
        private static BadHttpRequestException CutOff(IOException e) => new("The form was cut off.", StatusCodes.Status400BadRequest, e);

        private static FormCollection Of(IFormCollection form) => new(Clean(form), form.Files);
    }
}
