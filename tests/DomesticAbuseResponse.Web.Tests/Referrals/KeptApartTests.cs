using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>Each accuses the other, and one service works with both: workers kept apart, and nobody reaches more by a decision (R4.17, T13).</summary>
public sealed class KeptApartTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T13_a_worker_of_one_side_sees_nothing_of_the_other_and_a_colleague_does()
    {
        var (hers, his) = await BothAsync("Canary Walled");
        await app.WriteAsync(async db => db.Assessments.Add(RiskAssessment.Start(await db.Cases.SingleAsync(c => c.Id == his.Id, Ct), null, his.VictimId, Cast.ResponseOfficer, new InstrumentVersion(InstrumentCodes.SafeLivesDash, "1"), app.Clock.Now)));
        await using var db = app.Database.Open();
        var call = await db.Incidents.Where(i => i.CaseId == his.Id).Select(i => i.Reference).SingleAsync(Ct);
        var mine = app.SignedInAs(Cast.Idva);
        foreach (var page in new[] { "", "/chronology", "/people", "/risk", "/referrals", "/contact", "/tasks", "/plan", "/looked", "/primary-victim", "/counter-allegation" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync($"/cases/{his.Id}{page}")).Status);
        }

        foreach (var page in new[] { "/cases", "/day", "/caseload", "/deadlines", "/notices", $"/cases/{hers.Id}", $"/cases/{hers.Id}/primary-victim", $"/cases/{hers.Id}/chronology", $"/people/{his.VictimId}" })
        {
            var text = (await mine.GetAsync(page)).Text;
            Assert.DoesNotContain(his.Reference, text, StringComparison.Ordinal);
            Assert.DoesNotContain(call, text, StringComparison.Ordinal); // nor the call in which he accused her
        }

        Assert.Contains(call, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{hers.Id}/primary-victim")).Text, StringComparison.Ordinal); // whoever decides sees both
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.SecondIdva).GetAsync($"/cases/{his.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{his.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/cases/{his.Id}")).Status);

        // Nor how he is reached, nor where he is: the person he is accused by may be the one who harms.
        await Assert.ThrowsAsync<RecordNotFoundException>(() => CardAsync(Cast.Idva));
        Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync($"/people/{his.VictimId}/safe-contact/add")).Status);
        Assert.NotNull(await CardAsync(Cast.SecondIdva));

        Task<ContactCard> CardAsync(Actor by) => app.RunAsync<ShowPersonCard, ContactCard>(show => show.HandleAsync(by, his.VictimId, Enum.GetValues<ContactPurpose>()[0], Ct));
    }

    [Fact]
    public async Task T13_nobody_is_assigned_to_both_sides_however_it_is_tried_and_the_refusal_tells_of_no_other_case()
    {
        var (hers, his) = await BothAsync("Canary Assigned");

        var page = await (await app.SignedInAs(Cast.IdvaManager).GetAsync($"/cases/{his.Id}/idva")).Choose("Idva").PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("This person cannot take this case. Choose somebody else.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(hers.Reference, page.Text, StringComparison.Ordinal);

        Assert.Null((await AssignAsync(his, Cast.SecondIdva)).Refusal);
        Assert.Equal("handover.kept", (await app.RunAsync<HandOverCaseload, Result<HandOverCaseload.Done>>(hand => hand.HandleAsync(
            Cast.IdvaManager, new(Cast.SecondIdva.StaffId, [new(his.Id, Cast.Idva.StaffId)], null, false), Ct))).Refused().Code);
        Assert.Equal("leave.cover-apart", (await app.RunAsync<PlanLeave, Result<Id<StaffLeave>>>(plan => plan.HandleAsync(
            Cast.IdvaManager, new(Cast.SecondIdva.StaffId, _today.AddDays(1), _today.AddDays(8), Cast.Idva.StaffId), Ct))).Refused().Code);

        await using var db = app.Database.Open();
        Assert.Equal((Cast.Idva.StaffId, Cast.SecondIdva.StaffId), ((await db.Cases.SingleAsync(c => c.Id == hers.Id, Ct)).IdvaId!.Value, (await db.Cases.SingleAsync(c => c.Id == his.Id, Ct)).IdvaId!.Value));
    }

    [Fact]
    public async Task T13_whoever_covers_for_the_worker_of_one_side_is_kept_from_the_other_too()
    {
        var (_, his) = await BothAsync("Canary Covered");
        var leave = (await app.RunAsync<PlanLeave, Result<Id<StaffLeave>>>(plan => plan.HandleAsync(
            Cast.IdvaManager, new(Cast.Idva.StaffId, _today.AddDays(1), _today.AddDays(8), Cast.IdvaManager.StaffId), Ct))).Given();

        Assert.Equal("caseload.kept-apart", (await AssignAsync(his, Cast.IdvaManager)).Refused().Code);
        await app.RunAsync<CancelLeave, bool>(async cancel => { await cancel.HandleAsync(Cast.IdvaManager, new(Cast.Idva.StaffId, leave), Ct); return true; });
        Assert.Null((await AssignAsync(his, Cast.IdvaManager)).Refusal);
    }

    [Fact]
    public async Task T13_a_decision_gives_nobody_a_place_and_their_two_records_are_never_one()
    {
        var hers = await app.CarriedAsync("Canary Decided");
        var he = hers.Perpetrators.Single().PersonId;
        await app.RunAsync<FlagCounterAllegation, Result<Id<Case>>>(flag => flag.HandleAsync(Cast.SafeguardingOfficer, new(hers.Id, "He says she started it"), Ct));
        await app.AssessAsync(hers, 3, RiskGrade.Standard, person: he);
        (await app.RunAsync<ProposePrimaryVictim, Result<Id<Case>>>(p => p.HandleAsync(Cast.ResponseOfficer, new(hers.Id, he, "The recording shows who controls whom"), Ct))).Given();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.RunAsync<AnswerPrimaryVictim, Result<Id<Case>>>(a => a.HandleAsync(Cast.Inspector, new(hers.Id, true, null), Ct))));

        var theirs = Assert.Single(answers, a => a.Refusal is null).Given(); // six answers at once are one decision
        await using var db = app.Database.Open();
        Assert.Equal([(Cast.Police, ParticipationKind.Owner)], (await db.Participations.Where(p => p.RecordId == theirs.Value && p.Until == null).ToListAsync(Ct)).Select(p => (p.AgencyId!.Value, p.Kind)));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{theirs}")).Status); // the service of the one does not reach the case of the other
        var merged = await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(Cast.SafeguardingOfficer, new(hers.VictimId, he, null, null, new Dictionary<MergeField, MergeSide>(), "One person"), Ct));
        Assert.Equal("merge.linked", merged.Refused().Code);
        Assert.Contains("as two people", merged.Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T13_where_one_worker_carries_two_cases_that_turn_out_to_be_both_sides_the_managers_are_told_once()
    {
        var hers = await app.CarriedAsync("Canary Later");
        var he = hers.Perpetrators.Single().PersonId;
        var his = await app.OpenCaseAsync("Canary Unrelated", null);
        await app.WriteAsync(async db =>
        {
            // As if the two had been told apart later: his own case, which the same worker carries, gets her as its perpetrator by the next incident.
            await db.Cases.Where(c => c.Id == his.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.VictimId, he).SetProperty(x => x.IdvaId, (Id<StaffMember>?)Cast.Idva.StaffId), Ct);
            db.Participations.Add(Participation.Of(Cast.IdvaService, RecordKind.Case, his.Id.Value, ParticipationKind.Partner, app.Clock.Now));
        });
        for (var n = 0; n < 2; n++)
        {
            await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                Cast.CallHandler, new(new Call { Source = CallSource.Emergency999 }, ResponseGrade.Immediate, Cast.Unit, null,
                [new(PartyRole.Victim, he, null, null, null, null, null, null), new(PartyRole.Perpetrator, hers.VictimId, null, null, null, null, null, null)]), Ct));
        }

        await using var db = app.Database.Open();
        Assert.Equal([(Cast.IdvaService, Role.IdvaManager)], (await db.Notices.Where(n => n.Kind == NoticeKind.CarriesBothSides && n.CaseId == his.Id).ToListAsync(Ct)).Select(n => (n.AgencyId, n.Role!.Value)));
        Assert.Contains("One worker carries both sides", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/notices")).Text, StringComparison.Ordinal);
    }

    private Task<Result<Id<Case>>> AssignAsync(Case @case, Actor to) => app.RunAsync<AssignIdva, Result<Id<Case>>>(assign => assign.HandleAsync(Cast.IdvaManager, new(@case.Id, to.StaffId, null), Ct));

    /// <summary>Hers, which an IDVA of the service carries; and his, in which the same service works too.</summary>
    private async Task<(Case Hers, Case His)> BothAsync(string name)
    {
        var hers = await app.CarriedAsync(name);
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.ResponseOfficer,
            new(new Call { FirstWords = "Canary of the other side" }, ResponseGrade.EarlyResponse, Cast.Unit, null,
                [new(PartyRole.Victim, hers.Perpetrators.Single().PersonId, null, null, null, null, null, null), new(PartyRole.Perpetrator, hers.VictimId, null, null, null, null, null, null)]),
            Ct));
        await using var db = app.Database.Open();
        var his = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        await app.JoinAsync(his.Id, Cast.IdvaService);
        return (hers, his);
    }
}
