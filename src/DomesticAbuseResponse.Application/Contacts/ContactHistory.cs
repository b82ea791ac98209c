using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Every attempt to reach the victim of a case, with what is still due. No number is in it: that is on the safe-contact card alone.</summary>
public sealed class ContactHistory(CaseDbContext db, CaseFiles cases, CaseFrames frames, TimeProvider clock)
{
    /// <param name="HonourConcern">An attempt must then say who was in between and who interpreted (R1.10).</param>
    public sealed record View(CaseFrame Frame, IReadOnlyList<Attempt> Attempts, IReadOnlyList<Due> Open, IReadOnlyList<Way> Ways, bool HonourConcern, IReadOnlyList<Told> Told);

    /// <param name="Note">Null when another agency wrote it (R6.12).</param>
    public sealed record Attempt(
        Id<ContactAttempt> Id, DateTimeOffset At, ContactChannel Channel, ContactOutcome Outcome, bool IsTwoWay, bool MessageLeft, DateTimeOffset? CallbackAt, string? Note, string By, string Agency, bool OutsidePlan);

    public sealed record Due(Id<Deadline> Id, DeadlineKind Kind, DateTimeOffset DueAt, string Agency);

    /// <summary>Who was told that the perpetrator answered, of the last time he did: a role in an agency, or one person in it.</summary>
    public sealed record Told(Role? Role, string? Name, string Agency);

    /// <summary>One recorded way to reach her, told apart from others by at most two figures.</summary>
    public sealed record Way(long Number, ContactChannel Channel, string? Ending);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read attempts to contact", ct);
        var agency = actor.AgencyId;
        var attempts = await (from c in db.ContactAttempts
                              join s in db.Staff on c.By equals s.Id
                              join a in db.Agencies on c.ByAgencyId equals a.Id
                              where c.CaseId == id
                              orderby c.At descending, c.Id descending
                              select new { Row = c, By = s.DisplayName, Agency = a.Name }).AsNoTracking().ToListAsync(ct);
        var open = await (from d in db.Deadlines
                          join a in db.Agencies on d.AgencyId equals a.Id
                          where d.CaseId == id && d.MetAt == null && d.SupersededAt == null && (d.Kind == DeadlineKind.ContactVictim || d.Kind == DeadlineKind.IdvaFirstContact || d.Kind == DeadlineKind.ContactAttempts)
                          orderby d.DueAt
                          select new Due(d.Id, d.Kind, d.DueAt, a.Name)).ToListAsync(ct);

        return new View(
            await frames.ReadAsync(actor, opened, ct),
            [.. attempts.Select(a => new Attempt(
                a.Row.Id, a.Row.At, a.Row.Channel, a.Row.Outcome, a.Row.IsTwoWay, a.Row.MessageLeft, a.Row.CallbackAt, a.Row.ByAgencyId == agency ? a.Row.Note : null, a.By, a.Agency, a.Row.OutsidePlan is true))],
            open,
            await WaysAsync(opened.VictimId, ct),
            await db.HonourConcernAsync(opened.VictimId, UkTime.DateOf(clock.GetUtcNow()), ct),
            await ToldAsync(attempts.FirstOrDefault(a => a.Row.Outcome is ContactOutcome.PerpetratorAnswered)?.Row.Id, actor, ct));
    }

    /// <summary>A role that nobody in the agency holds is told nothing.</summary>
    private async Task<IReadOnlyList<Told>> ToldAsync(Id<ContactAttempt>? attempt, Actor actor, CancellationToken ct)
    {
        var (subject, me) = (attempt?.Value, (Id<StaffMember>?)actor.StaffId);
        return subject is null ? [] : await (from n in db.Notices
                                             join a in db.Agencies on n.AgencyId equals a.Id
                                             where n.SubjectId == subject && n.Kind == NoticeKind.PerpetratorAnswered && n.StaffId != me
                                                 && (n.Role == null || db.Staff.Any(s => s.AgencyId == n.AgencyId && s.DisabledAt == null && s.Roles.Contains(n.Role!.Value)))
                                             orderby n.Id
                                             select new Told(n.Role, db.Staff.Where(s => s.Id == n.StaffId).Select(s => s.DisplayName).FirstOrDefault(), a.Name)).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<Way>> WaysAsync(Id<Person> victim, CancellationToken ct)
    {
        var entries = await db.Set<SafeContact>().AsNoTracking().Where(c => c.PersonId == victim).OrderBy(c => c.Channel).ThenBy(c => c.Number).ToListAsync(ct);
        return [.. entries.Select(c => new Way(c.Number, c.Channel, c.Ending))];
    }
}
