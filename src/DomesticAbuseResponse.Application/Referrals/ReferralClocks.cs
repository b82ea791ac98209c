using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// The clocks of a referral both ways (R3.3): whoever is to do something next has one, and only they. A question stops the receiver's and starts the
/// referrer's; the answer starts the receiver's anew. Changes wait for the caller's commit.
/// </summary>
public sealed class ReferralClocks(CaseDbContext db, CaseDeadlines deadlines)
{
    private static readonly DeadlineKind[] _receivers = [DeadlineKind.AnswerReferral, DeadlineKind.TriageReferral, DeadlineKind.TakeUpReferral];

    /// <summary>It was sent: an IDVA service triages it and answers.</summary>
    public async Task<IReadOnlyList<Happened>> SentAsync(Referral referral, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var receiver = await db.ReceiverOfAsync(referral, ct);
        return
        [
            await deadlines.SetAsync(@case, DeadlineKind.AnswerReferral, DeadlineCodes.ReferralAnswer, receiver, DeadlineStart.At(now), "The referral was sent.", now, ct),
            .. referral.Kind is ReferralKind.Idva
                ? [await deadlines.SetAsync(@case, DeadlineKind.TriageReferral, DeadlineCodes.IdvaTriage, receiver, DeadlineStart.At(now), "The referral was sent.", now, ct)]
                : Array.Empty<Happened>(),
        ];
    }

    public async Task<IReadOnlyList<Happened>> AskedAsync(Referral referral, Case @case, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var receiver = await db.ReceiverOfAsync(referral, ct);
        var happened = await MeetAsync(@case, receiver, actor, now, ct);
        await db.TellReferrerAsync(referral, NoticeKind.ReferralQuestion, now, ct);
        happened.Add(await deadlines.SetAsync(
            @case, DeadlineKind.AnswerQuestion, DeadlineCodes.ReferralQuestion, referral.FromAgencyId, DeadlineStart.At(now), "The receiver of the referral has asked something.", now, ct));
        return happened;
    }

    public async Task<IReadOnlyList<Happened>> RepliedAsync(Referral referral, Case @case, Actor actor, DateTimeOffset now, CancellationToken ct) =>
    [
        .. await deadlines.MeetAsync(@case.Id, DeadlineKind.AnswerQuestion, referral.FromAgencyId, actor.StaffId, now, ct),
        await deadlines.SetAsync(
            @case, DeadlineKind.AnswerReferral, DeadlineCodes.ReferralAnswer, await db.ReceiverOfAsync(referral, ct), DeadlineStart.At(now), "The referrer answered the question.", now, ct),
    ];

    /// <summary>It was looked at: the triage clock is met. Where it has to wait, the referrer is told, and the clock of taking it up runs in place of that of answering.</summary>
    public async Task<IReadOnlyList<Happened>> TriagedAsync(Referral referral, Case @case, TriagePriority priority, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [.. await deadlines.MeetAsync(@case.Id, DeadlineKind.TriageReferral, actor.AgencyId, actor.StaffId, now, ct)];
        if (priority is TriagePriority.B)
        {
            happened.AddRange(await deadlines.MeetAsync(@case.Id, DeadlineKind.AnswerReferral, actor.AgencyId, actor.StaffId, now, ct));
            await deadlines.StopAsync(await OpenAsync(@case, DeadlineKind.TakeUpReferral, actor.AgencyId, ct), actor.StaffId, "Triaged again.", now, ct);
            happened.Add(await deadlines.SetAsync(@case, DeadlineKind.TakeUpReferral, DeadlineCodes.IdvaTakeUp, actor.AgencyId, DeadlineStart.At(now), "Triaged to be taken up later.", now, ct));
            await db.TellReferrerAsync(referral, NoticeKind.ReferralDelayed, now, ct);
        }

        return happened;
    }

    /// <summary>The receiver has accepted or declined: its clocks are met, and nobody waits for the referrer any more.</summary>
    public async Task<IReadOnlyList<Happened>> AnsweredAsync(Referral referral, Case @case, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var receiver = await db.ReceiverOfAsync(referral, ct);
        var (id, caseId, to, kind) = (referral.Id, referral.CaseId, referral.ToAgencyId, referral.Kind);
        var others = await db.Referrals.AnyAsync(r => r.CaseId == caseId && r.ToAgencyId == to && to != null && r.Kind == kind && r.Id != id && r.Status == ReferralStatus.Sent, ct);
        var happened = others ? [] : await MeetAsync(@case, receiver, actor, now, ct); // another child of the case still waits for an answer
        await deadlines.StopAsync(await OpenAsync(@case, DeadlineKind.AnswerQuestion, referral.FromAgencyId, ct), actor.StaffId, "The referral was answered.", now, ct);
        await db.DoneAsync(referral, NoticeKind.ReferralUnanswered, actor, now, ct);
        return happened;
    }

    /// <summary>It was taken back: nobody has anything left to do about it.</summary>
    public async Task WithdrawnAsync(Referral referral, Case @case, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var receiver = await db.ReceiverOfAsync(referral, ct);
        foreach (var kind in _receivers)
        {
            await deadlines.StopAsync(await OpenAsync(@case, kind, receiver, ct), actor.StaffId, "The referral was withdrawn.", now, ct);
        }

        await deadlines.StopAsync(await OpenAsync(@case, DeadlineKind.AnswerQuestion, referral.FromAgencyId, ct), actor.StaffId, "The referral was withdrawn.", now, ct);
        await db.DoneAsync(referral, NoticeKind.ReferralUnanswered, actor, now, ct);
    }

    /// <summary>Whatever the receiver had to do is done, or no longer theirs to do next.</summary>
    private async Task<List<Happened>> MeetAsync(Case @case, Id<Agency> receiver, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var kind in _receivers)
        {
            happened.AddRange(await deadlines.MeetAsync(@case.Id, kind, receiver, actor.StaffId, now, ct));
        }

        return happened;
    }

    private async Task<IReadOnlyList<Deadline>> OpenAsync(Case @case, DeadlineKind kind, Id<Agency> agency, CancellationToken ct)
    {
        var id = @case.Id;
        return await db.Deadlines.Where(d => d.CaseId == id && d.AgencyId == agency && d.Kind == kind && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
    }
}
