using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Definitions;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Perpetrators;

/// <summary>One person across victims: named where the reader may open them, a number where not, nothing of what is kept from them (R2.23 to R2.26).</summary>
public sealed class LensTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S83_two_victims_are_serial_the_score_is_explained_and_a_victim_of_another_force_is_a_number_and_nothing_else()
    {
        var (_, victim, person) = await app.ReportedAsync(app.Clock.Now.AddMonths(-2), "Canary Known", "Canary Serial");
        await app.WriteAsync(db => { db.Participations.Add(Participation.Of(Cast.OtherForce, RecordKind.Person, person.Value, ParticipationKind.Partner, app.Clock.Now)); return Task.CompletedTask; }); // another force knows the same record
        var (elsewhere, hidden, _) = await app.ReportedAsync(app.Clock.Now.AddDays(-3), "Canary Elsewhere", "", null, person, by: Cast.OtherForceOfficer, weapons: "A knife");
        await using var db = app.Database.Open();
        var reference = await db.Incidents.Where(i => i.Id == elsewhere).Select(i => i.Reference).SingleAsync(Ct);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{person}/lens");

        foreach (var shown in new[] { "2 records in the last 3 years, against 2 different people", "Canary Known", "1 person whose record you may not open", "1 record that you may not open", "Yes. 2 incidents against 2 different victims", "R2.24, version shipped-1", "The newest within 92 days", "A report that is no recorded crime", "R2.23, version default-1, of the records that you may open" })
        {
            Assert.True(page.Text.Contains(shown, StringComparison.Ordinal), $"{shown} is not in {page.Text}");
        }

        foreach (var kept in new[] { "Canary Elsewhere", reference, hidden.ToString(), elsewhere.ToString(), UkTime.DateOf(app.Clock.Now.AddDays(-3)).ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture), "A knife", "within 31 days", "A weapon was there" })
        {
            Assert.DoesNotContain(kept, page.Document.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        }

        Assert.Contains($"/people/{victim}", page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Contains($"/people/{person}/lens", (await app.SignedInAs(Cast.Inspector).GetAsync($"/people/{person}")).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.True(await db.AccessRecords.AnyAsync(a => a.ByStaffId == Cast.SafeguardingOfficer.StaffId && a.Shown.Contains(victim.Value), Ct)); // whoever was named was looked at
    }

    [Fact]
    public async Task A_restricted_victim_and_one_the_reader_is_excluded_from_are_not_even_counted()
    {
        var (_, _, person) = await app.ReportedAsync(app.Clock.Now.AddMonths(-1), "Canary Plain", "Canary Counted");
        var (_, restricted, _) = await app.ReportedAsync(app.Clock.Now.AddDays(-1), "Canary Restricted", "", null, person);
        Assert.Contains("against 2 different people", await TextAsync(Cast.SecondSergeant, person), StringComparison.Ordinal);

        await app.RestrictAsync(restricted);
        var text = await TextAsync(Cast.SecondSergeant, person);
        foreach (var none in new[] { "1 record in the last 3 years, against 1 person", "No. 1 incident against 1 victim" })
        {
            Assert.True(text.Contains(none, StringComparison.Ordinal), $"{none} is not in {text}");
        }

        Assert.DoesNotContain("may not open", text.Split("Counted are")[0], StringComparison.Ordinal);
        Assert.Contains("Canary Restricted", await TextAsync(Cast.SafeguardingOfficer, person), StringComparison.Ordinal); // who restricted her is named on her record

        var (_, excluded, other) = await app.ReportedAsync(app.Clock.Now, "Canary Excluded", "Canary Barred");
        await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(excluded, null, null, [], [new(Cast.SecondSergeant.StaffId, null, "A relative")]), Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SecondSergeant).GetAsync($"/people/{other}/lens")).Status);
    }

    [Fact]
    public async Task An_IDVA_is_told_numbers_of_the_perpetrators_of_their_cases_and_nobody_else_is_told_anything()
    {
        var @case = await app.CarriedAsync("Canary Numbers");
        var person = @case.Perpetrators.Single().PersonId;
        await app.ReportedAsync(app.Clock.Now.AddMonths(-3), "Canary Never Named", "", null, person);
        (await ProposeAsync(person, ManagementKind.Matac, "Canary why")).Given();

        var text = await TextAsync(Cast.Idva, person);
        Assert.Contains("against 2 different people", text, StringComparison.Ordinal);
        Assert.Contains("You are told numbers only", text, StringComparison.Ordinal);
        foreach (var kept in new[] { "Canary Never Named", "Canary Numbers", "DA-2026", "MATAC", "Canary why" })
        {
            Assert.DoesNotContain(kept, text, StringComparison.Ordinal);
        }

        foreach (var (actor, id) in new[] { (Cast.Idva, @case.VictimId), (Cast.OtherServiceIdva, person), (Cast.ResponseOfficer, person), (Cast.Representative, person), (Cast.Auditor, person), (Cast.OtherForceOfficer, person), (Cast.Coordinator, person), (Cast.CallHandler, person) })
        {
            foreach (var page in new[] { "", "/nominate", "/programme" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync($"/people/{id}/lens{page}")).Status);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync("/perpetrators")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{Guid.NewGuid()}/lens")).Status);
    }

    [Fact]
    public async Task R226_a_drop_out_sets_a_task_to_tell_the_linked_victim_by_the_safe_contact_card_and_twenty_clicks_make_one()
    {
        var @case = await app.CarriedAsync("Canary Linked");
        var person = @case.Perpetrators.Single().PersonId;
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var form = await officer.GetAsync($"/people/{person}/lens/programme");
        (await form.PressAsync("Put it forward")).ShowsError("Name the programme", forLabel: "Which programme?");
        var filled = form.Fill("Which programme?", "Canary programme").Choose($"Canary Linked, {@case.Reference}").Fill("How do you know?", "Asked her worker").Fill("Who supports the victim meanwhile?", "Her IDVA").Fill("Why this programme?", "Wants to change");
        var risky = await filled.Choose("Yes").PressAsync("Put it forward");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, risky.Status);
        Assert.Contains("It raises the risk to the victim, so the person is not referred", risky.Text, StringComparison.Ordinal);
        Assert.Contains("Canary programme", risky.Document.Body!.InnerHtml, StringComparison.Ordinal); // what was typed is kept
        var ready = risky.Choose("No");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ready.PressAsync("Put it forward"))), p => Assert.True((int)p.Status < 500));

        await using var db = app.Database.Open();
        var entry = await db.Management.SingleAsync(m => m.PersonId == person, Ct);
        var address = $"/people/{person}/lens/{entry.Id}";
        await (await officer.GetAsync(address)).Choose("Yes").Fill("What was decided, or why it was declined", "Taken on").PressAsync("Record the decision");
        var left = (await officer.GetAsync(address)).Choose("Goes no more");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => left.PressAsync("Record it")));

        var tasks = await db.CaseTasks.Where(t => t.SubjectId == entry.Id.Value && t.Reason == SafetyTaskReason.TellOfProgramme && t.DoneAt == null).ToListAsync(Ct);
        Assert.Equal([Cast.Police, Cast.IdvaService], tasks.Select(t => t.AgencyId).OrderBy(a => a == Cast.IdvaService));
        var task = await app.SignedInAs(Cast.Idva).GetAsync($"/tasks/{tasks.Single(t => t.AgencyId == Cast.IdvaService).Id}");
        Assert.Contains($"/cases/{@case.Id}/contact", task.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain("Canary programme", task.Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.Set<ManagementStep>().CountAsync(s => s.ManagementId == entry.Id && s.Kind == ManagementStepKind.DroppedOut, Ct));
        Assert.Contains("Goes no more", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);

        // Whoever may not open the linked victim is told of none of it; nor is another force, or the person's other pages.
        await app.RestrictAsync(@case.VictimId);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SecondSergeant).GetAsync(address)).Status);
        Assert.DoesNotContain("programme", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{person}")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task R225_a_nomination_goes_on_once_and_absurd_input_is_answered_in_words()
    {
        var (_, _, person) = await app.ReportedAsync(app.Clock.Now, "Canary Nominated By", "Canary Nominated");
        var sergeant = app.SignedInAs(Cast.Sergeant);
        var form = await sergeant.GetAsync($"/people/{person}/lens/nominate");
        (await form.PressAsync("Put it forward")).ShowsError("Say why", forLabel: "Why?");
        var wrong = await form.Choose("Integrated Offender Management").Fill("Why?", new string('x', 2001)).PressAsync("Put it forward");
        wrong.ShowsError("Why must be 2,000 characters or fewer", forLabel: "Why?");
        Assert.Equal($"/people/{person}/lens?done=proposed", (await wrong.Fill("Why?", "Two victims in a year").PressAsync("Put it forward")).RedirectsTo);
        Assert.Equal("management.open", (await ProposeAsync(person, ManagementKind.Iom, "Again")).Refused().Code);

        await using var db = app.Database.Open();
        var entry = await db.Management.SingleAsync(m => m.PersonId == person, Ct);
        var page = await sergeant.GetAsync($"/people/{person}/lens/{entry.Id}");
        (await page.PressAsync("Record the decision")).ShowsError("Say whether it was accepted", forLabel: "Yes");
        (await page.Choose("Yes").Fill("What was decided, or why it was declined", "Adopted").PressAsync("Record the decision")).ShowsError("Say who manages the person", forLabel: "Who manages the person?");
        (await page.Choose("Yes").Fill("Year", "2029").PressAsync("Record the decision")).ShowsError("The day must be today or in the past", forLabel: "Day");
        Assert.Equal(HttpStatusCode.NotFound, (await sergeant.GetAsync($"/people/{Guid.NewGuid()}/lens/{entry.Id}")).Status);
        Assert.Empty(await db.RecordEvents.Where(e => e.PersonId == person && e.Name == nameof(ManagementProposed)).ToListAsync(Ct)); // nothing of it in the history of the person
    }

    [Fact]
    public async Task R223_the_ranking_puts_the_highest_first_counts_nothing_restricted_and_is_worked_out_once_however_many_run()
    {
        var (first, second) = (await RankedAsync("Canary Rank One", 1), await RankedAsync("Canary Rank Three", 3));
        var (_, _, elsewhere) = await app.ReportedAsync(app.Clock.Now, "Canary Far", "Canary Rank Far", by: Cast.OtherForceOfficer);
        await ScoreAsync();

        var page = await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators");
        var names = page.Document.QuerySelectorAll("tbody th a").Select(a => a.TextContent).Where(n => n.StartsWith("Canary Rank", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Canary Rank Three", "Canary Rank One"], names);
        Assert.Contains($"/people/{second.Person}/lens", page.Document.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain(elsewhere.ToString(), page.Document.Body!.InnerHtml, StringComparison.Ordinal);

        Assert.Equal(0, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync<ScorePerpetrators, int>(score => score.HandleAsync(Actor.System, 100, Ct))))).Sum()); // nothing changed, nothing is worked out
        Assert.Contains("Canary Rank Three", (await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators?show=Serial")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Rank One", (await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators?show=Serial")).Text, StringComparison.Ordinal);

        // From the moment of a restriction nobody is shown a number that counts it.
        await app.RestrictAsync(second.Victims[0]);
        Assert.DoesNotContain("Canary Rank Three", (await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators")).Text, StringComparison.Ordinal);
        await ScoreAsync();
        await using var db = app.Database.Open();
        var less = await db.PerpetratorScores.AsNoTracking().SingleAsync(s => s.PersonId == second.Person, Ct);
        Assert.Equal((2, 2), (less.Records, less.Victims));

        // A band ages without anything happening.
        var before = await db.PerpetratorScores.Where(s => s.PersonId == first.Person).Select(s => s.Recency).SingleAsync(Ct);
        app.Clock.Now += TimeSpan.FromDays(40);
        await ScoreAsync();
        Assert.Equal((100, 75), (before, await db.PerpetratorScores.Where(s => s.PersonId == first.Person).Select(s => s.Recency).SingleAsync(Ct)));

        (await ProposeAsync(second.Person, ManagementKind.Matac, "Canary")).Given();
        var entry = await db.Management.Where(m => m.PersonId == second.Person).Select(m => m.Id).SingleAsync(Ct);
        (await app.RunAsync<RecordManagement, Result<ManagementState>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(second.Person, entry, new RecordManagement.Act.Decide(true, UkTime.DateOf(app.Clock.Now), "Adopted", "Canary Manager")), Ct))).Given();
        Assert.Contains("Canary Manager", (await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Rank Three", (await app.SignedInAs(Cast.Inspector).GetAsync("/perpetrators?withoutManager=true")).Text, StringComparison.Ordinal);
        foreach (var absurd in new[] { "?after=nonsense", "?show=99", "?before=-5", "?after=999999999999_0", "?show=Nobody&withoutManager=perhaps" })
        {
            Assert.True((int)(await app.SignedInAs(Cast.Inspector).GetAsync($"/perpetrators{absurd}")).Status < 500, absurd);
        }
    }

    private async Task<string> TextAsync(Actor actor, Id<Person> person)
    {
        var page = await app.SignedInAs(actor).GetAsync($"/people/{person}/lens");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page.Document.QuerySelector("main")!.TextContent;
    }

    private Task<Result<Id<PerpetratorManagement>>> ProposeAsync(Id<Person> person, ManagementKind kind, string why) =>
        app.RunAsync<ProposeManagement, Result<Id<PerpetratorManagement>>>(propose => propose.HandleAsync(Cast.SafeguardingOfficer, new(person, kind, why), Ct));

    private async Task ScoreAsync()
    {
        app.Clock.Now += ScorePerpetrators.Lag + TimeSpan.FromSeconds(1);
        while (await app.RunAsync<ScorePerpetrators, int>(score => score.HandleAsync(Actor.System, 100, Ct)) == 100)
        {
        }
    }

    private async Task<(Id<Person> Person, IReadOnlyList<Id<Person>> Victims)> RankedAsync(string name, int victims)
    {
        var (_, victim, person) = await app.ReportedAsync(app.Clock.Now, $"{name} Victim", name);
        List<Id<Person>> harmed = [victim];
        for (var n = 1; n < victims; n++)
        {
            harmed.Add((await app.ReportedAsync(app.Clock.Now, $"{name} Victim {n}", "", null, person)).Victim);
        }

        return (person, harmed);
    }
}
