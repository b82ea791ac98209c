using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Caseload;

/// <summary>What IDVAs carry, under a soft cap of 2 and a hard cap of 3 (R3.1).</summary>
public sealed class CapsTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_IDVA_at_the_hard_cap_is_given_another_only_by_a_manager_with_a_reason()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.IdvaCaseload, Cast.IdvaService.Value, "test", new DateOnly(2026, 11, 23), new CaseloadCaps(2, 3), Ct))).Given();
        for (var n = 0; n < 3; n++)
        {
            (await app.AcceptAsync((await app.SentAsync(ReferralKind.Idva)).Referral)).Given();
        }

        var mine = (await ReadAsync(Cast.Idva, team: false)).Mine!;
        Assert.Equal((3, true, true), (mine.State.OpenHigh, mine.State.IsFull, mine.State.IsOverfull));
        Assert.Contains("limit of 3", mine.State.Words, StringComparison.Ordinal);

        var (_, next) = await app.SentAsync(ReferralKind.Idva);
        Assert.Equal("caseload.over", (await app.AcceptAsync(next, reason: "I can manage")).Refused().Code);
        Assert.Equal("caseload.reason", (await app.AcceptAsync(next, Cast.IdvaManager, Cast.Idva.StaffId)).Refused().Code);
        (await app.AcceptAsync(next, Cast.IdvaManager, Cast.Idva.StaffId, "She knows the family")).Given();
    }

    [Fact]
    public async Task A_case_stands_on_its_IDVAs_list_with_its_next_deadline_and_on_the_managers_team_list()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Listed");
        (await app.AcceptAsync(referral, Cast.SecondIdva)).Given();

        var row = (await ReadAsync(Cast.SecondIdva, team: false)).Rows.Single(r => r.Id == @case.Id);
        Assert.Equal(("Canary Listed", DeadlineKind.IdvaFirstContact, app.Clock.Now.AddHours(24)), (row.Victim, row.NextKind!.Value, row.NextDue!.Value));
        Assert.Null(row.LastContactAt);
        Assert.Contains((await ReadAsync(Cast.IdvaManager, team: true)).Rows, r => r.Id == @case.Id);
        Assert.DoesNotContain((await ReadAsync(Cast.Idva, team: true)).Rows, r => r.Id == @case.Id); // no manager: the team's list is not theirs
        Assert.DoesNotContain((await ReadAsync(Cast.OtherServiceIdva, team: true)).Rows, r => r.Id == @case.Id);
    }

    [Fact]
    public async Task Reassigning_is_a_managers_and_tells_whoever_is_given_the_case()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        (await app.AcceptAsync(referral, Cast.SecondIdva)).Given();

        Assert.Equal("caseload.taken", (await AssignAsync(@case.Id, Cast.Idva, Cast.Idva.StaffId)).Refused().Code);
        (await AssignAsync(@case.Id, Cast.IdvaManager, Cast.IdvaManager.StaffId)).Given();
        (await AssignAsync(@case.Id, Cast.IdvaManager, Cast.SecondIdva.StaffId)).Given();

        await using var db = app.Database.Open();
        Assert.True(db.Notices.Any(n => n.CaseId == @case.Id && n.StaffId == Cast.SecondIdva.StaffId && n.Kind == Domain.Notices.NoticeKind.CaseAssigned));
    }

    private Task<IdvaCases.View> ReadAsync(Actor actor, bool team) => app.RunAsync<IdvaCases, IdvaCases.View>(read => read.ReadAsync(actor, team, Ct));

    private Task<Result<Id<Case>>> AssignAsync(Id<Case> id, Actor by, Id<StaffMember> idva) =>
        app.RunAsync<AssignIdva, Result<Id<Case>>>(assign => assign.HandleAsync(by, new(id, idva, null), Ct));
}
