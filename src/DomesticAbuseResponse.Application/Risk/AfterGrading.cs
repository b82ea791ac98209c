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
    /// <param name="Unaddressed">What a High asks for and nobody has been chosen for yet.</param>
    public sealed record View(DateTimeOffset? ContactDueAt, IReadOnlyList<Raised> Waiting, IReadOnlyList<ReferralKind> Unaddressed, bool ToSergeant);

    public sealed record Raised(Id<Referral> Id, ReferralKind Kind, string To);

    /// <param name="opened">A form whose door has been passed.</param>
    public async Task<View> ReadAsync(Actor actor, OpenedAssessment opened, CancellationToken ct)
    {
        var (id, agency) = (opened.Case.Id, actor.AgencyId);
        return new View(
            await db.Deadlines.Where(d => d.CaseId == id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null).MinAsync(d => (DateTimeOffset?)d.DueAt, ct),
            await db.Referrals.Where(r => r.CaseId == id && r.FromAgencyId == agency && r.Status == ReferralStatus.Raised).OrderBy(r => r.Kind)
                .Select(r => new Raised(
                    r.Id, r.Kind,
                    db.Agencies.Where(a => a.Id == r.ToAgencyId).Select(a => a.Name).FirstOrDefault() ?? db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault() ?? "")).ToListAsync(ct),
            opened.Case.Grade is RiskGrade.High ? await db.UnaddressedAsync(id, ct) : [],
            await db.Staff.AnyAsync(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Contains(Role.Sergeant), ct));
    }
}
