using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Where a sign-in is tried from: the browser, when it carries the mark of an earlier sign-in, and the network, to the
/// first 24 bits (IPv4) or 64 bits (IPv6) of its address. Both are hashes.
/// </summary>
public sealed record Place(byte[]? Browser, byte[] Network)
{
    public static Place Of(HttpContext context, SessionCookie cookie) => new(
        cookie.Read(context, SessionCookie.Browser) is { } mark ? Secrets.Hash(mark) : null,
        SHA256.HashData(Prefix(context.Connection.RemoteIpAddress ?? IPAddress.None)));

    private static byte[] Prefix(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily is AddressFamily.InterNetworkV6 ? bytes[..8] : bytes[..3];
    }
}

/// <summary>How well a place is known to the account that is tried from it.</summary>
public enum Familiarity
{
    Stranger,
    KnownNetwork,
    KnownBrowser,
}
