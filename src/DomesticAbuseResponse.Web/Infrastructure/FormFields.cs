using System.Globalization;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>The hidden fields forms carry: the key that makes a repeated post harmless, the version read, and the name of the draft.</summary>
public static class FormFields
{
    public const string Key = "__key";

    public const string Version = "__version";

    /// <summary>Under which name what is typed is kept while it is typed; the commit that saves the form removes it.</summary>
    public const string Draft = "__draft";

    extension(HttpRequest request)
    {
        /// <summary>The row version the form was made from; null when the record is new.</summary>
        public uint? FormVersion() =>
            request.HasFormContentType && uint.TryParse(request.Form[Version], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
