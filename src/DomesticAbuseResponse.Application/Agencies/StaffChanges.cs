using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

public sealed record StaffChangeAsked(Id<StaffMember> Staff, StaffChangeKind Kind, IReadOnlyList<Role> Roles) : Happened;

public sealed record StaffChangeDecided(Id<StaffMember> Staff, StaffChangeKind Kind, StaffChangeOutcome Outcome) : Happened;

public sealed record ActivationCodeMade(Id<StaffMember> Staff, bool FactorsToo) : Happened;

/// <summary>What an administrator has asked for and a second person must look at.</summary>
internal static class StaffChanges
{
    extension(CaseDbContext db)
    {
        public async Task<StaffChange?> OpenChangeAsync(Id<StaffMember> staff, StaffChangeKind kind, CancellationToken ct) =>
            await db.StaffChanges.Where(c => c.StaffId == staff && c.Kind == kind && c.Outcome == null).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(ct);

        /// <summary>The roles that were asked for and wait, or else those held: what the form of the colleague shows.</summary>
        public async Task<IReadOnlyList<Role>> RolesAskedForAsync(StaffMember member, CancellationToken ct) =>
            [.. (await db.OpenChangeAsync(member.Id, StaffChangeKind.Roles, ct))?.Roles ?? member.Roles];

        /// <summary>Roles that were asked for are wanted no longer. The caller commits.</summary>
        public async Task<IReadOnlyList<Happened>> WithdrawRolesAsync(Id<StaffMember> staff, Actor by, DateTimeOffset now, CancellationToken ct)
        {
            if (await db.OpenChangeAsync(staff, StaffChangeKind.Roles, ct) is not { } open)
            {
                return [];
            }

            open.Replace(by.StaffId, now);
            return [new StaffChangeDecided(staff, open.Kind, StaffChangeOutcome.Replaced)];
        }

        /// <summary>Asks, in the place of whatever of the same kind was asked before. The caller commits.</summary>
        public async Task<StaffChangeAsked> AskAsync(StaffMember about, StaffChangeKind kind, IReadOnlyCollection<Role> roles, Actor by, DateTimeOffset now, CancellationToken ct)
        {
            (await db.OpenChangeAsync(about.Id, kind, ct))?.Replace(by.StaffId, now);
            var change = StaffChange.Ask(about, kind, roles, by, now);
            db.StaffChanges.Add(change);
            return new StaffChangeAsked(about.Id, kind, change.Roles);
        }

        /// <summary>Of these accounts, the ones that nobody but their maker has looked at, or that were refused: they let nobody in.</summary>
        public IQueryable<Id<StaffMember>> Unconfirmed(params Id<StaffMember>[] staff)
        {
            var accounts = db.StaffChanges.Where(c => c.Kind == StaffChangeKind.NewAccount);
            return accounts.Where(c => staff.Contains(c.StaffId) && !accounts.Any(o => o.StaffId == c.StaffId && o.Outcome == StaffChangeOutcome.Confirmed)).Select(c => c.StaffId).Distinct();
        }

        public Task<bool> IsUnconfirmedAsync(Id<StaffMember> staff, CancellationToken ct) => db.Unconfirmed(staff).AnyAsync(ct);

        /// <summary>Administrators who may sign in.</summary>
        public IQueryable<StaffMember> WorkingAdministrators() =>
            db.Staff.Where(s => s.DisabledAt == null && (s.Roles.Contains(Role.AgencyAdministrator) || s.Roles.Contains(Role.SystemAdministrator)));

        public Task<int> AdministratorsOfAsync(Id<Agency> agency, CancellationToken ct) => db.WorkingAdministrators().CountAsync(s => s.AgencyId == agency, ct);
    }

    public static Refusal UnconfirmedAccount { get; } = new("staff.unconfirmed", "This account waits for a second person to confirm it.");
}

/// <summary>
/// Before a code may be made for a sign-in without second factors: whether a second person has agreed to that lately; if not, they are asked.
/// With such a code anybody could become the colleague, so no administrator makes one alone.
/// </summary>
public sealed class AskFreshStart(CaseDbContext db, TimeProvider clock)
{
    /// <param name="LastUsedAt">When a code was last used on this account; a confirmation before that is spent.</param>
    public sealed record Command(Id<StaffMember> Id, DateTimeOffset? LastUsedAt);

    /// <summary>True when a second person has agreed; false when they have now been asked.</summary>
    public async Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var member = await db.OwnStaffMemberAsync(actor, command.Id, ct);
        if (OwnStaff.RefuseSystemAdministrator(actor, member) is { } apart)
        {
            return apart;
        }

        if (await db.IsUnconfirmedAsync(member.Id, ct))
        {
            return StaffChanges.UnconfirmedAccount;
        }

        var (id, since) = (member.Id, now - StaffChange.CodeMayBeMadeFor);
        var confirmed = await db.StaffChanges.Where(c => c.StaffId == id && c.Kind != StaffChangeKind.Roles && c.Outcome == StaffChangeOutcome.Confirmed && c.DecidedAt > since)
            .MaxAsync(c => c.DecidedAt, ct);
        if (confirmed is not null && !(command.LastUsedAt >= confirmed))
        {
            return true;
        }

        await db.CommitAsync(actor, now, ct, await db.AskAsync(member, StaffChangeKind.FreshStart, member.Roles, actor, now, ct));
        return false;
    }
}

/// <summary>Writes into the history that an administrator made an activation code, and whether it takes the second factors away.</summary>
public sealed class NoteActivationCode(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> Id, bool FactorsToo);

    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var member = await db.OwnStaffMemberAsync(actor, command.Id, ct);
        if (OwnStaff.RefuseSystemAdministrator(actor, member) is { } apart)
        {
            return apart;
        }

        if (await db.IsUnconfirmedAsync(member.Id, ct))
        {
            return StaffChanges.UnconfirmedAccount;
        }

        await db.CommitAsync(actor, clock.GetUtcNow(), ct, new ActivationCodeMade(member.Id, command.FactorsToo));
        return member.Id;
    }
}

/// <summary>A second person confirms or refuses what an administrator asked for. What is confirmed counts from then on.</summary>
public sealed class DecideStaffChange(CaseDbContext db, RecordProtection protection, TimeProvider clock)
{
    public sealed record Command(Id<StaffChange> Id, bool Confirm);

    public async Task<Result<StaffChangeOutcome>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var change = await db.StaffChanges.SingleOrDefaultAsync(c => c.Id == command.Id, ct);
        if (change is null || !StaffChange.MayBeSecond(actor, change.AgencyId, await db.AdministratorsOfAsync(change.AgencyId, ct)))
        {
            throw new RecordNotFoundException();
        }

        var decided = change.Decide(actor, command.Confirm, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        List<Happened> happened = [new StaffChangeDecided(change.StaffId, change.Kind, change.Outcome!.Value)];
        if (command.Confirm && await ApplyAsync(change, happened, ct) is { } refusal)
        {
            await db.ForgetChangesAsync(ct);
            return refusal;
        }

        var late = new Refusal("staff.change-decided", "Somebody has decided this already.");
        await using var work = await db.Database.BeginTransactionAsync(ct);
        if (await db.TryCommitAsync(actor, now, late, ct, happened) is { } second)
        {
            return second;
        }

        if (happened.Exists(h => h is RolesChanged or StaffMemberEnabled))
        {
            await db.CommitStandingAsync(protection, actor, change.StaffId, [], now, ct);
        }

        await work.CommitAsync(ct);
        return change.Outcome.Value;
    }

    private async Task<Refusal?> ApplyAsync(StaffChange change, List<Happened> happened, CancellationToken ct)
    {
        var member = await db.Staff.SingleAsync(s => s.Id == change.StaffId, ct);
        switch (change.Kind)
        {
            case StaffChangeKind.NewAccount:
                member.Enable();
                happened.Add(new StaffMemberEnabled(member.Id));
                return null;
            case StaffChangeKind.Roles:
                var before = member.Roles.ToList();
                happened.Add(new RolesChanged(member.Id, before, change.Roles));
                return member.ChangeRoles(change.Roles).Refusal;
            case StaffChangeKind.FreshStart:
                return null; // from now on the code may be made
            default:
                throw new InvalidOperationException("There is no such change.");
        }
    }
}

/// <summary>What waits for a second person, as far as this one may be it.</summary>
public sealed class StaffChangeList(CaseDbContext db)
{
    /// <param name="MayDecide">False for what the reader asked for, or what is about them.</param>
    public sealed record Row(
        Id<StaffChange> Id, Id<StaffMember> StaffId, string Name, string JobTitle, string Agency, StaffChangeKind Kind, IReadOnlyList<Role> Before, IReadOnlyList<Role> Roles, string AskedBy,
        DateTimeOffset AskedAt, bool MayDecide);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var open = await (from c in OpenFor(actor)
                          join s in db.Staff.AsNoTracking() on c.StaffId equals s.Id
                          join a in db.Agencies.AsNoTracking() on c.AgencyId equals a.Id
                          join asker in db.Staff.AsNoTracking() on c.AskedBy equals asker.Id
                          orderby c.AskedAt
                          select new { Change = c, Staff = s, Agency = a.Name, By = asker.DisplayName }).ToListAsync(ct);
        return
        [
            .. open.Select(o => new Row(
                o.Change.Id, o.Staff.Id, o.Staff.DisplayName, o.Staff.JobTitle, o.Agency, o.Change.Kind, o.Change.Kind is StaffChangeKind.NewAccount ? [] : [.. o.Staff.Roles], [.. o.Change.Roles],
                o.By, o.Change.AskedAt, actor.StaffId != o.Change.AskedBy && actor.StaffId != o.Change.StaffId)),
        ];
    }

    /// <summary>How many wait for this person's decision.</summary>
    public Task<int> CountAsync(Actor actor, CancellationToken ct)
    {
        var self = actor.StaffId;
        return OpenFor(actor).CountAsync(c => c.AskedBy != self && c.StaffId != self, ct);
    }

    /// <summary>The policy of <see cref="StaffChange.MayBeSecond"/> as SQL.</summary>
    private IQueryable<StaffChange> OpenFor(Actor actor)
    {
        if (!actor.HasAny([.. StaffChange.Seconds]))
        {
            return db.StaffChanges.AsNoTracking().Where(_ => false);
        }

        var (agency, open) = (actor.AgencyId, db.StaffChanges.AsNoTracking().Where(c => c.Outcome == null));
        if (!actor.Has(Role.SystemAdministrator))
        {
            return open.Where(c => c.AgencyId == agency);
        }

        var withTwo = db.WorkingAdministrators().GroupBy(s => s.AgencyId).Where(g => g.Count() >= 2).Select(g => g.Key);
        return open.Where(c => c.AgencyId == agency || !withTwo.Contains(c.AgencyId));
    }
}
