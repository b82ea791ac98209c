using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>
/// Puts the first people of an agency into an installation, and the agency itself if need be. For the product's own operator
/// at the command line; a signed-in administrator uses <see cref="AddStaffMember"/>.
/// </summary>
public sealed class AppointStaffMember(CaseDbContext db, TimeProvider clock)
{
    /// <param name="AgencyKind">Given when an agency that is not there yet shall be made.</param>
    public sealed record Command(
        Id<StaffMember> Id, string AgencyName, AgencyKind? AgencyKind, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles);

    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (actor != Actor.System)
        {
            throw new RecordNotFoundException();
        }

        var now = clock.GetUtcNow();
        var name = command.AgencyName.Trim();
        var agency = await db.Agencies.SingleOrDefaultAsync(a => a.Name == name, ct);
        if (agency is null && command.AgencyKind is { } kind)
        {
            agency = new Agency(Id<Agency>.New(now), name, kind, "");
            db.Agencies.Add(agency);
        }

        if (agency is null)
        {
            return new Refusal("agency.unknown", $"There is no agency called \"{name}\".");
        }

        return await StaffMember.Add(command.Id, agency.Id, command.DisplayName, command.JobTitle, command.Roles).Match(
            async added =>
            {
                db.Staff.Add(added);
                await db.CommitAsync(actor, now, ct, new StaffMemberAdded(added.Id, added.Roles));
                return (Result<Id<StaffMember>>)added.Id;
            },
            refused => Task.FromResult((Result<Id<StaffMember>>)refused));
    }
}
