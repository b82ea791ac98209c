using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Notices;

public sealed record NoticeClosed(NoticeKind Kind, ThreatToLife? ThreatToLife) : Happened;

/// <summary>Puts a notice away with what was decided. The first to do so wins; a second finds it done.</summary>
public sealed class CloseNotice(CaseDbContext db, NoticeBoard board, TimeProvider clock)
{
    public sealed record Command(Id<Notice> NoticeId, ThreatToLife? ThreatToLife, string? Reason, uint? Version);

    public async Task<Result<NoticeKind>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = command.NoticeId;
        var notice = await (await board.ToAsync(actor, ct)).SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new RecordNotFoundException();
        if (notice.DoneAt is not null)
        {
            return new Refusal("notice.done", "Somebody has already dealt with this.");
        }

        var decided = NoticeClosing.Decide(notice.Kind, command.ThreatToLife, command.Reason);
        if (decided.Refusal is { } refusal)
        {
            return refusal;
        }

        db.Expect(notice, command.Version);
        notice.Done(actor.StaffId, decided.Match(words => words.Length == 0 ? null : words, _ => null), now);
        await db.CommitAsync(actor, now, ct, new NoticeClosed(notice.Kind, notice.Kind is NoticeKind.HighRiskInspector ? command.ThreatToLife : null) { CaseId = notice.CaseId });
        return notice.Kind;
    }
}
