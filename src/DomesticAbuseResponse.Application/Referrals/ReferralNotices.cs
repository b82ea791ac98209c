using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Who is told of each step of a referral. A notice points at the case and says nothing about anybody.</summary>
internal static class ReferralNotices
{
    extension(CaseDbContext db)
    {
        /// <summary>The managers of an IDVA service, or its IDVAs where there is no manager; the representatives of a council; the coordinators of a MARAC, each by name.</summary>
        public async Task TellReceiverAsync(Referral referral, NoticeKind kind, DateTimeOffset now, CancellationToken ct)
        {
            if (referral.ToAgencyId is { } agency)
            {
                if (referral.Kind is ReferralKind.Childrens)
                {
                    db.Notices.Add(Notice.To(agency, Role.AgencyRepresentative, kind, referral.CaseId, referral.Id.Value, now));
                    return;
                }

                var managed = await db.Staff.AnyAsync(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Contains(Role.IdvaManager), ct);
                db.Notices.Add(Notice.To(agency, managed ? Role.IdvaManager : Role.Idva, kind, referral.CaseId, referral.Id.Value, now));
            }

            if (referral.MaracId is { } marac)
            {
                var told = await db.CoordinatorsOfAsync(db.Maracs.Where(m => m.Id == marac), ct);
                db.Notices.AddRange(told.Select(s => Notice.To(s.AgencyId, s.Id, kind, referral.CaseId, referral.Id.Value, now)));
            }
        }

        /// <summary>Whoever sent it, or raised it when nobody sent it yet; those who stand for their agency when that person may sign in no longer.</summary>
        public async Task TellReferrerAsync(Referral referral, NoticeKind kind, DateTimeOffset now, CancellationToken ct)
        {
            var (from, sender) = (referral.FromAgencyId, referral.Steps.Where(s => s.ByAgencyId == referral.FromAgencyId).MaxBy(s => s.At)!.By);
            var isThere = await db.Staff.AnyAsync(s => s.Id == sender && s.DisabledAt == null, ct);
            db.Notices.Add(isThere
                ? Notice.To(from, sender, kind, referral.CaseId, referral.Id.Value, now)
                : Notice.To(from, Standing.ToldIn(await db.Agencies.Where(a => a.Id == from).Select(a => a.Kind).SingleAsync(ct))[0], kind, referral.CaseId, referral.Id.Value, now));
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
