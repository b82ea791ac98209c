using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>Gives a case the service works on to an IDVA, or to another one. A manager gives to anybody; an IDVA takes what nobody carries.</summary>
public sealed class AssignIdva(CaseDbContext db, CaseFiles cases, RecordCircle circle, IdvaLoads loads, TimeProvider clock)
{
    private static readonly Refusal _taken = new("caseload.changed", "Somebody else changed this case at the same moment. Look who carries it now.");

    public sealed record Command(Id<Case> CaseId, Id<StaffMember> Idva, string? Reason);

    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Assign an IDVA", ct);
        if (@case.IdvaId is not null && @case.IdvaId != actor.StaffId && !actor.Has(Role.IdvaManager))
        {
            return new Refusal("caseload.taken", "Somebody carries this case already. Only a manager can give it to another.");
        }

        if (@case.IdvaId == command.Idva)
        {
            return @case.Id;
        }

        if ((await loads.CheckTakeAsync(actor, command.Idva, @case.Grade, command.Reason, now, ct) ?? await loads.CheckApartAsync(@case, command.Idva, now, ct)) is { } refusal)
        {
            return refusal;
        }

        var before = @case.IdvaId;
        @case.CarriedBy(command.Idva, now);
        var renamed = before is null ? [] : await circle.HandOverAsync(@case, before, now, ct);
        if (@case.IsRestricted)
        {
            await circle.NameAsync(@case, [command.Idva], NamedBecause.CarriesCase, now, ct);
        }

        if (command.Idva != actor.StaffId)
        {
            db.Notices.Add(Notice.To(actor.AgencyId, command.Idva, NoticeKind.CaseAssigned, @case.Id, null, now));
        }

        var happened = new IdvaAssigned(before, command.Idva, !string.IsNullOrWhiteSpace(command.Reason)) { CaseId = @case.Id };
        return await db.TryCommitAsync(actor, now, _taken, ct, [happened, .. renamed]) is { } late ? late : @case.Id;
    }
}
