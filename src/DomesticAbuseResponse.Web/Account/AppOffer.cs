using System.Text;
using QRCoder;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>A seed offered to a person's app: as a picture to scan, as text to type, and sealed for the form that comes back.</summary>
public sealed record AppOffer(string Sealed, string Key, string Picture)
{
    public static AppOffer Of(byte[] seed, string sealedSeed, string issuer, string userName)
    {
        var key = string.Join(' ', Totp.Base32(seed).Chunk(4).Select(part => new string(part)));
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Totp.Uri(seed, issuer, userName), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var picture = code.GetGraphic(4);
        return new AppOffer(sealedSeed, key, $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(picture))}");
    }
}
