using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Letters;

/// <summary>The letters of a case. That one was made everybody of the case sees; what it says is read by the agency that made it (R6.12).</summary>
public sealed class LetterFile(CaseDbContext db, CaseFiles cases, CaseFrames frames, PolicyBook policies, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="Name">Of the letter it was made after; its code where that is no longer held.</param>
    public sealed record Line(int Number, string Name, OutgoingReader Reader, LetterStatus Status, DateTimeOffset MadeAt, DateOnly? SentOn, string MadeBy, string Agency, bool IsOwn);

    public sealed record List(CaseFrame Frame, IReadOnlyList<Line> Letters, int Total);

    public sealed record View(CaseFrame Frame, Letter Letter, string Name, string MadeBy, string? SettledBy);

    public async Task<List> ListAsync(Actor actor, Id<Case> id, int page, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "See the letters of a case", ct);
        var letters = db.Letters.Where(l => l.CaseId == id);
        var rows = await (from l in letters
                          join s in db.Staff on l.MadeBy equals s.Id
                          join a in db.Agencies on l.AgencyId equals a.Id
                          orderby l.Number descending
                          select new { l.Number, l.TemplateCode, l.Language, l.Reader, l.Status, l.MadeAt, l.SentOn, By = s.DisplayName, Agency = a.Name, l.AgencyId }).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var book = await BookAsync(actor, ct);
        return new(
            await frames.ReadAsync(actor, opened, ct),
            [.. rows.Select(l => new Line(l.Number, book.Find(l.TemplateCode, l.Language)?.Name ?? l.TemplateCode, l.Reader, l.Status, l.MadeAt, l.SentOn, l.By, l.Agency, l.AgencyId == actor.AgencyId))],
            await letters.CountAsync(ct));
    }

    /// <exception cref="RecordNotFoundException">There is no such letter of this agency, or its case does not open.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Case> id, int number, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, $"See letter {number}", ct);
        var letter = await db.LetterAsync(actor, id, number, ct);
        var staff = await db.StaffAsync(new[] { letter.MadeBy, letter.SettledBy }.OfType<Id<StaffMember>>(), ct);
        return new View(
            await frames.ReadAsync(actor, opened, ct), letter, (await BookAsync(actor, ct)).Find(letter.TemplateCode, letter.Language)?.Name ?? letter.TemplateCode,
            staff[letter.MadeBy].Name, letter.SettledBy is { } by ? staff[by].Name : null);
    }

    private async Task<LetterBook> BookAsync(Actor actor, CancellationToken ct) => (await policies.AtAsync(PolicyKinds.Letters, actor.AgencyId.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
}

/// <summary>Hands a letter over whole, with its address, to be printed. It looks at everything anew: what has changed since it was made cancels it (T5).</summary>
public sealed class PrintLetter(CaseDbContext db, CaseFiles cases, PersonFiles people, RecordDoor door, LetterWatch watch, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, int Number);

    public async Task<Result<Letter>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, $"Print letter {command.Number}", ct);
        var letter = await db.LetterAsync(actor, @case.Id, command.Number, ct);
        if (!letter.IsAsMade)
        {
            return new Refusal("letter.changed", "This letter is no longer what was made, so it is not shown. Tell your administrator.");
        }

        if (letter.Status is LetterStatus.Cancelled)
        {
            return new Refusal("letter.settled", "This letter was cancelled. Make another one.");
        }

        if (letter.Status is LetterStatus.Waiting && await watch.CancelIfChangedAsync(actor, @case, letter, now, ct) is { } changed)
        {
            return changed;
        }

        if (letter.Reader is OutgoingReader.Victim)
        {
            var victim = await people.OpenAsync(actor, @case.VictimId, AccessLevel.Read, $"See a protected address: print letter {letter.Number}", ct);
            var way = (await db.CardOfAsync(victim, now, ct)).Entries.FirstOrDefault(e => e.Number == letter.Way);
            if (way is not { IsOpen: true })
            {
                return new Refusal("letter.unsafe", $"It is not known to be safe now. {(way is { IsShared: false } ? way.Now.Reason : "Look at the safe-contact card.")}");
            }

            if (letter.Channel is ContactChannel.Letter)
            {
                var visibility = SharedContact.VisibilityOf(victim.SafeContacts.Single(c => c.Number == way.Number), victim.Addresses);
                var decision = await door.DecideAsync(db, actor, victim, visibility, ct);
                await db.CommitAsync(actor, now, ct, decision.MayReveal
                    ? [new AddressRevealed(way.Number, visibility) { PersonId = victim.Id }, new LetterPrinted(letter.Number) { CaseId = @case.Id }]
                    : [new AddressRefused(way.Number, visibility) { PersonId = victim.Id }]);
                return decision.MayReveal ? letter : new Refusal("address.protected", $"{decision.Reason}. Somebody who may see the address prints it.");
            }
        }

        await db.CommitAsync(actor, now, ct, new LetterPrinted(letter.Number) { CaseId = @case.Id });
        return letter;
    }
}

/// <summary>Records that a letter left, or that it is not to leave.</summary>
public sealed class SettleLetter(CaseDbContext db, CaseFiles cases, LetterWatch watch, TimeProvider clock)
{
    private static readonly Refusal _raced = new("letter.settled", "Somebody has just settled this letter.");

    /// <param name="SentOn">The day it left; null to cancel it.</param>
    public sealed record Command(Id<Case> CaseId, int Number, DateOnly? SentOn, string? Reason);

    public async Task<Result<Letter>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, $"Settle letter {command.Number}", ct);
        var letter = await db.LetterAsync(actor, @case.Id, command.Number, ct);
        if (command.SentOn is { } on)
        {
            return await SendAsync(actor, @case, letter, on, now, ct);
        }

        var cancelled = letter.Cancel(command.Reason, actor, now);
        return cancelled.Refusal is not null ? cancelled
            : await db.TryCommitAsync(actor, now, _raced, ct, new LetterCancelled(letter.Number, false) { CaseId = @case.Id }) is { } late ? late : cancelled;
    }

    /// <summary>What has left is recorded whatever has changed since: its author hears that it may lie at a place that is no longer safe.</summary>
    private async Task<Result<Letter>> SendAsync(Actor actor, Case @case, Letter letter, DateOnly on, DateTimeOffset now, CancellationToken ct)
    {
        var changed = letter.Status is LetterStatus.Waiting && await watch.HasChangedAsync(@case, letter, now, ct) ? LetterWatch.Reason : null;
        var sent = letter.Send(on, changed, actor, now);
        if (sent.Refusal is not null)
        {
            return sent;
        }

        if (letter.IsAtChangedPlace)
        {
            db.Notices.Add(LetterWatch.NoticeOf(letter, now));
        }

        return await db.TryCommitAsync(actor, now, _raced, ct, new LetterSent(letter.Number, on, letter.IsAtChangedPlace) { CaseId = @case.Id }) is { } late ? late : sent;
    }
}

/// <summary>Cancels a letter that still waits when an address or the safe contact of anybody it concerns is not what it was made by (Charnwood, T5), and tells its author.</summary>
public sealed class LetterWatch(CaseDbContext db)
{
    internal const string Reason = "An address or a safe contact of somebody it concerns was changed after it was made.";

    /// <returns>The refusal for whoever would print or send it; null while nothing has changed.</returns>
    internal async Task<Refusal?> CancelIfChangedAsync(Actor actor, Case @case, Letter letter, DateTimeOffset now, CancellationToken ct)
    {
        if (!await CancelsAsync(@case, letter, now, ct))
        {
            return null;
        }

        await db.TryCommitAsync(actor, now, new Refusal("letter.settled", "Somebody has just settled this letter."), ct, new LetterCancelled(letter.Number, true) { CaseId = @case.Id });
        return new Refusal("letter.moved", $"{Reason} It is cancelled: look at the card, and make another one.");
    }

    internal async Task<bool> CancelsAsync(Case @case, Letter letter, DateTimeOffset now, CancellationToken ct)
    {
        if (!await HasChangedAsync(@case, letter, now, ct))
        {
            return false;
        }

        letter.Cancel(Reason, by: null, now);
        db.Notices.Add(NoticeOf(letter, now));
        return true;
    }

    internal async Task<bool> HasChangedAsync(Case @case, Letter letter, DateTimeOffset now, CancellationToken ct)
    {
        var linked = await db.LinkedPeopleAsync(@case, now, ct);
        return !letter.Places.AsSpan().SequenceEqual(Letter.PlacesOf(linked)) || !OutgoingText.Check(letter.Text, letter.Reader, linked).IsAllowed;
    }

    internal static Notice NoticeOf(Letter letter, DateTimeOffset now) => Notice.To(letter.AgencyId, letter.MadeBy, NoticeKind.LetterCancelled, letter.CaseId, letter.Id.Value, now);
}

/// <summary>Looks through the letters that wait, so that an author hears of a change before anybody takes the letter out of the tray. However many instances run, each is cancelled once.</summary>
public sealed class WatchLetters(CaseDbContext db, LetterWatch watch, TimeProvider clock)
{
    private const int _batch = 100;

    /// <returns>How many were cancelled.</returns>
    public async Task<int> HandleAsync(Actor actor, CancellationToken ct)
    {
        var (last, cancelled) = (Guid.Empty, 0);
        while (true)
        {
            // All of them, a page at a time: what has changed is asked of each, so that none waits behind others.
            var page = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from letters where status = 'Waiting' and id > {last} order by id limit {_batch}").ToListAsync(ct);
            foreach (var id in page)
            {
                cancelled += await CancelsAsync(actor, id, ct) ? 1 : 0;
            }

            if (page.Count < _batch)
            {
                return cancelled;
            }

            last = page[^1];
        }
    }

    private async Task<bool> CancelsAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var letter = (await db.Letters.FromSql($"select *, xmin from letters where id = {id} and status = 'Waiting' for update skip locked").ToListAsync(ct)).SingleOrDefault();
        if (letter is null)
        {
            return false; // somebody else looks at it, or has settled it
        }

        var of = letter.CaseId;
        var @case = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => c.Id == of, ct);
        if (!await watch.CancelsAsync(@case, letter, now, ct))
        {
            return false;
        }

        await db.CommitAsync(actor, now, ct, new LetterCancelled(letter.Number, true) { CaseId = of });
        await transaction.CommitAsync(ct);
        return true;
    }
}

internal static class LettersOfCase
{
    extension(CaseDbContext db)
    {
        /// <summary>A letter of the reader's own agency.</summary>
        public async Task<Letter> LetterAsync(Actor actor, Id<Case> id, int number, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            return await db.Letters.SingleOrDefaultAsync(l => l.CaseId == id && l.Number == number && l.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        }
    }
}
