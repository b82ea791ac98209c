using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// One referral and its summary: who, why, on what basis, and every step. Nothing of the file behind it, and no way of reaching the victim,
/// is part of it (AccessLevel.Referral).
/// </summary>
public sealed class ReferralOverview(CaseDbContext db, ReferralFiles files, ReferralEvidence evidence, RecordDoor door, TimeProvider clock)
{
    /// <param name="Now">The four grounds looked at again, for those who send or answer; null once the referral is answered.</param>
    /// <param name="NotReached">Whom the service that has the case told that the victim could not be reached: whoever is told reads it here.</param>
    /// <param name="ShowsGrade">False for whoever keeps what a referral told and follows the case no further.</param>
    /// <param name="Seen">When the receiver first and last looked; null before they did, and to the receiver.</param>
    public sealed record View(
        Id<Referral> Id, uint Version, ReferralKind Kind, ReferralStatus Status, Id<Case> CaseId, string CaseReference, RiskGrade? Grade, bool IsRestricted,
        PersonLine Victim, IReadOnlyList<PersonLine> Perpetrators, IReadOnlyList<PersonLine> Children, string From, string To, Id<Marac>? MaracId,
        DateTimeOffset RaisedAt, DateTimeOffset? SentAt, string Because, SharingDecision? Sharing, IReadOnlyList<LawfulBasis> Bases, string? DecidedBy,
        ReferralAccount? Account, GroundsRecord? AsSent, ReferralEvaluation? Now, IReadOnlyList<Step> Steps, AnswerClock? Clock, Looked? Seen, Standing May,
        IReadOnlyList<CaseDanger> Dangers, IReadOnlyList<LadderOfCase.Taken> NotReached, Id<Domain.People.Person>? ChildId = null, bool ShowsGrade = true)
    {
        /// <summary>Whom a referral to children's services is about; null for any other, and where the reader may not know of them.</summary>
        public PersonLine? Child => ChildId == Victim.Id ? Victim : Children.FirstOrDefault(c => c.Id == ChildId);
    }

    public sealed record Step(ReferralStatus Status, string By, string Agency, string? Words, DateTimeOffset At);

    public sealed record AnswerClock(Id<Deadline> Id, DateTimeOffset DueAt, bool IsOverdue);

    public sealed record Looked(DateTimeOffset First, DateTimeOffset Last, int People);

    /// <summary>What this reader can do with the referral as it stands.</summary>
    public sealed record Standing(bool OpenFile, bool Send, bool Answer, bool Reply, bool Withdraw);

    public async Task<View> ReadAsync(Actor actor, Id<Referral> id, CancellationToken ct)
    {
        var (referral, @case) = await files.OpenAsync(actor, id, "Read a referral", ct);
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var (caseId, maracId, toId, fromId) = (@case.Id, referral.MaracId, referral.ToAgencyId, referral.FromAgencyId);

        var children = await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == caseId)).SelectMany(i => i.Parties)
            .Where(p => p.Role == PartyRole.Child).Select(p => p.PersonId).Distinct().ToListAsync(ct);
        var perpetrators = @case.Perpetrators.Select(p => p.PersonId).ToList();
        var people = await db.PeopleAsync(actor, [@case.VictimId, .. perpetrators, .. children], today, ct);
        if (!people.ContainsKey(@case.VictimId))
        {
            throw new RecordNotFoundException();
        }

        var staff = await db.StaffAsync([.. referral.Steps.Select(s => s.By), .. referral.Sharing is { } s ? [s.DecidedBy] : Array.Empty<Id<StaffMember>>()], ct);
        var from = await db.Agencies.Where(a => a.Id == fromId).Select(a => a.Name).SingleAsync(ct);
        var to = await db.Agencies.Where(a => a.Id == toId).Select(a => a.Name).SingleOrDefaultAsync(ct)
            ?? await db.Maracs.Where(m => m.Id == maracId).Select(m => m.Name).SingleAsync(ct);
        var level = RecordAccess.Decide(actor, RecordKind.Case, await door.FactsAsync(actor, caseId.Value, @case.IsRestricted, ct)).Level;
        var asSent = GroundsRecord.Read(referral.Grounds);
        var answers = referral.IsReceivedBy(actor) && referral.Status is ReferralStatus.Sent or ReferralStatus.Queried;
        var refers = actor.AgencyId == fromId && level >= Domain.Access.Standing.ToRefer(actor);

        // Children's services that took a child on keep what the referral told them; how the case of the adults goes on is not theirs to follow.
        var isToldAll = referral is not { Kind: ReferralKind.Childrens, Status: ReferralStatus.Accepted } || level >= AccessLevel.Read;
        return new View(
            referral.Id, referral.Version, referral.Kind, referral.Status, caseId, @case.Reference, isToldAll ? @case.Grade : null, @case.IsRestricted,
            people[@case.VictimId], [.. perpetrators.Where(people.ContainsKey).Select(p => people[p])], [.. children.Where(people.ContainsKey).Select(c => people[c]).OrderByDescending(c => c.Age)], from, to, maracId,
            referral.RaisedAt, referral.SentAt, referral.Steps.First().Words ?? "", referral.Sharing,
            [.. (referral.Sharing?.Basis ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(LawfulBasis.Find).OfType<LawfulBasis>()],
            referral.Sharing is { } sharing ? staff[sharing.DecidedBy].Name : null, referral.Account, asSent,
            referral.IsOpen ? await evidence.EvaluateAsync(@case, maracId ?? await db.MaracOfAsync(@case.UnitId, ct), referral, asSent?.Says ?? new ReferrerSays(), now, ct) : null,
            [.. referral.Steps.OrderBy(x => x.Number).Select(x => new Step(x.Status, staff[x.By].Name, staff[x.By].AgencyName, x.Words, x.At))],
            referral.IsOpen ? await AnswerClockAsync(referral, now, ct) : null,
            refers ? await LookedAsync(referral, ct) : null,
            new Standing(
                level >= AccessLevel.Read,
                refers && referral.Status is ReferralStatus.Raised,
                answers,
                refers && referral.Status is ReferralStatus.Queried,
                refers && referral.IsOpen),
            isToldAll ? [.. (await db.DangersAsync([caseId], null, ct))[caseId]] : [],
            isToldAll ? await db.StepsTakenAsync(caseId, ct) : [], referral.ChildId, isToldAll);
    }

    private async Task<AnswerClock?> AnswerClockAsync(Referral referral, DateTimeOffset now, CancellationToken ct)
    {
        var (caseId, receiver) = (referral.CaseId, await db.ReceiverOfAsync(referral, ct));
        return await db.Deadlines.Where(d => d.CaseId == caseId && d.AgencyId == receiver && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null)
            .Select(d => new AnswerClock(d.Id, d.DueAt, d.DueAt < now)).FirstOrDefaultAsync(ct);
    }

    /// <summary>What the receiver has already read stays known to the referrer, also after a referral is taken back.</summary>
    private async Task<Looked?> LookedAsync(Referral referral, CancellationToken ct)
    {
        if (referral is not { SentAt: { } sent, ToAgencyId: { } agency })
        {
            return null;
        }

        Guid? record = referral.CaseId.Value;
        return await db.AccessRecords.Where(a => a.RecordId == record && a.ByAgencyId == agency && a.At >= sent && a.Level != AccessLevel.None)
            .GroupBy(_ => 1).Select(g => new Looked(g.Min(a => a.At), g.Max(a => a.At), g.Select(a => a.ByStaffId).Distinct().Count())).SingleOrDefaultAsync(ct);
    }
}
