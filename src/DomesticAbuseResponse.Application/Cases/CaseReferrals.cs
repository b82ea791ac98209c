using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>Every referral of a case with each step it took, so that whoever referred keeps sight of it for its whole life.</summary>
public sealed class CaseReferrals(CaseDbContext db, CaseFiles cases, CaseFrames frames, CaseSummary summary)
{
    public sealed record View(CaseFrame Frame, IReadOnlyList<Progress> Referrals);

    public sealed record Progress(CaseSummary.ReferralLine Line, IReadOnlyList<Step> Steps);

    public sealed record Step(ReferralStatus Status, DateTimeOffset At, string By, string Agency, string? Words);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read the referrals of the case", ct);
        var lines = await summary.ReferralsAsync(id, actor.AgencyId, ct);
        var steps = (await (from r in db.Referrals
                            where r.CaseId == id
                            from step in r.Steps
                            join s in db.Staff on step.By equals s.Id into people
                            from doer in people.DefaultIfEmpty()
                            join a in db.Agencies on step.ByAgencyId equals a.Id into agencies
                            from agency in agencies.DefaultIfEmpty()
                            orderby step.Number
                            select new { r.Id, Step = new Step(step.Status, step.At, doer.DisplayName ?? "The system", agency.Name ?? "", step.Words) }).ToListAsync(ct))
            .ToLookup(s => s.Id, s => s.Step);
        return new View(await frames.ReadAsync(actor, opened, ct), [.. lines.Select(l => new Progress(l, [.. steps[l.Id]]))]);
    }
}
