using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

public sealed record TeamMade(Id<Team> Team) : Happened;

public sealed record TeamEnded(Id<Team> Team) : Happened;

/// <summary>The teams of the administrator's own agency that have not ended, with how many work in each.</summary>
public sealed class TeamList(CaseDbContext db)
{
    public sealed record Row(Id<Team> Id, string Name, int Members);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var agency = actor.AgencyId;
        return await db.Teams.Where(t => t.AgencyId == agency && t.EndedAt == null).OrderBy(t => t.Name)
            .Select(t => new Row(t.Id, t.Name, db.Staff.Count(s => s.TeamId == t.Id && s.DisabledAt == null))).ToListAsync(ct);
    }
}

/// <summary>Makes a team in the administrator's own agency.</summary>
public sealed class MakeTeam(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(string Name);

    public async Task<Result<Id<Team>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, name, agency) = (clock.GetUtcNow(), command.Name.Trim(), actor.AgencyId);
        if (await db.Teams.AnyAsync(t => t.AgencyId == agency && t.EndedAt == null && t.Name == name, ct))
        {
            return new Refusal("team.known", "There is a team of this name already");
        }

        var team = new Team(Id<Team>.New(now), agency, name);
        db.Teams.Add(team);
        await db.CommitAsync(actor, now, ct, new TeamMade(team.Id));
        return team.Id;
    }
}

/// <summary>Ends a team; whoever was in it is in none. It stays on record.</summary>
public sealed class EndTeam(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Team> Id);

    public async Task<Result<Id<Team>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var team = await db.Teams.SingleOrDefaultAsync(t => t.Id == command.Id && t.AgencyId == agency && t.EndedAt == null, ct) ?? throw new RecordNotFoundException();
        var members = await db.Staff.Where(s => s.TeamId == team.Id).ToListAsync(ct);
        members.ForEach(s => s.JoinTeam(null));
        team.End(now);
        await db.CommitAsync(actor, now, ct, [new TeamEnded(team.Id), .. members.Select(s => new StaffMemberMoved(s.Id))]);
        return team.Id;
    }
}
