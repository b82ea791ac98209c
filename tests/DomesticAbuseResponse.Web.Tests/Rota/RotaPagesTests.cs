using System.Net;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Rota;

/// <summary>The rota of a week: hours, shifts, gaps, and who may plan it (R4.24, R5.1, R5.2, R5.5).</summary>
public sealed class RotaPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_is_added_with_the_hours_of_its_service_changed_and_cancelled_and_the_gaps_follow()
    {
        var planner = app.SignedInAs(Cast.ControlRoomSupervisor);
        var week = await planner.GetAsync("/rota?day=2026-12-05");
        Assert.Contains("Support car: 2 gaps", week.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody is on the rota from 14:00 to 22:00.", week.Text, StringComparison.Ordinal);

        var form = await planner.GetAsync("/rota/shifts/add?service=support-car&on=2026-12-05&at=14:00");
        var added = await form.Fill("Officer", Cast.ResponseOfficer.StaffId.ToString()).Fill("Without an account here (optional)", "Worker Demo, Test Harbour").Fill("Vehicle or call sign (optional)", "Car 9").PressAsync("Add the shift");
        var shift = await planner.GetAsync(added.RedirectsTo!);
        Assert.Contains("The shift is on the rota.", shift.Text, StringComparison.Ordinal);
        week = await planner.GetAsync("/rota?day=2026-12-05");
        Assert.Contains("Support car: 1 gap", week.Text, StringComparison.Ordinal);
        Assert.Contains("Officer, Worker Demo, Test Harbour, Car 9", week.Text, StringComparison.Ordinal);

        var id = added.RedirectsTo!.Split('/', '?')[3];
        var changed = await (await planner.GetAsync($"/rota/shifts/{id}/change")).Fill("Without an account here (optional)", "").PressAsync("Save");
        Assert.Equal($"/rota/shifts/{id}?done=changed", changed.RedirectsTo);
        Assert.Contains("No support worker from 14:00 to 22:00.", (await planner.GetAsync("/rota?day=2026-12-05")).Text, StringComparison.Ordinal);

        var unexplained = await (await planner.GetAsync($"/rota/shifts/{id}/cancel")).PressAsync("Cancel the shift");
        unexplained.ShowsError("Say why the shift is cancelled", "Why?");
        await (await planner.GetAsync($"/rota/shifts/{id}/cancel")).Fill("Why?", "The car is off the road").PressAsync("Cancel the shift");
        week = await planner.GetAsync("/rota?day=2026-12-05");
        Assert.Contains("Support car: 2 gaps", week.Text, StringComparison.Ordinal);
        Assert.Contains("Cancelled", week.Text, StringComparison.Ordinal);
        var late = await (await planner.GetAsync($"/rota/shifts/{id}/change")).PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("This shift was cancelled.", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_and_makes_no_sense_is_refused_beside_its_field_and_kept()
    {
        var planner = app.SignedInAs(Cast.Sergeant);
        var form = await planner.GetAsync("/rota/shifts/add?service=control-room-worker&on=2026-12-12");

        var refused = await form.FillNamed("Input.Until.Time", "25 past").FillNamed("Input.Vehicle", new string('x', 61)).PressAsync("Add the shift");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("the time must be a real time, like 14:05", refused.Text, StringComparison.OrdinalIgnoreCase);
        refused.ShowsError("Vehicle or call sign must be 60 characters or fewer", "Vehicle or call sign (optional)");
        Assert.Equal("25 past", refused.Document.QuerySelector("[name='Input.Until.Time']")!.GetAttribute("value"));

        var backwards = await refused.FillNamed("Input.Vehicle", "").FillNamed("Input.Until.Time", "13:00").PressAsync("Add the shift");
        Assert.Contains("The shift must end after it begins.", backwards.Text, StringComparison.Ordinal);

        foreach (var odd in new[] { "/rota?day=nonsense&force=x", "/rota?day=0001-01-01", "/rota?day=9999-12-31", "/rota/shifts/add?service=nobody&on=1", "/rota/shifts/add?on=9999-99-99" })
        {
            Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(odd)).Status);
        }
    }

    [Fact]
    public async Task Somebody_on_another_shift_at_the_time_or_of_another_force_cannot_be_put_on_one()
    {
        await PlanAsync("2026-12-19", new CrewMember(CrewPart.SupportWorker, Cast.SupportWorker.StaffId, "", Cast.Police));
        var form = await app.SignedInAs(Cast.Inspector).GetAsync("/rota/shifts/add?service=control-room-worker&on=2026-12-19");

        var busy = await form.Fill("Support worker", Cast.SupportWorker.StaffId.ToString()).PressAsync("Add the shift");
        busy.ShowsError("Support worker is on another shift then, 14:00 to 21:30.", "Support worker");

        var stranger = await PlanAsync("2026-12-20", new CrewMember(CrewPart.SupportWorker, Cast.OtherForceOfficer.StaffId, "", Cast.OtherForce));
        Assert.Equal("shift.crew", stranger.Refusal?.Code);
    }

    [Fact]
    public async Task Who_is_on_a_shift_says_when_it_began_and_ended_and_nobody_else_but_a_planner()
    {
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var id = (await PlanAsync("2026-11-28", new CrewMember(CrewPart.SupportWorker, Cast.SupportWorker.StaffId, "", Cast.Police))).Given();
        app.Clock.Now = UkTime.At(new(2026, 11, 28), new(14, 20));
        var worker = app.SignedInAs(Cast.SupportWorker);

        var saved = await (await worker.GetAsync($"/rota/shifts/{id}/times")).FillNamed("Input.StartedAt.Time", "14:10").PressAsync("Save");
        Assert.Equal($"/rota/shifts/{id}?done=worked", saved.RedirectsTo);
        var early = await (await worker.GetAsync($"/rota/shifts/{id}/times")).FillNamed("Input.StartedAt.Time", "14:30").PressAsync("Save");
        Assert.Contains("That time has not come yet", early.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody is on the rota from 14:00 to 14:10.", (await worker.GetAsync("/rota?day=2026-11-28")).Text, StringComparison.Ordinal);

        var on = await app.RunAsync<OnDuty, IReadOnlyList<OnDuty.Somebody>>(duty => duty.ReadAsync(Cast.Police, app.Clock.Now, Ct));
        Assert.Equal(("control-room-worker", Cast.SupportWorker.StaffId), on.Select(s => (s.Service.Code, s.StaffId!.Value)).Single());
        Assert.Empty(await app.RunAsync<OnDuty, IReadOnlyList<OnDuty.Somebody>>(duty => duty.ReadAsync(Cast.Police, UkTime.At(new(2026, 11, 28), new(21, 30)), Ct)));

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/rota/shifts/{id}/times")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/rota/shifts/{id}/change")).Status);
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task Another_force_sees_nothing_of_the_rota_and_a_service_of_its_areas_sees_it_and_changes_nothing()
    {
        var id = (await PlanAsync("2027-01-02")).Given();
        var stranger = app.SignedInAs(Cast.OtherForceOfficer);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rota/shifts/{id}")).Status);
        Assert.DoesNotContain(id.ToString(), (await stranger.GetAsync($"/rota?day=2027-01-02&force={Cast.Police}")).Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Your agency is on no force’s rota", (await app.SignedInAs(Cast.Idva).GetAsync("/rota")).Text, StringComparison.Ordinal);

        var partner = app.SignedInAs(Cast.OtherServiceIdva);
        Assert.Contains("Rota of Test Police", (await partner.GetAsync("/rota?day=2027-01-02")).Text, StringComparison.Ordinal);
        var shown = await partner.GetAsync($"/rota/shifts/{id}");
        Assert.DoesNotContain("Change the shift", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync($"/rota/shifts/{id}/change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Auditor).GetAsync("/rota")).Status);
    }

    [Fact]
    public async Task Two_planners_at_once_meet_a_page_with_both_versions_and_twenty_clicks_make_one_shift()
    {
        var planner = app.SignedInAs(Cast.ControlRoomSupervisor);
        var form = await planner.GetAsync("/rota/shifts/add?service=support-car&on=2027-01-09");
        var fields = form.FieldsFor("Add the shift");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => planner.PostAsync("/rota/shifts/add?service=support-car&on=2027-01-09", fields)));
        await using var db = app.Database.Open();
        var from = UkTime.At(new(2027, 1, 9), new(14, 0));
        var shift = await db.Shifts.SingleAsync(s => s.PlannedFrom == from, Ct);

        var (mine, theirs) = (await planner.GetAsync($"/rota/shifts/{shift.Id}/change"), await app.SignedInAs(Cast.Sergeant).GetAsync($"/rota/shifts/{shift.Id}/change"));
        await theirs.Fill("Vehicle or call sign (optional)", "Car 1").PressAsync("Save");
        var conflict = await mine.Fill("Vehicle or call sign (optional)", "Car 2").PressAsync("Save");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Car 1", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("Car 2", conflict.Text, StringComparison.Ordinal);
    }

    private Task<Result<Id<Shift>>> PlanAsync(string day, params CrewMember[] crew) => app.RunAsync<PlanShift, Result<Id<Shift>>>(plan => plan.HandleAsync(
        Cast.ControlRoomSupervisor,
        new("control-room-worker", new(UkTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), new(14, 0)), UkTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), new(21, 30)), null, null, crew)), Ct));
}
