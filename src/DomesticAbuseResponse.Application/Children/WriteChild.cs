using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>The schools to choose from, and the local authorities.</summary>
public sealed class SchoolDirectory(CaseDbContext db)
{
    /// <summary>As many as a page can hold and stay light.</summary>
    public const int Most = 400;

    public sealed record Line(Id<School> Id, string Name, SchoolKind Kind, string Authority, string? KeyAdult, string? Phone, string? SecureMail);

    /// <param name="IsOfOne">There are more than a page holds, so that those of one authority alone are shown.</param>
    public sealed record View(IReadOnlyList<Line> Schools, bool IsOfOne, IReadOnlyList<(Id<LocalAuthority> Id, string Name)> Authorities);

    /// <param name="own">A school that is among them whether or not it is listed any more.</param>
    /// <param name="authority">Whose schools are shown where there are more than a page holds; null for the first of all.</param>
    public async Task<View> ReadAsync(Id<School>? own, Id<LocalAuthority>? authority, CancellationToken ct)
    {
        var isOfOne = await db.Schools.Where(s => s.IsListed).Take(Most + 1).CountAsync(ct) > Most;
        var only = isOfOne ? authority : null;
        var schools = await (from s in db.Schools.AsNoTracking()
                             join a in db.Set<LocalAuthority>() on s.AuthorityId equals a.Id
                             where s.Id == own || (s.IsListed && (only == null || s.AuthorityId == only))
                             orderby s.Id == own descending, a.Name, s.Name, s.Id
                             select new Line(s.Id, s.Name, s.Kind, a.Name, s.KeyAdult, s.Phone, s.SecureMail)).Take(Most).ToListAsync(ct);
        var authorities = await db.Set<LocalAuthority>().AsNoTracking().OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        return new View(schools, isOfOne, [.. authorities.Select(a => (a.Id, a.Name))]);
    }
}

/// <summary>Writes down a child's school, health and needs (R1.27, R1.28). Notices about the child are weighed anew.</summary>
public sealed class RecordChildDetails(CaseDbContext db, CaseFiles cases, PersonFiles people, ChildGuard guard, ChildBook book, TimeProvider clock)
{
    /// <param name="Seen">The number of what stood on the page; where somebody has written since, nothing is saved over it unseen.</param>
    public sealed record Command(Id<Case> CaseId, Id<Person> ChildId, long Seen, ChildFacts Facts);

    public Task<Result<ChildDetails>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var child = await guard.OpenToWriteAsync(cases, people, actor, command.CaseId, command.ChildId, "Write down a child's school and health", ct);
            var id = child.Id;
            var newest = await db.ChildDetails.AsNoTracking().Where(d => d.PersonId == id).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
            if ((newest?.Number ?? 0) != command.Seen)
            {
                return (Result<ChildDetails>)new Refusal("child.raced", "Somebody else has written this down since you opened the page. It stands as they wrote it; what you typed is still here. Look at theirs before you save again.");
            }

            // Who may not read where the child is does not change it either.
            var (places, needs) = await guard.ReadableAsync(actor, child, ct);
            if (!needs)
            {
                return new Refusal("child.kept", "The parents accuse each other: only the agency that holds the child’s record writes this down.");
            }

            var facts = places.MayReveal ? command.Facts : (newest?.Facts ?? ChildFacts.Unknown) with { SpecialNeeds = command.Facts.SpecialNeeds, Needs = command.Facts.Needs };
            var chosen = facts.SchoolId;
            var kind = await db.Schools.Where(s => s.Id == chosen).Select(s => (SchoolKind?)s.Kind).SingleOrDefaultAsync(ct);
            if (chosen is not null && kind is null)
            {
                return new Refusal("child.school", "Choose a school of the list, or write its name.");
            }

            // Whoever chooses a school says with it where the child learns.
            facts = kind is { } at && facts.Education is Education.NotKnown ? facts with { Education = School.EducationAt(at) } : facts;

            return await ChildDetails.Record(id, facts, actor, now).Match(
                async details =>
                {
                    db.ChildDetails.Add(details);
                    child.Touch(now); // of two who write at once, one meets the other
                    Happened recorded = new ChildDetailsRecorded(details.Education, details.Concern) { CaseId = command.CaseId, PersonId = id };
                    await db.CommitAsync(actor, now, ct, [recorded, .. await book.LearntAsync(child, details.Facts, actor, now, ct)]);
                    return (Result<ChildDetails>)details;
                },
                refusal => Task.FromResult((Result<ChildDetails>)refusal));
        },
        ct);
}

/// <summary>Writes down what a child said or showed, and who was there; or why the child was not asked.</summary>
public sealed class HearChild(CaseDbContext db, CaseFiles cases, PersonFiles people, IncidentFiles incidents, ChildGuard guard, TimeProvider clock)
{
    /// <param name="IncidentId">The incident it is about, for whoever may open it.</param>
    public sealed record Command(Id<Case> CaseId, Id<Person> ChildId, Id<Incident>? IncidentId, ChildVoice.Said Said);

    public async Task<Result<ChildVoice>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (command.IncidentId is { } about)
        {
            var incident = await incidents.OpenAsync(actor, about, AccessLevel.Read, "Write down what a child said", ct);
            if (!incident.Parties.Any(p => p.PersonId == command.ChildId))
            {
                throw new RecordNotFoundException();
            }
        }

        var child = await guard.OpenToWriteAsync(cases, people, actor, command.CaseId, command.ChildId, "Write down what a child said", ct);
        var heard = ChildVoice.Hear(child.Id, command.IncidentId, command.Said, actor, UkTime.DateOf(now), now, command.CaseId);
        if (heard.Match(v => v, _ => null!) is { } voice)
        {
            db.ChildVoices.Add(voice);
            await db.CommitAsync(actor, now, ct, new ChildHeard(voice.WasAsked, voice.Company) { CaseId = command.CaseId, PersonId = child.Id, IncidentId = command.IncidentId });
        }

        return heard;
    }
}

/// <summary>Establishes a child's part in an incident, and with it what the child said, in one step at the scene (R1.28).</summary>
public sealed class EstablishChildPart(CaseDbContext db, IncidentFiles incidents, PersonFiles people, TimeProvider clock)
{
    public sealed record Part(YesNoUnknown LivesThere, ChildPresence Presence, string? Where, YesNoUnknown Witnessed, YesNoUnknown Injured, string? Injuries);

    /// <param name="Said">Null where nothing is said of it yet: then nothing was asked and nobody says why.</param>
    public sealed record Command(Id<Incident> IncidentId, Id<Person> ChildId, Part Part, ChildVoice.Said? Said);

    public async Task<Result<ChildPart>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var child = await people.OpenAsync(actor, command.ChildId, AccessLevel.Read, "Establish a child's part", ct);
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Establish a child's part", ct);
        if (!incident.Parties.Any(p => p.PersonId == child.Id))
        {
            throw new RecordNotFoundException();
        }

        var part = command.Part;
        var heard = command.Said is { } said ? ChildVoice.Hear(child.Id, incident.Id, said, actor, UkTime.DateOf(now), now) : default(Result<ChildVoice>?);
        if (heard?.Refusal is { } refusal)
        {
            return refusal;
        }

        var established = ChildPart.Establish(incident.Id, child.Id, part.LivesThere, part.Presence, part.Where, part.Witnessed, part.Injured, part.Injuries, actor, now);
        db.ChildParts.Add(established);
        List<Happened> happened = [new ChildPartEstablished(part.Presence) { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId }];
        if (heard?.Match(v => v, _ => null!) is { } voice)
        {
            db.ChildVoices.Add(voice);
            happened.Add(new ChildHeard(voice.WasAsked, voice.Company) { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId });
        }

        await db.CommitAsync(actor, now, ct, happened);
        return established;
    }
}

/// <summary>A child's part in an incident as it stands, for the page that establishes it.</summary>
public sealed class ChildPartOverview(CaseDbContext db, IncidentFiles incidents, PersonFiles people, TimeProvider clock)
{
    public sealed record View(Id<Incident> IncidentId, string Reference, Id<Person> ChildId, string Name, int? Age, ChildPart? Part, bool MayEdit);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, Id<Person> child, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Edit, "Establish a child's part", ct);
        var person = await people.OpenAsync(actor, incident.Parties.Any(p => p.PersonId == child) ? child : new Id<Person>(Guid.Empty), AccessLevel.Read, "Establish a child's part", ct);
        var age = person.AgeOn(UkTime.DateOf(clock.GetUtcNow()));
        if (!incident.Parties.Any(p => p.PersonId == child && p.Role is PartyRole.Child) && !await db.SchoolNotices.AnyAsync(n => n.IncidentId == id && n.PersonId == child, ct))
        {
            throw new RecordNotFoundException();
        }

        return new View(
            id, incident.Reference, child, person.DisplayName, age,
            await db.ChildParts.AsNoTracking().Where(p => p.IncidentId == id && p.PersonId == child).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct), incident.IsOpen);
    }
}

internal static class ChildDoors
{
    extension(ChildGuard guard)
    {
        /// <summary>A child of a case, for whoever works on the case and may change the child's record.</summary>
        public async Task<Person> OpenToWriteAsync(CaseFiles cases, PersonFiles people, Actor actor, Id<Case> @case, Id<Person> child, string purpose, CancellationToken ct)
        {
            await cases.OpenAsync(actor, @case, AccessLevel.Edit, purpose, ct);
            return await people.OpenAsync(actor, await guard.IsChildOfAsync(@case, child, ct) ? child : new Id<Person>(Guid.Empty), AccessLevel.Edit, purpose, ct);
        }
    }
}
