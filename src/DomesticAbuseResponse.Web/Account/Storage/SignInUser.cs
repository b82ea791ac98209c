using Microsoft.AspNetCore.Identity;

namespace DomesticAbuseResponse.Web.Account.Storage;

/// <summary>The credentials of one member of staff. Carries the same id as the staff record, which alone says who they are and what they may do.</summary>
public sealed class SignInUser : IdentityUser<Guid>
{
    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? PasswordChangedAt { get; set; }

    /// <summary>Set only by the demonstration seed. A production host refuses to start while one exists.</summary>
    public bool IsDemo { get; set; }
}
