using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>The case lies in another policing unit, or in one that is now known.</summary>
public sealed record CasePlaced(Id<PolicingUnit>? Before, Id<PolicingUnit> Unit) : Happened;

/// <summary>
/// Where a case is worked on. Its policing unit decides to which IDVA service and MARAC it is referred, so a referral that had nobody to go to
/// is raised once the unit is known, and one that no MARAC has accepted yet goes to the MARAC of the new area. Changes wait for the caller's commit.
/// </summary>
public sealed class CasePlace(CaseDbContext db, RaiseReferrals raise, RecordCircle circle, CaseDeadlines deadlines)
{
    /// <summary>The incident's unit reaches those of its cases that have none.</summary>
    public async Task<IReadOnlyList<Happened>> ReachAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        var ids = incident.Cases.ToArray();
        if (incident.UnitId is { } unit && ids.Length > 0)
        {
            foreach (var @case in await db.Cases.Where(c => ids.Contains(c.Id) && c.UnitId == null && c.ClosedAt == null).ToListAsync(ct))
            {
                happened.AddRange(await SetAsync(actor, @case, unit, now, ct));
            }
        }

        return happened;
    }

    public async Task<IReadOnlyList<Happened>> SetAsync(Actor actor, Case @case, Id<PolicingUnit> unit, DateTimeOffset now, CancellationToken ct)
    {
        var before = @case.UnitId;
        var to = await db.MaracOfAsync(unit, ct);
        var from = await db.MaracOfAsync(before, ct);
        @case.Place(unit, now);
        List<Happened> happened = [new CasePlaced(before, unit) { CaseId = @case.Id }];
        if (from is { } former && to is { } next && former != next)
        {
            happened.AddRange(await ReaddressAsync(actor, @case, former, next, now, ct));
        }

        happened.AddRange(await AddressAsync(actor, @case, now, ct));
        return happened;
    }

    /// <summary>Whoever was asked to choose where a referral goes is still the one to send it.</summary>
    private async Task<IReadOnlyList<Happened>> AddressAsync(Actor actor, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var id = @case.Id;
        var waiting = @case.Grade is RiskGrade.High
            ? await db.Notices.Where(n => n.CaseId == id && (n.Kind == NoticeKind.MaracToChoose || n.Kind == NoticeKind.IdvaServiceToChoose) && n.DoneAt == null).OrderBy(n => n.At).ToListAsync(ct)
            : [];
        if (waiting.Count == 0)
        {
            return [];
        }

        waiting.ForEach(n => n.Done(actor.StaffId, "The area of the case became known.", now));
        var asked = waiting.Find(n => n.StaffId is not null) is { StaffId: { } staff } personal ? actor with { StaffId = staff, AgencyId = personal.AgencyId } : actor;
        return await raise.ForFinalHighAsync(@case, asked, "Graded High; the area of the case became known", now, ct);
    }

    /// <summary>A referral that a person sent to some other MARAC than the area's stays there. On a restricted case a person chooses who may open it.</summary>
    private async Task<IReadOnlyList<Happened>> ReaddressAsync(Actor actor, Case @case, Id<Marac> from, Id<Marac> to, DateTimeOffset now, CancellationToken ct)
    {
        var id = @case.Id;
        var open = await db.Referrals.Include(r => r.Steps)
            .Where(r => r.CaseId == id && r.MaracId == from && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried)).ToListAsync(ct);
        List<Happened> happened = [];
        foreach (var referral in open.Where(r => r.Status is ReferralStatus.Raised || !@case.IsRestricted))
        {
            var wasSent = referral.Status is not ReferralStatus.Raised;
            if (wasSent)
            {
                await circle.EndAskedAsync(referral, now, ct);
                await db.DoneAsync(referral, NoticeKind.ReferralReceived, actor, now, ct);
                await deadlines.StopAsync(await db.ToAnswerAsync(referral, ct), actor.StaffId, "The referral goes to another MARAC.", now, ct);
            }

            referral.Readdress(actor, to, now);
            happened.Add(new ReferralReaddressed(referral.Id, from, to) { CaseId = id });
            if (wasSent)
            {
                await circle.AskAsync(@case, referral, now, ct);
                await db.TellReceiverAsync(referral, NoticeKind.ReferralReceived, now, ct);
                happened.Add(await deadlines.SetAsync(
                    @case, DeadlineKind.AnswerReferral, DeadlineCodes.ReferralAnswer, await db.ReceiverOfAsync(referral, ct), DeadlineStart.At(now), "The referral goes to another MARAC.", now, ct));
            }
        }

        return happened;
    }
}

/// <summary>A person says in which policing unit a case lies.</summary>
public sealed class PlaceCase(CaseDbContext db, CaseFiles cases, CasePlace place, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, uint? Version, Id<PolicingUnit> UnitId);

    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, Domain.Access.AccessLevel.Edit, "Say where the case lies", ct);
        var unit = command.UnitId;
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (!await db.PolicingUnits.AnyAsync(u => u.Id == unit, ct))
        {
            return new Refusal("case.no-unit", "Choose a local policing unit.");
        }

        if (@case.UnitId == unit)
        {
            return @case.Id;
        }

        db.Expect(@case, command.Version);
        await db.CommitAsync(actor, now, ct, await place.SetAsync(actor, @case, unit, now, ct));
        return @case.Id;
    }
}
