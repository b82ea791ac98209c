using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>Prepares the copy for the victim: which lines can stand on it, what in them could give somebody away, and exactly what the paper would say (T4, T5, T9).</summary>
public sealed class PaperDesk(CaseDbContext db, CaseFiles cases, CaseFrames frames)
{
    /// <param name="Words">As they would stand on the paper.</param>
    public sealed record Line(int Number, string Section, string Words, DateOnly? DueOn, bool IsOpen, bool IsChosen, IReadOnlyList<PaperFinding> Findings)
    {
        public bool Stops => Findings.Any(f => f.Stops);
    }

    public sealed record View(CaseFrame Frame, IReadOnlyList<Line> Lines)
    {
        /// <summary>What the paper says with these lines on it. One that is stopped stands on none.</summary>
        public PaperSheet SheetOf(IReadOnlyCollection<int> numbers, PaperWords words, bool withDays) => PaperSheet.Of(
            [.. Lines.Where(l => numbers.Contains(l.Number) && !l.Stops).Select(l => new PaperLine(l.Number, l.Section, l.Words, withDays && l.IsOpen ? l.DueOn : null))], words);
    }

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var (opened, plan) = await cases.OpenPlanAsync(db, actor, id, AccessLevel.Edit, "Prepare a copy of the safety plan", ct);
        return new View(await frames.ReadAsync(actor, opened, ct), await LinesAsync(actor, opened, plan, ct));
    }

    internal async Task<IReadOnlyList<Line>> LinesAsync(Actor actor, Case opened, SafetyPlan plan, CancellationToken ct)
    {
        var id = plan.Id;
        var lines = await db.PlanLines.AsNoTracking().Where(l => l.PlanId == id && (l.Status == PlanLineStatus.Open || l.Status == PlanLineStatus.Done)).OrderBy(l => l.Number).ToListAsync(ct);
        var subject = await SubjectAsync(actor, opened, ct);
        return [.. lines.Where(l => PlanSections.Find(l.Section)?.OnPaper is true).Select(l => (Line: l, Words: l.PaperWords ?? l.Words))
            .Select(l => new Line(l.Line.Number, l.Line.Section, l.Words, l.Line.DueOn, l.Line.IsOpen, l.Line.OnPaper, PaperCheck.Of(l.Words, subject)))];
    }

    /// <summary>Everybody of the case and of its incidents. What is protected of them is looked for whoever asks, and never said; a name only where the reader may read the person.</summary>
    private async Task<PaperSubject> SubjectAsync(Actor actor, Case opened, CancellationToken ct)
    {
        var (id, record) = (opened.Id, opened.Id.Value);
        Id<Person>[] own = [opened.VictimId, .. opened.Perpetrators.Select(p => p.PersonId)];
        var parties = db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id)).SelectMany(i => i.Parties).Select(p => p.PersonId);
        var people = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.Addresses).Include(p => p.SafeContacts).Where(p => own.Contains(p.Id) || parties.Contains(p.Id)).AsSplitQuery().ToListAsync(ct);
        var known = (await db.People.VisibleTo(actor, db).Where(p => own.Contains(p.Id) || parties.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var agencies = await db.Agencies.Where(a => db.Participations.Any(p => p.RecordId == record && p.Until == null && p.AgencyId == a.Id)).Select(a => a.Name).ToListAsync(ct);
        return new PaperSubject(
            [.. people.Where(p => known.Contains(p.Id) || own.Contains(p.Id)).SelectMany(p => p.Names).Select(n => n.Full)], Of(open: true), Of(open: false), [.. people.SelectMany(p => p.SafeContacts)], agencies);

        IReadOnlyList<PostalAddress> Of(bool open) => [.. people.SelectMany(p => p.Addresses).Where(a => a.Visibility is AddressVisibility.Open == open).Select(a => new PostalAddress(a.Lines, a.Postcode))];
    }
}

/// <summary>Makes a copy of the plan for the victim. What stands on it is kept as it was.</summary>
public sealed class MakePaper(CaseDbContext db, CaseFiles cases, PaperDesk desk, TimeProvider clock)
{
    /// <param name="Lines">The lines chosen.</param>
    /// <param name="AllTheSame">Those of them that were chosen in the knowledge of what was found in them.</param>
    public sealed record Command(Id<Case> CaseId, string Language, IReadOnlyCollection<int> Lines, IReadOnlyCollection<int> AllTheSame, bool WithDays);

    /// <returns>The number of the copy.</returns>
    public Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (@case, plan) = await cases.OpenPlanAsync(db, actor, command.CaseId, AccessLevel.Edit, "Make a copy of the safety plan for the victim", ct);
            if (!@case.IsOpen)
            {
                return (Result<int>)CaseClosing.IsClosed;
            }

            if (PaperWords.Find(command.Language) is not { } words)
            {
                return new Refusal("paper.language", "Choose the language");
            }

            var lines = await desk.LinesAsync(actor, @case, plan, ct);
            var chosen = lines.Where(l => command.Lines.Contains(l.Number)).ToList();
            if (chosen.Count == 0)
            {
                return new Refusal("paper.lines", "Choose at least one line");
            }

            if (chosen.Find(l => l.Stops) is { } stopped)
            {
                return new Refusal("paper.stopped", $"Line {stopped.Number} may name a protected place or number. Say it in other words first");
            }

            if (chosen.Find(l => l.Findings.Count > 0 && !command.AllTheSame.Contains(l.Number)) is { } telling)
            {
                return new Refusal("paper.telling", $"Line {telling.Number} could give somebody away. Say it in other words, leave it out, or choose it all the same");
            }

            var id = plan.Id;
            var copy = 1 + await db.Set<PlanPaper>().CountAsync(p => p.PlanId == id, ct);
            plan.Print(copy, words.Language, new PaperDesk.View(null!, lines).SheetOf([.. chosen.Select(l => l.Number)], words, command.WithDays), actor, now);
            await db.CommitAsync(actor, now, ct, new PlanPaperMade(copy, words.Language, chosen.Count) { CaseId = @case.Id });
            return copy;
        },
        ct);
}

/// <summary>One copy as it was made, and how it was given.</summary>
public sealed class PlanPapers(CaseDbContext db, CaseFiles cases, CaseFrames frames)
{
    public sealed record View(CaseFrame Frame, PlanPaper Paper, PaperSheet Sheet, string MadeBy, string? GivenBy);

    /// <exception cref="RecordNotFoundException">There is no such copy, or its case does not open.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Case> id, int copy, CancellationToken ct)
    {
        var (opened, plan) = await cases.OpenPlanAsync(db, actor, id, AccessLevel.Edit, "See a copy of the safety plan for the victim", ct);
        var of = plan.Id;
        var paper = await db.Set<PlanPaper>().AsNoTracking().SingleOrDefaultAsync(p => p.PlanId == of && p.Copy == copy, ct) ?? throw new RecordNotFoundException();
        var staff = await db.StaffAsync(new[] { paper.MadeBy, paper.GivenBy }.OfType<Id<StaffMember>>(), ct);
        return new View(await frames.ReadAsync(actor, opened, ct), paper, PaperSheet.FromJson(paper.Sheet), staff[paper.MadeBy].Name, paper.GivenBy is { } by ? staff[by].Name : null);
    }
}

/// <summary>Records how a copy reached the victim, and whether that was safe.</summary>
public sealed class GivePaper(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    private static readonly Refusal _raced = new("paper.given", "Somebody has just recorded how this copy was given.");

    public sealed record Command(Id<Case> CaseId, int Copy, DateOnly On, PaperWay Way, string? To, PaperSafety WasSafe, string? Note);

    public async Task<Result<PlanPaper>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (@case, plan) = await cases.OpenPlanAsync(db, actor, command.CaseId, AccessLevel.Edit, "Record how a copy of the safety plan was given", ct);
        var (of, copy) = (plan.Id, command.Copy);
        var paper = await db.Set<PlanPaper>().SingleOrDefaultAsync(p => p.PlanId == of && p.Copy == copy, ct) ?? throw new RecordNotFoundException();
        var given = paper.Give(command.On, command.Way, command.To, command.WasSafe, command.Note, actor, UkTime.DateOf(now), now);
        return given.Refusal is not null ? given
            : await db.TryCommitAsync(actor, now, _raced, ct, new PlanPaperGiven(copy, command.Way, command.WasSafe) { CaseId = @case.Id }) is { } late ? late : given;
    }
}
