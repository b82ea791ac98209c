using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Puts the cases a coordinator can see in the order given. A case kept from them stays where it is (S62).</summary>
public sealed class ArrangeAgenda(CaseDbContext db, MeetingFiles meetings, TimeProvider clock)
{
    /// <param name="Order">The agenda items in the order wanted; those left out keep their places.</param>
    public sealed record Command(Id<Meeting> MeetingId, IReadOnlyList<Id<AgendaItem>> Order, uint? Version);

    public async Task<Result<Id<Meeting>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var meeting = await meetings.OpenAsync(actor, command.MeetingId, AccessLevel.Edit, "Order the agenda", ct);
        if (command.Version is { } seen && seen != meeting.Version)
        {
            return AgendaRaces.Changed;
        }

        var cases = meeting.Agenda.Select(a => a.CaseId).ToArray();
        var visible = await db.Cases.VisibleTo(actor, db, AccessLevel.Referral).Where(c => cases.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        Id<AgendaItem>[] order = [.. command.Order.Where(id => meeting.Agenda.Any(a => a.Id == id && visible.Contains(a.CaseId)))];
        meeting.Arrange(order, now);
        return await db.TryCommitAsync(actor, now, AgendaRaces.Changed, ct, new AgendaArranged(order) { MeetingId = meeting.Id }) is { } conflict ? conflict : meeting.Id;
    }
}
