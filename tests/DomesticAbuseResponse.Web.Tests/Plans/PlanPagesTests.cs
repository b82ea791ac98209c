using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Plans;

/// <summary>The pages of a safety plan: writing, changing, settling, access, two at once (R3.9).</summary>
public sealed class PlanPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R3_9_A_plan_is_begun_and_a_line_is_written_changed_and_done_on_its_pages_without_script()
    {
        var @case = await app.CarriedAsync("Canary Planned");
        var client = app.SignedInAs(Cast.Idva);
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/cases/{@case.Id}/plan")).PressAsync("Begin the plan")).Status);

        var add = await client.GetAsync($"/cases/{@case.Id}/plan/add");
        var empty = await add.PressAsync("Add the line");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        empty.ShowsError("Say what is to be done", "What is to be done?");
        empty.ShowsError("Choose the part of the plan it belongs to", "Which part of the plan?");

        var written = await add.Fill("Which part of the plan?", "home").Fill("What is to be done?", "Canary new lock").FillNamed("Input.Owner", "Agency").Fill("Which agency?", "Canary Homes")
            .FillNamed("Input.DueOn.Day", "30").FillNamed("Input.DueOn.Month", "11").FillNamed("Input.DueOn.Year", "2026").FillNamed("Input.Agreed", "Yes").PressAsync("Add the line");
        Assert.Equal(HttpStatusCode.Redirect, written.Status);
        var page = await client.GetAsync($"/cases/{@case.Id}/plan");
        Assert.Contains("Canary new lock", page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Homes, by Monday 30 November 2026", page.Text, StringComparison.Ordinal);

        var line = await client.GetAsync($"/cases/{@case.Id}/plan/lines/1");
        var unsaid = await line.FillNamed("Status", "NotPossible").PressAsync("Save how it stands");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        Assert.Contains("Say why it is not possible", unsaid.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/cases/{@case.Id}/plan/lines/1")).FillNamed("Input.Words", "Canary two locks").PressAsync("Save the change")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/cases/{@case.Id}/plan/lines/1")).FillNamed("Status", "Done").PressAsync("Save how it stands")).Status);

        var history = (await client.GetAsync($"/cases/{@case.Id}/plan/history")).Text;
        Assert.All(["Before: Canary new lock", "After: Canary two locks", "Before: To be done", "After: Done"], said => Assert.Contains(said, history, StringComparison.Ordinal));
        var file = (await client.GetAsync($"/cases/{@case.Id}")).Text;
        Assert.Contains("Safety and support plan 0 open lines", file, StringComparison.Ordinal);
        Assert.Contains("A line of the safety plan was changed", (await client.GetAsync($"/cases/{@case.Id}/chronology?kind=Plan")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Words", "Canary hide at 14 Elm Street", "Leave out postcodes and addresses")]
    [InlineData("Input.DueOn.Year", "2019", "The day must be today or later")]
    [InlineData("Input.DueOn.Month", "30", "Month")]
    [InlineData("Input.Section", "nothing", "Choose the part of the plan it belongs to")]
    [InlineData("Input.Agency", "", "Say which agency does it")]
    public async Task Bad_input_says_what_is_wrong_and_keeps_what_was_typed(string field, string value, string message)
    {
        var @case = await app.PlannedAsync("Canary Clumsy");
        var client = app.SignedInAs(Cast.Idva);
        var page = (await client.GetAsync($"/cases/{@case.Id}/plan/add")).Fill("Which part of the plan?", "home").Fill("What is to be done?", "Canary kept words").FillNamed("Input.Owner", "Agency")
            .Fill("Which agency?", "Canary Homes").FillNamed("Input.DueOn.Day", "1").FillNamed("Input.DueOn.Month", "12").FillNamed("Input.DueOn.Year", "2026");
        var fields = page.FieldsFor("Add the line").Where(f => f.Key != field).Append(new(field, value));
        var refused = await client.PostAsync($"/cases/{@case.Id}/plan/add", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(message, refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(field == "Input.Words" ? value : "Canary kept words", refused.Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Empty((await app.PlanAsync(@case)).Begun.Lines);
    }

    [Fact]
    public async Task S88_R4_21_A_cocoon_watch_without_consent_is_refused_beside_the_question_of_consent()
    {
        var @case = await app.PlannedAsync("Canary Cocoon");
        var page = (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/plan/add")).Fill("Which part of the plan?", "network").Fill("What is to be done?", "Neighbours look out")
            .FillNamed("Input.Step", "CocoonWatch").FillNamed("Input.Owner", "Victim").FillNamed("Input.Agreed", "No");
        var refused = await page.PressAsync("Add the line");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("only with the victim’s consent", refused.Document.GetElementById("Input_Agreed-error")?.TextContent ?? refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R3_9_Police_read_the_plan_and_write_lines_of_their_own_and_change_no_line_of_the_service()
    {
        var @case = await app.PlannedAsync("Canary Shared", PlanStory.Terms("Canary service line"));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await officer.GetAsync($"/cases/{@case.Id}/plan");
        Assert.Contains("Canary service line", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Change it, or say how it stands", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/cases/{@case.Id}/plan/lines/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/cases/{@case.Id}/plan/review")).Status);

        Assert.Equal(2, await app.WriteLineAsync(@case, PlanStory.Terms("Canary patrols", "perpetrator"), Cast.SafeguardingOfficer));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/cases/{@case.Id}/plan/lines/2")).Status);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<SettlePlanLine, Result<bool>>(settle => settle.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, 1, PlanLineStatus.Done, null, null), Ct)));
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/plan/lines/2")).Status); // who supports the victim keeps the whole plan
    }

    [Fact]
    public async Task R6_10_Another_agency_an_excluded_user_and_whoever_is_not_named_on_a_restricted_case_find_no_plan()
    {
        var @case = await app.PlannedAsync("Canary Walled", PlanStory.Terms("Canary walled line"));
        string[] pages = ["", "/add", "/lines/1", "/review", "/happened", "/paper", "/papers/1", "/history"];
        await NothingAsync(Cast.OtherServiceIdva);
        await NothingAsync(Cast.OtherForceOfficer);
        await NothingAsync(Cast.CallHandler);

        await app.WriteAsync(async db =>
        {
            db.Exclusions.Add(new Exclusion(@case.Id.Value, Cast.ResponseOfficer.StaffId, null, "Her brother", app.Clock.Now));
            await Task.CompletedTask;
        });
        await NothingAsync(Cast.ResponseOfficer);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Sergeant).GetAsync($"/cases/{@case.Id}/plan")).Status);

        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, null, "Works here", [], []), Ct));
        await NothingAsync(Cast.Sergeant);

        async Task NothingAsync(Actor who)
        {
            var client = app.SignedInAs(who);
            foreach (var page in pages)
            {
                var found = await client.GetAsync($"/cases/{@case.Id}/plan{page}");
                Assert.Equal(HttpStatusCode.NotFound, found.Status);
                Assert.DoesNotContain("Canary", found.Document.Body!.TextContent, StringComparison.Ordinal);
            }

            await Assert.ThrowsAsync<RecordNotFoundException>(() => app.RunAsync<WritePlanLine, Result<int>>(write => write.HandleAsync(who, new(@case.Id, PlanStory.Terms("Intruder")), Ct)));
        }
    }

    [Fact]
    public async Task Two_who_change_one_line_at_once_meet_a_conflict_and_nothing_typed_is_lost()
    {
        var @case = await app.PlannedAsync("Canary Raced", PlanStory.Terms("Canary race"));
        var (first, second) = (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/plan/lines/1"), await app.SignedInAs(Cast.IdvaManager).GetAsync($"/cases/{@case.Id}/plan/lines/1"));
        await first.FillNamed("Input.Words", "Canary race, first").PressAsync("Save the change");
        var late = await second.FillNamed("Input.Words", "Canary race, second").PressAsync("Save the change");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Canary race, second", late.Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("Canary race, first", late.Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_clicks_at_once_begin_one_plan_and_write_one_line()
    {
        var @case = await app.CarriedAsync("Canary Doubled");
        var client = app.SignedInAs(Cast.Idva);
        var begin = (await client.GetAsync($"/cases/{@case.Id}/plan")).FieldsFor("Begin the plan");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync($"/cases/{@case.Id}/plan?handler=Begin", begin))), p => Assert.True((int)p.Status < 500, $"{p.Status}"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.BeginAsync(@case, Cast.SafeguardingOfficer)));

        var line = (await client.GetAsync($"/cases/{@case.Id}/plan/add")).Fill("Which part of the plan?", "home").Fill("What is to be done?", "Canary once").FillNamed("Input.Owner", "Victim").FieldsFor("Add the line");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync($"/cases/{@case.Id}/plan/add", line))), p => Assert.True((int)p.Status < 500, $"{p.Status}"));
        Assert.Single((await app.PlanAsync(@case)).Begun.Lines);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => app.WriteLineAsync(@case, PlanStory.Terms($"Canary many {n}"))));
        Assert.Equal(Enumerable.Range(2, 8), numbers.Order()); // eight people at once: eight lines, each with a number of its own
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.SafetyPlans.CountAsync(p => p.CaseId == @case.Id, Ct));
    }

    [Fact]
    public async Task Every_look_and_change_is_written_down_without_a_word_of_what_was_typed()
    {
        var @case = await app.PlannedAsync("Canary Audited", PlanStory.Terms("Canary secret words"));
        await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/plan");
        await using var db = app.Database.Open();
        Assert.Contains(await db.AccessRecords.Where(a => a.RecordId == @case.Id.Value).ToListAsync(Ct), a => a.Purpose == "Read the safety plan" && a.ByStaffId == Cast.SafeguardingOfficer.StaffId);
        var events = await db.RecordEvents.Where(e => e.CaseId == @case.Id && e.Name.StartsWith("Plan")).ToListAsync(Ct);
        Assert.Equal(["PlanBegun", "PlanLineWritten"], events.Select(e => e.Name));
        Assert.DoesNotContain(events, e => e.Details.Contains("Canary", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"update safety_plan_changes set after = 'x'", Ct)); // what was changed is never rewritten
    }

    [Fact]
    public async Task A_case_that_nobody_has_assessed_can_have_a_plan_and_none_of_its_pages_is_missing()
    {
        var @case = await app.OpenCaseAsync("Canary Unassessed");
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.GetAsync($"/cases/{@case.Id}/plan")).PressAsync("Begin the plan")).Status);
        foreach (var page in new[] { "", "/add", "/review", "/happened", "/paper", "/history" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/cases/{@case.Id}/plan{page}")).Status);
        }
    }

    [Fact]
    public async Task A_closed_case_keeps_its_plan_to_be_read_and_nothing_is_added_to_it()
    {
        var @case = await app.PlannedAsync("Canary Ended", PlanStory.Terms("Canary last line"));
        await app.WriteAsync(async db => (await db.Cases.SingleAsync(c => c.Id == @case.Id)).Close(Cast.Inspector, CaseClosureReason.NeedsMet, "Safe now", app.Clock.Now).Given());
        var page = await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/plan");
        Assert.Contains("Canary last line", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a line", page.Text, StringComparison.Ordinal);
        Assert.Equal("case.closed", (await app.RunAsync<WritePlanLine, Result<int>>(write => write.HandleAsync(Cast.Idva, new(@case.Id, PlanStory.Terms("Late")), Ct))).Refused().Code);
    }

    [Fact]
    public async Task R1_12_A_critical_answer_of_the_assessment_stands_under_not_yet_answered_until_a_live_line_answers_it()
    {
        var incident = await app.LogCallAsync("Canary Assessed");
        var dash = InstrumentLibrary.Embedded.All.First(i => i.Code == InstrumentCodes.PoliceDash);
        var strangled = dash.ItemOn(Topics.Strangulation)!;
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int> { strangled.Number });
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, "Judged on what was seen at the scene")).Given();
        Case @case;
        await using (var db = app.Database.Open())
        {
            @case = await db.Cases.AsNoTracking().SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        }

        await app.BeginAsync(@case, Cast.SafeguardingOfficer);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Not yet answered by the plan", (await client.GetAsync($"/cases/{@case.Id}/plan")).Text, StringComparison.Ordinal);

        var add = (await client.GetAsync($"/cases/{@case.Id}/plan/add?risk={Topics.Strangulation}")).Fill("Which part of the plan?", "health").Fill("What is to be done?", "See a doctor about the neck").FillNamed("Input.Owner", "Victim");
        Assert.Equal(HttpStatusCode.Redirect, (await add.PressAsync("Add the line")).Status);
        var view = await app.PlanAsync(@case, Cast.SafeguardingOfficer);
        Assert.DoesNotContain(view.Begun.Unanswered, r => r.Topic == Topics.Strangulation);
        Assert.Equal([strangled.Heading], view.Begun.Lines[0].Answers);

        (await app.RunAsync<SettlePlanLine, Result<bool>>(settle => settle.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, 1, PlanLineStatus.NoLongerWanted, "Has been", app.Clock.Now), Ct))).Given();
        Assert.Contains((await app.PlanAsync(@case, Cast.SafeguardingOfficer)).Begun.Unanswered, r => r.Topic == Topics.Strangulation);
    }
}
