using System.Security.Cryptography;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>One unguessable word per response: a script runs only if it carries it.</summary>
public static class ResponseNonce
{
    private static readonly object _item = new();

    extension(HttpContext context)
    {
        public string CspNonce()
        {
            if (context.Items[_item] is not string nonce)
            {
                context.Items[_item] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            }

            return nonce;
        }
    }
}
