using System.Security.Cryptography.X509Certificates;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The certificate that encrypts the Data Protection keys (section <c>DataProtection</c>): a PKCS #12 file and the file that
/// holds its password. Earlier certificates stay readable, so that one can be replaced.
/// </summary>
public sealed class KeySettings
{
    public const string Section = "DataProtection";

    public string? CertificateFile { get; set; }

    public string? CertificatePasswordFile { get; set; }

    public IList<string> EarlierCertificateFiles { get; } = [];

    /// <summary>The certificate with its private key. Throws when the file cannot be read with that password.</summary>
    public X509Certificate2? Certificate() => CertificateFile is { Length: > 0 } file ? Load(file) : null;

    public IReadOnlyList<X509Certificate2> EarlierCertificates() => [.. EarlierCertificateFiles.Select(Load)];

    private X509Certificate2 Load(string file) => X509CertificateLoader.LoadPkcs12FromFile(
        file, CertificatePasswordFile is { Length: > 0 } from ? File.ReadAllText(from).Trim() : null);
}
