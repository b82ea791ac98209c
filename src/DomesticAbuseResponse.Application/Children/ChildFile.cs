using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

public enum ChildEntryKind
{
    Incident,
    Notice,
    Screening,
    Matrix,
    Visit,
}

/// <summary>One thing that happened to a child, newest first.</summary>
/// <param name="Subject">The incident, notice, screening or form it leads to.</param>
/// <param name="Reference">Of the incident.</param>
public sealed record ChildEntry(DateTimeOffset At, ChildEntryKind Kind, Guid Subject, string? Reference = null, ChildPart? Part = null, SchoolNotice? Notice = null, ChildScreening? Screening = null, Scale? Scale = null, bool IsFinished = true);

/// <summary>What a child said, with who wrote it down.</summary>
public sealed record VoiceLine(ChildVoice Voice, string By, string Agency, string? IncidentReference);

/// <summary>Where a child can be found, as far as the reader may read it.</summary>
/// <param name="Decision">Whether they may, and why.</param>
public sealed record ChildPlaces(AddressDecision Decision, Education Education, string? School, string? Authority, string? Gp, string? HealthVisitor);

/// <summary>
/// A child as a victim in their own right (R1.26): what happened to them, what they said, and what was decided for them. It is read through the doors of the case and
/// of the child. An incident, a visit or another agency's note that the reader may not open is not in it.
/// </summary>
public sealed class ChildFile(CaseDbContext db, CaseFiles cases, PersonFiles people, CaseFrames frames, ChildGuard guard, InstrumentBook instruments, RecordDoor door, TimeProvider clock)
{
    private const int _most = 100;

    /// <param name="NeedsAreKept">Whether the child's needs are kept from this reader, as where the child is.</param>
    /// <param name="Matrix">The newest finished DVRIM, with its level and route (R1.27).</param>
    public sealed record View(
        CaseFrame Frame, Id<Person> Id, string Name, DateOnly? BornOn, bool BirthIsEstimated, int? Age, ChildPlaces Places, bool? SpecialNeeds, string? Needs, SchoolConcern Concern, string? ConcernWords,
        long Seen, bool NeedsAreKept, IReadOnlyList<VoiceLine> Voices, IReadOnlyList<ChildEntry> Entries, (Id<RiskAssessment> Id, Scale? Scale, IReadOnlyList<string> Reasons)? Matrix, bool MayEdit);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, Id<Person> child, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read a child's record", ct);
        var person = await people.OpenAsync(actor, await guard.IsChildOfAsync(id, child, ct) ? child : new Id<Person>(Guid.Empty), AccessLevel.Read, "Read a child's record", ct);
        var (decision, needs) = await guard.ReadableAsync(actor, person, ct);
        var newest = await db.ChildDetails.AsNoTracking().Where(d => d.PersonId == child).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        var facts = newest?.Facts ?? ChildFacts.Unknown;
        var frame = await frames.ReadAsync(actor, opened, ct);
        var level = RecordAccess.Decide(actor, RecordKind.Person, await door.FactsAsync(actor, child.Value, person.IsRestricted, ct)).Level;
        var library = await instruments.ReadAsync(ct);
        var forms = await FormsAsync(actor, child, ct);
        return new View(
            frame, child, person.DisplayName, person.BornOn, person.BirthIsEstimated, person.AgeOn(UkTime.DateOf(clock.GetUtcNow())), await PlacesAsync(decision, facts, ct), needs ? facts.SpecialNeeds : null, needs ? facts.Needs : null,
            decision.MayReveal ? facts.Concern : SchoolConcern.None, decision.MayReveal ? facts.ConcernWords : null, newest?.Number ?? 0, !needs,
            await VoicesAsync(actor, child, ct), await EntriesAsync(actor, child, forms, library, ct), MatrixOf(forms, library), frame.MayEdit && level >= AccessLevel.Edit);
    }

    /// <summary>What is known of a child's school, for somebody who may read it; else that it is held.</summary>
    internal async Task<ChildPlaces> PlacesAsync(AddressDecision decision, ChildFacts facts, CancellationToken ct)
    {
        var (school, authority) = (facts.SchoolId, facts.AuthorityId);
        return decision.MayReveal
            ? new ChildPlaces(
                decision, facts.Education, facts.SchoolName ?? await db.Schools.Where(s => s.Id == school).Select(s => s.Name).FirstOrDefaultAsync(ct),
                await db.Set<LocalAuthority>().Where(a => a.Id == authority).Select(a => a.Name).FirstOrDefaultAsync(ct), facts.Gp, facts.HealthVisitor)
            : new ChildPlaces(decision, Education.NotKnown, null, null, null, null);
    }

    /// <summary>What other agencies wrote for themselves alone is not in it, nor what they wrote for everybody on a case that the reader may not open (T8, T13).</summary>
    private async Task<IReadOnlyList<VoiceLine>> VoicesAsync(Actor actor, Id<Person> child, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var incidents = db.Incidents.VisibleTo(actor, db);
        var open = db.Cases.VisibleTo(actor, db);
        var found = await db.ChildVoices.AsNoTracking()
            .Where(v => v.PersonId == child && (v.ByAgencyId == agency || (v.Readers == VoiceReaders.EverybodyOnTheCase && (v.CaseId == null || open.Any(c => c.Id == v.CaseId))))
                && (v.IncidentId == null || incidents.Any(i => i.Id == v.IncidentId)))
            .OrderByDescending(v => v.Number).Take(_most)
            .Select(v => new { Voice = v, Reference = db.Incidents.Where(i => i.Id == v.IncidentId).Select(i => i.Reference).FirstOrDefault() }).ToListAsync(ct);
        var staff = await db.StaffAsync(found.Select(v => v.Voice.By), ct);
        return [.. found.Select(v => new VoiceLine(v.Voice, staff[v.Voice.By].Name, staff[v.Voice.By].AgencyName, v.Reference))];
    }

    private async Task<List<RiskAssessment>> FormsAsync(Actor actor, Id<Person> child, CancellationToken ct)
    {
        var visible = db.Cases.VisibleTo(actor, db);
        return await db.Assessments.AsNoTracking().Where(a => a.PersonId == child && a.InstrumentCode == InstrumentCodes.ChildMatrix && visible.Any(c => c.Id == a.CaseId))
            .OrderByDescending(a => a.StartedAt).Take(_most).ToListAsync(ct);
    }

    internal static (Id<RiskAssessment>, Scale?, IReadOnlyList<string>)? MatrixOf(IEnumerable<RiskAssessment> forms, InstrumentLibrary library) =>
        forms.Where(f => f.IsComplete).MaxBy(f => f.CompletedAt) is { } form ? (form.Id, ScaleOf(form, library), ReasonsOf(form, library)) : null;

    private static Scale? ScaleOf(RiskAssessment form, InstrumentLibrary library) =>
        form.ChildFindings is { } held && InstrumentOf(form, library) is { } instrument && JsonSerializer.Deserialize<ChildFindings>(held, AssessmentFiles.Json) is { } findings ? findings.Settled(instrument, findings.Age) : null;

    private static IReadOnlyList<string> ReasonsOf(RiskAssessment form, InstrumentLibrary library) =>
        form.ChildFindings is { } held && InstrumentOf(form, library) is { } instrument && JsonSerializer.Deserialize<ChildFindings>(held, AssessmentFiles.Json) is { } findings ? findings.ScaleOn(instrument, findings.Age)?.Reasons ?? [] : [];

    private static Instrument? InstrumentOf(RiskAssessment form, InstrumentLibrary library) =>
        library.Find(new InstrumentVersion(form.InstrumentCode, form.InstrumentVersion));

    private async Task<IReadOnlyList<ChildEntry>> EntriesAsync(Actor actor, Id<Person> child, IReadOnlyList<RiskAssessment> forms, InstrumentLibrary library, CancellationToken ct)
    {
        var incidents = await db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.PersonId == child))
            .OrderByDescending(i => i.ReportedAt).Take(_most).Select(i => new { i.Id, i.Reference, i.ReportedAt }).ToListAsync(ct);
        var ids = incidents.Select(i => i.Id).ToArray();
        var references = incidents.ToDictionary(i => i.Id, i => i.Reference);
        var parts = (await db.ChildParts.AsNoTracking().Where(p => p.PersonId == child && ids.Contains(p.IncidentId)).OrderBy(p => p.Number).ToListAsync(ct)).ToLookup(p => p.IncidentId);
        var notices = await db.SchoolNotices.AsNoTracking().Where(n => n.PersonId == child && ids.Contains(n.IncidentId)).ToListAsync(ct);
        var screenings = await db.Screenings.AsNoTracking().Where(s => s.PersonId == child && ids.Contains(s.IncidentId) && s.Status != ScreeningStatus.TakenBack).ToListAsync(ct);

        // What the children said on a visit is read there; that they were seen is part of what happened to the child.
        var visits = VisitReaders.Of(actor, isCrew: false).Contains(VisitSection.Children)
            ? await db.Visits.AsNoTracking().Include(v => v.Changes).Where(v => ids.Contains(v.IncidentId)).ToListAsync(ct) : [];
        return
        [
            .. incidents.Select(i => new ChildEntry(i.ReportedAt, ChildEntryKind.Incident, i.Id.Value, i.Reference, parts[i.Id].LastOrDefault()))
                .Concat(notices.Select(n => new ChildEntry(n.SentAt ?? n.DecidedAt ?? n.MadeAt, ChildEntryKind.Notice, n.Id.Value, references[n.IncidentId], Notice: n)))
                .Concat(screenings.Select(s => new ChildEntry(s.DecidedAt ?? s.SharedAt ?? s.MadeAt, ChildEntryKind.Screening, s.Id.Value, references[s.IncidentId], Screening: s)))
                .Concat(forms.Select(f => new ChildEntry(f.CompletedAt ?? f.StartedAt, ChildEntryKind.Matrix, f.Id.Value, Scale: f.IsComplete ? ScaleOf(f, library) : null, IsFinished: f.IsComplete)))
                .Concat(visits.Where(v => v.Record.ChildrenSeen is true).Select(v => new ChildEntry(v.Changes.Where(c => c.Field == nameof(VisitRecord.ChildrenSeen)).Max(c => c.At), ChildEntryKind.Visit, v.IncidentId.Value, references[v.IncidentId])))
                .OrderByDescending(e => e.At).ThenBy(e => e.Kind),
        ];
    }
}

/// <summary>The children of a case whom the reader may know of, with what waits for each.</summary>
public sealed class CaseChildren(CaseDbContext db, CaseFiles cases, CaseFrames frames, RecordDoor door, TimeProvider clock)
{
    public sealed record Row(Id<Person> Id, string Name, int? Age, bool AgeIsEstimated, bool IsVictim, DateTimeOffset? NoticeDueAt, int Screenings);

    public sealed record View(CaseFrame Frame, IReadOnlyList<Row> Children);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read who the children of the case are", ct);
        var today = UkTime.DateOf(clock.GetUtcNow());
        var ofCase = db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id));
        var named = ofCase.SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Child).Select(p => p.PersonId);
        var minors = db.SchoolNotices.Where(n => ofCase.Any(i => i.Id == n.IncidentId && i.Parties.Any(p => p.PersonId == n.PersonId))).Select(n => n.PersonId);
        Id<Person>[] children = [.. await named.Union(minors).ToListAsync(ct)]; // first, so that nobody else's record is looked at
        var visible = db.Incidents.VisibleTo(actor, db);
        var found = await db.People.VisibleTo(actor, db).Where(p => children.Contains(p.Id)).Select(p => new
        {
            p.Id,
            p.BornOn,
            p.BirthIsEstimated,
            Due = db.SchoolNotices.Where(n => n.PersonId == p.Id && (n.Status == SchoolNoticeStatus.Due || n.Status == SchoolNoticeStatus.NeedsDecision) && visible.Any(i => i.Id == n.IncidentId)).Min(n => (DateTimeOffset?)n.DueAt),
            Screenings = db.Screenings.Count(s => s.PersonId == p.Id && (s.Status == ScreeningStatus.ToShare || s.Status == ScreeningStatus.Open) && visible.Any(i => i.Id == s.IncidentId)),
        }).ToListAsync(ct);
        var names = await db.NamedAsync(found.Select(f => f.Id), ct);
        await door.ShowListAsync(actor, "Children of a case", found.Select(f => f.Id.Value), ct);
        return new View(
            await frames.ReadAsync(actor, opened, ct),
            [
                .. found.Select(f => new Row(f.Id, names[f.Id].Name, Person.AgeOn(f.BornOn, f.BirthIsEstimated, today), f.BirthIsEstimated, f.Id == opened.VictimId, f.Due, f.Screenings))
                    .OrderByDescending(r => r.Age).ThenBy(r => r.Name, StringComparer.CurrentCulture),
            ]);
    }
}
