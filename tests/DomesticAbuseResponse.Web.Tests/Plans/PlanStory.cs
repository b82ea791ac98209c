using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Plans;

/// <summary>What a story about a plan needs before it starts.</summary>
internal static class PlanStory
{
    public static PlanLineTerms Terms(string words, string section = "home") => new(section, null, words, PlanOwner.Victim, null, VictimAgreement.Yes, [], true, null);

    extension(WebApp app)
    {
        /// <summary>A High case that an IDVA carries.</summary>
        public async Task<Case> CarriedAsync(string victim)
        {
            var (@case, referral) = await app.SentAsync(ReferralKind.Idva, victim);
            (await app.AcceptAsync(referral)).Given();
            return @case;
        }

        public async Task<Case> PlannedAsync(string victim, params PlanLineTerms[] lines)
        {
            var @case = await app.CarriedAsync(victim);
            await app.BeginAsync(@case);
            foreach (var line in lines)
            {
                await app.WriteLineAsync(@case, line);
            }

            return @case;
        }

        public Task<Result<bool>> BeginAsync(Case @case, Actor? by = null) => app.RunAsync<BeginPlan, Result<bool>>(begin => begin.HandleAsync(by ?? Cast.Idva, @case.Id, CancellationToken.None));

        public async Task<int> WriteLineAsync(Case @case, PlanLineTerms terms, Actor? by = null) =>
            (await app.RunAsync<WritePlanLine, Result<int>>(write => write.HandleAsync(by ?? Cast.Idva, new(@case.Id, terms), CancellationToken.None))).Given();

        public Task<PlanOverview.View> PlanAsync(Case @case, Actor? by = null) => app.RunAsync<PlanOverview, PlanOverview.View>(read => read.ReadAsync(by ?? Cast.Idva, @case.Id, CancellationToken.None));

        public Task<int> WatchAsync() => app.RunAsync<WatchPlans, int>(watch => watch.HandleAsync(Actor.System, CancellationToken.None));

        public async Task<Deadline?> ClockAsync(Case @case, DeadlineKind kind = DeadlineKind.ReviewPlan)
        {
            await using var db = app.Database.Open();
            return await db.Deadlines.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == @case.Id && d.Kind == kind && d.MetAt == null && d.SupersededAt == null);
        }
    }
}
