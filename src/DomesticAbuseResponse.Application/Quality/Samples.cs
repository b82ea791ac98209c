using System.Security.Cryptography;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Quality;

public sealed record SampleDrawn(Guid Sample, SampleKind Kind, int Frame, int Drawn) : Happened;

public sealed record FormScoredAgain(Guid Sample, RiskGrade Second) : Happened;

public sealed record SampleDecided(Guid Sample, SampleOutcome Outcome) : Happened;

public sealed record CallMarked(Guid Sample) : Happened;

/// <summary>Who draws samples and looks at what was drawn.</summary>
public static class SampleStanding
{
    public static IReadOnlyList<Role> OfForms { get; } = [Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.IdvaManager];

    public static IReadOnlyList<Role> OfCalls { get; } = [Role.ControlRoomSupervisor, Role.Inspector];

    public static bool May(Actor actor, SampleKind kind) => actor.Roles.Any((kind is SampleKind.Forms ? OfForms : OfCalls).Contains);
}

/// <summary>Draws a sample of an agency's own finished forms or calls in a period, with a seed from the machine, and keeps frame and seed (R4.5, R4.26).</summary>
public sealed class DrawSample(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    public sealed record Command(SampleKind Kind, QualityPeriod Period, Id<PolicingUnit>? UnitId, bool EveryGrade);

    public async Task<Result<Id<QualitySample>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!SampleStanding.May(actor, command.Kind))
        {
            throw new RecordNotFoundException();
        }

        var now = clock.GetUtcNow();
        var (agency, unit) = (actor.AgencyId, command.UnitId);
        if (unit is not null && !await db.PolicingUnits.AnyAsync(u => u.Id == unit && u.ForceId == agency, ct))
        {
            return new Refusal("sample.unit", "Choose a unit from the list.");
        }

        var settings = (await policies.AtAsync(PolicyKinds.Quality, agency.Value, UkTime.DateOf(now), ct)).Content;
        var (authors, percent) = command.Kind is SampleKind.Forms
            ? (await FormsAsync(actor, command, ct), settings.FormSamplePercent)
            : (await CallsAsync(actor, command, ct), settings.CallSamplePercent);
        if (authors.Count == 0)
        {
            return new Refusal("sample.empty", command.Kind is SampleKind.Forms ? "No such form was finished in that time." : "No call was logged in that time.");
        }

        var sample = QualitySample.Draw(
            actor, command.Kind, unit, command.Period.From, command.Period.To, command.Kind is SampleKind.Forms && command.EveryGrade, percent,
            RandomNumberGenerator.GetInt32(int.MaxValue), authors, now);
        db.QualitySamples.Add(sample);
        await db.CommitAsync(actor, now, ct, new SampleDrawn(sample.Id.Value, sample.Kind, sample.Frame.Count, sample.Items.Count));
        return sample.Id;
    }

    /// <summary>Forms finished in the period whose grade in force is Standard, or any; crimes or not, partners or family.</summary>
    private async Task<Dictionary<Guid, Id<StaffMember>>> FormsAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (agency, start, end, unit) = (actor.AgencyId, command.Period.Start, command.Period.End, command.UnitId);
        var cases = db.Cases.VisibleTo(actor, db);
        var finished = await db.Assessments.AsNoTracking().Include(a => a.Grades)
            .Where(a => a.AgencyId == agency && a.CompletedAt >= start && a.CompletedAt < end && a.InstrumentCode != InstrumentCodes.ChildMatrix
                && cases.Any(c => c.Id == a.CaseId && c.VictimId == a.PersonId && (unit == null || c.UnitId == unit)))
            .ToListAsync(ct);
        return finished.Where(a => a.History.Current is { } current && (command.EveryGrade || current.Grade is RiskGrade.Standard)).ToDictionary(a => a.Id.Value, a => a.StartedBy);
    }

    private async Task<Dictionary<Guid, Id<StaffMember>>> CallsAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (agency, start, end, unit) = (actor.AgencyId, command.Period.Start, command.Period.End, command.UnitId);
        var calls = await db.Incidents.AsNoTracking().VisibleTo(actor, db)
            .Where(i => i.AgencyId == agency && i.LoggedAt >= start && i.LoggedAt < end && i.ReportedAt < end && (unit == null || i.UnitId == unit))
            .Select(i => new { i.Id, i.LoggedBy }).ToListAsync(ct);
        return calls.ToDictionary(i => i.Id.Value, i => i.LoggedBy);
    }
}

/// <summary>The samples of the actor's agency, newest first, with how far each has come and, of forms, how far the grades agree.</summary>
public sealed class SampleList(CaseDbContext db)
{
    public const int PageSize = 25;

    public sealed record Row(Id<QualitySample> Id, SampleKind Kind, string? Unit, DateOnly From, DateOnly To, bool EveryGrade, int Frame, int Drawn, int Done, string DrawnBy, DateTimeOffset DrawnAt);

    public sealed record View(IReadOnlyList<Row> Rows, int Total, int Page, IReadOnlyList<(Id<PolicingUnit> Id, string Name)> Units);

    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var kinds = Enum.GetValues<SampleKind>().Where(k => SampleStanding.May(actor, k)).ToArray();
        var samples = db.QualitySamples.AsNoTracking().Where(s => s.AgencyId == agency && kinds.Contains(s.Kind));
        var total = await samples.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await samples.OrderByDescending(s => s.DrawnAt).ThenBy(s => s.Id).Skip((shown - 1) * PageSize).Take(PageSize).Select(s => new Row(
            s.Id, s.Kind, db.PolicingUnits.Where(u => u.Id == s.UnitId).Select(u => u.Name).FirstOrDefault(), s.FromDay, s.ToDay, s.EveryGrade, s.Frame.Count, s.Items.Count,
            s.Items.Count(i => i.DecidedAt != null), db.Staff.Where(x => x.Id == s.DrawnBy).Select(x => x.DisplayName).FirstOrDefault() ?? "", s.DrawnAt)).ToListAsync(ct);
        return new View(rows, total, shown, [.. (await db.UnitNamesAsync(actor, ct)).Select(u => (u.Key, u.Value))]);
    }
}

/// <summary>One sample: how it was drawn, what was drawn, and what was found. What the reader may not open is not among the items.</summary>
public sealed class SampleFile(CaseDbContext db, RecordDoor door)
{
    /// <param name="Reference">The reference of the case or incident.</param>
    public sealed record Item(SampledItem Found, string Reference, string Author, string? ScoredBy, bool IsOwn);

    /// <param name="Hidden">How many items the reader may not open.</param>
    public sealed record View(QualitySample Sample, string? Unit, string DrawnBy, IReadOnlyList<Item> Items, int Hidden, Agreement Agreement);

    public async Task<View> ReadAsync(Actor actor, Id<QualitySample> id, CancellationToken ct)
    {
        var sample = await db.SampleAsync(actor, id, ct);
        var (unit, drawer) = (sample.UnitId, sample.DrawnBy);
        var references = await ReferencesAsync(actor, sample, ct);
        Id<StaffMember>[] people = [.. sample.Items.SelectMany(i => new[] { i.AuthorId, i.ScoredBy }).OfType<Id<StaffMember>>().Append(drawer).Distinct()];
        var names = await db.Staff.Where(s => people.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var shown = sample.Items.Where(i => references.ContainsKey(i.SubjectId)).OrderBy(i => i.Place).ToList();
        await door.ShowListAsync(actor, "Quality sample", shown.Select(i => i.SubjectId), ct);
        return new View(
            sample, await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).SingleOrDefaultAsync(ct), names.GetValueOrDefault(drawer, ""),
            [.. shown.Select(i => new Item(
                i, references[i.SubjectId], names.GetValueOrDefault(i.AuthorId, ""), i.ScoredBy is { } scorer ? names.GetValueOrDefault(scorer) : null, i.AuthorId == actor.StaffId))],
            sample.Items.Count - shown.Count,
            Agreement.Of(shown.Where(i => i is { FirstGrade: not null, SecondGrade: not null }).Select(i => new GradePair(i.FirstGrade!.Value, i.SecondGrade!.Value))));
    }

    private async Task<Dictionary<Guid, string>> ReferencesAsync(Actor actor, QualitySample sample, CancellationToken ct)
    {
        if (sample.Kind is SampleKind.Calls)
        {
            Id<Incident>[] calls = [.. sample.Items.Select(i => new Id<Incident>(i.SubjectId))];
            return await db.Incidents.VisibleTo(actor, db).Where(i => calls.Contains(i.Id)).ToDictionaryAsync(i => i.Id.Value, i => i.Reference, ct);
        }

        Id<Domain.Cases.RiskAssessment>[] forms = [.. sample.Items.Select(i => new Id<Domain.Cases.RiskAssessment>(i.SubjectId))];
        return await (from a in db.Assessments
                      join c in db.Cases.VisibleTo(actor, db) on a.CaseId equals c.Id
                      where forms.Contains(a.Id)
                      select new { a.Id, c.Reference }).ToDictionaryAsync(a => a.Id.Value, a => a.Reference, ct);
    }
}

internal static class SampleReach
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">It is another agency's, of a kind the actor has nothing to do with, or there is none.</exception>
        public async Task<QualitySample> SampleAsync(Actor actor, Id<QualitySample> id, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            var sample = await db.QualitySamples.Include(s => s.Items.OrderBy(i => i.Place)).SingleOrDefaultAsync(s => s.Id == id && s.AgencyId == agency, ct);
            return sample is not null && SampleStanding.May(actor, sample.Kind) ? sample : throw new RecordNotFoundException();
        }

        public async Task<(QualitySample Sample, SampledItem Item)> SampledAsync(Actor actor, Id<QualitySample> id, long number, SampleKind kind, CancellationToken ct)
        {
            var sample = await db.SampleAsync(actor, id, ct);
            return sample.Kind == kind && sample.Items.FirstOrDefault(i => i.Number == number) is { } item ? (sample, item) : throw new RecordNotFoundException();
        }
    }
}
