using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Identity;

/// <summary>
/// Two records side by side, how alike they are, and what would go over from one to the other if they became one. Only what the reader may see is counted:
/// a case they may not know of goes over all the same and is not told.
/// </summary>
public sealed class ComparePeople(CaseDbContext db, PersonFiles people, MergeWork work, TimeProvider clock)
{
    /// <summary>How much of one kind goes over.</summary>
    /// <param name="What">In words, one of them: "incident".</param>
    public sealed record Moving(string What, int Count);

    /// <param name="Differs">Both say something, and not the same.</param>
    public sealed record Line(MergeField Field, string? OfOne, string? OfOther, bool Differs);

    /// <param name="Refusal">Why they cannot become one; null when they can.</param>
    /// <param name="NeedsSecond">A second person has to agree.</param>
    /// <param name="Open">The request that waits already.</param>
    public sealed record View(
        Person One, Person Other, string OwnerOfOne, string OwnerOfOther, SamePersonScore Score, IReadOnlyList<Line> Lines, IReadOnlyList<Moving> Moving, Refusal? Refusal, bool NeedsSecond,
        Id<PersonMerge>? Open, DateOnly Today);

    public async Task<View> ReadAsync(Actor actor, Id<Person> one, Id<Person> other, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var first = await people.OpenAsync(actor, one, AccessLevel.Read, "Compare two records", ct);
        var second = await people.OpenAsync(actor, other, AccessLevel.Read, "Compare two records", ct);
        var facts = await work.FactsAsync(one, other, ct);
        var score = SamePerson.Scores(KnownPerson.Of(first), [KnownPerson.Of(second)], await db.RecordsAsync(ct), MatchPolicy.Shipped, today)[0];
        var owners = await db.Agencies.AsNoTracking().Where(a => facts.Owners.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var open = await db.PersonMerges.AsNoTracking().Where(m => m.State == MergeState.Asked && ((m.SurvivorId == one && m.MergedId == other) || (m.SurvivorId == other && m.MergedId == one)))
            .Select(m => (Id<PersonMerge>?)m.Id).FirstOrDefaultAsync(ct);
        return new View(
            first, second, owners[first.AgencyId], owners[second.AgencyId], score with { Reasons = [.. score.Reasons.Select(ReasonWords.OfRecords)] },
            Lines(first, second), await MovingAsync(actor, second, ct), MergeRules.Refuse(actor, facts), MergeRules.NeedsSecond(facts), open, today);
    }

    private static IReadOnlyList<Line> Lines(Person one, Person other)
    {
        static Line Of(MergeField field, string? a, string? b) => new(field, a, b, a is not null && b is not null && a != b);
        static string? Born(Person p) => p.BornOn is { } on ? $"{on:d MMMM yyyy}{(p.BirthIsEstimated ? ", estimated" : "")}" : null;
        return
        [
            Of(MergeField.Name, one.Names.Count > 0 ? one.DisplayName : null, other.Names.Count > 0 ? other.DisplayName : null),
            Of(MergeField.BornOn, Born(one), Born(other)),
            Of(MergeField.Gender, one.Gender is Gender.NotKnown ? null : $"{one.Gender}", other.Gender is Gender.NotKnown ? null : $"{other.Gender}"),
            Of(MergeField.DiedOn, one.DiedOn?.ToString("d MMMM yyyy", null), other.DiedOn?.ToString("d MMMM yyyy", null)),
            Of(MergeField.Interpreter, one.Interpreter, other.Interpreter),
        ];
    }

    private async Task<IReadOnlyList<Moving>> MovingAsync(Actor actor, Person person, CancellationToken ct)
    {
        var id = person.Id;
        var cases = db.Cases.VisibleTo(actor, db).Where(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id)).Select(c => c.Id);
        var own = await cases.ToArrayAsync(ct);
        var relatives = await db.Set<Relationship>().Where(r => r.EndedAt == null && (r.FromId == id || r.ToId == id)).Select(r => r.FromId == id ? r.ToId : r.FromId).ToListAsync(ct);
        return
        [
            new("incident", await db.Incidents.VisibleTo(actor, db).CountAsync(i => i.Parties.Any(p => p.PersonId == id), ct)),
            new("case", own.Length),
            new("risk assessment", await db.Assessments.CountAsync(a => own.Contains(a.CaseId), ct)),
            new("open deadline", await db.Deadlines.WithoutHiddenOrders(actor, db).CountAsync(d => own.Contains(d.CaseId) && d.MetAt == null && d.SupersededAt == null, ct)),
            new("referral", await db.Referrals.CountAsync(r => own.Contains(r.CaseId), ct)),
            new("MARAC agenda item", await db.Meetings.SelectMany(m => m.Agenda).CountAsync(a => a.RemovedAt == null && own.Contains(a.CaseId), ct)),
            new("attempt at contact", await db.ContactAttempts.CountAsync(a => own.Contains(a.CaseId), ct)),
            new("relationship", (await db.NamesAsync(actor, relatives, ct)).Count),
            new("name", person.Names.Count),
            new("number", person.Phones.Count),
            new("address", person.Addresses.Count),
            new("entry of the safe-contact card", person.SafeContacts.Count),
            new("warning", person.Flags.Count),
        ];
    }
}

/// <summary>Who may be the same as a person on record, who was decided not to be, and which records went into this one.</summary>
public sealed class SamePeople(CaseDbContext db, PersonFiles people, LikelySamePeople likely)
{
    public sealed record Apart(long Number, Id<Person> OtherId, string Other, string By, DateTimeOffset At, string Reason);

    public sealed record Merged(Id<PersonMerge> Id, string By, DateTimeOffset At, string Reason, MergeState State);

    public sealed record View(Person Person, IReadOnlyList<LikelySamePeople.Candidate> Candidates, IReadOnlyList<Apart> Apart, IReadOnlyList<Merged> Merges);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Look for another record of the person", ct);
        var candidates = await likely.ReadAsync(actor, KnownPerson.Of(person), id, ct);
        var apart = await db.NotSamePeople.AsNoTracking().Where(n => n.Until == null && (n.OneId == id || n.OtherId == id)).OrderByDescending(n => n.Number).ToListAsync(ct);
        var names = await db.NamesAsync(actor, apart.Select(n => n.OneId == id ? n.OtherId : n.OneId), ct);
        var merges = await db.PersonMerges.AsNoTracking().Where(m => (m.SurvivorId == id || m.MergedId == id) && m.State != MergeState.Declined && m.State != MergeState.Withdrawn).OrderByDescending(m => m.AskedAt).ToListAsync(ct);
        Id<StaffMember>[] staff = [.. apart.Select(n => n.By), .. merges.Select(m => m.AskedBy)];
        var who = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).Select(s => new { s.Id, s.DisplayName }).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        return new View(
            person, candidates,
            [.. apart.Select(n => (Decision: n, Other: n.OneId == id ? n.OtherId : n.OneId)).Where(n => names.ContainsKey(n.Other))
                .Select(n => new Apart(n.Decision.Number, n.Other, names[n.Other], who.GetValueOrDefault(n.Decision.By, "The system"), n.Decision.At, n.Decision.Reason))],
            [.. merges.Select(m => new Merged(m.Id, who.GetValueOrDefault(m.AskedBy, "The system"), m.DoneAt ?? m.AskedAt, m.Reason, m.State))]);
    }

    /// <summary>The decision in force that these two are two people; the reader has opened both.</summary>
    public Task<long?> ApartAsync(Id<Person> one, Id<Person> other, CancellationToken ct) => db.HeldApart(one, other).Select(n => (long?)n.Number).FirstOrDefaultAsync(ct);
}
