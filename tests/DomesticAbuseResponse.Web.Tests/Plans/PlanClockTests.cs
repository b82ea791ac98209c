using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Plans;

/// <summary>The clocks of a plan, and what makes its lines doubtful, from the records that hold it (R3.11).</summary>
public sealed class PlanClockTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R3_11_Speaking_with_the_victim_starts_the_clock_to_begin_a_plan_and_beginning_it_meets_that_and_starts_the_next()
    {
        var @case = await app.CarriedAsync("Canary Clocked");
        Assert.Null(await app.ClockAsync(@case, DeadlineKind.BeginPlan));
        await TryAsync(@case, ContactOutcome.NoAnswer);
        Assert.Null(await app.ClockAsync(@case, DeadlineKind.BeginPlan));
        await TryAsync(@case, ContactOutcome.Spoke);
        var begin = (await app.ClockAsync(@case, DeadlineKind.BeginPlan))!;
        Assert.Equal(UkTime.DateOf(app.Clock.Now).AddDays(7), UkTime.DateOf(begin.DueAt));
        Assert.Contains("7 days", (await app.SignedInAs(Cast.Idva).GetAsync($"/deadlines/{begin.Id}/why")).Text, StringComparison.Ordinal);
        Assert.Contains("To be begun by", (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);

        await app.BeginAsync(@case);
        Assert.Null(await app.ClockAsync(@case, DeadlineKind.BeginPlan));
        var review = (await app.ClockAsync(@case))!;
        Assert.Equal((DeadlineCodes.PlanReviewHigh, Cast.IdvaService), (review.RuleCode, review.AgencyId));
        Assert.Equal(UkTime.DateOf(app.Clock.Now).AddDays(28), UkTime.DateOf(review.DueAt));
        await TryAsync(@case, ContactOutcome.Spoke);
        Assert.Null(await app.ClockAsync(@case, DeadlineKind.BeginPlan)); // there is a plan
    }

    [Fact]
    public async Task R3_11_A_review_meets_the_clock_and_starts_the_next_on_its_page()
    {
        var @case = await app.PlannedAsync("Canary Reviewed");
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync($"/cases/{@case.Id}/plan/review");
        var far = await page.FillNamed("Input.Spoke", "true").FillNamed("Input.NextOn.Year", "2027").PressAsync("Record the review");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, far.Status);
        Assert.Contains("While the case is graded High", far.Text, StringComparison.Ordinal);

        var done = await (await client.GetAsync($"/cases/{@case.Id}/plan/review")).FillNamed("Input.Spoke", "true").FillNamed("Input.WhatChanged", "Canary changes")
            .FillNamed("Input.NextOn.Day", "3").FillNamed("Input.NextOn.Month", "12").FillNamed("Input.NextOn.Year", "2026").PressAsync("Record the review");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.Status);
        var next = (await app.ClockAsync(@case))!;
        Assert.Equal((AgreedDate.RuleCode, new DateOnly(2026, 12, 3)), (next.RuleCode, UkTime.DateOf(next.DueAt)));
        var shown = (await client.GetAsync($"/cases/{@case.Id}/plan")).Text;
        Assert.Contains("Canary changes", shown, StringComparison.Ordinal);
        Assert.Contains("Spoke with the victim", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R3_11_A_new_incident_marks_lines_and_brings_the_review_forward_until_each_line_is_confirmed()
    {
        var @case = await app.PlannedAsync("Canary Again", PlanStory.Terms("Canary lock"), PlanStory.Terms("Canary pet", "court"));
        await LaterAsync(async () =>
        {
            await app.LogAsync(CaseStory.Known(PartyRole.Victim, @case.VictimId), CaseStory.Known(PartyRole.Perpetrator, @case.Perpetrators.First().PersonId));
            Assert.Equal([1], await StaleAsync(@case)); // a new incident touches the home, and no support at court
            Assert.True(await app.WatchAsync() >= 1);
            var clock = (await app.ClockAsync(@case))!;
            Assert.Equal(DeadlineCodes.PlanReviewEvent, clock.RuleCode);
            Assert.Contains("a new incident was reported", clock.Because, StringComparison.Ordinal);
            await app.WatchAsync();
            Assert.Equal(clock.Id, (await app.ClockAsync(@case))!.Id); // the pass moves each clock once

            var client = app.SignedInAs(Cast.Idva);
            var page = await client.GetAsync($"/cases/{@case.Id}/plan");
            Assert.Contains("Look at this again because a new incident was reported", page.Text, StringComparison.Ordinal);
            Assert.Contains("1 to look at again", (await client.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.Redirect, (await page.PressAsync("It still holds: line 1")).Status);
            Assert.Empty(await StaleAsync(@case));

            (await app.RunAsync<ReviewPlan, Result<PlanReview>>(review => review.HandleAsync(Cast.Idva, new(@case.Id, null, false, null, UkTime.DateOf(app.Clock.Now).AddDays(28)), Ct))).Given();
            Assert.Equal(DeadlineCodes.PlanReviewHigh, (await app.ClockAsync(@case))!.RuleCode);
            await app.WatchAsync();
            Assert.Equal(DeadlineCodes.PlanReviewHigh, (await app.ClockAsync(@case))!.RuleCode); // what was reviewed starts no clock again
        });
    }

    [Fact]
    public async Task R3_11_What_happens_after_a_page_was_shown_is_not_confirmed_by_it()
    {
        var @case = await app.PlannedAsync("Canary Unseen", PlanStory.Terms("Canary door"));
        await LaterAsync(async () =>
        {
            await app.LogAsync(CaseStory.Known(PartyRole.Victim, @case.VictimId));
            var page = await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/plan");
            app.Clock.Now = app.Clock.Now.AddMinutes(5);
            await app.RunAsync<TellPlan, Result<ToldEvent>>(tell => tell.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, PlanEventKind.Released, UkTime.DateOf(app.Clock.Now)), Ct));
            app.Clock.Now = app.Clock.Now.AddMinutes(5);
            await page.PressAsync("It still holds: line 1");

            var stale = Assert.Single((await app.PlanAsync(@case)).Begun.Lines).Stale!;
            Assert.Equal([PlanEventKind.Released], stale.Because.Select(e => e.Kind));
        });
    }

    [Fact]
    public async Task R3_11_Orders_that_are_made_served_ended_or_run_out_moves_and_court_dates_are_found_in_their_records()
    {
        var @case = await app.PlannedAsync("Canary Ordered", PlanStory.Terms("Canary papers", "legal"));
        var perpetrator = @case.Perpetrators.First().PersonId;
        await LaterAsync(async () =>
        {
            var today = UkTime.DateOf(app.Clock.Now);
            var order = (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
                Cast.SafeguardingOfficer, new(perpetrator, @case.VictimId, new OrderTerms(OrderKind.NonMolestation, null, null, today, today.AddDays(10), OrderConditions.NoContact, null), null), Ct))).Given();
            Assert.Equal([PlanEventKind.OrderMade], await KindsAsync(@case));
            await StepAsync(@case);

            (await app.RunAsync<ChangeOrder, Result<DateOnly>>(change => change.HandleAsync(Cast.SafeguardingOfficer, new(perpetrator, order, null, new OrderAct.Serve(today)), Ct))).Given();
            Assert.Equal([PlanEventKind.OrderChanged], await KindsAsync(@case));
            await StepAsync(@case);

            app.Clock.Now = app.Clock.Now.AddDays(11);
            Assert.Equal([PlanEventKind.OrderEnded], await KindsAsync(@case)); // it ran out, and nobody had to write that down
            await app.WatchAsync();
            Assert.Equal(DeadlineCodes.PlanReviewEvent, (await app.ClockAsync(@case))!.RuleCode);
            await StepAsync(@case);

            await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
                Cast.SafeguardingOfficer, new(perpetrator, null, new OrderTerms(OrderKind.PoliceBail, null, null, null, null, OrderConditions.NoContact, null), null), Ct));
            Assert.Equal([PlanEventKind.OrderMade, PlanEventKind.Released], (await KindsAsync(@case)).Order()); // bail that names nobody protects whoever they harm
            await StepAsync(@case);

            await app.ChangePersonAsync(perpetrator, p => p.LivesAt(new PostalAddress("2 Canary Road", null), AddressVisibility.Open, null, app.Clock.Now));
            Assert.Equal([PlanEventKind.Moved], await KindsAsync(@case));
            await StepAsync(@case);

            long left;
            await using (var db = app.Database.Open())
            {
                left = await db.Set<PersonAddress>().Where(a => a.PersonId == perpetrator && a.To == null).Select(a => a.Number).FirstAsync(Ct);
            }

            await app.RunAsync<ChangeAddresses, bool>(async change =>
            {
                await change.HandleAsync(Cast.SafeguardingOfficer, new(perpetrator, null, null, AddressVisibility.Open, null, left, null), Ct);
                return true;
            });
            Assert.Equal([PlanEventKind.Moved], await KindsAsync(@case));
        });
    }

    [Fact]
    public async Task R3_11_A_court_date_is_told_on_its_page_and_a_day_that_cannot_be_is_refused()
    {
        var @case = await app.PlannedAsync("Canary Court", PlanStory.Terms("Canary screens", "court"));
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync($"/cases/{@case.Id}/plan/happened");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await page.PressAsync("Save")).Status);
        var ahead = await (await client.GetAsync($"/cases/{@case.Id}/plan/happened")).FillNamed("Input.Kind", "Released").FillNamed("Input.On.Day", "24").FillNamed("Input.On.Month", "12").FillNamed("Input.On.Year", "2026").PressAsync("Save");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, ahead.Status);
        await LaterAsync(async () =>
        {
            var told = await (await client.GetAsync($"/cases/{@case.Id}/plan/happened")).FillNamed("Input.Kind", "CourtDate").FillNamed("Input.On.Day", "24").FillNamed("Input.On.Month", "12").FillNamed("Input.On.Year", "2026").PressAsync("Save");
            Assert.Equal(System.Net.HttpStatusCode.Redirect, told.Status);
            Assert.Contains("there is a court date, on 24 December 2026", (await client.GetAsync($"/cases/{@case.Id}/plan")).Text, StringComparison.Ordinal);
            Assert.Equal(DeadlineCodes.PlanReviewEvent, (await app.ClockAsync(@case))!.RuleCode);
        });
    }

    [Fact]
    public async Task R3_9_A_line_stands_in_the_day_of_whoever_does_it_and_those_of_others_in_the_day_of_whoever_carries_the_case()
    {
        var today = UkTime.DateOf(app.Clock.Now);
        var @case = await app.PlannedAsync(
            "Canary Dated", PlanStory.Terms("Canary hers") with { DueOn = today }, PlanStory.Terms("Canary theirs") with { DueOn = today, Owner = new(PlanOwnerKind.Agency, null, "Canary Homes") },
            PlanStory.Terms("Canary colleagues") with { DueOn = today, Owner = new(PlanOwnerKind.Colleague, Cast.IdvaManager.StaffId, null) }, PlanStory.Terms("Canary later") with { DueOn = today.AddDays(90) });

        Assert.Equal(["Canary hers", "Canary theirs (Canary Homes)"], (await DayAsync(Cast.Idva)).Select(i => i.Words!).Order(StringComparer.Ordinal));
        Assert.Equal("Canary colleagues", Assert.Single(await DayAsync(Cast.IdvaManager)).Words);
        Assert.Empty(await DayAsync(Cast.SecondIdva));
        Assert.Contains("Canary hers", (await app.SignedInAs(Cast.Idva).GetAsync("/day")).Text, StringComparison.Ordinal);

        async Task<IReadOnlyList<YourDay.Item>> DayAsync(Actor who) =>
            [.. (await app.RunAsync<YourDay, YourDay.View>(day => day.ReadAsync(who, false, Ct))).Parts.SelectMany(p => p.Value).Where(i => i.CaseId == @case.Id && i.Kind is DayKind.PlanLine)];
    }

    /// <summary>An hour later, and back: other tests of the class have their own time.</summary>
    private async Task LaterAsync(Func<Task> then)
    {
        var before = app.Clock.Now;
        app.Clock.Now = before.AddHours(1);
        try
        {
            await then();
        }
        finally
        {
            app.Clock.Now = before;
        }
    }

    /// <summary>Everything is looked at, and a minute goes by.</summary>
    private async Task StepAsync(Case @case)
    {
        await app.RunAsync<ConfirmPlanLine, Result<int>>(confirm => confirm.HandleAsync(Cast.Idva, new(@case.Id, 1, app.Clock.Now), Ct));
        (await app.RunAsync<ReviewPlan, Result<PlanReview>>(review => review.HandleAsync(Cast.Idva, new(@case.Id, null, true, null, UkTime.DateOf(app.Clock.Now).AddDays(27)), Ct))).Given();
        app.Clock.Now = app.Clock.Now.AddMinutes(1);
    }

    private async Task<IReadOnlyList<PlanEventKind>> KindsAsync(Case @case) =>
        [.. (await app.PlanAsync(@case)).Begun.Lines.SelectMany(l => l.Stale?.Because ?? []).Select(e => e.Kind)];

    private async Task<IReadOnlyList<int>> StaleAsync(Case @case) => [.. (await app.PlanAsync(@case)).Begun.Lines.Where(l => l.Stale is not null).Select(l => l.Line.Number)];

    private Task<Result<RecordContactAttempt.Recorded>> TryAsync(Case @case, ContactOutcome outcome) => app.RunAsync<RecordContactAttempt, Result<RecordContactAttempt.Recorded>>(
        record => record.HandleAsync(Cast.Idva, new(@case.Id, app.Clock.Now, ContactChannel.Phone, null, outcome, false, null, null), Ct));
}
