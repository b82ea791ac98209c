using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// What a signed-in person changes about their own sign-in. Each change is written to its history and, where it could shut a
/// thief out, ends the person's other sessions. The last second factor cannot be removed.
/// </summary>
public sealed class OwnFactors(
    Credentials credentials, AuthenticatorApps apps, Passkeys passkeys, RecoveryCodes recovery, Sessions sessions, SignInEvents events)
{
    private static readonly Refusal _lastFactor = new("factor.last", "This is your only second step. Set up another before you remove it");

    public async Task<Result<Id<StaffMember>>> ChangePasswordAsync(HttpContext context, string password, CancellationToken ct)
    {
        var set = await credentials.SetPasswordAsync(Staff(context).Id, password);
        return await set.Match(
            async id =>
            {
                await ChangedAsync(context, SignInEventKind.PasswordChanged, ct);
                return (Result<Id<StaffMember>>)id;
            },
            refusal => Task.FromResult((Result<Id<StaffMember>>)refusal));
    }

    public async Task<bool> AddAppAsync(HttpContext context, string? offer, string code, CancellationToken ct)
    {
        var staffId = Staff(context).Id;
        if (apps.Open(staffId, offer) is not { } seed || !await apps.AddAsync(staffId, seed, code, ct))
        {
            return false;
        }

        await ChangedAsync(context, SignInEventKind.AppAdded, ct);
        return true;
    }

    public async Task<Refusal?> RemoveAppAsync(HttpContext context, CancellationToken ct)
    {
        var staffId = Staff(context).Id;
        if (await credentials.FactorsAsync(staffId, ct) is not { Passkeys: > 0 })
        {
            return _lastFactor;
        }

        await apps.RemoveAsync(staffId, ct);
        await ChangedAsync(context, SignInEventKind.AppRemoved, ct);
        return null;
    }

    public async Task<bool> AddPasskeyAsync(HttpContext context, string credentialJson, string name, CancellationToken ct)
    {
        if (!await passkeys.AddAsync(context, Staff(context).Id, credentialJson, name, ct))
        {
            return false;
        }

        await ChangedAsync(context, SignInEventKind.PasskeyAdded, ct);
        return true;
    }

    public async Task<Refusal?> RemovePasskeyAsync(HttpContext context, string id, CancellationToken ct)
    {
        var staffId = Staff(context).Id;
        if (await credentials.FactorsAsync(staffId, ct) is { AppAddedAt: null, Passkeys: < 2 })
        {
            return _lastFactor;
        }

        if (await passkeys.RemoveAsync(staffId, id))
        {
            await ChangedAsync(context, SignInEventKind.PasskeyRemoved, ct);
        }

        return null;
    }

    public async Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(HttpContext context, CancellationToken ct)
    {
        var codes = await recovery.MakeAsync(Staff(context).Id, ct);
        await ChangedAsync(context, SignInEventKind.RecoveryCodesMade, ct);
        return codes;
    }

    private static SignedInStaff Staff(HttpContext context) => context.CurrentSession.Staff!;

    private async Task ChangedAsync(HttpContext context, SignInEventKind kind, CancellationToken ct)
    {
        var (session, staff) = (context.CurrentSession.Session!, Staff(context));
        await sessions.EndAllAsync(staff.Id, except: session.IdHash, ct);
        await events.RecordAsync(kind, staff.Id, DeviceLabel.Of(context.Request), ct);
    }
}
