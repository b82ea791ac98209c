namespace DomesticAbuseResponse.Web.Account;

/// <summary>What a page says about the passkey form it holds: what the button says, where the answer goes.</summary>
public sealed record PasskeyForm(string Button, string Action, bool Creates = false, bool OwnOnly = false)
{
    public string OptionsUrl => Creates ? "/passkeys/creation-options" : OwnOnly ? "/passkeys/request-options?own=true" : "/passkeys/request-options";
}
