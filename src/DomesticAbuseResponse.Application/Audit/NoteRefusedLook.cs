using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>What an address names by its id.</summary>
public enum AddressOf
{
    Person,
    Incident,
    Case,
    Meeting,
    Assessment,
    Referral,
    Deadline,
}

/// <summary>
/// Somebody asked for a page about a record that their role does not open at all. It is written down like every other refused look (R6.3); a form, a
/// referral or a deadline counts as a look at its case.
/// </summary>
public sealed class NoteRefusedLook(CaseDbContext db, RecordDoor door)
{
    public async Task HandleAsync(Actor actor, AddressOf what, Guid id, string page, CancellationToken ct)
    {
        var (assessment, referral) = (new Id<RiskAssessment>(id), new Id<Referral>(id));
        var deadline = new Id<Domain.Deadlines.Deadline>(id);
        var found = what switch
        {
            AddressOf.Assessment => await db.Assessments.Where(a => a.Id == assessment).Select(a => (Id<Case>?)a.CaseId).SingleOrDefaultAsync(ct),
            AddressOf.Referral => await db.Referrals.Where(r => r.Id == referral).Select(r => (Id<Case>?)r.CaseId).SingleOrDefaultAsync(ct),
            AddressOf.Deadline => await db.Deadlines.Where(d => d.Id == deadline).Select(d => (Id<Case>?)d.CaseId).SingleOrDefaultAsync(ct),
            AddressOf.Person or AddressOf.Incident or AddressOf.Case or AddressOf.Meeting => null,
        };
        var kind = what switch
        {
            AddressOf.Person => RecordKind.Person,
            AddressOf.Incident => RecordKind.Incident,
            AddressOf.Meeting => RecordKind.Meeting,
            AddressOf.Case or AddressOf.Assessment or AddressOf.Referral or AddressOf.Deadline => RecordKind.Case,
        };
        await door.NoteRefusedAsync(actor, kind.ToString(), found?.Value ?? id, page, ct);
    }
}
