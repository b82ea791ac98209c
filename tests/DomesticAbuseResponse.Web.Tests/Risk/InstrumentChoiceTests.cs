using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>Forms beside the usual DASH: DARA once its questions are loaded, and the matrix for each child (R1.22, R1.23, R1.27).</summary>
public sealed class InstrumentChoiceTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _dara = """
        {
          "code": "DARA", "version": "canary-1", "title": "Canary DARA", "kind": "frequency", "effectiveFrom": "2026-11-23", "licenceNote": "For tests only.", "scored": false,
          "narratives": [ { "key": "incident_account", "label": "Account of the current incident", "required": true } ],
          "items": [
            { "number": 1, "topic": "control_jealousy", "heading": "Control", "text": "Canary question about control?", "answer": "frequency", "marker": "none" },
            { "number": 2, "topic": "strangulation", "heading": "Neck", "text": "Canary question about the neck?", "answer": "frequency", "marker": "critical" }
          ]
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S15_DARA_is_offered_once_its_questions_are_loaded_shows_no_number_or_suggestion_and_takes_a_grade_with_its_reason()
    {
        var incident = await app.LogCallAsync("Canary Dara");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        Assert.DoesNotContain("Domestic Abuse Risk Assessment", (await officer.GetAsync($"/risk/start?incidentId={incident}")).Text, StringComparison.Ordinal);
        (await app.RunAsync<LoadInstrument, Result<LoadInstrument.Loaded>>(load => load.HandleAsync(Actor.System, _dara, checkOnly: false, Ct))).Given();

        var form = (await (await officer.GetAsync($"/risk/start?incidentId={incident}")).FillNamed("Form", "DARA").PressAsync("Start or continue")).RedirectsTo!;
        await (await officer.GetAsync($"{form}/before")).FillNamed("Input.SafeToTalk", "true").FillNamed("Input.Contact", "new").FillNamed("Input.NewPhone", "07700 900 456")
            .FillNamed("Input.PerpetratorLocation", "Left on foot").FillNamed("Input.ChildrenLocation", "There are none").FillNamed("Input.ReasonExplained", "true").PressAsync("Save and continue");
        await (await officer.GetAsync($"{form}/DARA/1")).FillNamed("Input.Value", "Often").PressAsync("Save and continue");
        await (await officer.GetAsync($"{form}/DARA/2")).FillNamed("Input.Value", "Never").PressAsync("Save and continue");
        Assert.Contains("Write: Account of the current incident.", (await officer.GetAsync($"{form}/grade")).Text, StringComparison.Ordinal);
        await (await officer.GetAsync($"{form}/account")).FillNamed("Texts[0].Text", "Shouting and a broken door").PressAsync("Save and continue");
        await (await officer.GetAsync($"{form}/judgement")).FillNamed("Input.VictimPriority", "To sleep in her own bed").FillNamed("Input.GroundsForMarac", "false").FillNamed("Input.RiskToChildren", "false")
            .PressAsync("Save and continue");

        var grade = await officer.GetAsync($"{form}/grade");
        Assert.Contains("This form is not counted", grade.Text, StringComparison.Ordinal);
        Assert.Contains("No suggestion", grade.Text, StringComparison.Ordinal);
        var refused = await grade.FillNamed("Grade", "Medium").FillNamed("OffDutyAt", "18:00").PressAsync("Complete and send for review");
        refused.ShowsError("Nothing suggests a grade here, so it rests on your judgement. Give a reason of at least 20 characters.", forLabel: "Why?");
        await grade.FillNamed("Grade", "Medium").FillNamed("OffDutyAt", "18:00").Fill("Why?", "He decides where she goes and with whom").PressAsync("Complete and send for review");

        await using var db = app.Database.Open();
        var stored = await db.Assessments.Include(a => a.Grades).SingleAsync(a => a.IncidentId == incident, Ct);
        Assert.Equal(("DARA", null, null), (stored.InstrumentCode, stored.Ticks, stored.Suggested));
        Assert.Equal([(GradeKind.Assessor, RiskGrade.Medium)], stored.Grades.Select(g => (g.Kind, g.Grade)));
        Assert.Contains("Shouting and a broken door", (await officer.GetAsync(form)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, false, "2-violence", null, 3, "becomes scale 3")]
    [InlineData(6, false, "3-violence", "false", 3, "consider whether scale 3 should be scale 4")]
    [InlineData(6, false, "3-violence", "true", 4, "moved it to scale 4")]
    [InlineData(9, false, "3-vulnerabilities", null, 3, "highest scale with a sign present is 3")]
    [InlineData(9, true, "2-vulnerabilities", null, 3, "special needs")]
    public async Task S17_each_child_of_the_case_has_a_matrix_whose_level_shows_its_reasons_and_gives_nobody_a_grade(
        int age, bool needs, string sign, string? movesUp, int level, string because)
    {
        var (@case, child) = await ChildAsync($"Canary Child {age} {needs} {sign} {movesUp}", age);
        var worker = app.SignedInAs(Cast.SafeguardingOfficer);
        var start = await worker.GetAsync($"/risk/start?caseId={@case.Id}");
        var matrix = (await start.FillNamed("Form", $"child:{child}").PressAsync("Start or continue")).RedirectsTo!;
        var page = await worker.GetAsync((await worker.GetAsync(matrix)).RedirectsTo!);
        Assert.Contains("No grade is suggested", page.Text, StringComparison.Ordinal);

        var unfinished = await page.FillNamed("Input.Notes", "He hides under the bed").PressAsync("Finish");
        Assert.Contains("Say whether the child has special needs.", unfinished.Text, StringComparison.Ordinal);

        var saved = await worker.GetAsync((await page.FillNamed("Input.SpecialNeeds", needs ? "true" : "false").FillNamed("Input.Signs", sign).FillNamed("Input.Notes", "He hides under the bed")
            .FillNamed("Input.Protection", "His grandmother, who lives next door").PressAsync("Save")).RedirectsTo!);
        if (movesUp is not null)
        {
            Assert.Contains("Say whether scale 3 should be scale 4.", (await saved.PressAsync("Finish")).Text, StringComparison.Ordinal);
            saved = saved.FillNamed("Input.MovesUp", movesUp);
        }

        var finished = await worker.GetAsync((await saved.PressAsync("Finish")).RedirectsTo!);
        Assert.Contains($"Scale {level}, ", finished.Text, StringComparison.Ordinal);
        Assert.Contains(because, finished.Text, StringComparison.Ordinal);
        Assert.Contains("hides under the bed", finished.Text, StringComparison.Ordinal);

        await using var db = app.Database.Open();
        var stored = await db.Assessments.Include(a => a.Grades).SingleAsync(a => a.PersonId == child && a.CaseId == @case.Id, Ct);
        Assert.True(stored.IsComplete);
        Assert.Empty(stored.Grades);
        Assert.Null((await db.Cases.SingleAsync(c => c.Id == @case.Id, Ct)).Grade);
        Assert.Equal("assessment.not-graded", (await app.GiveGradeAsync(stored.Id, Cast.Sergeant, RiskGrade.Standard)).Refused().Code);
        var waiting = await app.RunAsync<FormsForReview, IReadOnlyList<FormsForReview.Row>>(list => list.ReadAsync(Cast.Sergeant, app.Clock.Now, Ct));
        Assert.DoesNotContain(waiting, row => row.Id == stored.Id);
    }

    [Fact]
    public async Task A_sign_that_is_not_on_the_form_and_somebody_who_is_no_child_of_the_case_are_refused()
    {
        var (@case, child) = await ChildAsync("Canary Stray", 8);
        var form = await StartAsync(new(@case.Id, null, ChildId: child));
        Assert.Equal("child.sign-unknown", (await app.RunAsync<SaveChildMatrix, Result<ChildFindings>>(save => save.HandleAsync(
            Cast.SafeguardingOfficer, new(form, new ChildFindings { Signs = [new(9, "violence")] }, false), Ct))).Refused().Code);

        var others = await StartAsync(new(@case.Id, null, ChildId: @case.Perpetrators.Single().PersonId));
        await using var db = app.Database.Open();
        var stored = await db.Assessments.AsNoTracking().SingleAsync(a => a.Id == others, Ct);
        Assert.Equal((@case.VictimId, InstrumentCodes.PoliceDash), (stored.PersonId, stored.InstrumentCode));
    }

    [Fact]
    public async Task A_partner_in_the_case_of_the_second_victim_alone_assesses_that_one()
    {
        var incident = await app.LogAboutAsync(
            Cast.ResponseOfficer, (PartyRole.Victim, null, "Canary Uno"), (PartyRole.Victim, null, "Canary Due"), (PartyRole.Perpetrator, null, "Canary Tre"), (PartyRole.Child, null, "Canary Quattro"));
        await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        await using var db = app.Database.Open();
        var stored = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incident, Ct);
        var second = stored.Victims.Single(v => stored.CaseOf(v) != stored.CaseId);
        await app.JoinAsync(stored.CaseOf(second)!.Value, Cast.OtherForce);
        var partner = app.SignedInAs(Cast.OtherForceOfficer);

        var page = await partner.GetAsync($"/risk/start?incidentId={incident}&personId={second}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var form = await partner.GetAsync((await page.PressAsync("Start or continue")).RedirectsTo!);

        Assert.Equal(HttpStatusCode.OK, form.Status);
        Assert.True(await db.Assessments.AnyAsync(a => a.PersonId == second && a.IncidentId == incident && a.AgencyId == Cast.OtherForce, Ct));
    }

    [Theory]
    [InlineData("99-violence")]
    [InlineData("1-weather")]
    [InlineData("1-violence-999")]
    public async Task A_sign_the_page_does_not_offer_is_refused_with_words_and_the_rest_stays_as_typed(string sign)
    {
        var (@case, child) = await ChildAsync($"Canary Odd {sign}", 8);
        var form = await StartAsync(new(@case.Id, null, ChildId: child));
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/risk/{form}/child");
        var box = page.Document.QuerySelectorAll<IHtmlInputElement>("[name='Input.Signs']").First();
        (box.Value, box.IsChecked) = (sign, true);

        var refused = await page.Fill("What have you seen or been told?", "CNRY-notes").PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("One of these signs is not on this form.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("CNRY-notes", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_form_is_in_effect_the_page_says_so_and_begins_nothing()
    {
        var incident = await app.LogCallAsync("Canary Formless");
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var shownBefore = await officer.GetAsync($"/risk/start?incidentId={incident}");
        var today = app.Clock.Now;
        try
        {
            app.Clock.Now = new DateTimeOffset(2008, 12, 31, 12, 0, 0, TimeSpan.Zero);

            var page = await officer.GetAsync($"/risk/start?incidentId={incident}");
            Assert.Contains("No form is in effect today that your agency can use.", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(page.Document.QuerySelectorAll("button"), b => b.TextContent.Trim() == "Start or continue");

            var refused = await shownBefore.PressAsync("Start or continue");
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("so no assessment can be begun", refused.Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Now = today;
        }
    }

    private async Task<Id<RiskAssessment>> StartAsync(StartAssessment.Command command) =>
        (await app.RunAsync<StartAssessment, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.SafeguardingOfficer, command, Ct))).Given();

    private async Task<(Case Case, Id<Person> Child)> ChildAsync(string name, int age)
    {
        var @case = await app.OpenCaseAsync(name);
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        var child = (await app.RunAsync<NamePersonInIncident, Result<Id<Person>>>(n => n.HandleAsync(
            Cast.ResponseOfficer, new(incident, null, new LogIncident.Party(PartyRole.Child, null, $"{name} junior", null, age, null, null, null)), Ct))).Given();
        await app.BornAsync(child, new DateOnly(2026 - age, 1, 1));
        return (@case, child);
    }
}
