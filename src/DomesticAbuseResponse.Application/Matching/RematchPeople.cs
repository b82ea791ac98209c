using System.Data.Common;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using Microsoft.Extensions.Logging;

namespace DomesticAbuseResponse.Application.Matching;

/// <summary>
/// Compares records on file with all the others, a few at a time, and keeps the pairs that are likely of one person as proposals. However many instances run,
/// one works and the others pass by; where it has come to is kept, so that a restart loses nothing. It is no reading by anybody: who is shown a pair, and
/// that they were, is decided when the proposals are read.
/// </summary>
public sealed partial class RematchPeople(CaseDbContext db, MatchStored matches, TimeProvider clock, ILogger<RematchPeople> logger)
{
    /// <summary>
    /// Among few people little is needed for a match, and whoever makes a record is asked about it. A list for somebody to work through holds none that rest on
    /// that alone: fewer people count as so many.
    /// </summary>
    public const int Fewest = 10_000;

    /// <summary>Any number that no other lock of the product uses.</summary>
    private const long _lock = 0x52454D41;

    /// <summary>A change becomes visible a moment after the instant it is stamped with: younger ones are left for later, so that none is passed by.</summary>
    private static readonly TimeSpan _settled = TimeSpan.FromMinutes(2);

    /// <summary>Compares the next few. Where that fails they are compared one by one, and one that fails by itself is stepped over and named in the log: it would hold up all the others for ever.</summary>
    /// <returns>How many records were compared or stepped over; 0 when there was nothing to do or another instance does it.</returns>
    public async Task<int> HandleAsync(Actor actor, int atATime, CancellationToken ct)
    {
        try
        {
            return await BiteAsync(actor, atATime, stepsOver: false, ct);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            db.ChangeTracker.Clear();
            if (atATime == 1)
            {
                Failed(e);
                return await BiteAsync(actor, 1, stepsOver: true, ct);
            }
        }

        var done = 0;
        while (done < atATime && await HandleAsync(actor, 1, ct) > 0)
        {
            db.ChangeTracker.Clear();
            done++;
        }

        return done;
    }

    /// <param name="stepsOver">Whether to pass by what comes next without comparing it.</param>
    private async Task<int> BiteAsync(Actor actor, int atATime, bool stepsOver, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({_lock}) as \"Value\"").SingleAsync(ct))
        {
            return 0;
        }

        var pass = await db.MatchPasses.SingleOrDefaultAsync(ct) ?? db.MatchPasses.Add(new MatchPass(MatchPolicy.Shipped.Version)).Entity;
        pass.Under(MatchPolicy.Shipped.Version);
        var (at, id, until) = (pass.ReachedAt, pass.ReachedId.Value, now - _settled);
        var people = await db.People.Where(p => p.MergedIntoId == null && p.ChangedAt <= until && p.ChangedAt >= at && (p.ChangedAt > at || ((Guid)(object)p.Id).CompareTo(id) > 0))
            .OrderBy(p => p.ChangedAt).ThenBy(p => p.Id).Take(atATime).WithAllKnown().ToListAsync(ct);
        foreach (var person in people)
        {
            if (stepsOver)
            {
                SteppedOver(person.Id);
                continue;
            }

            await CompareAsync(person, now, ct);
        }

        if (people.Count > 0)
        {
            pass.Reached(people[^1], stepsOver ? 0 : people.Count);
        }

        if (people.Count < atATime)
        {
            pass.CaughtUp(now);
        }

        await db.CommitAsync(actor, now, ct);
        await transaction.CommitAsync(ct);
        return people.Count;
    }

    private async Task CompareAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        var id = person.Id;
        var held = await db.SamePersonProposals.Where(p => p.OneId == id || p.OtherId == id).ToListAsync(ct);
        held.AddRange(db.SamePersonProposals.Local.Where(p => (p.OneId == id || p.OtherId == id) && !held.Contains(p)).ToList());
        var likely = (await matches.ReadAsync(KnownPerson.Of(person), id, ct, Fewest)).Where(m => m.Score.Verdict is SamePersonVerdict.Likely).ToList();
        foreach (var gone in held.Where(h => h.Until is null && !likely.Exists(l => l.Person.Id == h.OneId || l.Person.Id == h.OtherId)))
        {
            gone.End(now);
        }

        var beside = likely.Count == 0 ? new HashSet<PersonPair>() : await db.BesideEachOtherAsync([id, .. likely.Select(l => l.Person.Id)], ct);
        foreach (var match in likely)
        {
            var known = held.Find(h => h.OneId == match.Person.Id || h.OtherId == match.Person.Id);
            if (beside.Contains(new PersonPair(id, match.Person.Id)))
            {
                known?.End(now);
            }
            else if (known is null)
            {
                db.SamePersonProposals.Add(new SamePersonProposal(id, match.Person.Id, match.Score.Points, now));
            }
            else
            {
                known.Confirm(match.Score.Points, now);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Comparing a record with the others failed")]
    private partial void Failed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The record of person {Person} could not be compared with the others and is stepped over until it changes")]
    private partial void SteppedOver(Id<Person> person);
}
