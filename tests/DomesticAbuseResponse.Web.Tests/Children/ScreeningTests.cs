using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Children;

/// <summary>Joint screening and the referral of a child to children's services (R1.26 to R1.28).</summary>
public sealed class ScreeningTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R1_28_three_agencies_screen_a_child_and_the_decision_is_sent_to_childrens_services_with_its_basis_and_clock()
    {
        var call = await app.CallWithChildAsync("Canary Screened");
        var id = (await app.ScreeningAsync(call)).Id;
        var police = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Canary Screened", (await police.GetAsync("/screening")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.HealthRepresentative).GetAsync($"/screening/{id}")).Status); // not shared yet

        var share = await police.GetAsync($"/screening/{id}");
        (await share.Fill("What happened, as far as they need it", "short").Fill("Health", "Test Health").PressAsync("Share")).ShowsError("Say what happened, as far as the other two need it, in 20 characters or more.", "What happened, as far as they need it");
        Assert.Equal(HttpStatusCode.Redirect, (await share.Fill("What happened, as far as they need it", "Canary: shouting on Friday night; police went.").Fill("Children’s services", "Test Council").Fill("Health", "Test Health").PressAsync("Share")).Status);

        var health = app.SignedInAs(Cast.HealthRepresentative);
        var shown = await health.GetAsync($"/screening/{id}");
        Assert.Contains("Canary: shouting on Friday night", shown.Text, StringComparison.Ordinal);
        Assert.All(["Canary Mother", "Canary Perpetrator", "3 Canary Row", "Decide for this child"], hidden => Assert.DoesNotContain(hidden, shown.Text, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await health.GetAsync($"/people/{call.Child}")).Status); // the screening, and no file
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherRepresentative).GetAsync($"/screening/{id}")).Status);
        Assert.DoesNotContain("Canary Screened", (await app.SignedInAs(Cast.OtherRepresentative).GetAsync("/screening")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await shown.Fill("We hold nothing relevant", "").PressAsync("Add")).Status);

        var council = app.SignedInAs(Cast.Representative);
        Assert.Equal(HttpStatusCode.Redirect, (await (await council.GetAsync($"/screening/{id}")).Fill("Relevant, proportionate and about the child", "Canary: known to early help").PressAsync("Add")).Status);
        var decide = (await police.GetAsync($"/screening/{id}")).FillNamed("Decision.Outcome", "Assessment").Fill("Why?", "Canary: afraid at night, third call this year.").Fill("Who was there?", "Canary: all three by telephone");
        Assert.Contains("Not all three have said what they hold", (await decide.PressAsync("Record the decision")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await police.GetAsync($"/screening/{id}")).Fill("Relevant, proportionate and about the child", "Canary: two calls").PressAsync("Add")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await police.GetAsync($"/screening/{id}")).FillNamed("Decision.Outcome", "Assessment").Fill("Why?", "Canary: afraid at night, third call this year.").Fill("Who was there?", "Canary: all three by telephone").PressAsync("Record the decision")).Status);

        var screening = await app.ScreeningAsync(call);
        await using var db = app.Database.Open();
        var referral = await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == screening.ReferralId, Ct);
        Assert.Equal((ReferralKind.Childrens, call.Child, Cast.Council, Cast.Police, ReferralStatus.Raised), (referral.Kind, referral.ChildId!.Value, referral.ToAgencyId!.Value, referral.FromAgencyId, referral.Status));
        Assert.Equal(DeadlineCodes.ChildrensReferralSend, (await db.Deadlines.SingleAsync(d => d.CaseId == call.Case && d.Kind == DeadlineKind.SendChildrensReferral && d.MetAt == null, Ct)).RuleCode);

        Assert.Contains("About Canary Screened", (await police.GetAsync($"/referrals/{referral.Id}/send")).Text, StringComparison.Ordinal);
        (await app.SendAsync(referral.Id)).Given();
        Assert.NotNull((await db.Deadlines.AsNoTracking().SingleAsync(d => d.CaseId == call.Case && d.Kind == DeadlineKind.SendChildrensReferral, Ct)).MetAt);
        Assert.Contains("children’s services", (await council.GetAsync("/")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Redirect, (await (await council.GetAsync($"/referrals/{referral.Id}/take")).Fill("What do you do next?", "Canary: a visit on Monday").PressAsync("Take it on")).Status);
        Assert.Equal(ReferralStatus.Accepted, (await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == referral.Id, Ct)).Status);
        Assert.Contains("Canary: a visit on Monday", (await police.GetAsync($"/referrals/{referral.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await council.GetAsync($"/cases/{call.Case}")).Status); // the referral, and no file
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(17, false)]
    public async Task S16_grading_a_young_victim_raises_the_childrens_referral_which_can_be_sent_and_under_16_no_MARAC(int age, bool maracBlocked)
    {
        var incident = await app.LogCallAsync($"Canary Young {age}");
        await using var db = app.Database.Open();
        var found = await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incident, Ct);
        await app.BornAsync(found.Victims.Single(), Domain.Time.UkTime.DateOf(app.Clock.Now).AddYears(-age).AddDays(-40));
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, "Judged on what was seen at the scene")).Given();

        var referrals = await db.Referrals.AsNoTracking().Where(r => r.CaseId == found.CaseId).ToListAsync(Ct);
        var childrens = Assert.Single(referrals, r => r.Kind is ReferralKind.Childrens);
        Assert.Equal((Cast.Council, found.Victims.Single()), (childrens.ToAgencyId!.Value, childrens.ChildId!.Value));
        Assert.Equal(maracBlocked, referrals.All(r => r.Kind is not ReferralKind.Marac));
        (await app.SendAsync(childrens.Id, by: Cast.ResponseOfficer)).Given();
        Assert.Contains($"Canary Young {age}", (await app.SignedInAs(Cast.Representative).GetAsync("/referrals")).Text, StringComparison.Ordinal);

        // Graded again, nothing is raised twice.
        (await app.GiveGradeAsync(form, Cast.Sergeant, RiskGrade.Medium, "Reviewed on the whole record")).Given();
        Assert.Equal(1, await db.Referrals.CountAsync(r => r.CaseId == found.CaseId && r.Kind == ReferralKind.Childrens, Ct));
    }

    [Fact]
    public async Task Two_children_of_one_case_have_a_referral_each_and_one_clock_which_the_last_meets()
    {
        var call = await app.CallWithChildAsync("Canary First");
        var second = (await app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(name => name.HandleAsync(
            Cast.ResponseOfficer, new(call.Incident, null, new LogIncident.Party(PartyRole.Child, null, "Canary Second", null, 9, null, null, null)), Ct))).Given();
        var shared = new[] { await app.SharedAsync(call), await app.SharedAsync(call with { Child = second }) };
        foreach (var screening in shared)
        {
            (await app.RunAsync<DecideScreening, Result<ScreeningOutcome>>(decide => decide.HandleAsync(
                Cast.SafeguardingOfficer, new(screening.Id, null, ScreeningOutcome.EarlyHelp, "Canary: both are afraid at night.", "Canary: two of three", true), Ct))).Given();
        }

        await using var db = app.Database.Open();
        var raised = await db.Referrals.AsNoTracking().Where(r => r.CaseId == call.Case && r.Kind == ReferralKind.Childrens).OrderBy(r => r.RaisedAt).ThenBy(r => r.Id).Select(r => r.Id).ToListAsync(Ct);
        Assert.Equal(2, raised.Distinct().Count());
        async Task<bool> IsOpenAsync() => await db.Deadlines.AnyAsync(d => d.CaseId == call.Case && d.Kind == DeadlineKind.SendChildrensReferral && d.MetAt == null, Ct);
        (await app.SendAsync(raised[0])).Given();
        Assert.True(await IsOpenAsync());
        (await app.SendAsync(raised[1])).Given();
        Assert.False(await IsOpenAsync());
        Assert.Equal("referral.no-child", (await app.RunAsync<Application.Referrals.StartReferral, Result<Id<Referral>>>(start =>
            start.HandleAsync(Cast.SafeguardingOfficer, new(call.Case, ReferralKind.Childrens, Cast.Council, null, "Nobody", Id<Person>.New(app.Clock.Now)), Ct))).Refused().Code);
    }

    [Fact]
    public async Task Of_twenty_who_decide_at_once_one_decides_and_one_referral_is_raised()
    {
        var call = await app.CallWithChildAsync("Canary Raced");
        var shared = await app.SharedAsync(call);
        var decided = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => app.RunAsync<DecideScreening, Result<ScreeningOutcome>>(decide => decide.HandleAsync(
            i % 2 == 0 ? Cast.SafeguardingOfficer : Cast.Representative, new(shared.Id, null, ScreeningOutcome.StrategyDiscussion, "Canary: it cannot wait for the others.", "Canary: two of three", true), Ct))));

        Assert.Equal(1, decided.Count(d => d.Refusal is null));
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Referrals.CountAsync(r => r.CaseId == call.Case && r.Kind == ReferralKind.Childrens, Ct));
    }

    [Fact]
    public async Task A_restricted_child_is_not_shared_and_an_excluded_agency_sees_no_screening()
    {
        var restricted = await app.CallWithChildAsync("Canary Kept");
        await app.RestrictAsync(restricted.Child);
        var screening = await app.ScreeningAsync(restricted);
        Assert.Equal("screening.restricted", (await app.RunAsync<ShareScreening, Result<ChildScreening>>(share => share.HandleAsync(
            Cast.SafeguardingOfficer, new(screening.Id, null, Cast.Council, Cast.Health, "Canary summary that is long enough."), Ct))).Refused().Code);

        var excluded = await app.CallWithChildAsync("Canary Conflict");
        var shared = await app.SharedAsync(excluded);
        await app.ExcludeAsync(excluded.Child, Cast.Representative.StaffId);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Representative).GetAsync($"/screening/{shared.Id}")).Status);
        Assert.DoesNotContain("Canary Conflict", (await app.SignedInAs(Cast.Representative).GetAsync("/screening?queue=open")).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<AddScreeningPart, Result<ScreeningPart>>(add => add.HandleAsync(Cast.Representative, new(shared.Id, true, null), Ct)));
    }

    [Fact]
    public async Task T14_an_incident_with_a_restricted_mother_is_shared_with_no_whole_agency_and_read_by_none_with_whom_it_was()
    {
        var before = await app.CallWithChildAsync("Canary Shared Before");
        var shared = await app.SharedAsync(before);
        await app.RestrictAsync(before.Victim);
        foreach (var partner in new[] { Cast.Representative, Cast.HealthRepresentative })
        {
            var client = app.SignedInAs(partner);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/screening/{shared.Id}")).Status);
            Assert.DoesNotContain("Canary Shared Before", (await client.GetAsync("/screening?queue=open")).Text, StringComparison.Ordinal);
            await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<AddScreeningPart, Result<ScreeningPart>>(add => add.HandleAsync(partner, new(shared.Id, true, null), Ct)));
            var board = await app.RunAsync<Application.Notices.NoticeBoard, Application.Notices.NoticeBoard.View>(b => b.ReadAsync(partner, false, 1, Ct));
            Assert.DoesNotContain(board.Notices, n => n.SubjectId == shared.Id.Value);
        }

        var after = await app.CallWithChildAsync("Canary Never Shared");
        await app.RestrictAsync(after.Victim);
        var screening = await app.ScreeningAsync(after);
        Assert.Equal("screening.restricted", (await app.RunAsync<ShareScreening, Result<ChildScreening>>(share => share.HandleAsync(
            Cast.SafeguardingOfficer, new(screening.Id, null, Cast.Council, Cast.Health, "Canary summary that is long enough."), Ct))).Refused().Code);
    }

    [Fact]
    public async Task T8_no_summary_and_no_word_shared_with_partners_names_a_protected_place_of_anybody_the_child_lives_with()
    {
        var call = await app.CallWithChildAsync("Canary Worded");
        (await app.DescribeAsync(call, ChildFacts.Unknown with { Needs = "Canary needs a quiet room" })).Given();
        (await app.RunAsync<EstablishChildPart, Result<ChildPart>>(e => e.HandleAsync(
            Cast.ResponseOfficer,
            new(call.Incident, call.Child, new(YesNoUnknown.Yes, ChildPresence.Asleep, "Canary upstairs", YesNoUnknown.No, YesNoUnknown.No, null),
                new(true, "Canary: we hide at 9 Refuge Lane", ChildCompany.Alone, null, null, VoiceReaders.EverybodyOnTheCase, Domain.Time.UkTime.DateOf(app.Clock.Now))), Ct))).Given();
        var aunt = await app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
            Cast.SafeguardingOfficer, new("Canary Aunt", null, false, Gender.NotKnown, null, null, new PostalAddress("9 Refuge Lane", null), AddressVisibility.MaracOnly), Ct));
        await app.WriteAsync(db =>
        {
            var home = Id<Household>.New(app.Clock.Now);
            db.Add(new Household(home));
            db.AddRange(new HouseholdMember(home, call.Child, null), new HouseholdMember(home, aunt, null));
            return Task.CompletedTask;
        });

        var screening = await app.ScreeningAsync(call);
        Assert.Equal("screening.summary", (await app.RunAsync<ShareScreening, Result<ChildScreening>>(share => share.HandleAsync(
            Cast.SafeguardingOfficer, new(screening.Id, null, Cast.Council, Cast.Health, "Canary: they now live at 9 Refuge Lane."), Ct))).Refused().Code);
        await app.SharedAsync(call);
        var page = (await app.SignedInAs(Cast.HealthRepresentative).GetAsync($"/screening/{screening.Id}")).Text;
        Assert.All(["9 Refuge Lane", "Canary upstairs", "Canary needs a quiet room"], hidden => Assert.DoesNotContain(hidden, page, StringComparison.Ordinal));
        Assert.Contains("9 Refuge Lane", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/screening/{screening.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_childs_referral_goes_for_no_restricted_child_and_tells_who_took_it_on_nothing_of_the_case_since()
    {
        var call = await app.CallWithChildAsync("Canary Referred");
        var id = (await app.RunAsync<Application.Referrals.StartReferral, Result<Id<Referral>>>(start =>
            start.HandleAsync(Cast.SafeguardingOfficer, new(call.Case, ReferralKind.Childrens, Cast.Council, null, "Afraid at night", call.Child), Ct))).Given();
        await app.RestrictAsync(call.Child);
        Assert.Equal("referral.child-restricted", (await app.SendAsync(id)).Refused().Code);
        (await app.LiftAsync(call.Child, LiftWhat.Restriction)).Given();
        (await app.SendAsync(id)).Given();
        (await app.RunAsync<Application.Referrals.TakeChildrensReferral, Result<ReferralStatus>>(take => take.HandleAsync(Cast.Representative, new(id, null, null), Ct))).Given();

        await using var db = app.Database.Open();
        await app.AssessAsync(await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => c.Id == call.Case, Ct), ticks: 15, RiskGrade.High);
        var read = await app.RunAsync<Application.Referrals.ReferralOverview, Application.Referrals.ReferralOverview.View>(o => o.ReadAsync(Cast.Representative, id, Ct));
        Assert.Equal((null, 0, 0), (read.Grade, read.Dangers.Count, read.NotReached.Count));
        Assert.Equal(RiskGrade.High, (await app.RunAsync<Application.Referrals.ReferralOverview, Application.Referrals.ReferralOverview.View>(o => o.ReadAsync(Cast.SafeguardingOfficer, id, Ct))).Grade);
    }

    [Fact]
    public async Task T8_partners_are_told_no_school_of_a_child_around_whom_an_address_is_protected()
    {
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Hidden");
        (await app.DescribeAsync(call, ChildFacts.Unknown with { Education = Education.School, SchoolId = school, Gp = "Canary Surgery" })).Given();
        var shared = await app.SharedAsync(call);
        Assert.Contains("Canary Surgery", (await app.SignedInAs(Cast.HealthRepresentative).GetAsync($"/screening/{shared.Id}")).Text, StringComparison.Ordinal);

        await app.RunAsync<ChangeAddresses, bool>(async change =>
        {
            await change.HandleAsync(Cast.SafeguardingOfficer, new(call.Victim, null, new PostalAddress("9 Refuge Lane", null), AddressVisibility.MaracOnly, null, null, null), Ct);
            return true;
        });
        var page = (await app.SignedInAs(Cast.HealthRepresentative).GetAsync($"/screening/{shared.Id}")).Text;
        Assert.DoesNotContain("Canary Surgery", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Primary", page, StringComparison.Ordinal);
    }
}
