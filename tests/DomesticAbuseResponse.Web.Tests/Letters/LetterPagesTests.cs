using System.Net;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Letters;

/// <summary>A letter goes only where it is safe and tells nothing protected; what changes before it leaves cancels it (R3.7, R6.11, T5, T9).</summary>
public sealed class LetterPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _confirmation = "crime-confirmation.en";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As it happened at Charnwood: the new address was typed into the words, and the letter went to the old, shared home.</summary>
    [Fact]
    public async Task Charnwood_The_new_address_in_the_words_stops_the_letter_the_shared_home_is_no_way_and_a_move_cancels_what_waits()
    {
        var @case = await app.CarriedAsync("Canary Charnwood");
        var shared = new PostalAddress("14 Larkspur Road, Newtown", "LE11 1AA");
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(shared, AddressVisibility.Open, null, app.Clock.Now));
        await app.ChangePersonAsync(@case.Perpetrators.First().PersonId, p => p.LivesAt(shared, AddressVisibility.Open, null, app.Clock.Now));
        await ContactAsync(@case.VictimId, ContactChannel.Letter, "14 Larkspur Rd, Newtown, LE11 1AA");
        var client = app.SignedInAs(Cast.Idva);

        // Somebody has said that the shared home is safe: it is no way all the same.
        var nowhere = await client.GetAsync(Write(@case, _confirmation));
        Assert.Contains("No way of writing is known to be safe now", nowhere.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Make the letter", nowhere.Text, StringComparison.Ordinal);
        Assert.Equal("letter.no-way", (await MakeAsync(@case, new("crime-confirmation", "en", await WayAsync(@case), null, null, null, null))).Refused().Code);

        await ContactAsync(@case.VictimId, ContactChannel.Letter, "Canary Advice Centre, 3 Beech Grove, M1 1AE");
        var page = (await client.GetAsync(Write(@case, _confirmation))).FillNamed("Input.Way", $"{await WayAsync(@case, "Canary Advice")}").FillNamed("Input.Incident", $"{await IncidentAsync(@case)}");
        var stopped = await page.FillNamed("Input.Words", "Her new home is 27 Orchard Lane, le128bb. Ring soon.").PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stopped.Status);
        stopped.ShowsError("The letter tells something that must not leave. See below what kind, and in which line.", "What do you add? (optional)");
        Assert.Contains("A postcode or an address, in line", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("27 Orchard Lane", stopped.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        var made = await page.FillNamed("Input.Words", "We will ring you soon.").PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        var letter = await client.GetAsync(made.RedirectsTo!);
        Assert.DoesNotContain("Beech Grove", letter.Document.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SHA-256", letter.Text, StringComparison.Ordinal); // it would tell who guesses the address that it is right
        Assert.Contains("dar-no-print", letter.Document.QuerySelector(".dar-paper")!.ClassName, StringComparison.Ordinal);
        var whole = await letter.PressAsync("Open it to print");
        Assert.Contains("Beech Grove", whole.Text, StringComparison.Ordinal);
        Assert.Contains("SHA-256", whole.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dar-no-print", whole.Document.QuerySelector(".dar-paper")!.ClassName, StringComparison.Ordinal);
        Assert.Equal("Letter", whole.Document.Title);

        // She moves before it leaves.
        var tray = await client.GetAsync(made.RedirectsTo!);
        app.Clock.Now = app.Clock.Now.AddMinutes(5);
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("27 Orchard Lane", "LE12 8BB"), AddressVisibility.Hidden, null, app.Clock.Now));
        Assert.Equal(1, await app.RunAsync<WatchLetters, int>(w => w.HandleAsync(Actor.System, Ct)));
        Assert.Equal(0, await app.RunAsync<WatchLetters, int>(w => w.HandleAsync(Actor.System, Ct)));
        var cancelled = await client.GetAsync(made.RedirectsTo!);
        Assert.Contains("This letter was cancelled. Do not send it.", cancelled.Text, StringComparison.Ordinal);
        Assert.Contains("dar-no-print", cancelled.Document.QuerySelector(".dar-paper")!.ClassName, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await tray.PressAsync("Open it to print")).Status);
        await using var db = app.Database.Open();
        Assert.Equal(Cast.Idva.StaffId, (await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.LetterCancelled, Ct)).StaffId);
        Assert.Equal(LetterStatus.Cancelled, (await db.Letters.AsNoTracking().SingleAsync(l => l.CaseId == @case.Id, Ct)).Status);

        // It had left that morning: that is recorded, and its author hears where it may lie.
        var left = await LeftAsync(cancelled);
        Assert.Equal(HttpStatusCode.Redirect, left.Status);
        Assert.Contains("This letter may lie at a place that has changed", (await client.GetAsync(made.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Equal(LetterStatus.Sent, (await db.Letters.AsNoTracking().SingleAsync(l => l.CaseId == @case.Id, Ct)).Status);
        Assert.Equal(2, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.LetterCancelled && n.StaffId == Cast.Idva.StaffId, Ct));
    }

    [Fact]
    public async Task T5_What_left_before_anybody_saw_the_change_is_recorded_as_sent_with_the_change()
    {
        var @case = await ReadyAsync("Canary Left");
        var number = (await MakeAsync(@case, await ConfirmationAsync(@case))).Given();
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("27 Orchard Lane", "LE12 8BB"), AddressVisibility.Hidden, null, app.Clock.Now));
        var client = app.SignedInAs(Cast.Idva);

        Assert.Equal(HttpStatusCode.Redirect, (await LeftAsync(await client.GetAsync($"/cases/{@case.Id}/letters/{number}"))).Status);

        await using var db = app.Database.Open();
        var letter = await db.Letters.SingleAsync(l => l.CaseId == @case.Id, Ct);
        Assert.True(letter.IsAtChangedPlace);
        Assert.Equal(1, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.LetterCancelled && n.StaffId == Cast.Idva.StaffId, Ct));
        Assert.Equal(0, await app.RunAsync<WatchLetters, int>(w => w.HandleAsync(Actor.System, Ct)));
    }

    [Fact]
    public async Task T5_A_change_is_seen_when_the_letter_is_opened_to_print_before_any_worker_has_looked()
    {
        var @case = await ReadyAsync("Canary Moved");
        var number = (await MakeAsync(@case, await ConfirmationAsync(@case))).Given();
        await app.ChangePersonAsync(@case.Perpetrators.First().PersonId, p => p.LivesAt(new PostalAddress("3 Beech Grove", "M1 1AE"), AddressVisibility.Open, null, app.Clock.Now));
        var client = app.SignedInAs(Cast.Idva);

        var refused = await (await client.GetAsync($"/cases/{@case.Id}/letters/{number}")).PressAsync("Open it to print");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("It is cancelled", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Beech Grove", refused.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R3_7_The_preview_says_line_by_line_what_is_told_and_six_clicks_make_one_letter_that_is_recorded_as_sent()
    {
        var @case = await ReadyAsync("Canary Letter");
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync(Write(@case, _confirmation));
        Assert.Empty(page.Document.QuerySelectorAll("input[name='Input.Way'][checked]")); // nothing is chosen beforehand
        var unchosen = await page.PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.Status);
        Assert.Contains("Choose how it reaches them", unchosen.Text, StringComparison.Ordinal);

        (await page.FillNamed("Input.Way", $"{await WayAsync(@case)}").PressAsync("Make the letter")).ShowsError("Choose the incident", "About which incident?");
        var preview = await page.FillNamed("Input.Incident", $"{await IncidentAsync(@case)}").FillNamed("Input.Words", "Bring this letter.").PressAsync("Show what it tells");
        Assert.Contains("Nothing protected was found", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Dear Canary Letter Tells the name of the victim", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Bring this letter. Tells what you typed", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Beech Grove", preview.Document.Source.Text, StringComparison.Ordinal);

        var fields = preview.FieldsFor("Make the letter");
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.PostAsync($"{Write(@case, _confirmation)}&handler=Make", fields)));
        Assert.All(clicks, c => Assert.Equal(HttpStatusCode.Redirect, c.Status));
        await using var db = app.Database.Open();
        var letter = await db.Letters.SingleAsync(l => l.CaseId == @case.Id, Ct);
        Assert.True(letter.IsAsMade);

        var sent = await (await client.GetAsync($"/cases/{@case.Id}/letters/1")).FillNamed("Input.On.Day", "23").FillNamed("Input.On.Month", "11").FillNamed("Input.On.Year", "2026").PressAsync("Record that it left");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Contains("A letter was sent or handed over", (await client.GetAsync($"/cases/{@case.Id}/chronology")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await db.RecordEvents.Where(e => e.CaseId == @case.Id).ToListAsync(Ct), e => e.Details.Contains("Beech", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"update letters set text = 'x' where case_id = {@case.Id.Value}", Ct));
    }

    [Fact]
    public async Task R6_12_Another_agency_of_the_case_sees_that_a_letter_was_made_and_not_what_it_says_and_others_see_nothing()
    {
        var @case = await ReadyAsync("Canary Reader");
        await MakeAsync(@case, await ConfirmationAsync(@case) with { Words = "Canary words of the letter" });
        var police = app.SignedInAs(Cast.SafeguardingOfficer);

        Assert.Contains("1. Confirmation of a reported crime", (await police.GetAsync($"/cases/{@case.Id}/letters")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await police.GetAsync($"/cases/{@case.Id}/letters/1")).Status);
        foreach (var path in new[] { "", "/1", "/write" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/cases/{@case.Id}/letters{path}")).Status);
        }

        await app.ExcludeAsync(@case.VictimId, Cast.Idva.StaffId);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/letters/1")).Status);
    }

    [Fact]
    public async Task A_letter_to_an_organisation_goes_to_nobodys_home_and_tells_no_place_and_odd_input_is_no_error()
    {
        var @case = await ReadyAsync("Canary Housing");
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync(Write(@case, "housing-support.en"));
        var empty = await page.PressAsync("Make the letter");
        empty.ShowsError("Enter to whom it is written", "To whom is it written?");
        var home = await page.FillNamed("Input.Name", "Ms Ash").FillNamed("Input.Organisation", "Ashmere Council").FillNamed("Input.Address", "Flat 1, 3 Beech Grove\nM1 1AE").PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, home.Status);
        home.ShowsError("This is a place of somebody in the case. A letter to an organisation goes to its own address.", "Postal address of the organisation (optional)");

        var made = await page.FillNamed("Input.Address", "Civic Centre\nHigh Street").FillNamed("Input.Words", "She cannot stay.").PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        var tooLong = await (await client.GetAsync(Write(@case, "housing-support.en"))).FillNamed("Input.Name", "Ms Ash").FillNamed("Input.Words", new string('x', 5000)).PressAsync("Make the letter");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/cases/{@case.Id}/letters/99")).Status);
        Assert.Contains("Which letter?", (await client.GetAsync($"/cases/{@case.Id}/letters/write?letter=nothing.xx.y")).Text, StringComparison.Ordinal);
        Assert.Contains("Confirmation of a reported crime", (await client.GetAsync($"/cases/{@case.Id}/letters/write")).Text, StringComparison.Ordinal);
    }

    private static string Write(Case @case, string letter) => $"/cases/{@case.Id}/letters/write?letter={letter}";

    private Task<Result<int>> MakeAsync(Case @case, LetterDraft draft) => app.RunAsync<MakeLetter, Result<int>>(make => make.HandleAsync(Cast.Idva, new(@case.Id, draft), Ct));

    private async Task<LetterDraft> ConfirmationAsync(Case @case) => new("crime-confirmation", "en", await WayAsync(@case), null, null, null, null, await IncidentAsync(@case));

    private static Task<PageUnderTest> LeftAsync(PageUnderTest letter) =>
        letter.FillNamed("Input.On.Day", "23").FillNamed("Input.On.Month", "11").FillNamed("Input.On.Year", "2026").PressAsync("Record that it left");

    private async Task<Case> ReadyAsync(string victim)
    {
        var @case = await app.CarriedAsync(victim);
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("3 Beech Grove, Newtown", "M1 1AE"), AddressVisibility.MaracOnly, null, app.Clock.Now));
        await ContactAsync(@case.VictimId, ContactChannel.Letter, "3 Beech Grove, Newtown, M1 1AE");
        return @case;
    }

    private Task ContactAsync(Id<Person> person, ContactChannel channel, string value) =>
        app.ChangePersonAsync(person, p => p.Contact(new SafeContact(p.Id, channel, value, app.Clock.Now) { Safety = Safety.Safe }, app.Clock.Now));

    private async Task<Id<Incident>> IncidentAsync(Case @case)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == @case.Id)).OrderByDescending(i => i.ReportedAt).Select(i => i.Id).FirstAsync(Ct);
    }

    private async Task<long> WayAsync(Case @case, string value = "")
    {
        await using var db = app.Database.Open();
        return await db.Set<SafeContact>().Where(c => c.PersonId == @case.VictimId && c.Value.StartsWith(value)).Select(c => c.Number).SingleAsync(Ct);
    }
}
