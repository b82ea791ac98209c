using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Quality;

/// <summary>One drawn form for whoever scores it: what was answered, and no grade of anybody before they have given theirs (R4.26).</summary>
public sealed class SampledForm(CaseDbContext db, AssessmentOverview overview, TimeProvider clock)
{
    /// <param name="IsOwn">The reader graded it themselves, and so cannot be the second.</param>
    /// <param name="MayGrade">The case is open, so that the second grade can be given to the form.</param>
    public sealed record View(QualitySample Sample, SampledItem Item, AssessmentOverview.View Form, string Author, bool IsOwn, bool MayGrade);

    public async Task<View> ReadAsync(Actor actor, Id<QualitySample> id, long number, CancellationToken ct)
    {
        var (sample, item) = await db.SampledAsync(actor, id, number, SampleKind.Forms, ct);
        var form = await overview.ReadAsync(actor, new Id<RiskAssessment>(item.SubjectId), clock.GetUtcNow(), ct);
        var author = item.AuthorId;
        return new View(
            sample, item, form, await db.Staff.Where(s => s.Id == author).Select(s => s.DisplayName).SingleOrDefaultAsync(ct) ?? "",
            author == actor.StaffId || form.History.Timeline.Any(g => g.By == actor.StaffId || g.SecondPerson == actor.StaffId), form.Opened.Case.IsOpen);
    }
}

/// <summary>Gives a drawn form a second grade without sight of the first. Nobody scores what they graded (R4.26).</summary>
public sealed class ScoreSample(CaseDbContext db, AssessmentFiles forms, TimeProvider clock)
{
    public sealed record Command(Id<QualitySample> SampleId, long Number, uint? Version, RiskGrade Grade, string? Reason);

    public async Task<Result<SampledItem>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (sample, item) = await db.SampledAsync(actor, command.SampleId, command.Number, SampleKind.Forms, ct);
        var history = (await forms.OpenAsync(actor, new Id<RiskAssessment>(item.SubjectId), AccessLevel.Read, "Score a risk assessment a second time", ct)).Assessment.History;
        db.Expect(item, command.Version);
        var graders = history.Timeline.SelectMany(g => new[] { g.By, g.SecondPerson }).OfType<Id<StaffMember>>().ToHashSet();
        var scored = item.Score(actor, graders, history.Current?.Grade, command.Grade, command.Reason, now);
        if (scored.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new FormScoredAgain(sample.Id.Value, command.Grade));
        }

        return scored;
    }
}

/// <summary>Decides between two grades that differ: the second is given to the form, or the first stands; the assessor reads why (R4.26).</summary>
public sealed class DecideSample(CaseDbContext db, GiveGrade give, TimeProvider clock)
{
    public sealed record Command(Id<QualitySample> SampleId, long Number, uint? Version, SampleOutcome Outcome, string? Feedback);

    public async Task<Result<SampledItem>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (sample, item) = await db.SampledAsync(actor, command.SampleId, command.Number, SampleKind.Forms, ct);
        db.Expect(item, command.Version);
        var decided = item.Decide(actor, command.Outcome, command.Feedback, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        db.Notices.Add(Notice.To(sample.AgencyId, item.AuthorId, NoticeKind.QualityFeedback, null, sample.Id.Value, now));
        await using var both = await db.Database.BeginTransactionAsync(ct);
        if (command.Outcome is SampleOutcome.Regraded)
        {
            var graded = await give.HandleAsync(actor, new(new Id<RiskAssessment>(item.SubjectId), item.SecondGrade!.Value, item.SecondReason, null), ct);
            if (graded.Refusal is { } refused)
            {
                await both.RollbackAsync(ct);
                await db.ForgetChangesAsync(ct);
                return refused;
            }
        }

        await db.CommitAsync(actor, now, ct, new SampleDecided(sample.Id.Value, command.Outcome));
        await both.CommitAsync(ct);
        return decided;
    }
}

/// <summary>One drawn call for whoever looks at it (R4.5).</summary>
public sealed class SampledCall(CaseDbContext db, IncidentOverview overview, EarlierCalls earlier)
{
    /// <param name="IsOwn">The reader logged the call.</param>
    public sealed record View(QualitySample Sample, SampledItem Item, IncidentOverview.View Call, EarlierCalls.View Earlier, string Author, bool IsOwn);

    public async Task<View> ReadAsync(Actor actor, Id<QualitySample> id, long number, CancellationToken ct)
    {
        var (sample, item) = await db.SampledAsync(actor, id, number, SampleKind.Calls, ct);
        var call = await overview.ReadAsync(actor, new Id<Incident>(item.SubjectId), ct);
        return new View(sample, item, call, await earlier.ReadAsync(actor, call.Incident, ct), call.LoggedBy, item.AuthorId == actor.StaffId);
    }
}

/// <summary>Records what a drawn call was found to be like, with feedback to whoever took it (R4.5).</summary>
public sealed class MarkCall(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<QualitySample> SampleId, long Number, uint? Version, CallMarks Marks, string? Feedback);

    public async Task<Result<SampledItem>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (sample, item) = await db.SampledAsync(actor, command.SampleId, command.Number, SampleKind.Calls, ct);
        await incidents.OpenAsync(actor, new Id<Incident>(item.SubjectId), AccessLevel.Read, "Look at a call for quality", ct);
        db.Expect(item, command.Version);
        var marked = item.Mark(actor, command.Marks, command.Feedback, now);
        if (marked.Refusal is null)
        {
            if (item.Feedback is not null)
            {
                db.Notices.Add(Notice.To(sample.AgencyId, item.AuthorId, NoticeKind.QualityFeedback, null, sample.Id.Value, now));
            }

            await db.CommitAsync(actor, now, ct, new CallMarked(sample.Id.Value));
        }

        return marked;
    }
}

/// <summary>What somebody was told about their own forms and calls, newest first.</summary>
public sealed class MyFeedback(CaseDbContext db)
{
    public const int Most = 100;

    /// <param name="Reference">Null where they may not open the record any more.</param>
    public sealed record Row(SampleKind Kind, Guid SubjectId, string? Reference, SampledItem Item, string By);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var me = actor.StaffId;
        var items = await db.Set<SampledItem>().AsNoTracking().Where(i => i.AuthorId == me && i.DecidedAt != null && i.Feedback != null).OrderByDescending(i => i.DecidedAt).Take(Most).ToListAsync(ct);
        Id<RiskAssessment>[] forms = [.. items.Where(i => i.Kind is SampleKind.Forms).Select(i => new Id<RiskAssessment>(i.SubjectId))];
        Id<Incident>[] calls = [.. items.Where(i => i.Kind is SampleKind.Calls).Select(i => new Id<Incident>(i.SubjectId))];
        var references = await (from a in db.Assessments
                                join c in db.Cases.VisibleTo(actor, db) on a.CaseId equals c.Id
                                where forms.Contains(a.Id)
                                select new { Id = a.Id, c.Reference }).ToDictionaryAsync(a => a.Id.Value, a => a.Reference, ct);
        foreach (var call in await db.Incidents.VisibleTo(actor, db).Where(i => calls.Contains(i.Id)).Select(i => new { i.Id, i.Reference }).ToListAsync(ct))
        {
            references[call.Id.Value] = call.Reference;
        }

        Id<StaffMember>[] scorers = [.. items.Select(i => i.ScoredBy).OfType<Id<StaffMember>>().Distinct()];
        var names = await db.Staff.Where(s => scorers.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        return [.. items.Select(i => new Row(i.Kind, i.SubjectId, references.GetValueOrDefault(i.SubjectId), i, i.ScoredBy is { } by ? names.GetValueOrDefault(by, "") : ""))];
    }
}
