using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The steps from nobody to signed in. Each answers with the page to go to next, or with the words to show. A password alone
/// never signs anyone in; a passkey does, since it is two factors in one.
/// </summary>
public sealed class SigningIn(
    Credentials credentials, StaffDirectory directory, AuthenticatorApps apps, RecoveryCodes recovery, Passkeys passkeys,
    Activations activations, Sessions sessions, KnownPlaces places, Throttle throttle, SignInEvents events, KeptForms forms,
    SessionCookie cookie)
{
    private static readonly Refusal _passkeyRefused = new("sign-in.passkey", "That passkey could not be used. Try again, or sign in with your password");
    private static readonly Refusal _codeRefused = new("sign-in.code", "The code is not right, or has been used already. Enter the code your app shows now");

    public async Task<Result<string>> WithPasswordAsync(HttpContext context, string userName, string password, string? back, CancellationToken ct)
    {
        var answer = await credentials.CheckAsync(userName, password, Place.Of(context, cookie), ct);
        if (answer.Wait is { } wait)
        {
            return Problems.TooSoon(wait);
        }

        if (answer.StaffId is not { } staffId || await directory.FindAsync(staffId, ct) is not { DisabledAt: null } staff)
        {
            await events.RecordAsync(SignInEventKind.PasswordRefused, answer.Tried, DeviceLabel.Of(context.Request), ct);
            return Problems.WrongPassword;
        }

        if ((await credentials.FactorsAsync(staffId, ct))?.HasSecondFactor is not true)
        {
            return "/activate?owed=true"; // a password without a second factor is worth nothing without the code handed over in person
        }

        await sessions.StartAsync(context, staff, SessionStage.Code, ct);
        return Back("/sign-in/code", back);
    }

    public Task<Result<string>> WithCodeAsync(HttpContext context, string code, string? back, CancellationToken ct) =>
        SecondStepAsync(context, back, SignInEventKind.SignedIn, staffId => apps.VerifyAsync(staffId, code, ct), _codeRefused, ct);

    public Task<Result<string>> WithRecoveryCodeAsync(HttpContext context, string code, string? back, CancellationToken ct) =>
        SecondStepAsync(
            context, back, SignInEventKind.SignedInWithRecoveryCode, staffId => recovery.UseAsync(staffId, code, ct),
            new Refusal("sign-in.recovery", "The recovery code is not right, or has been used already"), ct);

    public async Task<Result<string>> WithPasskeyAsync(HttpContext context, string credentialJson, string? back, CancellationToken ct)
    {
        if (await passkeys.VerifyAsync(context, credentialJson, ct) is { } staffId && await directory.FindAsync(staffId, ct) is { DisabledAt: null } staff)
        {
            return await FinishAsync(context, staff, SignInEventKind.SignedInWithPasskey, back, ct);
        }

        await events.RecordAsync(SignInEventKind.PasskeyRefused, null, DeviceLabel.Of(context.Request), ct);
        return _passkeyRefused;
    }

    /// <summary>Sets the password with an activation code. A person who still has a second factor is asked for it; others set one up.</summary>
    public async Task<Result<string>> ActivateAsync(HttpContext context, string userName, string code, string password, CancellationToken ct)
    {
        var redeemed = await activations.RedeemAsync(userName, code, password, Place.Of(context, cookie), ct);
        return await redeemed.Match(
            async staffId =>
            {
                var staff = await directory.FindAsync(staffId, ct) ?? throw new InvalidOperationException("An activated member of staff has gone.");
                var factors = await credentials.FactorsAsync(staffId, ct);
                var stage = factors?.HasSecondFactor is true ? SessionStage.Code : SessionStage.Enrol;
                await events.RecordAsync(SignInEventKind.Activated, staffId, DeviceLabel.Of(context.Request), ct);
                await sessions.StartAsync(context, staff, stage, ct);
                return (Result<string>)(stage is SessionStage.Code ? "/sign-in/code" : "/enrol");
            },
            refusal => Task.FromResult((Result<string>)refusal));
    }

    /// <summary>Takes the first second factor into use, signs the person in, and answers their recovery codes, shown this once.</summary>
    public async Task<IReadOnlyList<string>?> EnrolAsync(HttpContext context, SignInEventKind added, Func<Id<StaffMember>, Task<bool>> addAsync, CancellationToken ct)
    {
        var staff = context.CurrentSession.Staff!;
        if (!await addAsync(staff.Id))
        {
            return null;
        }

        await events.RecordAsync(added, staff.Id, DeviceLabel.Of(context.Request), ct);
        var codes = await recovery.MakeAsync(staff.Id, ct);
        await FinishAsync(context, staff, SignInEventKind.SignedIn, back: null, ct);
        return codes;
    }

    public async Task<Result<string>> ProveAgainWithPasswordAsync(HttpContext context, string password, string? back, CancellationToken ct)
    {
        var current = context.CurrentSession;
        var answer = await credentials.CheckAsync(current.Staff!.Id, password, Place.Of(context, cookie), ct);
        if (answer.Wait is { } wait)
        {
            return Problems.TooSoon(wait);
        }

        if (answer.StaffId is null)
        {
            await sessions.CountWrongAnswerAsync(current.Session!.IdHash, ct);
            await events.RecordAsync(SignInEventKind.PasswordRefused, current.Staff.Id, DeviceLabel.Of(context.Request), ct);
            return new Refusal("unlock.password", "The password is not right");
        }

        return await ProvedAgainAsync(context, back, ct);
    }

    public async Task<Result<string>> ProveAgainWithPasskeyAsync(HttpContext context, string credentialJson, string? back, CancellationToken ct)
    {
        if (await passkeys.VerifyAsync(context, credentialJson, ct) == context.CurrentSession.Staff!.Id)
        {
            return await ProvedAgainAsync(context, back, ct);
        }

        await sessions.CountWrongAnswerAsync(context.CurrentSession.Session!.IdHash, ct);
        return _passkeyRefused;
    }

    private async Task<Result<string>> ProvedAgainAsync(HttpContext context, string? back, CancellationToken ct)
    {
        var staffId = context.CurrentSession.Staff!.Id;
        await sessions.RenewAsync(context, ct);
        await events.RecordAsync(SignInEventKind.Unlocked, staffId, DeviceLabel.Of(context.Request), ct);
        return context.CurrentSession.State is SessionState.Locked ? await LandingAsync(staffId, back, ct) : LocalPath.OrHome(back);
    }

    private async Task<Result<string>> SecondStepAsync(
        HttpContext context, string? back, SignInEventKind kind, Func<Id<StaffMember>, Task<bool>> verifyAsync, Refusal refused, CancellationToken ct)
    {
        var current = context.CurrentSession;
        var (staff, place) = (current.Staff!, Place.Of(context, cookie));
        var key = $"code:{staff.Id}";
        var familiarity = await places.FamiliarityAsync(staff.Id, place, ct);
        if (await throttle.CountAsync(key, place, familiarity, ct) is { } wait)
        {
            return Problems.TooSoon(wait);
        }

        if (!await verifyAsync(staff.Id))
        {
            await sessions.CountWrongAnswerAsync(current.Session!.IdHash, ct);
            await events.RecordAsync(SignInEventKind.CodeRefused, staff.Id, DeviceLabel.Of(context.Request), ct);
            return refused;
        }

        await throttle.ForgiveAsync(key, place, familiarity, ct);
        return await FinishAsync(context, staff, kind, back, ct);
    }

    private async Task<Result<string>> FinishAsync(HttpContext context, SignedInStaff staff, SignInEventKind kind, string? back, CancellationToken ct)
    {
        await sessions.StartAsync(context, staff, SessionStage.Full, ct);
        await places.RememberAsync(context, staff.Id, ct);
        await activations.EndAsync(staff.Id, ct);
        await events.RecordAsync(kind, staff.Id, DeviceLabel.Of(context.Request), ct);
        return await LandingAsync(staff.Id, back, ct);
    }

    /// <summary>A form that is waiting for the person comes first; then wherever they were going.</summary>
    private async Task<string> LandingAsync(Id<StaffMember> staffId, string? back, CancellationToken ct) =>
        await forms.FindAsync(staffId, id: null, ct) is { } kept && (kept.Page is null || LocalPath.OrHome(back) is LocalPath.Home) ? kept.ResumeAt : LocalPath.OrHome(back);

    private static string Back(string page, string? back) =>
        LocalPath.OrHome(back) is LocalPath.Home ? page : $"{page}{QueryString.Create("back", back!)}";
}
