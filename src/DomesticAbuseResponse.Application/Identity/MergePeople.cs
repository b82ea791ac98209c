using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Identity;

/// <summary>
/// Makes one record of two that are of one person, for a reason. Where either is in an open case graded High, is restricted, or they belong to two agencies, it
/// waits for a second person (<see cref="DecideMerge"/>). It can be undone (<see cref="UnmergePeople"/>).
/// </summary>
public sealed class MergePeople(CaseDbContext db, PersonFiles people, MergeWork work, TimeProvider clock)
{
    /// <param name="SurvivorVersion">The versions that were compared; null when it does not matter.</param>
    public sealed record Command(
        Id<Person> SurvivorId, Id<Person> MergedId, uint? SurvivorVersion, uint? MergedVersion, IReadOnlyDictionary<MergeField, MergeSide> Choices, string Reason);

    /// <param name="State">Done, or asked of a second person.</param>
    public sealed record Outcome(Id<PersonMerge> Id, MergeState State);

    public static Refusal Changed { get; } = new("merge.changed", "One of the records was changed while you compared them. They are shown as they are now; check them and try again.");

    public async Task<Result<Outcome>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (survivor, merged) = (command.SurvivorId, command.MergedId);
        var one = await people.OpenAsync(actor, survivor, AccessLevel.Edit, "Merge two records", ct);
        var other = await people.OpenAsync(actor, merged, AccessLevel.Edit, "Merge two records", ct);
        await db.WriteLooksAsync(ct);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("merge.reason", "Say how you know that this is one person.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPeopleAsync([survivor, merged], ct);
        if (await db.PersonMerges.AsNoTracking().Where(m => m.SurvivorId == survivor && m.MergedId == merged && (m.State == MergeState.Done || m.State == MergeState.Asked))
            .OrderByDescending(m => m.AskedAt).Select(m => new Outcome(m.Id, m.State)).FirstOrDefaultAsync(ct) is { } already)
        {
            return already; // the second of two clicks, or a colleague a moment earlier
        }

        var facts = await work.FactsAsync(survivor, merged, ct);
        if (MergeRules.Refuse(actor, facts) is { } refused)
        {
            return refused;
        }

        if (IsNewer(one, command.SurvivorVersion) || IsNewer(other, command.MergedVersion))
        {
            return Changed;
        }

        var needsSecond = MergeRules.NeedsSecond(facts);
        var merge = PersonMerge.Ask(survivor, merged, actor, command.Reason, MergeWork.Write(command.Choices), facts.Owners, needsSecond, now);
        db.PersonMerges.Add(merge);
        if (needsSecond)
        {
            await TellAsync(merge, now, ct);
            await db.CommitAsync(actor, now, ct, new PersonMergeAsked(merge.Id) { PersonId = survivor }, new PersonMergeAsked(merge.Id) { PersonId = merged });
        }
        else
        {
            await db.CommitAsync(actor, now, ct);
            if (await work.MergeAsync(actor, merge.Id, now, ct) is { } failed)
            {
                return failed;
            }
        }

        await transaction.CommitAsync(ct);
        return new Outcome(merge.Id, needsSecond ? MergeState.Asked : MergeState.Done);
    }

    private static bool IsNewer(Person person, uint? seen) => seen is { } version && person.Version != version;

    /// <summary>Tells those who may be the second person.</summary>
    private async Task TellAsync(PersonMerge merge, DateTimeOffset now, CancellationToken ct)
    {
        Id<Agency>[] owners = [.. merge.Owners.Select(o => new Id<Agency>(o)).Where(o => merge.Owners.Length < 2 || o != merge.AskedAgencyId)];
        foreach (var agency in await db.Agencies.AsNoTracking().Where(a => owners.Contains(a.Id)).Select(a => new { a.Id, a.Kind }).ToListAsync(ct))
        {
            db.Notices.AddRange(Standing.ToldIn(agency.Kind).Select(role => Notice.To(agency.Id, role, NoticeKind.MergeToConfirm, null, merge.Id.Value, now)));
        }
    }
}

/// <summary>A second person agrees that two records become one, or declines; or whoever asked takes it back.</summary>
public sealed class DecideMerge(CaseDbContext db, PersonFiles people, MergeWork work, TimeProvider clock)
{
    /// <param name="Agree">Null when whoever asked takes it back.</param>
    public sealed record Command(Id<PersonMerge> Id, bool? Agree, string? Words);

    public async Task<Result<MergeState>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.PersonMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.Id, ct) ?? throw new RecordNotFoundException();
        await people.OpenAsync(actor, found.SurvivorId, AccessLevel.Edit, "Decide on a merge", ct);
        if (found.State is not MergeState.Asked)
        {
            return new Refusal("merge.decided", "Somebody has decided this already.");
        }

        await people.OpenAsync(actor, found.MergedId, AccessLevel.Edit, "Decide on a merge", ct);
        await db.WriteLooksAsync(ct);
        if (command.Agree is not true && string.IsNullOrWhiteSpace(command.Words) && command.Agree is not null)
        {
            return new Refusal("merge.words", "Say why you decline.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPeopleAsync([found.SurvivorId, found.MergedId], ct);
        db.ChangeTracker.Clear();
        var merge = await db.PersonMerges.SingleAsync(m => m.Id == command.Id, ct);
        var decided = command.Agree is null ? merge.Withdraw(actor, now) : Decide(actor, merge, command, now);
        if (decided.Refusal is { } refused)
        {
            await db.ForgetChangesAsync(ct);
            return refused;
        }

        var subject = (Guid?)merge.Id.Value;
        foreach (var notice in await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.MergeToConfirm && n.DoneAt == null).ToListAsync(ct))
        {
            notice.Done(actor.StaffId, null, now);
        }

        var agrees = command.Agree is true;
        await db.CommitAsync(actor, now, ct, agrees ? []
        : [
            command.Agree is null ? new PersonMergeWithdrawn(merge.Id) { PersonId = merge.SurvivorId } : new PersonMergeDeclined(merge.Id) { PersonId = merge.SurvivorId },
        ]);
        if (agrees)
        {
            var facts = await work.FactsAsync(merge.SurvivorId, merge.MergedId, ct);
            if ((MergeRules.Refuse(actor, facts) ?? await work.MergeAsync(actor, merge.Id, now, ct)) is { } failed)
            {
                return failed;
            }
        }

        await transaction.CommitAsync(ct);
        return agrees ? MergeState.Done : merge.State;
    }

    private static Result<MergeState> Decide(Actor actor, PersonMerge merge, Command command, DateTimeOffset now)
    {
        if (merge.RefuseSecond(actor) is { } refused)
        {
            return refused;
        }

        merge.Decide(actor, command.Agree is true, command.Words, now);
        return merge.State;
    }
}

/// <summary>Takes a merge apart again, for a reason: both records stand as before, with what was changed since.</summary>
public sealed class UnmergePeople(CaseDbContext db, PersonFiles people, MergeWork work, TimeProvider clock)
{
    /// <param name="ToMerged">What was added since and belongs to the record that went in, by its place.</param>
    /// <param name="Fields">Values changed since that belong to it.</param>
    public sealed record Command(Id<PersonMerge> Id, string Reason, IReadOnlyCollection<string> ToMerged, IReadOnlyCollection<MergeField> Fields);

    public async Task<Result<Id<Person>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.PersonMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.Id && (m.State == MergeState.Done || m.State == MergeState.Undone), ct) ?? throw new RecordNotFoundException();
        await people.OpenAsync(actor, found.SurvivorId, AccessLevel.Edit, "Undo a merge", ct);
        await db.WriteLooksAsync(ct);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("merge.reason", "Say why the merge is undone.");
        }

        if (!found.Owners.Contains(actor.AgencyId.Value))
        {
            return new Refusal("merge.not-yours", "Only an agency that owned one of these records can undo this.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPeopleAsync([found.SurvivorId, found.MergedId], ct);
        if (await db.PersonMerges.AsNoTracking().AnyAsync(m => m.Id == command.Id && m.State == MergeState.Undone, ct))
        {
            return found.MergedId; // the second of two clicks
        }

        if (await work.UndoAsync(
            actor, command.Id, command.Reason, command.ToMerged.Distinct().ToDictionary(p => p, _ => MergeSide.Merged), command.Fields.Distinct().ToDictionary(f => f, _ => MergeSide.Merged), now, ct) is { } failed)
        {
            return failed;
        }

        await transaction.CommitAsync(ct);
        return found.MergedId;
    }
}

internal static class PeopleLock
{
    extension(CaseDbContext db)
    {
        /// <summary>Until the transaction ends nobody else merges one of these.</summary>
        public Task LockPeopleAsync(Id<Person>[] people, CancellationToken ct)
        {
            Guid[] ids = [.. people.Select(p => p.Value).Order()];
            return db.Database.ExecuteSqlAsync($"select id from people where id = any({ids}) order by id for update", ct);
        }
    }
}
