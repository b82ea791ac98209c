using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>One line as it is shown.</summary>
/// <param name="Who">The colleague whose it is, with their agency; null for other owners.</param>
/// <param name="Stale">Why it is to be looked at again; null where it is not.</param>
public sealed record PlanLineView(PlanLine Line, string Agency, string? Who, string SettledBy, IReadOnlyList<string> Answers, StaleLine? Stale, bool IsLate, bool MayChange);

/// <summary>The whole plan of a case on one page, and what every other page of it needs.</summary>
public sealed class PlanOverview(CaseDbContext db, CaseFiles cases, CaseFrames frames, RisksToAnswer risks, TimeProvider clock)
{
    public const int ReviewsShown = 10;

    public sealed record ReviewLine(PlanReview Review, string By);

    public sealed record PaperLineOf(int Copy, string Language, DateTimeOffset MadeAt, string MadeBy, DateOnly? GivenOn);

    public sealed record NextReview(Id<Deadline> Id, DateTimeOffset DueAt, bool IsLate);

    /// <param name="Unanswered">Critical risks of the current assessment that no live line answers.</param>
    /// <param name="Events">What has happened since the last review, newest first.</param>
    /// <param name="Next">By when it is looked at again; null while no clock runs.</param>
    /// <param name="At">When the page was made.</param>
    public sealed record Whole(
        SafetyPlan Plan, string BegunBy, IReadOnlyList<PlanLineView> Lines, IReadOnlyList<PlanRisk> Unanswered, IReadOnlyList<PlanEvent> Events, IReadOnlyList<ReviewLine> Reviews, IReadOnlyList<PaperLineOf> Papers,
        NextReview? Next, bool Keeps, DateTimeOffset At);

    /// <param name="Plan">Null while nobody has begun one.</param>
    /// <param name="BeginBy">By when one is to be begun.</param>
    /// <param name="Workers">Colleagues of the reader who may be given a line.</param>
    public sealed record View(CaseFrame Frame, Whole? Plan, NextReview? BeginBy, RisksToAnswer.View Risks, IReadOnlyList<StaffLine> Workers)
    {
        /// <summary>Whether this reader may write at all, and the case is open.</summary>
        public bool MayWrite => Frame is { MayEdit: true, IsOpen: true };

        /// <exception cref="RecordNotFoundException">Nobody has begun a plan.</exception>
        public Whole Begun => Plan ?? throw new RecordNotFoundException();
    }

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct) => await ReadAsync(actor, id, AccessLevel.Read, "Read the safety plan", ct);

    /// <summary>For a page on which it is changed.</summary>
    public Task<View> ToChangeAsync(Actor actor, Id<Case> id, CancellationToken ct) => ReadAsync(actor, id, AccessLevel.Edit, "Change the safety plan", ct);

    private async Task<View> ReadAsync(Actor actor, Id<Case> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await cases.OpenAsync(actor, id, wanted, purpose, ct);
        var frame = await frames.ReadAsync(actor, opened, ct);
        var risk = await risks.ReadAsync(opened, ct);
        var clocks = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == id && d.MetAt == null && d.SupersededAt == null && (d.Kind == DeadlineKind.ReviewPlan || d.Kind == DeadlineKind.BeginPlan)).OrderBy(d => d.DueAt).ToListAsync(ct);
        var plan = await db.SafetyPlans.AsNoTracking().Include(p => p.Reviews).Include(p => p.Papers).AsSplitQuery().SingleOrDefaultAsync(p => p.CaseId == id, ct);
        return new View(
            frame, plan is null ? null : await WholeAsync(actor, plan, risk, Clock(DeadlineKind.ReviewPlan), now, ct), Clock(DeadlineKind.BeginPlan), risk,
            frame.MayEdit && plan is not null ? await db.WorkersOnAsync(actor, opened, ct) : []);

        NextReview? Clock(DeadlineKind kind) => clocks.Find(d => d.Kind == kind) is { } due ? new NextReview(due.Id, due.DueAt, due.DueAt < now) : null;
    }

    private async Task<Whole> WholeAsync(Actor actor, SafetyPlan plan, RisksToAnswer.View risk, NextReview? next, DateTimeOffset now, CancellationToken ct)
    {
        var (id, today) = (plan.Id, UkTime.DateOf(now));
        var lines = await db.PlanLines.AsNoTracking().Where(l => l.PlanId == id).OrderBy(l => l.Number).ToListAsync(ct);
        var events = await db.EventsSinceAsync(plan, now, ct);
        var stale = StaleLines.Of(lines.Select(l => l.ToLookAt), events, now).ToDictionary(s => s.Number);
        var reviews = plan.Reviews.OrderByDescending(r => r.Number).Take(ReviewsShown).ToList();
        var staff = await db.StaffAsync(
            [
                .. lines.SelectMany(l => new[] { l.OwnerStaffId, l.StatusBy, l.WrittenBy }).OfType<Id<StaffMember>>(), .. reviews.Select(r => r.By), .. plan.Papers.Select(p => p.MadeBy), plan.BegunBy,
            ],
            ct);
        return new Whole(
            plan, $"{staff[plan.BegunBy].Name}, {staff[plan.BegunBy].AgencyName}",
            [.. lines.Select(l => new PlanLineView(
                l, staff[l.WrittenBy].AgencyName, l.OwnerStaffId is { } who ? $"{staff[who].Name}, {staff[who].AgencyName}" : null, staff[l.StatusBy].Name,
                [.. l.Answers.Select(risk.LabelOf)], stale.GetValueOrDefault(l.Number), l.IsOpen && l.DueOn < today, PlanStanding.MayChange(actor, plan, l.AgencyId)))],
            PlanRisks.Unanswered(risk.Risks, lines.Where(l => l.IsLive).SelectMany(l => l.Answers)),
            [.. events.Where(e => e.At > plan.ReviewedAt).OrderByDescending(e => e.At)],
            [.. reviews.Select(r => new ReviewLine(r, $"{staff[r.By].Name}, {staff[r.By].AgencyName}"))],
            [.. plan.Papers.OrderByDescending(p => p.Copy).Select(p => new PaperLineOf(p.Copy, p.Language, p.MadeAt, staff[p.MadeBy].Name, p.GivenOn))],
            next, PlanStanding.Keeps(actor, plan), now);
    }
}

/// <summary>The plan in a few numbers, for the case file; nothing to whom the case is closed.</summary>
public sealed class PlanGlance(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Begun">Whether there is a plan.</param>
    /// <param name="DueToday">Open lines whose day is today; late ones are counted by themselves.</param>
    /// <param name="Stale">Live lines to be looked at again.</param>
    public sealed record View(bool Begun, int Open, int DueToday, int Late, int Stale, DateTimeOffset? ReviewBy, DateTimeOffset At)
    {
        public bool IsOverdue => ReviewBy < At;
    }

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, visible) = (UkTime.DateOf(now), db.Cases.VisibleTo(actor, db, AccessLevel.Read));
        var due = await db.Deadlines.Where(d => d.CaseId == id && d.MetAt == null && d.SupersededAt == null && (d.Kind == DeadlineKind.ReviewPlan || d.Kind == DeadlineKind.BeginPlan) && visible.Any(c => c.Id == id))
            .MinAsync(d => (DateTimeOffset?)d.DueAt, ct);
        if (await db.SafetyPlans.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == id && visible.Any(c => c.Id == id), ct) is not { } plan)
        {
            return new View(false, 0, 0, 0, 0, due, now);
        }

        var of = plan.Id;
        var lines = await db.PlanLines.AsNoTracking().Where(l => l.PlanId == of && (l.Status == PlanLineStatus.Open || l.Status == PlanLineStatus.Done)).ToListAsync(ct);
        var open = lines.Where(l => l.IsOpen).ToList();
        return new View(
            true, open.Count, open.Count(l => l.DueOn == today), open.Count(l => l.DueOn < today),
            StaleLines.Of(lines.Select(l => l.ToLookAt), await db.EventsSinceAsync(plan, now, ct), now).Count, due, now);
    }
}
