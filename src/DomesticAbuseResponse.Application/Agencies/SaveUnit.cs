using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Sets up a policing unit of the administrator's force, or changes which MARAC and which IDVA service its cases go to.</summary>
public sealed class SaveUnit(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="IdvaServiceId">Null leaves the choice open.</param>
    public sealed record Command(Id<PolicingUnit>? Id, string Name, Id<Marac> MaracId, Id<Agency>? IdvaServiceId)
    {
        /// <summary>Whether a response scheme's longer time for the country holds there (R4.2).</summary>
        public bool IsRural { get; init; }
    }

    public async Task<Result<Id<PolicingUnit>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, name, agency, marac, service) = (clock.GetUtcNow(), command.Name.Trim(), actor.AgencyId, command.MaracId, command.IdvaServiceId);
        if (await db.OwnAgencyKindAsync(actor, ct) is not AgencyKind.PoliceForce)
        {
            return new Refusal("unit.not-police", "Only a police force has policing units.");
        }

        if (!await db.Maracs.AnyAsync(m => m.Id == marac, ct) || (service is not null && !await db.Agencies.AnyAsync(a => a.Id == service && a.Kind == AgencyKind.SpecialistService, ct)))
        {
            return new Refusal("unit.unknown", "Choose a MARAC and a service from the lists.");
        }

        var unit = command.Id is { } id ? await db.OwnUnitAsync(actor, id, ct) : new PolicingUnit(Id<PolicingUnit>.New(now), agency, name, marac);
        var self = unit.Id;
        if (await db.PolicingUnits.AnyAsync(u => u.Id != self && u.ForceId == agency && u.Name == name, ct))
        {
            return new Refusal("unit.name-taken", "Your force already has a unit of that name.");
        }

        if (command.Id is null)
        {
            db.PolicingUnits.Add(unit);
        }

        unit.Describe(name, marac);
        unit.ServedBy(service);
        unit.LiesInTheCountry(command.IsRural);
        await db.CommitAsync(actor, now, ct, new PolicingUnitSaved(unit.Id, name, marac, service));
        return unit.Id;
    }
}

/// <summary>Adds a neighbourhood to a policing unit of the administrator's force.</summary>
public sealed class AddNeighbourhood(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<PolicingUnit> UnitId, Id<LocalAuthority> AuthorityId, string Name);

    public async Task<Result<Id<Neighbourhood>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var unit = await db.OwnUnitAsync(actor, command.UnitId, ct);
        var (now, name, unitId, authority) = (clock.GetUtcNow(), command.Name.Trim(), unit.Id, command.AuthorityId);
        if (!await db.Set<LocalAuthority>().AnyAsync(a => a.Id == authority, ct))
        {
            return new Refusal("neighbourhood.authority", "Choose a local authority from the list.");
        }

        if (await db.Set<Neighbourhood>().AnyAsync(n => n.UnitId == unitId && n.Name == name, ct))
        {
            return new Refusal("neighbourhood.name-taken", "This unit already has a neighbourhood of that name.");
        }

        var added = new Neighbourhood(Id<Neighbourhood>.New(now), unitId, authority, name);
        db.Add(added);
        await db.CommitAsync(actor, now, ct, new NeighbourhoodAdded(unitId, name));
        return added.Id;
    }
}

/// <summary>Adds a local authority, which every force of the installation then knows.</summary>
public sealed class AddLocalAuthority(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(string Name, Id<Agency>? CouncilId);

    public async Task<Result<Id<LocalAuthority>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, name, council) = (clock.GetUtcNow(), command.Name.Trim(), command.CouncilId);
        if (await db.Set<LocalAuthority>().AnyAsync(a => a.Name == name, ct))
        {
            return new Refusal("authority.name-taken", "There is already a local authority of that name.");
        }

        if (council is not null && !await db.Agencies.AnyAsync(a => a.Id == council && a.Kind == AgencyKind.Council, ct))
        {
            return new Refusal("authority.council", "Choose a council from the list.");
        }

        var added = new LocalAuthority(Id<LocalAuthority>.New(now), name, council);
        db.Add(added);
        await db.CommitAsync(actor, now, ct, new LocalAuthorityAdded(name));
        return added.Id;
    }
}

/// <summary>Says whom other agencies ring about a record of this one.</summary>
public sealed class ChangeContactLine(CaseDbContext db, TimeProvider clock)
{
    public const int MaxLength = 200;

    public async Task<Result<Id<Agency>>> HandleAsync(Actor actor, string contactLine, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var id = actor.AgencyId;
        var agency = await db.Agencies.SingleAsync(a => a.Id == id, ct);
        agency.RungBy(contactLine);
        await db.CommitAsync(actor, clock.GetUtcNow(), ct, new ContactLineChanged(id));
        return id;
    }
}
