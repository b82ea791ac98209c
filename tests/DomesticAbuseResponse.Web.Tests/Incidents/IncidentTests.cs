using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class IncidentTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S72_a_call_graded_diary_stands_on_the_review_list_and_cannot_be_closed_until_a_supervisor_has_seen_it()
    {
        var id = await app.LogCallAsync(grade: ResponseGrade.Diary);
        var reference = await ReferenceAsync(id);

        var refused = await CloseAsync(id, Cast.ResponseOfficer);
        Assert.Equal("incident.needs-review", refused?.Code);
        Assert.Contains(await ReviewListAsync(), r => r.Reference == reference);

        Assert.Null(await ReviewAsync(id, Cast.ControlRoomSupervisor, ResponseGrade.Diary, null));
        Assert.DoesNotContain(await ReviewListAsync(), r => r.Reference == reference);
        await app.LeaveOutAssessmentAsync(id);
        Assert.Null(await CloseAsync(id, Cast.ResponseOfficer));
    }

    [Fact]
    public async Task S73_a_silent_call_cannot_be_closed_without_attendance()
    {
        var id = await LogAsync(new Call { Source = CallSource.Emergency999, Silence = Silence.Silent, SilentSolution = true }, ResponseGrade.Immediate);

        Assert.Equal("incident.needs-attendance", (await CloseAsync(id, Cast.ResponseOfficer))?.Code);

        await app.RunAsync<AttendIncident, Result<DateTimeOffset>>(attend => attend.HandleAsync(Cast.ResponseOfficer, new(id, null, app.Clock.Now), Ct));
        Assert.Null(await CloseAsync(id, Cast.ResponseOfficer));
    }

    [Fact]
    public async Task Regrading_needs_a_reason_and_the_second_person_is_never_the_first()
    {
        var id = await app.LogCallAsync(grade: ResponseGrade.Routine);

        Assert.Equal("incident.review-reason", (await ReviewAsync(id, Cast.ControlRoomSupervisor, ResponseGrade.Immediate, " "))?.Code);
        Assert.Equal("incident.not-supervisor", (await ReviewAsync(id, Cast.CallHandler, ResponseGrade.Routine, null))?.Code);
        Assert.Null(await ReviewAsync(id, Cast.ControlRoomSupervisor, ResponseGrade.Immediate, "Weapons were named"));

        await using var db = app.Database.Open();
        var incident = await db.Incidents.Include(i => i.Reviews).SingleAsync(i => i.Id == id, Ct);
        Assert.Equal((ResponseGrade.Immediate, false), (incident.Grade, incident.AwaitsReview));
        Assert.Equal((ResponseGrade.Routine, ResponseGrade.Immediate, "Weapons were named"), incident.Reviews.Select(r => (r.Before, r.Grade, r.Reason)).Single());
    }

    [Fact]
    public async Task Correcting_an_old_version_is_a_conflict_and_the_history_names_fields_only()
    {
        var id = await app.LogCallAsync();
        await using var db = app.Database.Open();
        var seen = await db.Incidents.AsNoTracking().SingleAsync(i => i.Id == id, Ct);

        await CorrectAsync(id, seen.Version, seen.Call with { Injuries = "CNRY-injury" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => CorrectAsync(id, seen.Version, seen.Call with { Weapons = "Knife" }));

        var details = await db.RecordEvents.Where(e => e.IncidentId == id && e.Name == "IncidentCorrected").Select(e => e.Details).SingleAsync(Ct);
        Assert.Contains("Injuries", details, StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_as_it_was_typed_and_stops_nothing()
    {
        var id = await LogAsync(
            new Call { CallerPhone = "07700 half", Postcode = "near the park" },
            ResponseGrade.Immediate,
            new LogIncident.Party(PartyRole.Victim, null, "Canary Typed", null, null, "0770", "4 Example Row", "B1") { Birth = "31/02/1990" });

        await using var db = app.Database.Open();
        var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == id, Ct);
        Assert.Equal(("07700 half", null, "near the park"), (incident.Call.CallerPhone, incident.Call.CallerPhoneE164, incident.Call.Postcode));
        Assert.Equal("Phone: 0770; Date of birth: 31/02/1990; Postcode: B1", incident.Parties.Single().AsTyped);
    }

    [Fact]
    public async Task An_incident_that_hangs_on_a_number_alone_is_adopted_by_its_victim_later_and_reversibly()
    {
        var id = await LogAsync(new Call { CallerPhone = "07700 900555" }, ResponseGrade.Immediate);
        Assert.Null(await CaseOfAsync(id));

        var person = await app.RunAsync<NamePersonInIncident, Result<Id<Domain.People.Person>>>(name => name.HandleAsync(
            Cast.ResponseOfficer, new(id, null, new(PartyRole.Victim, null, "Canary Adopted", null, null, null, null, null)), Ct));
        Assert.NotNull(await CaseOfAsync(id));

        var personId = person.Match(p => p, r => throw new InvalidOperationException(r.Message));
        var withdrawn = await app.RunAsync<WithdrawPersonFromIncident, Result<IncidentParty>>(take => take.HandleAsync(
            Cast.ResponseOfficer, new(id, null, personId, PartyRole.Victim), Ct));
        Assert.Null(withdrawn.Refusal);
        Assert.Null(await CaseOfAsync(id));
    }

    [Fact]
    public async Task A_perpetrator_named_later_joins_the_case_and_is_within_its_circle()
    {
        var id = await app.LogCallAsync("Canary Later", perpetrator: null);
        var person = await app.RunAsync<NamePersonInIncident, Result<Id<Domain.People.Person>>>(name => name.HandleAsync(
            Cast.ResponseOfficer, new(id, null, new(PartyRole.Perpetrator, null, "Canary Named Later", null, null, null, null, null)), Ct));

        await using var db = app.Database.Open();
        var caseId = await CaseOfAsync(id);
        var found = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == caseId, Ct);
        Assert.Equal([person.Match(p => p, _ => default)], found.Perpetrators.Select(p => p.PersonId));
    }

    private Task<Id<Incident>> LogAsync(Call call, ResponseGrade grade, params LogIncident.Party[] parties) =>
        app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(Cast.CallHandler, new(call, grade, null, null, parties), Ct));

    private async Task<Refusal?> CloseAsync(Id<Incident> id, Actor by) =>
        (await app.RunAsync<CloseIncident, Result<DateTimeOffset>>(close => close.HandleAsync(by, new(id, null, "Dealt with"), Ct))).Refusal;

    private async Task<Refusal?> ReviewAsync(Id<Incident> id, Actor by, ResponseGrade grade, string? reason) =>
        (await app.RunAsync<ReviewIncident, Result<SupervisorReview>>(review => review.HandleAsync(by, new(id, null, grade, reason), Ct))).Refusal;

    private async Task CorrectAsync(Id<Incident> id, uint version, Call call) =>
        await app.RunAsync<CorrectIncident, Result<Incident>>(correct => correct.HandleAsync(Cast.CallHandler, new(id, version, call, ResponseGrade.Immediate, null), Ct));

    private async Task<IReadOnlyList<ReviewList.Row>> ReviewListAsync() =>
        (await app.RunAsync<ReviewList, ReviewList.View>(list => list.ReadAsync(Cast.ControlRoomSupervisor, Ct))).Rows;

    private async Task<string> ReferenceAsync(Id<Incident> id)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Id == id).Select(i => i.Reference).SingleAsync(Ct);
    }

    private async Task<Id<Domain.Cases.Case>?> CaseOfAsync(Id<Incident> id)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Id == id).Select(i => i.CaseId).SingleAsync(Ct);
    }
}
