using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>Every change of every line of a plan, newest first, with what stood there before and after, a page at a time.</summary>
public sealed class PlanHistory(CaseDbContext db, CaseFiles cases, CaseFrames frames, InstrumentBook instruments)
{
    public const int PageSize = 25;

    /// <param name="Before">With an owner: in words. Else as it was stored.</param>
    public sealed record Entry(int Line, PlanField Field, string? Before, string? After, DateTimeOffset At, string By);

    /// <param name="Labels">The topics of risks in words.</param>
    public sealed record View(CaseFrame Frame, IReadOnlyList<Entry> Entries, int Total, IReadOnlyDictionary<string, string> Labels)
    {
        public string LabelOf(string topic) => Labels.GetValueOrDefault(topic) ?? topic;
    }

    /// <param name="line">Only of one line; null for all.</param>
    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, Id<Case> id, int? line, int page, CancellationToken ct)
    {
        var (opened, plan) = await cases.OpenPlanAsync(db, actor, id, AccessLevel.Read, "Read the history of the safety plan", ct);
        var of = plan.Id;
        var changes = db.Set<PlanLineChange>().AsNoTracking().Where(c => c.PlanId == of && (line == null || c.Line == line));
        var total = await changes.CountAsync(ct);
        var shown = await changes.OrderByDescending(c => c.Number).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var staff = await db.StaffAsync([.. shown.Select(c => c.By), .. shown.SelectMany(c => new[] { Named(c.Before), Named(c.After) }).OfType<Id<StaffMember>>()], ct);
        return new View(await frames.ReadAsync(actor, opened, ct), [.. shown.Select(c => new Entry(
            c.Line, c.Field, Said(c, c.Before), Said(c, c.After), c.At, $"{staff[c.By].Name}, {staff[c.By].AgencyName}"))], total, RisksToAnswer.LabelsOf(await instruments.ReadAsync(ct)));

        string? Said(PlanLineChange change, string? text) => change.Field is PlanField.Owner && Named(text) is { } who ? staff.GetValueOrDefault(who)?.Name : text;
    }

    private static Id<StaffMember>? Named(string? owner) => owner?.StartsWith("Staff ", StringComparison.Ordinal) is true && Guid.TryParse(owner["Staff ".Length..], out var id) ? new Id<StaffMember>(id) : null;
}
