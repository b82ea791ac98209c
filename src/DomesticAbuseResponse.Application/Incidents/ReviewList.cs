using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Persistence.Configurations;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>Why a call waits for a control-room supervisor.</summary>
public enum ReviewReason
{
    /// <summary>A silent or abandoned call to which nobody has come (R4.1).</summary>
    MustBeAttended,

    /// <summary>Somebody asked for another grade.</summary>
    RegradeAsked,

    /// <summary>A complaint was withdrawn, which ends no risk (R4.23).</summary>
    ComplaintWithdrawn,

    /// <summary>Nobody has given a grade.</summary>
    NoGrade,

    /// <summary>Routine or diary, or was so when it was logged.</summary>
    SlowGrade,
}

/// <summary>
/// What waits for a control-room supervisor, oldest report first: slow grades that nobody has reviewed since, whatever the grade is now, and calls with
/// none (R4.1); requests for another grade; silent and abandoned calls to which nobody has come; complaints that were withdrawn.
/// </summary>
public sealed class ReviewList(CaseDbContext db, RecordDoor door)
{
    /// <summary>More than this many waiting calls is a failure of staffing, not of paging; the page says how many more there are.</summary>
    public const int Most = 100;

    /// <param name="Since">How long the oldest of the reasons has waited.</param>
    /// <param name="IsOwn">Logged or graded by the reader, who cannot be the one to review it.</param>
    /// <param name="Wanted">The grade somebody asked for last.</param>
    public sealed record Row(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, DateTimeOffset Since, ResponseGrade? Grade, string LoggedBy, IReadOnlyList<ReviewReason> Reasons, bool IsOwn,
        ResponseGrade? Wanted, bool AskedByReader, bool WithdrawnByReader, Silence Silence)
    {
        public bool GradeWaits => Reasons.Any(r => r is ReviewReason.SlowGrade or ReviewReason.NoGrade or ReviewReason.RegradeAsked);

        /// <summary>Whether this reader may be the one to decide on the grade.</summary>
        public bool MayReview => GradeWaits && !IsOwn && !AskedByReader;
    }

    public sealed record View(IReadOnlyList<Row> Rows, int More);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var me = actor.StaffId;
        var waiting = db.Incidents.AsNoTracking().VisibleTo(actor, db).AwaitingSupervisor();
        var found = await waiting.OrderBy(i => i.ReportedAt).ThenBy(i => i.Id).Take(Most)
            .Select(i => new
            {
                i.Id,
                i.Reference,
                i.ReportedAt,
                i.LoggedAt,
                i.Grade,
                i.GradeSetAt,
                i.ReviewDueSince,
                i.RegradeAskedAt,
                i.WithdrawalWaitsSince,
                i.AttendedAt,
                i.Call.Silence,
                IsOpen = i.ClosedAt == null,
                LoggedBy = db.Staff.Where(s => s.Id == i.LoggedBy).Select(s => s.DisplayName).FirstOrDefault() ?? FeedActor.Name,
                IsOwn = i.LoggedBy == me || i.GradeSetBy == me || i.SlowGradedBy == me,
                Wanted = i.Regrades.Where(r => r.DecidedAt == null).OrderByDescending(r => r.Number).Select(r => (ResponseGrade?)r.Wanted).FirstOrDefault(),
                Asked = i.Regrades.Any(r => r.DecidedAt == null && r.By == me),
                Withdrew = i.Withdrawals.Any(w => w.ReviewedAt == null && w.By == me),
            }).ToListAsync(ct);
        var more = found.Count < Most ? 0 : await waiting.CountAsync(ct) - found.Count;
        await door.ShowListAsync(actor, "Incidents to review", found.Select(i => i.Id.Value), ct);
        return new View(
            [
                .. found.Select(i =>
                {
                    List<(ReviewReason Why, DateTimeOffset Since)> reasons = [];
                    if (i.IsOpen && i.Silence.IsAlwaysAttended() && i.AttendedAt is null)
                    {
                        reasons.Add((ReviewReason.MustBeAttended, i.ReportedAt));
                    }

                    if (i.IsOpen && i.RegradeAskedAt is { } asked)
                    {
                        reasons.Add((ReviewReason.RegradeAsked, asked));
                    }

                    if (i.WithdrawalWaitsSince is { } withdrawn)
                    {
                        reasons.Add((ReviewReason.ComplaintWithdrawn, withdrawn));
                    }

                    if (i.IsOpen && (i.Grade is null || i.ReviewDueSince is not null))
                    {
                        reasons.Add((i.Grade is null ? ReviewReason.NoGrade : ReviewReason.SlowGrade, i.ReviewDueSince ?? i.GradeSetAt ?? i.LoggedAt));
                    }

                    return new Row(
                        i.Id, i.Reference, i.ReportedAt, reasons.Min(r => r.Since), i.Grade, i.LoggedBy, [.. reasons.Select(r => r.Why)], i.IsOwn, i.Wanted, i.Asked, i.Withdrew, i.Silence);
                }),
            ],
            more);
    }

    /// <summary>What an incident is called, for those who may read it.</summary>
    public Task<string?> ReferenceAsync(Actor actor, Id<Incident> id, CancellationToken ct) =>
        db.Incidents.VisibleTo(actor, db).Where(i => i.Id == id).Select(i => i.Reference).FirstOrDefaultAsync(ct);
}

internal static class WaitingForSupervisor
{
    extension(IQueryable<Incident> incidents)
    {
        /// <summary>Those about which something waits for a control-room supervisor.</summary>
        public IQueryable<Incident> AwaitingSupervisor() => incidents.Where(i => EF.Property<bool>(i, IncidentConfiguration.AwaitsSupervisor));
    }
}
