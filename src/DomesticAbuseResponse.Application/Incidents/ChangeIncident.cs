using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Incidents;

/// <param name="Fields">The names of the fields that changed; what they said is on the record alone.</param>
public sealed record IncidentCorrected(IReadOnlyList<string> Fields) : Happened;

/// <summary>A supervisor said that a call logged as silent or abandoned was neither; why stands on the incident.</summary>
public sealed record SilenceTakenBack(Silence Before) : Happened;

public sealed record IncidentAttended : Happened;

public sealed record GradeReviewed(ResponseGrade? Before, ResponseGrade Grade) : Happened;

public sealed record IncidentClosed : Happened;

/// <summary>Corrects what was written down about a call. The first words stay as they were logged. A policing unit reaches a case that has none.</summary>
public sealed class CorrectIncident(CaseDbContext db, IncidentFiles incidents, CasePlace place, TimeProvider clock)
{
    /// <param name="Version">The version the correction was made from; a newer one is a conflict.</param>
    public sealed record Command(Id<Incident> IncidentId, uint? Version, Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId)
    {
        /// <summary>Why the call was neither silent nor abandoned; a control-room supervisor says it (S73).</summary>
        public string? Reason { get; init; }
    }

    public async Task<Result<Incident>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Correct the incident", ct);
        db.Expect(incident, command.Version);
        var unit = command.UnitId;
        if (unit is not null && !await db.PolicingUnits.AnyAsync(u => u.Id == unit, ct))
        {
            return new Refusal("incident.no-unit", "Choose a local policing unit from the list.");
        }

        var before = (incident.Call, incident.Grade, incident.UnitId);
        var corrected = incident.Correct(actor, command.Call.Read(), command.Grade, unit, now, command.Reason);
        if (corrected.Refusal is null)
        {
            List<Happened> happened = [new IncidentCorrected([.. Changed(before, incident)]) { IncidentId = incident.Id, CaseId = incident.CaseId }];
            if (before.Call.Silence is not Silence.None && incident.Call.Silence is Silence.None)
            {
                happened.Add(new SilenceTakenBack(before.Call.Silence) { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            await db.CommitAsync(actor, now, ct, [.. happened, .. await place.ReachAsync(actor, incident, now, ct)]);
        }

        return corrected;
    }

    private static IEnumerable<string> Changed((Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId) before, Incident after) =>
        typeof(Call).GetProperties().Where(p => !Equals(p.GetValue(before.Call), p.GetValue(after.Call))).Select(p => p.Name)
            .Concat(before.Grade == after.Grade ? [] : [nameof(Incident.Grade)])
            .Concat(before.UnitId == after.UnitId ? [] : [nameof(Incident.UnitId)]);
}

/// <summary>Records when somebody attended. A silent or abandoned call cannot be closed before (R4.1, S73).</summary>
public sealed class AttendIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, uint? Version, DateTimeOffset At);

    public async Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Record attendance", ct);
        db.Expect(incident, command.Version);
        var attended = incident.Attend(command.At, now);
        if (attended.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new IncidentAttended { IncidentId = incident.Id, CaseId = incident.CaseId });
        }

        return attended;
    }
}

/// <summary>A supervisor agrees with a grade or sets another, and so decides on every request for one (R4.1). Never the person who logged or graded the call, nor who asked.</summary>
public sealed class ReviewIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public const int ReasonMaxLength = 2000;

    public sealed record Command(Id<Incident> IncidentId, uint? Version, ResponseGrade Grade, string? Reason);

    public async Task<Result<SupervisorReview>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Review the response grade", ct);
        await db.LoadControlRoomAsync(incident, ct);
        var asked = incident.Regrades.Where(r => r.DecidedAt is null).Select(r => r.By).ToList();
        if (command.Grade != incident.Grade && string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("incident.review-reason", "Say why the grade should be another one.");
        }

        db.Expect(incident, command.Version);
        var review = incident.Review(actor, command.Grade, command.Reason?.Trim() ?? "", now);
        if (review.Refusal is null)
        {
            await db.AnswerRegradesAsync(actor, incident, asked, now, ct);
            await db.CommitAsync(actor, now, ct, review.Match<Happened>(r => new GradeReviewed(r.Before, r.Grade) { IncidentId = incident.Id, CaseId = incident.CaseId }, _ => null!));
        }

        return review;
    }
}

/// <summary>
/// Closes an incident. Refused before a slow grade is reviewed (S72), before a silent or abandoned call is attended (S73), and while a mandatory
/// risk assessment is neither made nor left out with a supervisor's word (R1.19).
/// </summary>
public sealed class CloseIncident(CaseDbContext db, IncidentFiles incidents, Risk.IncidentDuty duty, TimeProvider clock)
{
    public const int ReasonMaxLength = 2000;

    public sealed record Command(Id<Incident> IncidentId, uint? Version, string Reason);

    public async Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Close the incident", ct);
        db.Expect(incident, command.Version);
        if (incident is { IsOpen: true, AwaitsReview: false, AwaitsAttendance: false, RegradeAskedAt: null, WithdrawalWaitsSince: null } && (await duty.OfAsync(incident, ct))?.StopsClosing is { } unassessed)
        {
            return unassessed;
        }

        var closed = incident.Close(command.Reason.Trim(), now);
        if (closed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new IncidentClosed { IncidentId = incident.Id, CaseId = incident.CaseId });
        }

        return closed;
    }
}

/// <summary>An incident as its forms need it: the fields, and the version they were read at.</summary>
public sealed class IncidentFields(IncidentFiles incidents, CaseDbContext db)
{
    /// <summary>Null where the caller's number may be read from the call; else it stays as it is unless another is typed (R3.6).</summary>
    public Task<CallerLine?> KeptNumberAsync(Actor actor, Incident incident, CancellationToken ct) => db.CallerLineAsync(actor, incident, ct);

    public Task<Incident> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct) => incidents.OpenAsync(actor, id, AccessLevel.Read, "Change the incident", ct);
}
