using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Who is told of each step of a referral. A notice points at the case and says nothing about anybody.</summary>
internal static class ReferralNotices
{
    extension(CaseDbContext db)
    {
        /// <summary>The managers of an IDVA service, or its IDVAs where there is no manager; the coordinators of a MARAC, each by name.</summary>
        public async Task TellReceiverAsync(Referral referral, NoticeKind kind, DateTimeOffset now, CancellationToken ct)
        {
            if (referral.ToAgencyId is { } agency)
            {
                var managed = await db.Staff.AnyAsync(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Contains(Role.IdvaManager), ct);
                db.Notices.Add(Notice.To(agency, managed ? Role.IdvaManager : Role.Idva, kind, referral.CaseId, referral.Id.Value, now));
            }

            if (referral.MaracId is { } marac)
            {
                var told = await db.CoordinatorsOfAsync(db.Maracs.Where(m => m.Id == marac), ct);
                db.Notices.AddRange(told.Select(s => Notice.To(s.AgencyId, s.Id, kind, referral.CaseId, referral.Id.Value, now)));
            }
        }

        /// <summary>Whoever sent it, or raised it when nobody sent it yet.</summary>
        public void TellReferrer(Referral referral, NoticeKind kind, DateTimeOffset now)
        {
            var sender = referral.Steps.Where(s => s.ByAgencyId == referral.FromAgencyId).MaxBy(s => s.At)!.By;
            db.Notices.Add(Notice.To(referral.FromAgencyId, sender, kind, referral.CaseId, referral.Id.Value, now));
        }

        /// <summary>What these notices asked for has been done.</summary>
        public async Task DoneAsync(Referral referral, NoticeKind kind, Actor by, DateTimeOffset now, CancellationToken ct)
        {
            var subject = referral.Id.Value;
            var waiting = await db.Notices.Where(n => n.SubjectId == subject && n.Kind == kind && n.DoneAt == null).ToListAsync(ct);
            waiting.ForEach(n => n.Done(by.StaffId, null, now));
        }
    }
}
