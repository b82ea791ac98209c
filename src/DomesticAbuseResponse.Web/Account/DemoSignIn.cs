using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>One line of the list on a demonstration's sign-in page.</summary>
public sealed record DemoUser(string UserName, string JobTitle, string Agency, bool IsFirstOfRole);

/// <summary>
/// Sign-ins for the demonstration world: one public password, and an app seed worked out from the user name, so that the
/// sign-in page can show the code in demonstration mode. Marked in the database, and refused by a production host.
/// </summary>
public sealed class DemoSignIn(UserManager<SignInUser> users, IPasswordHasher<SignInUser> hasher, AuthenticatorApps apps, NpgsqlDataSource database, TimeProvider clock)
{
    public const string Password = "long walk by the canal";

    private string? _hash;

    public async Task CreateAsync(Id<StaffMember> staffId, string userName, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var user = new SignInUser { Id = staffId.Value, UserName = userName, CreatedAt = now, PasswordChangedAt = now, IsDemo = true };

        // One salt for all of them: the password is public, and hashing it for each would only make seeding slow.
        user.PasswordHash = _hash ??= hasher.HashPassword(user, Password);
        var created = await users.CreateAsync(user);
        if (!created.Succeeded)
        {
            throw new InvalidOperationException($"The demonstration user {userName} could not be made: {created}");
        }

        await apps.StoreAsync(staffId, SeedFor(userName), lastStep: 0, ct);
    }

    /// <summary>
    /// The demonstration sign-ins for the sign-in page of a demonstration, in the order of the roles; of each role the one with the plainest name
    /// comes first: "idva" before "idva-2".
    /// </summary>
    public async Task<IReadOnlyList<DemoUser>> ListAsync(CancellationToken ct)
    {
        var found = await database.ListAsync(
            """
            select u.user_name, m.job_title, a.name as agency, m.roles
            from identity.users u join staff_members m on m.id = u.id join agencies a on a.id = m.agency_id
            where u.is_demo and m.disabled_at is null
            """,
            row => (UserName: row.Get<string>("user_name"), JobTitle: row.Get<string>("job_title"), Agency: row.Get<string>("agency"), Role: row.Get<string[]>("roles").Select(Enum.Parse<Role>).Min()), ct);
        return
        [
            .. found.OrderBy(u => u.Role).ThenBy(u => u.UserName.Length).ThenBy(u => u.UserName, StringComparer.Ordinal).GroupBy(u => u.Role)
                .SelectMany(role => role.Select((u, n) => new DemoUser(u.UserName, u.JobTitle, u.Agency, IsFirstOfRole: n == 0))),
        ];
    }

    public static byte[] SeedFor(string userName) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration {userName.ToLowerInvariant()}"))[..20];
}
