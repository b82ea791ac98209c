using System.Net;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

/// <summary>What the pages about a person say of how to reach them, and to whom (R3.6, R6.11, R6.12).</summary>
public sealed class SafeContactPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly string[] _secrets = ["07700 900177", "900177", "Canary code word", "Her sister", "CNRY-letter-street", "canary@example.test"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_a_number_a_code_word_or_an_address_on_the_list_of_ways()
    {
        var opened = await HeldAsync();
        foreach (var actor in new[] { Cast.CallHandler, Cast.SupportWorker, Cast.SafeguardingOfficer, Cast.Coordinator, Cast.Chair, Cast.Representative })
        {
            var page = await app.SignedInAs(actor).GetAsync($"/people/{opened.VictimId}/safe-contact");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(_secrets, secret => Assert.DoesNotContain(secret, page.Document.Source.Text, StringComparison.Ordinal));
            Assert.Contains("Phone ending 77", page.Text, StringComparison.Ordinal);
            Assert.Contains("Unsafe", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_form_of_an_entry_opens_for_whoever_may_change_the_record_and_shows_no_secret_either()
    {
        var opened = await HeldAsync();
        var entry = await EntryAsync(opened.VictimId, ContactChannel.Phone);
        foreach (var reader in new[] { Cast.SupportWorker, Cast.Coordinator, Cast.Chair, Cast.Representative })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(reader).GetAsync($"/people/{opened.VictimId}/safe-contact/{entry.Number}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(reader).GetAsync($"/people/{opened.VictimId}/safe-contact/add")).Status);
        }

        var form = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/{entry.Number}");
        Assert.All(["900177", "Canary code word"], secret => Assert.DoesNotContain(secret, form.Document.Source.Text, StringComparison.Ordinal));
        var saved = await form.Choose("Tuesday").PressAsync("Save");

        Assert.Equal($"/people/{opened.VictimId}/safe-contact", saved.RedirectsTo);
        var kept = await EntryAsync(opened.VictimId, ContactChannel.Phone);
        Assert.Equal(("07700 900177", "Canary code word", SafeDays.Tuesday), (kept.Value, kept.CodeWord, kept.Days));
    }

    [Fact]
    public async Task A_code_word_is_taken_away_only_when_that_is_said()
    {
        var opened = await HeldAsync();
        var entry = await EntryAsync(opened.VictimId, ContactChannel.Phone);

        await (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/{entry.Number}")).Choose("There is no code word any more").PressAsync("Save");

        Assert.Null((await EntryAsync(opened.VictimId, ContactChannel.Phone)).CodeWord);
    }

    [Fact]
    public async Task A_call_handler_asks_for_the_card_with_a_purpose_and_gets_what_is_safe_alone()
    {
        var opened = await HeldAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900178");
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{opened.VictimId}/safe-contact");

        var unasked = await page.PressAsync("Show the safe-contact card");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unasked.Status);
        var card = await page.Choose("Return a call").PressAsync("Show the safe-contact card");

        Assert.Contains("07700 900178", card.Text, StringComparison.Ordinal);
        Assert.All(["900177", "CNRY-letter-street"], secret => Assert.DoesNotContain(secret, card.Document.Source.Text, StringComparison.Ordinal));
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.RecordId == opened.VictimId.Value && a.Purpose == "Safe-contact card: ReturnACall" && a.ByStaffId == Cast.CallHandler.StaffId, Ct));

        var reader = app.SignedInAs(Cast.Coordinator);
        var forced = await reader.PostAsync($"/people/{opened.VictimId}/safe-contact?handler=Card", [.. (await reader.GetAsync("/people")).FieldsFor("Find"), new("Purpose", "ReturnACall")]);
        Assert.Equal(HttpStatusCode.NotFound, forced.Status);
    }

    [Fact]
    public async Task Where_a_letter_is_safe_leaves_by_the_address_door_alone()
    {
        var opened = await HeldAsync();
        var letter = await EntryAsync(opened.VictimId, ContactChannel.Letter);
        var door = $"/people/{opened.VictimId}/safe-contact/{letter.Number}/reveal";
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.DoesNotContain("CNRY-letter-street", (await officer.GetAsync(door)).Document.Source.Text, StringComparison.Ordinal);

        var shown = await (await officer.GetAsync(door)).Fill("Why do you need it?", "Send the leaflet").PressAsync("Ask to see it");
        Assert.Contains("CNRY-letter-street", shown.Text, StringComparison.Ordinal);

        var curious = await (await app.SignedInAs(Cast.CallHandler).GetAsync(door)).Fill("Why do you need it?", "Curious").PressAsync("Ask to see it");
        Assert.Equal(HttpStatusCode.Conflict, curious.Status);
        Assert.DoesNotContain("CNRY-letter-street", curious.Document.Source.Text, StringComparison.Ordinal);

        await app.ChangePersonAsync(opened.Perpetrators.Single().PersonId, p => p.LivesAt(new PostalAddress("CNRY-letter-street", null), AddressVisibility.Open, null, app.Clock.Now));
        var locked = await (await officer.GetAsync(door)).Fill("Why do you need it?", "Send the leaflet").PressAsync("Ask to see it");
        Assert.Equal(HttpStatusCode.Conflict, locked.Status);
        Assert.DoesNotContain("CNRY-letter-street", locked.Document.Source.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(2, await db.RecordEvents.CountAsync(e => e.PersonId == opened.VictimId && e.Name == nameof(AddressRefused), Ct));
    }

    [Fact]
    public async Task A_number_both_safe_and_unsafe_by_spelling_is_not_shown_and_cannot_be_made_safe_beside_the_mark()
    {
        var opened = await app.OpenCaseAsync("Canary Spelled");
        await app.SafeNumberAsync(opened.VictimId, "+44 7700 900155");
        await app.SafeNumberAsync(opened.VictimId, "07700 900155", Safety.Unsafe);

        var card = await app.RunAsync<ShowContactCard, ContactCard>(show => show.HandleAsync(Cast.SafeguardingOfficer, opened.Id, ContactPurpose.FirstContact, Ct));
        Assert.DoesNotContain(card.Entries, e => e.Value is not null);

        var form = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/add");
        var refused = await form.Fill("How it reaches them", "Phone").Fill("Number or address", "0044 7700 900155").Choose("Safe").PressAsync("Save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("This is marked unsafe on the safe-contact card", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_left_empty_does_not_become_an_entry_of_another_channel_and_is_not_on_the_card()
    {
        var opened = await HeldAsync();
        var letter = await EntryAsync(opened.VictimId, ContactChannel.Letter);
        var form = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/{letter.Number}");

        foreach (var channel in new[] { ContactChannel.Email, ContactChannel.Phone, ContactChannel.InPerson })
        {
            var refused = await form.FillNamed("Input.Channel", channel.ToString()).PressAsync("Save");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("Enter the number or address", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("CNRY-letter-street", refused.Document.Source.Text, StringComparison.Ordinal);
        }

        Assert.Equal("CNRY-letter-street", (await EntryAsync(opened.VictimId, ContactChannel.Letter)).Value);
        var card = await app.RunAsync<ShowContactCard, ContactCard>(show => show.HandleAsync(Cast.SafeguardingOfficer, opened.Id, ContactPurpose.FirstContact, Ct));
        Assert.DoesNotContain(card.Entries, e => e.Value == "CNRY-letter-street");
    }

    [Fact]
    public async Task A_number_left_empty_is_kept_when_calls_become_texts()
    {
        var opened = await HeldAsync();
        var phone = await EntryAsync(opened.VictimId, ContactChannel.Phone);
        var form = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/{phone.Number}");

        await form.FillNamed("Input.Channel", "Text").PressAsync("Save");

        Assert.Equal("07700 900177", (await EntryAsync(opened.VictimId, ContactChannel.Text)).Value);
    }

    [Fact]
    public async Task Every_combination_of_safe_days_is_kept()
    {
        var id = await app.RunAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new("Canary Days", null, false, Gender.NotKnown, null, null, null, AddressVisibility.Open), Ct));
        for (var days = (int)SafeDays.Monday; days <= (int)SafeDays.Every; days++)
        {
            var details = new RecordSafeContact.Details(Safety.Safe, (SafeDays)days, null, null, null, null, true, false, false, null, null, null);
            Assert.Null((await app.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(id, null, null, ContactChannel.Phone, "07700 900179", details), Ct))).Refusal);
            Assert.Equal((SafeDays)days, (await EntryAsync(id, ContactChannel.Phone)).Days);
        }
    }

    [Fact]
    public async Task From_Monday_to_Friday_is_saved_from_the_page()
    {
        var opened = await app.OpenCaseAsync("Canary Weekdays");
        var form = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/safe-contact/add");

        var saved = await form.Fill("How it reaches them", "Phone").Fill("Number or address", "07700 900180").Choose("Safe")
            .Choose("Monday").Choose("Tuesday").Choose("Wednesday").Choose("Thursday").Choose("Friday").PressAsync("Save");

        Assert.Equal($"/people/{opened.VictimId}/safe-contact", saved.RedirectsTo);
        Assert.Contains("on Monday, Tuesday, Wednesday, Thursday and Friday", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(saved.RedirectsTo!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Canary Caller", "01632 960811")]
    [InlineData("A neighbour", "07700 900181")]
    public async Task The_number_of_a_caller_whose_safety_hangs_on_it_is_masked_on_the_incident(string caller, string number)
    {
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call { CallerName = caller, CallerPhone = number }, ResponseGrade.Immediate, Cast.Unit, null, [new(PartyRole.Victim, null, "Canary Caller", null, 34, null, null, null)]), Ct));
        await using var db = app.Database.Open();
        var victim = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Select(p => p.PersonId).SingleAsync(Ct);
        await app.SafeNumberAsync(victim, "+44 7700 900181", Safety.Unsafe);

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}");

        Assert.DoesNotContain(number, page.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains($"Ends in {number[^2..]}", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/people/{victim}/safe-contact']"));
    }

    [Fact]
    public async Task The_number_of_somebody_else_who_calls_may_be_read_from_the_call()
    {
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call { CallerName = "A neighbour", CallerPhone = "01632 960812" }, ResponseGrade.Immediate, Cast.Unit, null, [new(PartyRole.Victim, null, "Canary Called for", null, 34, null, null, null)]), Ct));

        Assert.Contains("01632 960812", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}")).Document.Source.Text, StringComparison.Ordinal);
    }

    /// <summary>A case before a MARAC, whose victim has an unsafe number, a safe letter and a safe e-mail.</summary>
    private async Task<Domain.Cases.Case> HeldAsync()
    {
        var opened = await app.OpenCaseAsync("Canary Held");
        await app.JoinMaracAsync(opened.Id);
        await app.JoinAsync(opened.Id, Cast.Council);
        await app.SafeNumberAsync(opened.VictimId, "07700 900177", Safety.Unsafe);
        await app.ChangePersonAsync(opened.VictimId, p =>
        {
            p.Contact(new SafeContact(p.Id, ContactChannel.Letter, "CNRY-letter-street", app.Clock.Now) { Safety = Safety.Safe }, app.Clock.Now);
            p.Contact(new SafeContact(p.Id, ContactChannel.Email, "canary@example.test", app.Clock.Now) { Safety = Safety.Safe }, app.Clock.Now);
        });
        return opened;
    }

    private async Task<SafeContact> EntryAsync(Id<Person> person, ContactChannel channel)
    {
        await using var db = app.Database.Open();
        return await db.Set<SafeContact>().AsNoTracking().SingleAsync(c => c.PersonId == person && c.Channel == channel, Ct);
    }
}
