using System.Text.Json;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

public sealed record ReferralTriaged(Id<Referral> Referral, TriagePriority Priority, TriagePriority? Suggested) : Happened;

/// <summary>An IDVA service looks at a referral first (R3.3, R3.4): now, later with word to the referrer, or a question to them. Whether it is taken is decided after.</summary>
public sealed class TriageReferral(CaseDbContext db, ReferralFiles files, IntakeEvidence evidence, ReferralClocks clocks, TimeProvider clock)
{
    /// <param name="Reason">Why, where the rules propose something else; for B what the referrer is told, for C the question to them.</param>
    public sealed record Command(Id<Referral> ReferralId, TriagePriority Priority, string? Reason, uint? Version);

    public async Task<Result<ReferralTriage>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Triage a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        if (referral.Kind is not ReferralKind.Idva || !referral.IsOpen)
        {
            return new Refusal("triage.not-open", "This referral does not wait for a triage any more.");
        }

        var found = await evidence.ReadAsync(referral, @case, now, ct);
        var decided = ReferralTriage.Decide(referral.Id, actor, command.Priority, found, JsonSerializer.Serialize(found.Findings), command.Reason, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        var triage = decided.Match(t => t, _ => throw new InvalidOperationException());
        List<Happened> happened = [new ReferralTriaged(referral.Id, command.Priority, found.Suggested) { CaseId = @case.Id }];
        if (command.Priority is TriagePriority.C)
        {
            if (referral.Ask(actor, triage.Reason!, now).Refusal is { } refusal)
            {
                return refusal;
            }

            happened.Add(new ReferralQuestioned(referral.Kind, referral.Id) { CaseId = @case.Id });
            happened.AddRange(await clocks.AskedAsync(referral, @case, actor, now, ct));
        }
        else
        {
            referral.Touch(now);
        }

        db.Triages.Add(triage);
        happened.AddRange(await clocks.TriagedAsync(referral, @case, command.Priority, actor, now, ct));
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : triage;
    }
}

/// <summary>What the rules find in a referral, and what was decided about it before.</summary>
public sealed class TriageOfReferral(CaseDbContext db, ReferralFiles files, IntakeEvidence evidence, TimeProvider clock)
{
    public sealed record Line(TriagePriority Priority, TriagePriority? Suggested, string? Reason, string By, DateTimeOffset At);

    /// <param name="Now">Null where it is no referral to an IDVA service.</param>
    public sealed record View(Eligibility? Now, IReadOnlyList<Line> Before);

    public async Task<View> ReadAsync(Actor actor, Id<Referral> id, CancellationToken ct)
    {
        var (referral, @case) = await files.OpenAsync(actor, id, "Read the triage of a referral", ct);
        return new View(
            referral is { Kind: ReferralKind.Idva, IsOpen: true, SentAt: not null } ? await evidence.ReadAsync(referral, @case, clock.GetUtcNow(), ct) : null,
            await (from t in db.Triages
                   join s in db.Staff on t.By equals s.Id
                   where t.ReferralId == id
                   orderby t.At descending
                   select new Line(t.Priority, t.Suggested, t.Reason, s.DisplayName, t.At)).ToListAsync(ct));
    }
}
