using System.Globalization;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>The two hidden fields each form carries: the key that makes a repeated post harmless, and the version read.</summary>
public static class FormFields
{
    public const string Key = "__key";

    public const string Version = "__version";

    extension(HttpRequest request)
    {
        /// <summary>The row version the form was made from; null when the record is new.</summary>
        public uint? FormVersion() =>
            request.HasFormContentType && uint.TryParse(request.Form[Version], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
