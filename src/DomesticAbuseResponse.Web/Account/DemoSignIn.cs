using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.Identity;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Sign-ins for the demonstration world: one public password, and an app seed worked out from the user name, so that the
/// sign-in page can show the code in demonstration mode. Marked in the database, and refused by a production host.
/// </summary>
public sealed class DemoSignIn(UserManager<SignInUser> users, IPasswordHasher<SignInUser> hasher, AuthenticatorApps apps, TimeProvider clock)
{
    public const string Password = "long walk by the canal";

    public async Task CreateAsync(Id<StaffMember> staffId, string userName, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var user = new SignInUser { Id = staffId.Value, UserName = userName, CreatedAt = now, PasswordChangedAt = now, IsDemo = true };
        user.PasswordHash = hasher.HashPassword(user, Password);
        var created = await users.CreateAsync(user);
        if (!created.Succeeded)
        {
            throw new InvalidOperationException($"The demonstration user {userName} could not be made: {created}");
        }

        await apps.StoreAsync(staffId, SeedFor(userName), lastStep: 0, ct);
    }

    public static byte[] SeedFor(string userName) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration {userName.ToLowerInvariant()}"))[..20];
}
