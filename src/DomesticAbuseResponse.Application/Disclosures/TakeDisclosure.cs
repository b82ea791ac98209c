using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Disclosures;

/// <summary>
/// Takes down what somebody asks under the disclosure scheme (R4.33). From then on it is seen by those who decide on disclosures alone; whoever has a name of the request among
/// them is kept out until a colleague says that it is not them (T1, T7).
/// </summary>
public sealed class TakeDisclosure(CaseDbContext db, DeadlineSettings settings, TimeProvider clock)
{
    public sealed record Command(DisclosureAsked Asked, DateTimeOffset ReceivedAt);

    public async Task<Result<Id<DisclosureRequest>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (command.Asked.Check() is { } incomplete)
        {
            return incomplete;
        }

        if (DisclosureRequest.CheckReceived(command.ReceivedAt, now) is { } when)
        {
            return when;
        }

        var set = await settings.ReadAsync(actor.AgencyId, UkTime.DateOf(command.ReceivedAt), ct);
        var clocks = DisclosureClocks.Of(command.Asked.Route, command.ReceivedAt, set.Rules, set.Calendars);
        var taken = DisclosureRequest.Take(await db.NextDisclosureReferenceAsync(ct), command.Asked, command.ReceivedAt, clocks[^1].Due.DueAt, actor, now);
        if (taken.Refusal is { } refusal)
        {
            return refusal;
        }

        var request = taken.Match(r => r, _ => null!);
        request.RunsTo(DisclosureClocks.NextOf(request, clocks));
        db.Add(request);
        List<Happened> happened = [new DisclosureTaken(request.Id.Value, request.Asked.Route)];
        var agency = actor.AgencyId;
        var colleagues = await db.Staff.AsNoTracking().Where(s => s.AgencyId == agency).Select(s => new { s.Id, s.DisplayName }).ToListAsync(ct);
        foreach (var kept in colleagues.Where(s => DisclosureAccess.MayBeIn(s.DisplayName, command.Asked)))
        {
            db.Exclusions.Add(new Exclusion(request.Id.Value, kept.Id, null, DisclosureFiles.Namesake, now));
            happened.Add(new DisclosureKeptFrom(request.Id.Value, kept.Id.Value, ByName: true));
        }

        db.Notices.Add(Notice.To(agency, Role.SafeguardingOfficer, NoticeKind.DisclosureAsked, null, request.Id.Value, now));
        await db.CommitAsync(actor, now, ct, happened);
        return request.Id;
    }

    /// <summary>The reference of a request this person took, for their receipt, and nothing else of it.</summary>
    /// <exception cref="RecordNotFoundException">They did not take it.</exception>
    public async Task<string> ReceiptAsync(Actor actor, Id<DisclosureRequest> id, CancellationToken ct)
    {
        var staff = actor.StaffId;
        return await db.DisclosureRequests.Where(r => r.Id == id && r.TakenBy == staff).Select(r => r.Reference).SingleOrDefaultAsync(ct) ?? throw new RecordNotFoundException();
    }
}

/// <summary>Records what was done at a stage of a request, or ends it (R4.35, R4.37). Nothing of it is told to anybody by the system, no document is made of it (S46).</summary>
public sealed class RecordDisclosureStep(CaseDbContext db, DisclosureFiles files, DeadlineSettings settings, TimeProvider clock)
{
    public sealed record Command(Id<DisclosureRequest> RequestId, uint? Version, StepContent Content);

    public async Task<Result<DisclosureRequest>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var request = await files.OpenAsync(actor, command.RequestId, AccessLevel.Edit, "Record a step of a disclosure request", ct);
        if (request.Record(command.Content, actor, now).Refusal is { } refusal)
        {
            return refusal;
        }

        db.Expect(request, command.Version);
        var set = await settings.ReadAsync(request.ForceId, UkTime.DateOf(request.ReceivedAt), ct);
        request.RunsTo(DisclosureClocks.NextOf(request, DisclosureClocks.Of(request.Asked.Route, request.ReceivedAt, set.Rules, set.Calendars)));
        List<Happened> happened = [new DisclosureStepRecorded(request.Id.Value, command.Content.Stage)];
        if (request.Outcome is { } outcome)
        {
            happened.Add(new DisclosureEnded(request.Id.Value, outcome));
        }

        await db.CommitAsync(actor, now, ct, happened);
        return request;
    }
}

/// <summary>Keeps a colleague out of a request, or opens it to them again; nobody does so for themselves (R6.10, T1).</summary>
public sealed class KeepFromDisclosure(CaseDbContext db, DisclosureFiles files, TimeProvider clock)
{
    public sealed record Command(Id<DisclosureRequest> RequestId, Id<StaffMember> StaffId, string? Reason, bool Open);

    public async Task<Result<DisclosureRequest>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var request = await files.OpenAsync(actor, command.RequestId, AccessLevel.Edit, "Say who is kept out of a disclosure request", ct);
        var (id, staff, force) = (request.Id.Value, command.StaffId, request.ForceId);
        var kept = await db.Exclusions.Where(e => e.RecordId == id && e.StaffId == staff && e.Until == null).ToListAsync(ct);
        if (command.Open)
        {
            kept.ForEach(e => e.End(now));
            await db.CommitAsync(actor, now, ct, kept.Count > 0 ? [new DisclosureOpenedTo(id, staff.Value)] : []);
            return request;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("disclosure.kept-because", "Say why they are kept out");
        }

        if (staff == actor.StaffId || !await db.Staff.AnyAsync(s => s.Id == staff && s.AgencyId == force, ct))
        {
            return new Refusal("disclosure.kept", "Choose a colleague of your force, and not yourself");
        }

        if (kept.Count == 0)
        {
            db.Exclusions.Add(new Exclusion(id, staff, null, command.Reason.Trim(), now));
            await db.CommitAsync(actor, now, ct, new DisclosureKeptFrom(id, staff.Value, ByName: false));
        }

        return request;
    }
}

/// <summary>Tells an inspector, once for each clock, that a request is late; however many instances run, each takes requests that no other works on.</summary>
public sealed class WatchDisclosures(CaseDbContext db, TimeProvider clock)
{
    private const int _most = 50;

    /// <returns>How many were told of.</returns>
    public async Task<int> HandleAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var claimed = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from disclosure_requests where closed_at is null and next_due_at < {now} and (told_of is null or told_of <> next_due_at)
            order by next_due_at limit {_most} for update skip locked
            """).ToListAsync(ct);
        Id<DisclosureRequest>[] ids = [.. claimed.Select(c => new Id<DisclosureRequest>(c))];
        var late = ids.Length == 0 ? [] : await db.DisclosureRequests.Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        foreach (var request in late)
        {
            request.WasToldOf();
            db.Notices.Add(Notice.To(request.ForceId, Role.Inspector, NoticeKind.DisclosureLate, null, request.Id.Value, now));
        }

        await db.CommitAsync(actor, now, ct);
        await transaction.CommitAsync(ct);
        return late.Count;
    }
}
