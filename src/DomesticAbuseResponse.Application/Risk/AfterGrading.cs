using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>What a grade has set going, for whoever has just given it: the date of the contact, and where the referrals wait.</summary>
public sealed class AfterGrading(CaseDbContext db)
{
    /// <param name="Unaddressed">What a High asks for and nobody has been chosen for yet; empty for whoever cannot choose.</param>
    /// <param name="Sender">The agency that sends what waits, where it is not the reader's own.</param>
    public sealed record View(DateTimeOffset? ContactDueAt, IReadOnlyList<Raised> Waiting, IReadOnlyList<ReferralKind> Unaddressed, bool ToSergeant, string? Sender);

    public sealed record Raised(Id<Referral> Id, ReferralKind Kind, string To);

    /// <param name="opened">A form whose door has been passed.</param>
    public async Task<View> ReadAsync(Actor actor, OpenedAssessment opened, CancellationToken ct)
    {
        var (id, agency) = (opened.Case.Id, await db.GoesOnWithAsync(opened.Case, actor.AgencyId, ct));
        var isOwn = agency == actor.AgencyId;
        return new View(
            await db.Deadlines.Where(d => d.CaseId == id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null).MinAsync(d => (DateTimeOffset?)d.DueAt, ct),
            await db.Referrals.Where(r => r.CaseId == id && r.FromAgencyId == agency && r.Status == ReferralStatus.Raised).OrderBy(r => r.Kind)
                .Select(r => new Raised(
                    r.Id, r.Kind,
                    db.Agencies.Where(a => a.Id == r.ToAgencyId).Select(a => a.Name).FirstOrDefault() ?? db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault() ?? "")).ToListAsync(ct),
            opened.Case.Grade is RiskGrade.High && isOwn ? await db.UnaddressedAsync(id, ct) : [],
            await db.Staff.AnyAsync(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Contains(Role.Sergeant), ct),
            isOwn ? null : await db.Agencies.Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct));
    }
}
