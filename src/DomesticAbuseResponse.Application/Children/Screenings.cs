using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

public enum ScreeningStage
{
    /// <summary>Waits to be shared by the police.</summary>
    ToShare,

    /// <summary>Waits for the three, or for the decision.</summary>
    Open,
    Decided,
}

/// <summary>
/// The children that wait to be screened together, oldest first (R1.28): to a safeguarding officer those of the force, to a representative of health or of a council those
/// shared with their agency. A child who may not be opened is not in it, counts included.
/// </summary>
public sealed class ScreeningList(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="OursMissing">Whether the reader's own side has said nothing yet.</param>
    public sealed record Row(Id<ChildScreening> Id, string Child, int? Age, string Reference, DateTimeOffset MadeAt, int Parts, bool OursMissing, ScreeningOutcome? Outcome, DateTimeOffset? DecidedAt);

    public sealed record View(IReadOnlyList<Row> Rows, int Total);

    public sealed record Counts(int ToShare, int Open, ListTotal Decided);

    public async Task<View> ReadAsync(Actor actor, ScreeningStage queue, int page, CancellationToken ct)
    {
        var (of, agency) = (In(queue, Visible(actor)), actor.AgencyId);
        var total = queue is ScreeningStage.Decided ? (await ListTotal.OfAsync(of, ct)).Counted : await of.CountAsync(ct);
        var rows = await (queue is ScreeningStage.Decided ? of.OrderByDescending(s => s.DecidedAt).ThenBy(s => s.Id) : of.OrderBy(s => s.MadeAt).ThenBy(s => s.Id))
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .Select(s => new
            {
                s.Id,
                s.PersonId,
                Reference = db.Incidents.Where(i => i.Id == s.IncidentId).Select(i => i.Reference).First(),
                s.MadeAt,
                Parts = s.Parts.Select(p => p.Side).Distinct().Count(),
                Ours = s.Parts.Any(p => p.ByAgencyId == agency),
                s.Outcome,
                s.DecidedAt,
            }).ToListAsync(ct);
        var names = await db.NamedAsync(rows.Select(r => r.PersonId), ct);
        await door.ShowListAsync(actor, "Children to screen", rows.Select(r => r.PersonId.Value).Distinct(), ct);
        var today = UkTime.DateOf(clock.GetUtcNow());
        return new View([.. rows.Select(r => new Row(r.Id, names[r.PersonId].Name, names[r.PersonId].AgeOn(today), r.Reference, r.MadeAt, r.Parts, !r.Ours, r.Outcome, r.DecidedAt))], total);
    }

    public async Task<Counts> CountAsync(Actor actor, CancellationToken ct)
    {
        var visible = Visible(actor);
        return new Counts(await In(ScreeningStage.ToShare, visible).CountAsync(ct), await In(ScreeningStage.Open, visible).CountAsync(ct), await ListTotal.OfAsync(In(ScreeningStage.Decided, visible), ct));
    }

    /// <summary>By the side on which the reader stands, each by the index of its agency; who stands on both sees what either does.</summary>
    private IQueryable<ChildScreening> Visible(Actor actor)
    {
        var agency = actor.AgencyId;
        var all = db.Screenings.AsNoTracking();
        var (files, shown) = (db.People.VisibleTo(actor, db), db.People.VisibleTo(actor, db, AccessLevel.Referral));
        var (incidents, kept) = (db.Incidents.VisibleTo(actor, db), db.Incidents.NotKeptFrom(actor, db));
        var police = all.Where(s => s.AgencyId == agency && s.Status != ScreeningStatus.TakenBack && files.Any(p => p.Id == s.PersonId) && incidents.Any(i => i.Id == s.IncidentId));
        var partner = all.Where(s => (s.CouncilId == agency || s.HealthId == agency) && (s.Status == ScreeningStatus.Open || s.Status == ScreeningStatus.Decided)
            && shown.Any(p => p.Id == s.PersonId) && kept.Any(i => i.Id == s.IncidentId));
        return (actor.Has(Role.SafeguardingOfficer), actor.Has(Role.AgencyRepresentative)) switch
        {
            (true, true) => all.Where(s => police.Any(o => o.Id == s.Id) || partner.Any(o => o.Id == s.Id)),
            (true, false) => police,
            (false, true) => partner,
            (false, false) => all.Where(_ => false),
        };
    }

    private static IQueryable<ChildScreening> In(ScreeningStage queue, IQueryable<ChildScreening> all) => queue switch
    {
        ScreeningStage.ToShare => all.Where(s => s.Status == ScreeningStatus.ToShare),
        ScreeningStage.Open => all.Where(s => s.Status == ScreeningStatus.Open),
        ScreeningStage.Decided => all.Where(s => s.Status == ScreeningStatus.Decided),
    };
}

/// <summary>
/// One child's screening (R1.28): what the three need and no more. The force reads it through the doors of the incident and the child; health and children's services
/// through the child's alone, as whoever was asked (AccessLevel.Referral): no address, no file, nobody else's record.
/// </summary>
public sealed class ScreeningFile(CaseDbContext db, IncidentFiles incidents, PersonFiles people, ChildGuard guard, ChildAreas areas, ChildFile file, InstrumentBook instruments, TimeProvider clock)
{
    /// <summary>What people wrote of the child, as this side may read it: the other two read nothing that may name a protected place or a way of reaching somebody.</summary>
    /// <param name="Where">Exactly where the child was; with the injuries, the words and who was there.</param>
    public sealed record Written(string? Where, string? Injuries, string? Voice, string? With, string? NotAsked, string? Summary, string? Reason, string? WhoWasThere);

    public sealed record PartLine(ScreeningSide Side, string? Words, string By, string Agency, DateTimeOffset At);

    /// <param name="Places">School, doctor and health visitor: of a child around whom an address is protected only to those who may read it.</param>
    /// <param name="Matrix">The newest finished DVRIM of the force, with its level, its default route and the reasons (R1.27).</param>
    /// <param name="Councils">Who may be asked; for the force alone.</param>
    public sealed record View(
        ChildScreening Screening, ScreeningSide Side, string Child, DateOnly? BornOn, bool BirthIsEstimated, int? Age, string Reference, DateTimeOffset ReportedAt, ChildPart? Part, ChildPlaces Places, bool? SpecialNeeds,
        string? Needs, ChildVoice? Voice, Written Words, (Id<RiskAssessment> Id, Scale? Scale, IReadOnlyList<string> Reasons)? Matrix, IReadOnlyList<PartLine> Parts, string? DecidedBy, string? SharedBy, string? Council, string? Health,
        IReadOnlyList<AgencyLine> Councils, IReadOnlyList<AgencyLine> HealthServices, string? SummaryDraft, Id<Case>? CaseId);

    public sealed record AgencyLine(Id<Agency> Id, string Name);

    public async Task<View> ReadAsync(Actor actor, Id<ChildScreening> id, CancellationToken ct)
    {
        var screening = await db.Screenings.AsNoTracking().Include(s => s.Parts).SingleOrDefaultAsync(s => s.Id == id, ct);
        var side = await ScreeningDoors.SideAsync(db, actor, screening, ct);
        var child = await people.OpenAsync(
            actor, side is null ? new Id<Person>(id.Value) : screening!.PersonId, side is ScreeningSide.Police ? AccessLevel.Read : AccessLevel.Referral, "Screen a child", ct);
        var (incidentId, personId, force) = (screening!.IncidentId, screening.PersonId, screening.AgencyId);
        var incident = side is ScreeningSide.Police
            ? await incidents.OpenAsync(actor, incidentId, AccessLevel.Read, "Screen a child", ct)
            : await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
        var facts = await areas.FactsAsync(personId, ct);
        var decision = side is ScreeningSide.Police ? await guard.WhereaboutsAsync(actor, child, ct) : await ForPartnersAsync(actor, child, ct);
        var forms = await db.Assessments.AsNoTracking().Where(a => a.PersonId == personId && a.InstrumentCode == InstrumentCodes.ChildMatrix && a.CompletedAt != null && a.AgencyId == force).ToListAsync(ct);
        Id<Agency>[] agencies = [.. new[] { screening.CouncilId, screening.HealthId }.OfType<Id<Agency>>()];
        var names = await db.Agencies.Where(a => agencies.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var staff = await db.StaffAsync([.. screening.Parts.Select(p => p.By), .. new[] { screening.DecidedBy, screening.SharedBy }.OfType<Id<StaffMember>>()], ct);
        var choosing = side is ScreeningSide.Police && screening.Status is ScreeningStatus.ToShare;
        var (guarded, ways) = await guard.AroundAsync(incident, ct);
        var part = await db.ChildParts.AsNoTracking().Where(p => p.IncidentId == incidentId && p.PersonId == personId).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);
        var voice = await db.ChildVoices.AsNoTracking()
            .Where(v => v.IncidentId == incidentId && v.PersonId == personId && v.ByAgencyId == force && (side == ScreeningSide.Police || v.Readers == VoiceReaders.EverybodyOnTheCase))
            .OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        var withheld = side is not ScreeningSide.Police && !decision.MayReveal;
        return new View(
            screening, side!.Value, child.DisplayName, child.BornOn, child.BirthIsEstimated, child.AgeOn(UkTime.DateOf(clock.GetUtcNow())), incident.Reference, incident.ReportedAt,
            part, await file.PlacesAsync(decision, facts, ct), withheld ? null : facts.SpecialNeeds, withheld ? null : Tell(facts.Needs), voice,
            new Written(
                withheld ? null : Tell(part?.Where), Tell(part?.Injuries), Tell(voice?.Words), Tell(voice?.With), Tell(voice?.NotAskedBecause),
                Tell(screening.Summary), Tell(screening.Reason), Tell(screening.WhoWasThere)),
            ChildFile.MatrixOf(forms, await instruments.ReadAsync(ct)),
            [.. screening.Newest.Select(p => new PartLine(p.Side, p.Side == side ? p.Words : Tell(p.Words), staff[p.By].Name, staff[p.By].AgencyName, p.At))],
            Name(screening.DecidedBy), Name(screening.SharedBy), screening.CouncilId is { } c ? names.GetValueOrDefault(c) : null, screening.HealthId is { } h ? names.GetValueOrDefault(h) : null,
            choosing ? await OfKindAsync(AgencyKind.Council, ct) : [], choosing ? await OfKindAsync(AgencyKind.Health, ct) : [],
            choosing ? $"Domestic abuse was reported to police on {UkTime.Describe(incident.ReportedAt)}." : null, side is ScreeningSide.Police ? incident.CaseId : null);

        string? Name(Id<StaffMember>? who) => who is { } one ? staff.GetValueOrDefault(one)?.Name : null;
        string? Tell(string? words) => side is not ScreeningSide.Police && SchoolNoticeDraft.MayTell(words, guarded, ways) ? ProtectedWords.LeftOut : words;
    }

    /// <summary>The two partners screen the child and so are told the school, doctor and health visitor, unless an address around the child is protected or the parents accuse each other.</summary>
    private async Task<AddressDecision> ForPartnersAsync(Actor actor, Person child, CancellationToken ct) =>
        await guard.IsOpenToPartnersAsync(child, ct) ? new(true, "You screen this child") : (await guard.WhereaboutsAsync(actor, child, ct)) with { MayReveal = false };

    private async Task<IReadOnlyList<AgencyLine>> OfKindAsync(AgencyKind kind, CancellationToken ct) =>
        await db.Agencies.Where(a => a.Kind == kind).OrderBy(a => a.Name).Select(a => new AgencyLine(a.Id, a.Name)).ToListAsync(ct);
}

/// <summary>A safeguarding officer shares a screening with health and children's services. Of two who do so at once, one is told and sees it as it is now.</summary>
public sealed class ShareScreening(CaseDbContext db, PersonFiles people, RecordCircle circle, ChildGuard guard, TimeProvider clock)
{
    public sealed record Command(Id<ChildScreening> ScreeningId, uint? Version, Id<Agency>? CouncilId, Id<Agency>? HealthId, string? Summary);

    public async Task<Result<ChildScreening>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (screening, child) = await ScreeningDoors.OpenAsync(db, people, actor, command.ScreeningId, "Share a screening", ct);
        if (command.Version is { } seen && seen != screening.Version)
        {
            return ScreeningDoors.MovedOn;
        }

        if (child.IsRestricted)
        {
            return new Refusal("screening.restricted", "This child’s record is restricted: name on its protection who at the two agencies may open it, or speak to them. It cannot be shared as it stands.");
        }

        var incidentId = screening.IncidentId;
        var incident = await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
        if (incident.IsRestricted)
        {
            return new Refusal("screening.restricted", "The record of somebody in this incident is restricted, and so is the incident. It is shared with no whole agency: speak to named people at the two.");
        }

        var (guarded, ways) = await guard.AroundAsync(incident, ct);
        if (SchoolNoticeDraft.MayTell(command.Summary, guarded, ways))
        {
            return new Refusal("screening.summary", "These words may name a protected place, or a number or word of a safe-contact card. The other two are told none of them: take them out.");
        }

        if (await WrongAsync(command, ct) is { } wrong)
        {
            return wrong;
        }

        var shared = screening.Share(actor, command.CouncilId, command.HealthId, command.Summary, now);
        if (shared.Refusal is not null)
        {
            return shared;
        }

        foreach (var agency in new[] { command.CouncilId!.Value, command.HealthId!.Value })
        {
            await circle.AskAsync(child.Id, agency, now, ct);
            db.Notices.Add(Notice.To(agency, Role.AgencyRepresentative, NoticeKind.ScreeningShared, null, screening.Id.Value, now));
        }

        return await db.TryCommitAsync(actor, now, ScreeningDoors.MovedOn, ct, new ScreeningShared { IncidentId = screening.IncidentId, PersonId = child.Id }) is { } late ? late : shared;
    }

    private async Task<Refusal?> WrongAsync(Command command, CancellationToken ct)
    {
        var (council, health) = (command.CouncilId, command.HealthId);
        return council is not null && !await db.Agencies.AnyAsync(a => a.Id == council && a.Kind == AgencyKind.Council, ct) ? new Refusal("screening.council", "Choose children’s services of the list.")
            : health is not null && !await db.Agencies.AnyAsync(a => a.Id == health && a.Kind == AgencyKind.Health, ct) ? new Refusal("screening.health", "Choose a health service of the list.")
            : null;
    }
}

/// <summary>One of the three says what it holds of the child.</summary>
public sealed class AddScreeningPart(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<ChildScreening> ScreeningId, bool HoldsNothing, string? Words);

    public Task<Result<ScreeningPart>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (screening, child) = await ScreeningDoors.OpenAsync(db, people, actor, command.ScreeningId, "Say what is held of a child", ct);
            var added = screening.Add(actor, command.HoldsNothing, command.Words, now);
            if (added.Match(p => p, _ => null!) is { } part)
            {
                await db.ToldOfScreeningAsync(screening, actor, now, ct);
                await db.CommitAsync(actor, now, ct, new ScreeningPartAdded(part.Side, part.Words is null) { IncidentId = screening.IncidentId, PersonId = child.Id });
            }

            return added;
        },
        ct);
}

/// <summary>The decision for one child; all but no further action raise the referral to children's services, which the police send with its basis (R1.28).</summary>
public sealed class DecideScreening(CaseDbContext db, PersonFiles people, RaiseReferrals referrals, TimeProvider clock)
{
    public sealed record Command(Id<ChildScreening> ScreeningId, uint? Version, ScreeningOutcome? Outcome, string? Reason, string? WhoWasThere, bool WithoutAll);

    public async Task<Result<ScreeningOutcome>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (screening, child) = await ScreeningDoors.OpenAsync(db, people, actor, command.ScreeningId, "Decide for a child", ct);
        if (command.Version is { } seen && seen != screening.Version)
        {
            return ScreeningDoors.MovedOn;
        }

        var incidentId = screening.IncidentId;
        var caseId = await db.Incidents.Where(i => i.Id == incidentId).Select(i => i.CaseId).SingleAsync(ct);
        if (command.Outcome is { } wanted && ChildScreening.NeedsReferral(wanted) && caseId is null)
        {
            return new Refusal("screening.no-case", "A referral hangs on a case, and this incident has none yet: the police name the victim in it first.");
        }

        var decided = screening.Decide(actor, command.Outcome, command.Reason, command.WhoWasThere, command.WithoutAll, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        List<Happened> happened = [new ScreeningDecided(screening.Outcome!.Value) { IncidentId = incidentId, PersonId = child.Id, CaseId = caseId }];
        if (ChildScreening.NeedsReferral(screening.Outcome.Value))
        {
            var @case = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == caseId, ct);
            var (raised, made) = await referrals.ForChildAsync(@case, child.Id, screening.CouncilId, await SenderAsync(screening, actor, ct), screening.AgencyId, Because(screening.Outcome.Value), now, ct);
            happened.AddRange(made);
            if (raised is not null)
            {
                screening.Referred(raised.Id);
            }
        }

        await db.ToldOfScreeningAsync(screening, actor, now, ct, all: true);
        return await db.TryCommitAsync(actor, now, ScreeningDoors.MovedOn, ct, happened) is { } late ? late : decided;
    }

    private static string Because(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.EarlyHelp => "Screened by police, health and children’s services: early help.",
        ScreeningOutcome.Assessment => "Screened by police, health and children’s services: assessment.",
        _ => "Screened by police, health and children’s services: strategy discussion.",
    };

    /// <summary>The referral is the force's to send: where children's services decided, the officer who shared the screening is told.</summary>
    private async Task<Actor> SenderAsync(ChildScreening screening, Actor actor, CancellationToken ct)
    {
        if (actor.AgencyId == screening.AgencyId || screening.SharedBy is not { } officer)
        {
            return actor;
        }

        var roles = await db.Staff.Where(s => s.Id == officer).Select(s => s.Roles).SingleAsync(ct);
        return new Actor(officer, screening.AgencyId, roles.ToHashSet(), new HashSet<Id<Domain.Maracs.Marac>>());
    }
}

internal static class ScreeningDoors
{
    public static Refusal MovedOn { get; } = new("screening.moved-on", "Somebody else has changed this screening since you opened it. It is shown as it is now; nothing you entered has been saved.");

    /// <summary>Through the door of the child, as far as the actor's side goes. What is not for this actor is looked for as somebody who is not there.</summary>
    public static async Task<(ChildScreening Screening, Person Child)> OpenAsync(CaseDbContext db, PersonFiles people, Actor actor, Id<ChildScreening> id, string purpose, CancellationToken ct)
    {
        var screening = await db.Screenings.Include(s => s.Parts).SingleOrDefaultAsync(s => s.Id == id, ct);
        var side = await SideAsync(db, actor, screening, ct);
        if (side is null)
        {
            await people.OpenAsync(actor, new Id<Person>(id.Value), AccessLevel.Referral, purpose, ct);
        }

        var incident = screening!.IncidentId;
        if (side is ScreeningSide.Police && !await db.Incidents.VisibleTo(actor, db).AnyAsync(i => i.Id == incident, ct))
        {
            throw new RecordNotFoundException();
        }

        return (screening, await people.OpenAsync(actor, screening.PersonId, side is ScreeningSide.Police ? AccessLevel.Edit : AccessLevel.Referral, purpose, ct));
    }

    /// <summary>For which side this actor stands at it; null for nobody, and for health and children's services where the incident's own protection keeps them from it.</summary>
    public static async Task<ScreeningSide?> SideAsync(CaseDbContext db, Actor actor, ChildScreening? screening, CancellationToken ct)
    {
        var (side, incident) = (screening?.SideOf(actor), screening?.IncidentId);
        return side is null or ScreeningSide.Police || await db.Incidents.NotKeptFrom(actor, db).AnyAsync(i => i.Id == incident, ct) ? side : null;
    }

    extension(CaseDbContext db)
    {
        /// <summary>Whoever was told that a screening waits has answered, or nobody has to any more.</summary>
        public async Task ToldOfScreeningAsync(ChildScreening screening, Actor by, DateTimeOffset now, CancellationToken ct, bool all = false)
        {
            var (subject, agency) = ((Guid?)screening.Id.Value, by.AgencyId);
            (await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.ScreeningShared && n.DoneAt == null && (all || n.AgencyId == agency)).ToListAsync(ct)).ForEach(n => n.Done(by.StaffId, null, now));
        }
    }
}
