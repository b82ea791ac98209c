using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>What a final High sets going (R2.4).</summary>
public sealed class RaisingTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S13_a_final_High_raises_one_referral_to_an_IDVA_service_and_one_to_the_MARAC_of_the_area()
    {
        var @case = await app.OpenCaseAsync();

        var raised = await app.RaiseAsync(@case);

        Assert.Equal([ReferralKind.Idva, ReferralKind.Marac], raised.Select(r => r.Kind));
        Assert.All(raised, r => Assert.Equal((ReferralStatus.Raised, Cast.Police, "Graded High"), (r.Status, r.FromAgencyId, Assert.Single(r.Steps).Words)));
        Assert.Contains(raised[0].ToAgencyId!.Value, new[] { Cast.IdvaService, Cast.OtherService });
        Assert.Equal(Cast.Marac, raised[1].MaracId);

        await using var db = app.Database.Open();
        var subjects = raised.Select(r => (Guid?)r.Id.Value).ToArray();
        var notices = await db.Notices.Where(n => n.Kind == NoticeKind.ReferralToSend && subjects.Contains(n.SubjectId)).ToListAsync(Ct);
        Assert.Equal(2, notices.Count(n => n.StaffId == Cast.Sergeant.StaffId && n.CaseId == @case.Id));
    }

    [Fact]
    public async Task Nothing_is_raised_twice_while_a_referral_of_that_kind_is_open()
    {
        var @case = await app.OpenCaseAsync();
        await app.RaiseAsync(@case);

        Assert.Equal(2, (await app.RaiseAsync(@case)).Count);
    }

    [Fact]
    public async Task A_raised_referral_shows_the_receiver_nothing()
    {
        var @case = await app.OpenCaseAsync();
        await app.RaiseAsync(@case);

        await using var db = app.Database.Open();
        Assert.False(await db.Participations.AnyAsync(p => p.RecordId == @case.Id.Value && p.AgencyId != Cast.Police, Ct));
    }

    [Fact]
    public async Task After_the_IDVA_service_has_accepted_a_new_High_raises_no_second_IDVA_referral()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        (await app.AcceptAsync(referral)).Given();

        var all = await app.RaiseAsync(@case);

        Assert.Single(all, r => r.Kind is ReferralKind.Idva);
        Assert.Single(all, r => r.Kind is ReferralKind.Marac);
    }

    [Fact]
    public async Task A_declined_referral_does_not_stop_the_next()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        (await app.DeclineAsync(referral, Cast.IdvaManager)).Given();

        Assert.Equal(2, (await app.RaiseAsync(@case)).Count(r => r.Kind is ReferralKind.Idva));
    }

    [Theory]
    [InlineData(2011, 11, 22, true)] // 15
    [InlineData(2010, 11, 23, false)] // 16 today
    [InlineData(2009, 11, 22, false)] // 17
    public async Task S16_a_victim_under_16_has_no_MARAC_referral_raised(int year, int month, int day, bool blocked)
    {
        var @case = await app.OpenCaseAsync();
        await app.BornAsync(@case.VictimId, new DateOnly(year, month, day));

        var raised = await app.RaiseAsync(@case);

        Assert.Contains(raised, r => r.Kind is ReferralKind.Idva);
        Assert.Equal(!blocked, raised.Any(r => r.Kind is ReferralKind.Marac));
    }

    [Fact]
    public async Task The_service_set_for_the_unit_is_chosen()
    {
        await app.WriteAsync(async db => (await db.PolicingUnits.SingleAsync(u => u.Id == Cast.Unit, Ct)).ServedBy(Cast.IdvaService));
        var @case = await app.OpenCaseAsync();

        Assert.Equal(Cast.IdvaService, (await app.RaiseAsync(@case))[0].ToAgencyId);
    }

    [Fact]
    public async Task An_assessment_is_the_ground_that_goes_with_the_referral()
    {
        var @case = await app.OpenCaseAsync();
        await app.AssessAsync(@case, ticks: 14, RiskGrade.High);
        var raised = await app.RaiseAsync(@case);

        (await app.SendAsync(raised.Single(r => r.Kind is ReferralKind.Marac).Id)).Given();

        var sent = (await app.ReferralsOfAsync(@case)).Single(r => r.Kind is ReferralKind.Marac);
        var grounds = Application.Referrals.GroundsRecord.Read(sent.Grounds)!;
        Assert.Contains("14 ticks", Assert.Single(grounds.Grounds, g => g.IsMet).Evidence[0], StringComparison.Ordinal);
        Assert.All(grounds.Grounds.Where(g => !g.IsMet), g => Assert.False(string.IsNullOrWhiteSpace(g.NotMetBecause)));
    }

    [Fact]
    public async Task A_High_referral_that_nobody_sends_is_overdue_after_a_working_day_and_sending_one_leaves_the_other_open()
    {
        app.Clock.Now = new DateTimeOffset(2026, 11, 27, 15, 0, 0, TimeSpan.Zero); // a Friday
        var @case = await app.OpenCaseAsync("Canary Unsent");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var raised = await app.RaiseAsync(@case);
        var due = await OpenAsync(@case);
        Assert.Equal([DeadlineKind.SendIdvaReferral, DeadlineKind.SendMaracReferral], due.Select(d => d.Kind));
        Assert.All(due, d => Assert.Equal((Cast.Police, DeadlineCodes.ReferralSend, new DateOnly(2026, 11, 30)), (d.AgencyId, d.RuleCode, Domain.Time.UkTime.DateOf(d.DueAt))));
        var why = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/deadlines/{due[0].Id}/why");
        Assert.Contains("Send the referral", why.Text, StringComparison.Ordinal);

        (await app.SendAsync(raised.Single(r => r.Kind is ReferralKind.Idva).Id)).Given();
        Assert.Equal([DeadlineKind.SendMaracReferral], (await OpenAsync(@case)).Select(d => d.Kind));

        app.Clock.Now = app.Clock.Now.AddDays(5);
        await app.RunAsync<EscalateOverdueDeadlines, int>(escalate => escalate.HandleAsync(Domain.Agencies.Actor.System, 500, Ct));
        await using var db = app.Database.Open();
        var late = (Guid?)due.Single(d => d.Kind is DeadlineKind.SendMaracReferral).Id.Value;
        Assert.True(await db.Notices.AnyAsync(n => n.SubjectId == late && n.Kind == NoticeKind.DeadlineOverdue, Ct));
    }

    [Fact]
    public async Task A_High_referral_withdrawn_with_its_reason_leaves_nothing_to_send()
    {
        var @case = await app.OpenCaseAsync("Canary Withdrawn");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var marac = (await app.RaiseAsync(@case)).Single(r => r.Kind is ReferralKind.Marac);

        (await app.RunAsync<WithdrawReferral, Result<ReferralStatus>>(withdraw => withdraw.HandleAsync(Cast.SafeguardingOfficer, new(marac.Id, "Heard last week by another MARAC", null), Ct))).Given();

        Assert.Equal([DeadlineKind.SendIdvaReferral], (await OpenAsync(@case)).Select(d => d.Kind));
    }

    [Fact]
    public async Task Whoever_was_told_that_a_referral_is_late_is_told_no_more_once_it_is_withdrawn()
    {
        var @case = await app.OpenCaseAsync("Canary Late");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var marac = (await app.RaiseAsync(@case)).Single(r => r.Kind is ReferralKind.Marac);
        var late = (Guid?)(await OpenAsync(@case)).Single(d => d.Kind is DeadlineKind.SendMaracReferral).Id.Value;
        app.Clock.Now = app.Clock.Now.AddDays(5);
        await app.RunAsync<EscalateOverdueDeadlines, int>(escalate => escalate.HandleAsync(Domain.Agencies.Actor.System, 500, Ct));

        (await app.RunAsync<WithdrawReferral, Result<ReferralStatus>>(withdraw => withdraw.HandleAsync(Cast.SafeguardingOfficer, new(marac.Id, "Heard last week by another MARAC", null), Ct))).Given();

        await using var db = app.Database.Open();
        Assert.All(await db.Notices.Where(n => n.SubjectId == late && n.Kind == NoticeKind.DeadlineOverdue).ToListAsync(Ct), n => Assert.NotNull(n.DoneAt));
    }

    [Fact]
    public async Task A_referral_is_sent_for_whichever_agency_its_High_was()
    {
        var @case = await app.OpenCaseAsync("Canary Two Agencies");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        await app.JoinAsync(@case.Id, Cast.IdvaService);
        await app.WriteAsync(async db => await db.Cases.Where(c => c.Id == @case.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.UnitId, (Id<Domain.Places.PolicingUnit>?)null), Ct));
        await app.RaiseAsync(await app.CaseAsync(@case.Id), Cast.Idva);
        Assert.Equal(Cast.IdvaService, Assert.Single(await OpenAsync(@case)).AgencyId);

        var started = await app.RunAsync<StartReferral, Result<Id<Referral>>>(s => s.HandleAsync(
            Cast.SafeguardingOfficer, new(@case.Id, ReferralKind.Marac, null, Cast.Marac, "Graded High by the service"), Ct));
        (await app.SendAsync(started.Given())).Given();

        Assert.Empty(await OpenAsync(@case));
    }

    private async Task<List<Deadline>> OpenAsync(Domain.Cases.Case @case)
    {
        await using var db = app.Database.Open();
        return [.. (await db.Deadlines.AsNoTracking().Where(d => d.CaseId == @case.Id && d.MetAt == null && d.SupersededAt == null).ToListAsync(Ct))
            .Where(d => d.Kind is DeadlineKind.SendIdvaReferral or DeadlineKind.SendMaracReferral).OrderBy(d => d.Kind)];
    }
}
