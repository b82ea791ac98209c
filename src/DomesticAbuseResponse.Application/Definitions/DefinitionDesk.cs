using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Definitions;

/// <summary>An agency's definitions: those in force, those to come and those before, and the draft of a change.</summary>
public sealed class DefinitionDesk(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <summary>Who may change what the agency means: its administrator, and in a control room the supervisor.</summary>
    public static IReadOnlyList<Role> Setting { get; } = [Role.AgencyAdministrator, Role.ControlRoomSupervisor];

    /// <param name="IsShipped">Everybody's, and not the agency's own.</param>
    public sealed record Version(string Name, DateOnly From, DateOnly? To, DefinitionBook Book, bool IsShipped);

    public sealed record Draft(DefinitionBook Book, string SavedBy, DateTimeOffset SavedAt, uint RowVersion);

    public sealed record View(string Agency, DateOnly Today, Version InForce, IReadOnlyList<Version> Later, IReadOnlyList<Version> Earlier, Draft? Draft, bool MaySet);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var (agency, scope) = (actor.AgencyId, actor.AgencyId.Value);
        var held = await db.Policies.AsNoTracking().Where(p => p.Kind == PolicyKinds.Definitions.Code && p.ScopeId == scope).OrderByDescending(p => p.EffectiveFrom).ToListAsync(ct);
        var now = await policies.AtAsync(PolicyKinds.Definitions, scope, today, ct);
        List<Version> own = [.. held.Select(p => new Version(p.Version, p.EffectiveFrom, p.EffectiveTo, PolicyKind<DefinitionBook>.Read(p.Content), false))];
        var maySet = MaySet(actor);
        return new(
            await db.Agencies.Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct), today,
            own.Find(v => v.From <= today && (v.To is null || v.To >= today)) ?? new Version(now.Version, DateOnly.MinValue, null, now.Content, true),
            [.. own.Where(v => v.From > today).OrderBy(v => v.From)], [.. own.Where(v => v.To < today)], maySet ? await DraftAsync(scope, ct) : null, maySet);
    }

    public static bool MaySet(Actor actor) => actor.Roles.Any(Setting.Contains);

    /// <exception cref="RecordNotFoundException">The actor sets nothing.</exception>
    internal static void Demand(Actor actor)
    {
        if (!MaySet(actor))
        {
            throw new RecordNotFoundException();
        }
    }

    private async Task<Draft?> DraftAsync(Guid scope, CancellationToken ct)
    {
        var found = await db.PolicyDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Kind == PolicyKinds.Definitions.Code && d.ScopeId == scope, ct);
        if (found is null)
        {
            return null;
        }

        var by = found.SavedBy;
        return new(PolicyKind<DefinitionBook>.Read(found.Content), await db.Staff.Where(s => s.Id == by).Select(s => s.DisplayName).SingleAsync(ct), found.SavedAt, found.Version);
    }
}

/// <summary>Keeps a change of the definitions as a draft, which changes nothing until it is published. There is one for an agency.</summary>
public sealed class SaveDefinitionDraft(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Version">The row version of the draft that was changed; null where there was none.</param>
    public sealed record Command(DefinitionBook Book, uint? Version);

    public async Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        DefinitionDesk.Demand(actor);
        if (command.Book.Check() is { } refusal)
        {
            return refusal;
        }

        var (now, scope) = (clock.GetUtcNow(), actor.AgencyId.Value);
        var draft = await db.PolicyDrafts.SingleOrDefaultAsync(d => d.Kind == PolicyKinds.Definitions.Code && d.ScopeId == scope, ct);
        if (draft is not null && draft.Version != command.Version)
        {
            var by = draft.SavedBy;
            var who = await db.Staff.Where(s => s.Id == by).Select(s => s.DisplayName).SingleAsync(ct);
            return new Refusal("definition.draft-changed", $"{who} saved a draft at {UkTime.Describe(draft.SavedAt)}, after you opened this one. What you typed stands below and is not saved. Saving it again puts yours in the place of theirs.");
        }

        if (draft is null)
        {
            db.PolicyDrafts.Add(draft = new PolicyDraft(Id<PolicyDraft>.New(now), PolicyKinds.Definitions.Code, scope));
        }

        draft.Save(PolicyKind<DefinitionBook>.Write(command.Book), actor.StaffId, now);
        await db.CommitAsync(actor, now, ct, new DefinitionsDrafted(scope));
        return true;
    }
}

/// <summary>Drops the draft.</summary>
public sealed class DiscardDefinitionDraft(CaseDbContext db, TimeProvider clock)
{
    public async Task HandleAsync(Actor actor, CancellationToken ct)
    {
        DefinitionDesk.Demand(actor);
        var scope = actor.AgencyId.Value;
        if (await db.PolicyDrafts.SingleOrDefaultAsync(d => d.Kind == PolicyKinds.Definitions.Code && d.ScopeId == scope, ct) is { } draft)
        {
            db.PolicyDrafts.Remove(draft);
            await db.CommitAsync(actor, clock.GetUtcNow(), ct, new DefinitionDraftDiscarded(scope));
        }
    }
}

/// <summary>Puts the draft in force from a date on. What was flagged before then keeps the version it was flagged under.</summary>
public sealed class PublishDefinitions(CaseDbContext db, AdoptPolicy adopt)
{
    /// <param name="DraftVersion">The row version of the draft that was read; another one is not published unread.</param>
    public sealed record Command(string Version, DateOnly From, uint? DraftVersion);

    public async Task<Result<Id<Policy>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        DefinitionDesk.Demand(actor);
        var scope = actor.AgencyId.Value;
        if (await db.PolicyDrafts.SingleOrDefaultAsync(d => d.Kind == PolicyKinds.Definitions.Code && d.ScopeId == scope, ct) is not { } draft)
        {
            return new Refusal("definition.no-draft", "There is no draft any more. Somebody has published or discarded it.");
        }

        if (draft.Version != command.DraftVersion)
        {
            return new Refusal("definition.draft-changed", "The draft has been changed since you read it. Read it again before you publish it.");
        }

        db.PolicyDrafts.Remove(draft); // goes with the commit of the policy itself
        var adopted = await adopt.HandleAsync(actor, PolicyKinds.Definitions, scope, command.Version, command.From, draft.Content, ct);
        if (adopted.Refusal is not null)
        {
            await db.ForgetChangesAsync(ct);
        }

        return adopted;
    }
}
