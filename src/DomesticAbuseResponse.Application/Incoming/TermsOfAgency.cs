using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>What the words of an agency's systems mean today: its grades, its units, and what people have explained.</summary>
public sealed class TermsOfAgency(CaseDbContext db, ResponseSchemes schemes)
{
    /// <param name="isLive">False for a file of the past.</param>
    public async Task<ReportTerms> ReadAsync(Id<Agency> agency, bool isLive, CancellationToken ct)
    {
        var units = await db.PolicingUnits.AsNoTracking().Where(u => u.ForceId == agency).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        var learned = await db.LearnedWords.AsNoTracking().Where(w => w.AgencyId == agency).ToDictionaryAsync(w => (w.Field, w.Word), w => w.Meaning, ct);
        return new ReportTerms(await schemes.ReadAsync(agency, ct), [.. units.Select(u => (u.Id, u.Name))], learned, isLive);
    }
}
