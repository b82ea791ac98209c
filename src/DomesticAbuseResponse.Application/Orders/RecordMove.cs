using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>Records a release, a day in court or a time in custody of a person, with the tasks it asks for (R4.15, R4.16).</summary>
public sealed class RecordMove(CaseDbContext db, PersonFiles people, SafetyTaskBook book, TimeProvider clock)
{
    /// <param name="AboutId">Whom it is about; null for everybody this person harms.</param>
    public sealed record Command(Id<Person> PersonId, Id<Person>? AboutId, MoveKind Kind, DateOnly On, TimeOnly? At, string? Place, string? Words);

    public async Task<Result<Id<PerpetratorMove>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record a release or a court date", ct);
        if (command.AboutId is { } about && !await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == about, ct))
        {
            return new Refusal("move.about", "Choose somebody from the list.");
        }

        var recorded = PerpetratorMove.Record(actor, person.Id, command.AboutId, command.Kind, command.On, command.At, command.Place, command.Words, UkTime.DateOf(now), now);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }

        var move = recorded.Match(m => m, _ => throw new InvalidOperationException());
        db.Moves.Add(move);
        person.Touch(now);
        await db.CommitAsync(actor, now, ct, [new MoveRecorded(move.Id.Value, move.Kind, move.On) { PersonId = person.Id }, .. await book.SyncAsync(move, now, ct)]);
        return move.Id;
    }
}

/// <summary>A release or a day in court is on another day, or does not happen. What stood before stays in its history; its tasks are made anew or withdrawn in the same commit.</summary>
public sealed class ChangeMove(CaseDbContext db, PersonFiles people, SafetyTaskBook book, TimeProvider clock)
{
    /// <param name="Because">With it, it does not happen; the rest is not read.</param>
    public sealed record Command(Id<Person> PersonId, Id<PerpetratorMove> MoveId, uint? Version, DateOnly On, TimeOnly? At, string? Place, string? Words, bool Cancel = false, string? Because = null);

    /// <exception cref="RecordNotFoundException">There is none that the actor may change.</exception>
    public async Task<Result<DateOnly>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = command.MoveId;
        if (!await db.Moves.VisibleTo(actor, db).AnyAsync(m => m.Id == id && m.PersonId == command.PersonId, ct))
        {
            throw new RecordNotFoundException();
        }

        await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Change a release or a court date", ct);
        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var move = await db.LockedMoveAsync(id, ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        var changed = command.Cancel ? move.Cancel(actor, command.Because, now) : move.Change(actor, command.On, command.At, command.Place, command.Words, UkTime.DateOf(now), now);
        if (changed.Refusal is null)
        {
            db.Expect(move, command.Version);
            await db.CommitAsync(
                actor, now, ct,
                [
                    command.Cancel ? new MoveCancelled(id.Value, move.Kind) { PersonId = move.PersonId } : new MoveChanged(id.Value, move.Kind, move.On) { PersonId = move.PersonId },
                    .. await book.SyncAsync(move, now, ct),
                ]);
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        return changed;
    }
}
