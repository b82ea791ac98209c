using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

public sealed record RepeatIncidentSeen : Happened;

/// <summary>
/// Tells the agency that holds a case to refer it as a MARAC repeat when a new incident joins it and the same two people were referred within
/// 12 months, or carry the flag of it (R2.10). The page on which the referral is begun shows the evidence. Changes wait for the caller's commit.
/// </summary>
public sealed class RepeatWatch(CaseDbContext db, ReferralEvidence evidence)
{
    /// <summary>Call it when an incident has joined its case and the case has its perpetrators. The second time tells nobody again.</summary>
    public async Task<IReadOnlyList<Happened>> NoteAsync(Case @case, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var (caseId, subject) = (@case.Id, (Guid?)incident.Id.Value);
        if (!await IsRepeatAsync(@case, incident, ct)
            || db.Notices.Local.Any(n => n.CaseId == caseId && n.SubjectId == subject && n.Kind is NoticeKind.ReferAsRepeat)
            || await db.Notices.AnyAsync(n => n.CaseId == caseId && n.SubjectId == subject && n.Kind == NoticeKind.ReferAsRepeat, ct))
        {
            return [];
        }

        var agency = @case.AgencyId;
        var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
        var held = (await db.Staff.Where(s => s.AgencyId == agency && s.DisabledAt == null).Select(s => s.Roles).ToListAsync(ct)).SelectMany(r => r).ToHashSet();
        db.Notices.Add(Notice.To(agency, ReferringRoles.Choose(kind, held), NoticeKind.ReferAsRepeat, caseId, subject, now));
        return [new RepeatIncidentSeen { CaseId = caseId, IncidentId = incident.Id }];
    }

    private async Task<bool> IsRepeatAsync(Case @case, Incident incident, CancellationToken ct)
    {
        var on = UkTime.DateOf(incident.ReportedAt);
        var named = incident.Parties.Where(p => p.Role is PartyRole.Perpetrator).Select(p => p.PersonId).ToHashSet();
        Id<Person>[] perpetrators = [.. @case.Perpetrators.Select(p => p.PersonId).Where(p => named.Count == 0 || named.Contains(p))];
        var earlier = (await evidence.EarlierAsync(@case, null, on, ct)).Where(e => e.SentAt <= incident.ReportedAt && e.Referral.PerpetratorIds.Overlaps(perpetrators)).ToList();
        if (earlier.Count > 0)
        {
            var profile = await evidence.ProfileAsync(await db.MaracOfAsync(@case.UnitId, ct), on, ct);
            return earlier.Any(e => RepeatWindow.Decide(on, e.Referral.ReferredOn, e.Referral.HeardOn, profile.RepeatAnchor).IsRepeat);
        }

        // Referred elsewhere, or before these records: the flag on both is what remains of it.
        var victim = @case.VictimId;
        var flagged = await db.People.Where(p => (p.Id == victim || perpetrators.Contains(p.Id))
            && p.Flags.Any(f => f.Kind == PersonFlagKind.MaracWithinTwelveMonths && (f.Until == null || f.Until >= on))).Select(p => p.Id).ToListAsync(ct);
        return flagged.Contains(victim) && flagged.Any(p => p != victim);
    }
}
