namespace DomesticAbuseResponse.Web.Account;

/// <summary>The words for what happened to a sign-in, for its owner to read.</summary>
public static class AccountChanges
{
    public static string Words(SignInEventKind kind) => kind switch
    {
        SignInEventKind.SignedIn => "Signed in",
        SignInEventKind.SignedInWithPasskey => "Signed in with a passkey",
        SignInEventKind.SignedInWithRecoveryCode => "Signed in with a recovery code",
        SignInEventKind.PasswordRefused => "A wrong password was given",
        SignInEventKind.CodeRefused => "A wrong code was given after the right password",
        SignInEventKind.PasskeyRefused => "A passkey was refused",
        SignInEventKind.Unlocked => "Unlocked, or confirmed it was you",
        SignInEventKind.SignedOut => "Signed out",
        SignInEventKind.SignedOutEverywhere => "Signed out everywhere",
        SignInEventKind.Activated => "Set a password with an activation code",
        SignInEventKind.PasswordChanged => "Changed the password",
        SignInEventKind.AppAdded => "Set up an authenticator app",
        SignInEventKind.AppRemoved => "Removed the authenticator app",
        SignInEventKind.PasskeyAdded => "Added a passkey",
        SignInEventKind.PasskeyRemoved => "Removed a passkey",
        SignInEventKind.RecoveryCodesMade => "Made new recovery codes",
        SignInEventKind.ResetStarted => "A new activation code was made",
    };

    /// <summary>What is said on the account page after a change; null for anything else.</summary>
    public static string? Words(string? done) => done switch
    {
        "password" => "Your password has been changed. Your other browsers have been signed out.",
        "app" => "The authenticator app is set up.",
        "app-removed" => "The authenticator app has been removed.",
        "session-ended" => "That browser has been signed out.",
        _ => null,
    };
}
