using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Handovers;

namespace DomesticAbuseResponse.Application.Handovers;

public sealed record HandoverDrafted(Id<Handover> HandoverId) : Happened;

public sealed record HandoverEdited(Id<Handover> HandoverId) : Happened;

public sealed record HandoverSigned(Id<Handover> HandoverId, int Lines) : Happened;

public sealed record HandoverRead(Id<Handover> HandoverId) : Happened;

/// <summary>Drafts the handover of a shift by rule, or goes on with the one that is being written: a control room has one at a time.</summary>
public sealed class DraftHandover(CaseDbContext db, HandoverReading reading, TimeProvider clock)
{
    public async Task<Id<Handover>> HandleAsync(Actor actor, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        return await db.NewestWinsAsync(
            async () =>
            {
                if (await db.Handovers.Where(h => h.AgencyId == agency && h.SignedAt == null).Select(h => (Id<Handover>?)h.Id).SingleOrDefaultAsync(ct) is { } begun)
                {
                    return begun;
                }

                var now = clock.GetUtcNow();
                var handover = Handover.Start(actor, await reading.DraftAsync(actor, ct), now);
                db.Handovers.Add(handover);
                await db.CommitAsync(actor, now, ct, new HandoverDrafted(handover.Id));
                return handover.Id;
            },
            ct);
    }
}

/// <summary>Looks anew at what is open; what the supervisor wrote stays.</summary>
public sealed class RedraftHandover(CaseDbContext db, HandoverReading reading, TimeProvider clock)
{
    public async Task<Result<Handover>> HandleAsync(Actor actor, Id<Handover> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var drafted = await reading.DraftAsync(actor, ct);
        var redrafted = (await db.OwnHandoverAsync(actor, id, ct)).Redraft(drafted, now);
        if (redrafted.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new HandoverEdited(id));
        }

        return redrafted;
    }
}

/// <summary>Keeps what a supervisor writes to a handover, and signs it when they say so.</summary>
public sealed class EditHandover(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Version">The version the form was made from; a newer one is a conflict.</param>
    public sealed record Command(Id<Handover> Id, uint? Version, string? Notes, IReadOnlyList<Handover.LineEdit> Lines, bool Sign);

    public async Task<Result<Handover>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var handover = await db.OwnHandoverAsync(actor, command.Id, ct);
        db.Expect(handover, command.Version);

        // A line about a call the supervisor may not see is not theirs to change.
        var visible = (await db.VisibleLinesAsync(actor, handover, ct)).Select(l => l.Number).ToHashSet();
        var edited = handover.Edit(command.Notes, command.Lines.Where(l => visible.Contains(l.Number)), now);
        if (edited.Refusal is null && command.Sign)
        {
            edited = handover.Sign(actor, now);
        }

        if (edited.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, command.Sign ? new HandoverSigned(handover.Id, handover.Lines.Count(l => !l.IsLeftOut)) : new HandoverEdited(handover.Id));
        }

        return edited;
    }
}

/// <summary>Somebody of the next shift says that they have read it. Twice is once.</summary>
public sealed class ReadHandover(CaseDbContext db, TimeProvider clock)
{
    public async Task<Result<HandoverReceipt>> HandleAsync(Actor actor, Id<Handover> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var handover = await db.OwnHandoverAsync(actor, id, ct);
        var before = handover.Receipts.Count;
        var read = handover.Read(actor, now);
        if (read.Refusal is null && handover.Receipts.Count > before)
        {
            var late = new Refusal("handover.read", "You have already said that you have read it.");
            return await db.TryCommitAsync(actor, now, late, ct, new HandoverRead(id)) is { } refusal ? refusal : read;
        }

        return read;
    }
}

internal static class OwnHandovers
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">There is none, or it is another control room's.</exception>
        public async Task<Handover> OwnHandoverAsync(Actor actor, Id<Handover> id, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            return await db.Handovers.Include(h => h.Lines.OrderBy(l => l.Number)).Include(h => h.Receipts.OrderBy(r => r.Number)).AsSplitQuery()
                .SingleOrDefaultAsync(h => h.Id == id && h.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        }

        /// <summary>The lines whose call this person may read, and those about no single call.</summary>
        public async Task<IReadOnlyList<HandoverLine>> VisibleLinesAsync(Actor actor, Handover handover, CancellationToken ct)
        {
            var about = handover.Lines.Select(l => l.IncidentId).Where(i => i is not null).Distinct().ToArray();
            var visible = (await db.Incidents.VisibleTo(actor, db).Where(i => about.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
            return [.. handover.Lines.Where(l => l.IncidentId is not { } call || visible.Contains(call)).OrderBy(l => l.Topic).ThenBy(l => l.Number)];
        }
    }
}
