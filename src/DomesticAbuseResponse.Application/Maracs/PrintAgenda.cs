using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Numbers a printed copy of a meeting's papers and says whom it is for. What is on it is what the person printing may see.</summary>
public sealed class PrintAgenda(CaseDbContext db, MeetingFiles meetings, TimeProvider clock)
{
    public sealed record Command(Id<Meeting> MeetingId, string Recipient);

    /// <returns>The number of the copy.</returns>
    public async Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = command.MeetingId;
        var meeting = await meetings.OpenAsync(actor, id, AccessLevel.Referral, "Print the agenda", ct);
        if (!meeting.Acceptances.Any(a => a.StaffId == actor.StaffId))
        {
            return new Refusal("meeting.statement", "Accept the confidentiality statement of this meeting first.");
        }

        var cases = meeting.Agenda.Where(a => a.RemovedAt is null).Select(a => a.CaseId).ToArray();
        var shown = await db.Cases.VisibleTo(actor, db, AccessLevel.Referral).CountAsync(c => cases.Contains(c.Id), ct);
        var number = 1 + await db.Meetings.Where(m => m.Id == id).SelectMany(m => m.Copies).CountAsync(ct);
        meeting.Print(new PrintedCopy(id, number, command.Recipient.Trim(), actor.StaffId, now));
        return await db.TryCommitAsync(actor, now, AgendaRaces.Changed, ct, new AgendaPrinted(number, shown) { MeetingId = id }) is { } conflict ? conflict : number;
    }
}
