using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Account.Storage;

/// <summary>The shape of the sign-in tables: only what this product uses of Identity, and its own tables beside it.</summary>
internal static partial class SignInModel
{
    public static void Configure(ModelBuilder builder)
    {
        ConfigureIdentity(builder);
        ConfigureSessions(builder);
        ConfigureSecondFactors(builder);
        ConfigureThrottle(builder);
        UseSnakeCaseNames(builder);
    }

    private static void ConfigureIdentity(ModelBuilder builder)
    {
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>().Ignore<IdentityUserToken<Guid>>();
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("UserPasskeys");
            passkey.OwnsOne(p => p.Data, data => data.ToJson("data"));
        });
        builder.Entity<SignInUser>(user =>
        {
            user.ToTable("Users");
            user.Property(u => u.Id).ValueGeneratedNever();
            user.Metadata.RemoveIndex(user.Metadata.FindIndex(user.Metadata.FindProperty(nameof(SignInUser.NormalizedEmail))!)!);
            user.Ignore(u => u.Email).Ignore(u => u.NormalizedEmail).Ignore(u => u.EmailConfirmed);
            user.Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed);
            user.Ignore(u => u.LockoutEnabled).Ignore(u => u.LockoutEnd).Ignore(u => u.AccessFailedCount);
            user.Ignore(u => u.TwoFactorEnabled);
            user.Property(u => u.UserName).HasMaxLength(100).IsRequired();
            user.Property(u => u.NormalizedUserName).HasMaxLength(100).IsRequired();
            user.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName("IX_Users_NormalizedUserName");
        });
        builder.Entity<DataProtectionKeyRow>(key =>
        {
            key.ToTable("DataProtectionKeys");
            key.Property(k => k.FriendlyName).HasMaxLength(200);
        });
    }

    private static void ConfigureSessions(ModelBuilder builder)
    {
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("Sessions", t => t.HasCheckConstraint("ck_sessions_stage", "stage in ('code', 'enrol', 'full')"));
            session.HasKey(s => s.IdHash);
            session.Property(s => s.Stage).HasMaxLength(16);
            session.Property(s => s.Device).HasMaxLength(100);
            session.HasIndex(s => new { s.StaffId, s.CreatedAt }); // "Where you are signed in", and ending them all
            session.HasIndex(s => s.EndsAt); // the sweep of long-dead sessions
        });
        builder.Entity<PendingPostRow>(post =>
        {
            post.ToTable("PendingPosts");
            post.Property(p => p.Id).ValueGeneratedNever();
            post.HasIndex(p => new { p.StaffId, p.CreatedAt }); // what is waiting for the person who signs in
            post.HasIndex(p => p.ExpiresAt); // the sweep of forms nobody came back for
        });
        builder.Entity<SignInEventRow>(happened =>
        {
            happened.ToTable("SignInEvents");
            happened.Property(e => e.Kind).HasMaxLength(32);
            happened.Property(e => e.Device).HasMaxLength(100);
            happened.HasIndex(e => new { e.StaffId, e.At }); // recent activity on the account page
        });
    }

    private static void ConfigureSecondFactors(ModelBuilder builder)
    {
        builder.Entity<TotpSeedRow>(seed =>
        {
            seed.ToTable("TotpSeeds");
            seed.HasKey(s => s.StaffId);
            seed.HasOne<SignInUser>().WithOne().HasForeignKey<TotpSeedRow>(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<RecoveryCodeRow>(code =>
        {
            code.ToTable("RecoveryCodes");
            code.HasKey(c => new { c.StaffId, c.CodeHash });
            code.HasOne<SignInUser>().WithMany().HasForeignKey(c => c.StaffId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<ActivationRow>(activation =>
        {
            activation.ToTable("Activations");
            activation.HasKey(a => a.StaffId); // a new code replaces the old one
            activation.HasOne<SignInUser>().WithOne().HasForeignKey<ActivationRow>(a => a.StaffId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void ConfigureThrottle(ModelBuilder builder)
    {
        builder.Entity<ThrottleRow>(throttle =>
        {
            throttle.ToTable("Throttle");
            throttle.HasKey(t => new { t.Kind, t.Bucket });
            throttle.Property(t => t.Kind).HasMaxLength(16);
        });
        builder.Entity<KnownPlaceRow>(place =>
        {
            place.ToTable("KnownPlaces");
            place.HasKey(p => new { p.StaffId, p.Kind, p.MarkHash });
            place.Property(p => p.Kind).HasMaxLength(16);
            place.HasOne<SignInUser>().WithMany().HasForeignKey(p => p.StaffId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<UsedChallengeRow>(challenge =>
        {
            challenge.ToTable("UsedChallenges");
            challenge.HasKey(c => c.ChallengeHash);
            challenge.HasIndex(c => c.UsedAt);
        });
    }

    private static void UseSnakeCaseNames(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
            entity.GetProperties().ToList().ForEach(p => p.SetColumnName(Snake(p.GetColumnName())));
            entity.GetKeys().ToList().ForEach(k => k.SetName(Snake(k.GetName()!)));
            entity.GetForeignKeys().Where(f => !f.IsOwnership).ToList().ForEach(f => f.SetConstraintName(Snake(f.GetConstraintName()!)));
            entity.GetIndexes().ToList().ForEach(i => i.SetDatabaseName(Snake(i.GetDatabaseName()!)));
        }
    }

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
