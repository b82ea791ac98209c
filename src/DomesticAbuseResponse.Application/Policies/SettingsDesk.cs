using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>The local settings an administrator's agency decides: its own, and those of the MARACs it hosts.</summary>
public sealed class SettingsDesk(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Marac">The MARAC it is decided for; null where it is decided for the agency.</param>
    /// <param name="IsOwn">False where what was shipped holds.</param>
    public sealed record Row(PolicyKind Kind, Id<Marac>? Marac, string Of, string Version, DateOnly From, bool IsOwn);

    public sealed record Held(Id<Policy> Id, string Version, DateOnly From, DateOnly? To, bool IsOwn, string Content);

    /// <param name="Newest">What was decided last, in force or still to come: a change begins from it.</param>
    /// <param name="Versions">Newest first.</param>
    public sealed record View(PolicyKind Kind, Id<Marac>? Marac, string Of, string InForce, Held Newest, IReadOnlyList<Held> Versions, DateOnly Today);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (agency, today) = (actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()));
        var name = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct);
        var maracs = await db.Maracs.Where(m => m.HostAgencyId == agency).OrderBy(m => m.Name).Select(m => new { m.Id, m.Name }).ToListAsync(ct);
        Guid[] scopes = [agency.Value, .. maracs.Select(m => m.Id.Value)];
        var holding = await db.Policies.AsNoTracking()
            .Where(p => (p.ScopeId == null || scopes.Contains(p.ScopeId.Value)) && p.EffectiveFrom <= today && (p.EffectiveTo == null || p.EffectiveTo >= today))
            .Select(p => new { p.Kind, p.ScopeId, p.Version, p.EffectiveFrom }).ToListAsync(ct);
        return
        [
            .. from kind in PolicyKinds.All
               from scope in kind.Scope is PolicyScope.Agency ? [(Id: agency.Value, Marac: (Id<Marac>?)null, Name: name)] : maracs.Select(m => (Id: m.Id.Value, Marac: (Id<Marac>?)m.Id, m.Name))
               let held = holding.Where(h => h.Kind == kind.Code && (h.ScopeId == null || h.ScopeId == scope.Id)).OrderBy(h => h.ScopeId is null).First()
               select new Row(kind, scope.Marac, scope.Name, held.Version, held.EffectiveFrom, held.ScopeId is not null),
        ];
    }

    /// <exception cref="RecordNotFoundException">There is no such kind, or it is not this agency's to decide.</exception>
    public async Task<View> OneAsync(Actor actor, string code, Id<Marac>? marac, CancellationToken ct)
    {
        var (kind, scope, of) = await db.OwnSettingAsync(actor, code, marac, ct);
        var today = UkTime.DateOf(clock.GetUtcNow());
        var held = await db.Policies.AsNoTracking().Where(p => p.Kind == kind.Code && (p.ScopeId == null || p.ScopeId == scope)).OrderByDescending(p => p.EffectiveFrom).ToListAsync(ct);
        List<Held> versions = [.. held.OrderBy(p => p.ScopeId is null).Select(p => new Held(p.Id, p.Version, p.EffectiveFrom, p.EffectiveTo, p.ScopeId is not null, p.Content))];
        var inForce = held.Where(p => p.EffectiveFrom <= today && (p.EffectiveTo is null || p.EffectiveTo >= today)).OrderBy(p => p.ScopeId is null).First();
        return new(kind, marac, of, inForce.Content, versions.Find(v => v.IsOwn) ?? versions.Single(v => v.Id == inForce.Id), versions, today);
    }
}

/// <summary>An administrator decides on a local setting of their agency, or of a MARAC it hosts.</summary>
public sealed class ChangeSetting(CaseDbContext db, AdoptPolicy adopt)
{
    public static readonly Refusal MovedOn = new("policy.moved-on", "Somebody put another version in force while you were typing. Nothing of yours is saved yet: read what they decided, and press again.");

    /// <summary>Any number that no other lock of the product uses, before that of the setting.</summary>
    private const int _lock = 0x53455454;

    /// <param name="Began">The newest version when the change was begun: what somebody else has decided since is not overwritten unseen.</param>
    public sealed record Command(string Kind, Id<Marac>? Marac, Id<Policy>? Began, string Version, DateOnly From, string Json);

    public async Task<Result<Id<Policy>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (kind, scope, _) = await db.OwnSettingAsync(actor, command.Kind, command.Marac, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({_lock}, hashtext({$"{kind.Code} {scope}"}))", ct); // so that of two at once the second sees the first
        if (await db.Policies.Where(p => p.Kind == kind.Code && p.ScopeId == scope).OrderByDescending(p => p.EffectiveFrom).Select(p => (Id<Policy>?)p.Id).FirstOrDefaultAsync(ct) is { } newest && newest != command.Began)
        {
            return MovedOn;
        }

        var adopted = await adopt.HandleAsync(actor, kind, scope, command.Version, command.From, command.Json, ct);
        await transaction.CommitAsync(ct);
        return adopted;
    }
}

internal static class OwnSettings
{
    extension(CaseDbContext db)
    {
        public async Task<(PolicyKind Kind, Guid Scope, string Of)> OwnSettingAsync(Actor actor, string code, Id<Marac>? marac, CancellationToken ct)
        {
            OwnStaff.Demand(actor);
            var agency = actor.AgencyId;
            return (PolicyKinds.Find(code), marac) switch
            {
                ({ Scope: PolicyScope.Agency } kind, null) => (kind, agency.Value, await db.Agencies.Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct)),
                ({ Scope: PolicyScope.Marac } kind, { } id) => (kind, id.Value, (await db.OwnMaracAsync(actor, id, ct)).Name),
                _ => throw new RecordNotFoundException(),
            };
        }
    }
}
