using System.Net;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>The record of a visit: written in parts by two people, finished, counted; and the support worker's own notes (R5.5, R5.6, R5.8).</summary>
public sealed class VisitTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visit_is_written_part_by_part_with_blanks_finished_counted_and_its_task_closes()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-11-28"), "Nora Canary", accept: true);
        var (worker, officer) = (app.SignedInAs(Cast.CarWorker), app.SignedInAs(Cast.CarOfficer));
        await TapAsync(asked.Task, CrewStepKind.Arrived);

        var first = await worker.GetAsync($"{asked.Url}/visit/Contact");
        Assert.DoesNotContain("Nora", first.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal("Visit", first.Document.Title);
        var next = await first.FillNamed("Input.Mode", "Visit").FillNamed("Input.SeenAlone", "true").PressAsync("Save and go on");
        Assert.Equal($"{asked.Url}/visit/Children", next.RedirectsTo);
        await (await worker.GetAsync(next.RedirectsTo!)).PressAsync("Save and go on"); // nothing written, and nothing in the way

        var hub = await worker.GetAsync($"{asked.Url}/visit");
        var early = await hub.PressAsync("Finish the visit");
        Assert.Contains("Say what came of it first.", early.Text, StringComparison.Ordinal);

        var outcome = await worker.GetAsync($"{asked.Url}/visit/Outcome");
        var saved = await outcome.FillNamed("Input.Outcome", "EngagedByVisit").FillNamed("Input.Onward", "ReferredToService").FillNamed("Input.FollowUp", "Police")
            .FillNamed("Input.FollowUpOn.Day", "30").FillNamed("Input.FollowUpOn.Month", "11").FillNamed("Input.FollowUpOn.Year", "2026").PressAsync("Save");
        Assert.Equal($"{asked.Url}/visit?done=saved", saved.RedirectsTo);
        hub = await officer.GetAsync($"{asked.Url}/visit");
        Assert.Contains("Last written by Car worker, Other IDVA Service", hub.Text, StringComparison.Ordinal);
        Assert.Equal("/crew?done=finished", (await hub.PressAsync("Finish the visit")).RedirectsTo);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"{asked.Url}/visit")).Status);
        Assert.Contains("Spoke on a visit", (await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/visit")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        var counted = await db.Engagements.SingleAsync(e => e.IncidentId == asked.Incident, Ct);
        Assert.Equal((EngagementOutcome.EngagedByVisit, asked.Victim), (counted.Outcome, counted.VictimId));
        Assert.Equal([Onward.ReferredToService], counted.Onward);
        var attempt = await db.ContactAttempts.SingleAsync(a => a.CaseId == asked.Case, Ct);
        Assert.Equal((ContactChannel.InPerson, ContactOutcome.Spoke), (attempt.Channel, attempt.Outcome));
        var followUp = await db.Deadlines.SingleAsync(d => d.CaseId == asked.Case && d.Kind == DeadlineKind.VisitFollowUp, Ct);
        Assert.Equal((Cast.Police, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero).Date), (followUp.AgencyId, followUp.DueAt.AddSeconds(1).UtcDateTime.Date));
        Assert.Contains("the day agreed", (await app.SignedInAs(Cast.Sergeant).GetAsync($"/deadlines/{followUp.Id}/why")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_a_crew_meet_both_versions_where_they_wrote_different_things_and_only_there()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-05"), "Olga Canary", accept: true);
        var (worker, officer) = (app.SignedInAs(Cast.CarWorker), app.SignedInAs(Cast.CarOfficer));
        var (mine, theirs) = (await worker.GetAsync($"{asked.Url}/visit/Wishes"), await officer.GetAsync($"{asked.Url}/visit/Wishes"));

        await theirs.FillNamed("Input.Needs", "Housing").FillNamed("Input.NeedsNote", "A pushchair").PressAsync("Save and go on");
        var taken = await mine.FillNamed("Input.Needs", "Money").FillNamed("Input.VictimWants", "To sleep").PressAsync("Save and go on");
        Assert.Equal($"{asked.Url}/visit/Safety", taken.RedirectsTo);
        var both = await officer.GetAsync($"{asked.Url}/visit/Wishes");
        Assert.Equal("Housing Money", string.Join(' ', both.Document.QuerySelectorAll("[name='Input.Needs'][checked]").Select(b => b.GetAttribute("value"))));
        Assert.Contains("A pushchair", both.Document.Source.Text, StringComparison.Ordinal);

        var late = await worker.GetAsync($"{asked.Url}/visit/Wishes");
        await both.FillNamed("Input.VictimWants", "To sleep tonight").PressAsync("Save and go on");
        var conflict = await late.FillNamed("Input.VictimWants", "To sleep at her mother’s").FillNamed("Input.Needs", "Health").PressAsync("Save and go on");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("To sleep tonight", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("To sleep at her mother’s", conflict.Text, StringComparison.Ordinal);
        var settled = await conflict.FillNamed("Input.VictimWants", "To sleep at her mother’s").PressAsync("Save what I chose");
        Assert.Equal($"{asked.Url}/visit/Safety", settled.RedirectsTo);
        var record = (await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/visit")).Text;
        Assert.Contains("To sleep at her mother’s", record, StringComparison.Ordinal);
        Assert.Contains("Housing Money Health", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_arrives_twice_counts_once_and_what_makes_no_sense_is_refused()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-12"), "Petra Canary", accept: true);
        var edit = new VisitEdit(Guid.CreateVersion7(app.Clock.Now), nameof(VisitRecord.ChildrenWords), "He shouts", app.Clock.Now);

        Assert.Equal(1, (await ApplyAsync(asked.Task, edit)).Given());
        Assert.Equal(0, (await ApplyAsync(asked.Task, edit)).Given());
        Assert.Equal("visit.field", (await ApplyAsync(asked.Task, edit with { Id = Guid.NewGuid(), Field = "Nonsense" })).Refusal?.Code);
        Assert.Equal("visit.choice", (await ApplyAsync(asked.Task, edit with { Id = Guid.NewGuid(), Field = nameof(VisitRecord.Mode), Value = "Pigeon" })).Refusal?.Code);
        Assert.Equal("visit.long", (await ApplyAsync(asked.Task, edit with { Id = Guid.NewGuid(), Value = new string('x', 4001) })).Refusal?.Code);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Set<VisitChange>().CountAsync(c => c.TaskId == asked.Task, Ct));
    }

    [Fact]
    public async Task R5_8_a_support_workers_note_is_their_agencys_until_they_share_it()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-19"), "Quinn Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        var empty = await (await worker.GetAsync($"{asked.Url}/notes")).PressAsync("Save the note");
        empty.ShowsError("Write the note first", "What you want to keep");
        await (await worker.GetAsync($"{asked.Url}/notes")).Fill("What you want to keep", "CANARYNOTE she has a plan").PressAsync("Save the note");

        foreach (var police in new[] { Cast.CarOfficer, Cast.Sergeant, Cast.SafeguardingOfficer, Cast.CallHandler, Cast.SupportWorker })
        {
            var client = app.SignedInAs(police);
            Assert.DoesNotContain("CANARYNOTE", (await client.GetAsync($"{asked.Url}/visit")).Document.Source.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("CANARYNOTE", (await client.GetAsync($"/incidents/{asked.Incident}")).Document.Source.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("note", (await client.GetAsync($"/incidents/{asked.Incident}")).Text.Split("What has been done")[^1], StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("CANARYNOTE", (await client.GetAsync("/crew/notes")).Document.Source.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{asked.Url}/notes")).Status);
        }

        Assert.Contains("CANARYNOTE", (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync("/crew/notes")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARYNOTE", (await app.SignedInAs(Cast.Idva).GetAsync("/crew/notes")).Text, StringComparison.Ordinal);
        await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Share this note with the police");
        Assert.Contains("CANARYNOTE", (await app.SignedInAs(Cast.CarOfficer).GetAsync($"{asked.Url}/visit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_kept_and_comes_back_and_does_not_push_aside_what_somebody_wrote_meanwhile()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-26"), "Rita Canary", accept: true);
        var (worker, officer) = (app.SignedInAs(Cast.CarWorker), app.SignedInAs(Cast.CarOfficer));
        var form = await worker.GetAsync($"{asked.Url}/visit/Statement");
        await worker.PostAsync("/drafts", form.FillNamed("Input.StatementWhy", "Afraid of court").FieldsFor("Save and go on"));

        await (await officer.GetAsync($"{asked.Url}/visit/Statement")).FillNamed("Input.StatementWhy", "Wants to think").PressAsync("Save and go on");
        var again = await worker.GetAsync($"{asked.Url}/visit/Statement");
        Assert.Contains("What you had begun is back", again.Text, StringComparison.Ordinal);
        Assert.Contains("Afraid of court", again.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await again.PressAsync("Save and go on")).Status);
    }

    [Fact]
    public async Task R6_11_a_safe_place_is_asked_for_without_saying_where_and_what_came_of_it_is_one_step_each()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-02"), "Sana Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        var form = (await worker.GetAsync($"{asked.Url}/space")).FillNamed("Input.Kind", "Refuge").FillNamed("Input.AskedOf", "Test refuge, NM6 1CY").FillNamed("Input.ChildrenAges", "3 and 7").FillNamed("Input.Needs", "Pet");
        var refused = await form.PressAsync("Record what I asked");
        refused.ShowsError("Leave out postcodes, addresses and telephone numbers. The service does not need them to say whether it has a space.", "Who is asked?");
        var made = await refused.FillNamed("Input.AskedOf", "Test refuge").PressAsync("Record what I asked");

        var place = await worker.GetAsync(made.RedirectsTo!);
        Assert.Contains("A refuge space, from 2 January, for 1 adult and children of 3 and 7; with a pet", place.Text, StringComparison.Ordinal);
        var fields = place.FieldsFor("Space offered");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => worker.PostAsync($"{asked.Url}/space?handler=Came", fields)));
        place = await worker.GetAsync($"{asked.Url}/space");
        place = await worker.GetAsync((await place.PressAsync("Accepted")).RedirectsTo!);
        Assert.Contains("Moved in", place.Document.QuerySelectorAll("button").Select(b => b.TextContent.Trim()));
        await using var db = app.Database.Open();
        Assert.Equal([SpaceStepKind.Asked, SpaceStepKind.Offered, SpaceStepKind.Accepted], await db.SafeSpaces.Where(s => s.TaskId == asked.Task).SelectMany(s => s.Steps).OrderBy(s => s.Number).Select(s => s.Kind).ToListAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"{asked.Url}/space")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/space")).Status);
    }

    private Task<Result<int>> ApplyAsync(Id<CrewTask> task, VisitEdit edit) => app.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(Cast.CarWorker, new(task, [edit], 0, null), Ct));

    private async Task TapAsync(Id<CrewTask> task, CrewStepKind move) =>
        (await app.RunAsync<MoveCrew, Result<DateTimeOffset>>(run => run.HandleAsync(Cast.CarWorker, new(task, move), Ct))).Given();
}
