using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Sets up a MARAC that the administrator's agency hosts, or changes its name and rhythm (2.5).</summary>
public sealed class SaveMarac(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Id">Null makes a new one.</param>
    public sealed record Command(Id<Marac>? Id, string Name, MaracCadence Cadence);

    public async Task<Result<Id<Marac>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, name) = (clock.GetUtcNow(), command.Name.Trim());
        var marac = command.Id is { } id ? await db.OwnMaracAsync(actor, id, ct) : new Marac(Id<Marac>.New(now), name, actor.AgencyId, command.Cadence);
        var self = marac.Id;
        if (await db.Maracs.AnyAsync(m => m.Id != self && m.Name == name, ct))
        {
            return new Refusal("marac.name-taken", "There is already a MARAC of that name.");
        }

        if (command.Id is null)
        {
            db.Maracs.Add(marac);
        }

        marac.Describe(name, command.Cadence);
        await db.CommitAsync(actor, now, ct, new MaracSaved(marac.Id, marac.Name, marac.Cadence));
        return marac.Id;
    }
}

/// <summary>Gives somebody a place on a MARAC, or takes it away. It counts from their next request on.</summary>
public sealed class SeatOnMarac(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Leaves">True takes the place away.</param>
    public sealed record Command(Id<Marac> MaracId, Id<StaffMember> StaffId, MaracRole Role, bool Leaves);

    public async Task<Result<Id<Marac>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var marac = await db.OwnMaracAsync(actor, command.MaracId, ct);
        var now = clock.GetUtcNow();
        if (command.Leaves)
        {
            if (!marac.Dismiss(command.StaffId, command.Role))
            {
                return new Refusal("marac.no-place", "This person has no such place any more.");
            }

            await db.CommitAsync(actor, now, ct, new MaracMemberDismissed(marac.Id, command.StaffId, command.Role));
            return marac.Id;
        }

        var staff = command.StaffId;
        if (await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staff, ct) is not { } member)
        {
            return new Refusal("marac.nobody", "Choose somebody from the list.");
        }

        if (marac.Appoint(member, command.Role).Refusal is { } refusal)
        {
            return refusal;
        }

        await db.CommitAsync(actor, now, ct, new MaracMemberAppointed(marac.Id, member.Id, command.Role));
        return marac.Id;
    }
}
