using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Security.Cryptography;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.DataProtection;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// A sealed note in each form of who it was made for. When the form arrives after its session has gone, this is how the
/// product knows whose words it holds.
/// </summary>
public sealed class AuthorMark(IDataProtectionProvider protection)
{
    public const string Field = "__by";

    private readonly IDataProtector _protector = protection.CreateProtector("form author");

    /// <summary>The value for the hidden field; null when nobody is signed in.</summary>
    public string? For(ClaimsPrincipal user) =>
        user.FindFirstValue(StaffClaims.Id) is { } id ? _protector.Protect(id) : null;

    public bool TryRead(string? mark, [NotNullWhen(true)] out Id<StaffMember>? author)
    {
        author = null;
        if (mark is not { Length: > 0 and < 1000 })
        {
            return false;
        }

        try
        {
            author = Id<StaffMember>.Parse(_protector.Unprotect(mark), null);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
