using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class IncidentPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S72_closing_an_unreviewed_diary_call_is_refused_with_words_and_what_to_do()
    {
        var id = await app.LogCallAsync(grade: ResponseGrade.Diary);
        var officer = app.SignedInAs(Cast.ResponseOfficer);

        var refused = await (await officer.GetAsync($"/incidents/{id}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("A supervisor must review the slow grade of this call before it is closed", refused.Text, StringComparison.Ordinal);
        Assert.Contains("it stands on their review list", refused.Text, StringComparison.Ordinal);
        Assert.Contains("All well", refused.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        var list = await supervisor.GetAsync("/incidents/review");
        var review = await supervisor.GetAsync(list.Document.QuerySelector<IHtmlAnchorElement>($"a[href='/incidents/{id}/review']")!.PathName);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await review.PressAsync("Save the review")).Status); // nothing is decided by pressing a button
        foreach (var shown in new[] { "Victim: Canary Victim, about 34", "Earlier calls", "Test unit", "Canary first words" })
        {
            Assert.Contains(shown, review.Text, StringComparison.Ordinal);
        }

        var reviewed = await review.Choose("Agree: diary").PressAsync("Save the review");
        Assert.Equal($"/incidents/review?done={id}", reviewed.RedirectsTo);
        Assert.Matches("The grade of DA-[0-9]{4}-[0-9]+ has been reviewed", (await supervisor.GetAsync(reviewed.RedirectsTo!)).Text);
        Assert.Null((await supervisor.GetAsync("/incidents/review")).Document.QuerySelector($"a[href='/incidents/{id}/review']"));

        var closed = await refused.PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, closed.Status); // the review moved the version: the officer sees it before closing
        await app.LeaveOutAssessmentAsync(id);
        var again = await (await officer.GetAsync($"/incidents/{id}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal($"/incidents/{id}?done=closed", again.RedirectsTo);
    }

    [Fact]
    public async Task S72_a_call_without_a_grade_waits_for_the_supervisor_and_cannot_be_closed_around_the_review()
    {
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var logged = (await (await officer.GetAsync("/incidents/log")).PressAsync("Save the call")).RedirectsTo!.Split('?')[0];
        Assert.Contains("No response grade has been given", (await officer.GetAsync(logged)).Text, StringComparison.Ordinal);

        var refused = await (await officer.GetAsync($"{logged}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.Contains("to review", (await supervisor.GetAsync("/")).Text, StringComparison.Ordinal);
        var list = await supervisor.GetAsync("/incidents/review");
        Assert.NotNull(list.Document.QuerySelector($"a[href='{logged}/review']"));
        var review = await supervisor.GetAsync($"{logged}/review");
        Assert.DoesNotContain("Agree:", review.Text, StringComparison.Ordinal);
        await review.Choose("Give it a grade").Choose("Routine").Fill("Reason", "Reported for information only").PressAsync("Save the review");

        var closed = await (await officer.GetAsync($"{logged}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal($"{logged}?done=closed", closed.RedirectsTo);
    }

    [Fact]
    public async Task The_answers_to_a_form_are_one_step_of_the_incident()
    {
        var id = await app.LogCallAsync();
        await app.AnswerDashAsync(id, Cast.ResponseOfficer, new HashSet<int>());

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}");

        Assert.Contains("27 answers saved", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Answer saved", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S73_closing_a_silent_call_without_attendance_is_refused_and_recording_it_opens_the_way()
    {
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var logged = await (await officer.GetAsync("/incidents/log")).Choose("Silent call").Choose("Immediate").PressAsync("Save the call");
        var page = logged.RedirectsTo!.Split('?')[0];

        var refused = await (await officer.GetAsync($"{page}/close")).Fill("How did the incident end?", "Nobody there").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("must be attended before it is closed", refused.Text, StringComparison.Ordinal);

        Assert.Equal($"{page}?done=attended", (await (await officer.GetAsync($"{page}/attendance")).PressAsync("Save")).RedirectsTo);
        var closed = await (await officer.GetAsync($"{page}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal($"{page}?done=closed", closed.RedirectsTo);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S72_S73_neither_is_got_round_by_correcting_the_call(bool diary)
    {
        var id = await app.LogCallAsync(grade: diary ? ResponseGrade.Diary : ResponseGrade.Immediate);
        var handler = app.SignedInAs(Cast.CallHandler);
        if (!diary)
        {
            await (await handler.GetAsync($"/incidents/{id}/correct")).Choose("Silent call").PressAsync("Save");
        }

        var page = await handler.GetAsync($"/incidents/{id}/correct");
        var corrected = diary ? await page.Fill("Response grade", "Not graded").PressAsync("Save") : await page.Choose("The caller spoke").PressAsync("Save");
        Assert.Equal(diary ? HttpStatusCode.Redirect : HttpStatusCode.Conflict, corrected.Status);
        if (!diary)
        {
            Assert.Contains("Only a control-room supervisor can take that back", corrected.Text, StringComparison.Ordinal);
        }

        var refused = await (await handler.GetAsync($"/incidents/{id}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        if (diary)
        {
            Assert.NotNull((await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/incidents/review")).Document.QuerySelector($"a[href='/incidents/{id}/review']"));
        }
    }

    [Fact]
    public async Task S73_a_supervisor_takes_silence_back_with_a_reason_that_stays_on_the_incident()
    {
        var id = await app.LogCallAsync();
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        await (await supervisor.GetAsync($"/incidents/{id}/correct")).Choose("Abandoned call").PressAsync("Save");

        var unexplained = await (await supervisor.GetAsync($"/incidents/{id}/correct")).Choose("The caller spoke").PressAsync("Save");
        unexplained.ShowsError("Say why this call was neither silent nor abandoned.", forLabel: "Why was the call neither silent nor abandoned?");
        var done = await unexplained.Fill("Why was the call neither silent nor abandoned?", "CNRY-heard: the recording has her speak").PressAsync("Save");

        Assert.Contains("CNRY-heard", (await supervisor.GetAsync(done.RedirectsTo!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attendance_in_the_future_is_refused_beside_its_field()
    {
        var id = await app.LogCallAsync();
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}/attendance");

        var again = await page.FillNamed("Input.At.Year", "2027").PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("The time of attendance lies in the future", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_correct_one_incident_see_both_versions_and_choose()
    {
        var id = await app.LogCallAsync();
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var mine = await officer.GetAsync($"/incidents/{id}/correct");
        var theirs = await app.SignedInAs(Cast.Sergeant).GetAsync($"/incidents/{id}/correct");
        Assert.Equal($"/incidents/{id}?done=corrected", (await theirs.Fill("Injuries", "CNRY-theirs").PressAsync("Save")).RedirectsTo);

        var conflict = await mine.Fill("Injuries", "CNRY-mine").Fill("Weapons", "CNRY-weapon").PressAsync("Save");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("CNRY-mine", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("CNRY-theirs", conflict.Text, StringComparison.Ordinal);
        Assert.Equal($"/incidents/{id}?done=corrected", (await conflict.FillNamed("Input.Injuries", "CNRY-theirs").FillNamed("Input.Weapons", "CNRY-weapon").PressAsync("Save what I chose")).RedirectsTo);
        await using var db = app.Database.Open();
        var call = await db.Incidents.Where(i => i.Id == id).Select(i => i.Call).SingleAsync(Ct);
        Assert.Equal(("CNRY-theirs", "CNRY-weapon", "Canary first words"), (call.Injuries, call.Weapons, call.FirstWords));
    }

    [Fact]
    public async Task The_page_of_two_versions_says_who_changed_which_record_when_and_nothing_is_overwritten_without_a_choice()
    {
        var id = await app.LogCallAsync();
        var mine = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}/correct");
        var theirs = await app.SignedInAs(Cast.Sergeant).GetAsync($"/incidents/{id}/correct");
        await theirs.Fill("Injuries", "Canary theirs").PressAsync("Save");

        var conflict = await mine.Fill("Injuries", "Canary mine").PressAsync("Save");
        var unchosen = await conflict.PressAsync("Save what I chose");
        var saved = await unchosen.FillNamed("Input.Injuries", "Canary mine").PressAsync("Save what I chose");

        await using var db = app.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => i.Id == id, Ct);
        Assert.Contains($"{incident.Reference} changed while you were working", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("Sergeant saved it on 23 November 2026 at 10:00", conflict.Text, StringComparison.Ordinal);
        Assert.Empty(conflict.Document.QuerySelectorAll("main input[checked]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.Status);
        Assert.Contains("Choose which should stand: injuries", unchosen.Text, StringComparison.Ordinal);
        Assert.Contains("Canary mine", unchosen.Text, StringComparison.Ordinal);
        Assert.Equal($"/incidents/{id}?done=corrected", saved.RedirectsTo);
        Assert.Equal("Canary mine", incident.Call.Injuries);
    }

    [Fact]
    public async Task Whoever_changed_it_in_another_window_is_told_it_was_them()
    {
        var id = await app.LogCallAsync();
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var one = await officer.GetAsync($"/incidents/{id}/correct");
        await (await officer.GetAsync($"/incidents/{id}/correct")).Fill("Weapons", "Canary knife").PressAsync("Save");

        var conflict = await one.Fill("Weapons", "Canary axe").PressAsync("Save");

        Assert.Contains("You, perhaps in another window saved it", conflict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_is_wrong_is_told_so_once()
    {
        var id = await app.LogCallAsync();
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}/attendance");

        var again = await page.FillNamed("Input.At.Year", "26").PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(["Time of attendance: the year must be 4 numbers"], again.Document.QuerySelectorAll(".govuk-error-summary li").Select(e => e.TextContent));
    }

    [Fact]
    public async Task What_nobody_recorded_is_said_to_be_so()
    {
        var id = await app.LogCallAsync();

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}");

        var injuries = page.Document.QuerySelectorAll(".govuk-summary-list__row").Single(r => r.QuerySelector("dt")!.TextContent == "Injuries");
        Assert.Equal("Not recorded", injuries.QuerySelector("dd")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_regrade_without_a_reason_is_explained_beside_the_field()
    {
        var id = await app.LogCallAsync(grade: ResponseGrade.Routine);
        var page = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"/incidents/{id}/review");

        var again = await page.Choose("Set another grade").Choose("Immediate").PressAsync("Save the review");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("Say why the grade should be another one.", forLabel: "Reason");
    }

    [Fact]
    public async Task A_call_that_hangs_on_a_number_is_adopted_by_a_person_on_record_and_given_back()
    {
        await app.LogCallAsync("Canary On Record");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var logged = await (await officer.GetAsync("/incidents/log")).Fill("Caller's number", "07700 900444").PressAsync("Save the call");
        var page = logged.RedirectsTo!.Split('?')[0];
        Assert.Contains("Nobody has been named yet.", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);

        var found = await (await officer.GetAsync($"{page}/people/add")).Fill("Name", "Canary On Recrod").PressAsync("Find on record");
        var named = await found.Choose("Canary On Record, about 34").PressAsync("Save");
        Assert.Equal($"{page}?done=named", named.RedirectsTo);

        var shown = await officer.GetAsync(page);
        Assert.Contains("Canary On Record", shown.Text, StringComparison.Ordinal);
        Assert.NotNull(shown.Document.QuerySelector("a[href^='/risk/start']"));

        var back = await officer.GetAsync(shown.Document.QuerySelectorAll<IHtmlAnchorElement>("a").Single(a => a.Href.Contains("/withdraw", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal($"{page}?done=withdrawn", (await back.PressAsync("Take it back")).RedirectsTo);
        Assert.Contains("Nobody has been named yet.", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_incident_and_an_absent_one_read_the_same()
    {
        var id = await app.LogCallAsync();
        var stranger = app.SignedInAs(Cast.OtherForceOfficer);

        foreach (var part in new[] { "", "/correct", "/close", "/attendance", "/people/add" })
        {
            var forbidden = await stranger.GetAsync($"/incidents/{id}{part}");
            var absent = await stranger.GetAsync($"/incidents/{Guid.CreateVersion7(app.Clock.Now)}{part}");
            Assert.Equal(HttpStatusCode.NotFound, forbidden.Status);
            Assert.Equal(absent.Status, forbidden.Status);
            Assert.Equal(absent.Text, forbidden.Text);
        }
    }

    [Fact]
    public async Task A_support_worker_reads_but_is_offered_nothing_to_change()
    {
        var id = await app.LogCallAsync();
        var page = await app.SignedInAs(Cast.SupportWorker).GetAsync($"/incidents/{id}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Correct details", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAs(Cast.SupportWorker).GetAsync($"/incidents/{id}/close")).Fill("How did the incident end?", "x").PressAsync("Close the incident")).Status);
    }

    [Theory]
    [InlineData("/incidents?state=nonsense")]
    [InlineData("/incidents?after=rubbish&before=-5")]
    [InlineData("/incidents?before=99999999999999999999")]
    [InlineData("/incidents?after=9223372036854775807_00000000000000000000000000000000")]
    public async Task An_address_somebody_edited_shows_the_list_all_the_same(string url) =>
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.CallHandler).GetAsync(url)).Status);

    [Fact]
    public async Task Opening_an_incident_is_written_down_before_the_page_is_sent()
    {
        var id = await app.LogCallAsync();
        await app.SignedInAs(Cast.Sergeant).GetAsync($"/incidents/{id}");

        await using var db = app.Database.Open();
        var look = await db.AccessRecords.Where(a => a.RecordId == id.Value).OrderByDescending(a => a.Number).FirstAsync(Ct);
        Assert.Equal((Cast.Sergeant.StaffId, "Read the incident", Domain.Access.AccessLevel.Read, "Sergeant"), (look.ByStaffId, look.Purpose, look.Level, look.Roles));
    }
}
