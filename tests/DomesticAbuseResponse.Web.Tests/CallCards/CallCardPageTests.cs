using System.Net;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Definitions;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.CallCards;

/// <summary>The card for the first minute of a call: whole, sourced, looked at under the policy, and silent to those who may not open the person (R4.4).</summary>
public sealed class CallCardPageTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _address = "9 Canary Safehouse Lane";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_card_answers_each_question_with_its_source_and_holds_the_code_word_until_it_is_asked_for()
    {
        var (incident, victim, perpetrator) = await StoryAsync("07700 900 811", "Carded");
        var handler = app.SignedInAs(Cast.CallHandler);

        var card = await handler.GetAsync($"/people/{victim}/card");

        foreach (var said in new[]
        {
            "2 in 90 days, 2 in 12 months", "Not assessed", "Restraining order against Canary Carded Man: no contact", "Canary knife", "Interpreter: Canary Polish", "Canary easy words", "Phone ending 11: safe now",
            "Canary Carded Man, named as the one who harms", "Code word Held", "Repeat victim: 2 incidents", "Repeat pair: 2 incidents", "Definition of Test Police, version shipped-1",
        })
        {
            Assert.Contains(said, card.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("canarymarigold", card.Text, StringComparison.Ordinal);
        Assert.Contains("canarymarigold", (await card.PressAsync("Show the code word")).Text, StringComparison.Ordinal);
        Assert.Contains("2 in 90 days", (await handler.GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        Assert.Contains("Named as harming 1 person", (await handler.GetAsync($"/people/{perpetrator}/card")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(
            ["Call card", "Call card with the code word"],
            await db.AccessRecords.Where(a => a.RecordId == victim.Value && a.ByStaffId == Cast.CallHandler.StaffId && a.Purpose.StartsWith("Call card")).Select(a => a.Purpose).Distinct().Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task No_address_stands_on_the_card_nor_the_whole_number()
    {
        var (incident, victim, _) = await StoryAsync("07700 900 812", "Addressed");

        foreach (var url in new[] { $"/people/{victim}/card", $"/incidents/{incident}" })
        {
            var section = (await app.SignedInAs(Cast.CallHandler).GetAsync(url)).Document.QuerySelector(".dar-callcard")!.TextContent;
            Assert.DoesNotContain(_address, section, StringComparison.Ordinal);
            Assert.DoesNotContain("900812", section.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_card_appears_on_the_call_screen_when_the_number_is_recognised_and_not_for_a_name_that_is_alike()
    {
        await StoryAsync("07700 900 813", "Recognised");
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/log");

        var byName = await page.FillNamed("Input.People[0].Name", "Canary Recognised").PressAsync("Look up");
        Assert.Contains("Canary Recognised", byName.Text, StringComparison.Ordinal);
        Assert.Null(byName.Document.QuerySelector("#history .dar-callcard"));
        var asked = await byName.PressAsync("Show the call card of Canary Recognised");
        Assert.Contains("canarymarigold", asked.Document.QuerySelector("#history .dar-callcard")!.TextContent, StringComparison.Ordinal);

        var byNumber = await (await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/log")).Fill("Caller's number", "+44 7700 900813").PressAsync("Look up");
        var card = byNumber.Document.QuerySelector("#history .dar-callcard")!.TextContent;
        Assert.Contains("2 in 90 days", card, StringComparison.Ordinal);
        Assert.Contains("canarymarigold", card, StringComparison.Ordinal);
        Assert.Contains("Call card of Canary Recognised shown.", byNumber.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_belongs_to_nobody_has_a_card_of_its_calls()
    {
        await app.RunAsync<Application.Incidents.LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler, new(new Call { CallerPhone = "07700 900 814", Silence = Silence.Silent, Weapons = "Canary axe" }, ResponseGrade.Immediate, null, null, []), Ct));

        var page = await (await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/log")).Fill("Caller's number", "07700 900814").PressAsync("Look up");

        var card = page.Document.QuerySelector("#history .dar-callcard")!.TextContent;
        Assert.Contains("A silent call", card, StringComparison.Ordinal);
        Assert.Contains("Canary axe", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_person_has_no_card_and_no_trace_of_one_for_those_who_may_not_open_them()
    {
        var (incident, victim, perpetrator) = await StoryAsync("07700 900 815", "Withheld");
        await app.RestrictAsync(victim);

        foreach (var actor in new[] { Cast.CallHandler, Cast.OtherForceOfficer, Cast.AgencyAdministrator, Cast.Auditor })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync($"/people/{victim}/card")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync($"/incidents/{incident}")).Status);
        }

        var look = await (await app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/log")).Fill("Caller's number", "07700 900815").PressAsync("Look up");
        Assert.Contains("Nothing on record matches that you may see.", look.Text, StringComparison.Ordinal);
        var forced = await app.SignedInAs(Cast.CallHandler).PostAsync($"/incidents/log?handler=History&card={victim}", look.FieldsFor("Save the call"));
        Assert.DoesNotContain("canarymarigold", forced.Text, StringComparison.Ordinal);
        Assert.Null(forced.Document.QuerySelector(".dar-callcard"));
        var other = (await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{perpetrator}/card")).Text;
        Assert.DoesNotContain("Withheld,", other, StringComparison.Ordinal);
        Assert.DoesNotContain("Restraining order", other, StringComparison.Ordinal);
        Assert.DoesNotContain("Named as harming", other, StringComparison.Ordinal);
        Assert.Contains("Canary Withheld", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{victim}/card")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_grade_of_somebody_restricted_does_not_show_on_the_card_of_who_harms_them()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary Graded Card");
        var perpetrator = @case.Perpetrators.Single().PersonId;
        Assert.Contains("High for somebody they harm, by", (await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{perpetrator}/card")).Text, StringComparison.Ordinal);

        await app.RestrictAsync(@case.VictimId);

        Assert.DoesNotContain("High for somebody", (await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{perpetrator}/card")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excluded_handler_sees_no_card_and_a_reader_who_may_not_change_the_record_no_code_word()
    {
        var (_, victim, _) = await StoryAsync("07700 900 816", "Barred");
        var asReader = await app.SignedInAs(Cast.SupportWorker).GetAsync($"/people/{victim}/card");
        Assert.Equal(HttpStatusCode.OK, asReader.Status);
        Assert.DoesNotContain(asReader.Document.QuerySelectorAll("button"), b => b.TextContent.Contains("code word", StringComparison.Ordinal));

        await app.ExcludeAsync(victim, Cast.CallHandler.StaffId);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{victim}/card")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"/people/{victim}/card")).Status);
    }

    private async Task<(Id<Incident> Incident, Id<Person> Victim, Id<Person> Perpetrator)> StoryAsync(string phone, string name)
    {
        var (_, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now.AddDays(-20), $"Canary {name}", $"Canary {name} Man", phone: phone, weapons: "Canary knife");
        var (incident, _, _) = await app.ReportedAsync(app.Clock.Now, "", "", victim, perpetrator, phone: phone);
        await app.RunAsync<CorrectPerson, bool>(async correct =>
        {
            await correct.HandleAsync(Cast.ResponseOfficer, new(victim, null, null, false, Gender.Woman, "Canary Polish") { CommunicationNeed = "Canary easy words" }, Ct);
            return true;
        });
        await app.RunAsync<ChangeAddresses, bool>(async change =>
        {
            await change.HandleAsync(Cast.SafeguardingOfficer, new(victim, null, new PostalAddress(_address, null), AddressVisibility.Hidden, null, null, null), Ct);
            return true;
        });
        Given(await app.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer,
            new(victim, null, null, ContactChannel.Phone, phone[..^2] + "11", new(Safety.Safe, SafeDays.Every, null, null, null, null, true, false, false, "canarymarigold", null, null)), Ct)));
        Given(await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.ResponseOfficer, new(perpetrator, victim, new(OrderKind.Restraining, "Canary court", null, null, null, OrderConditions.NoContact, $"Not within 100 metres of {_address}"), new DateOnly(2026, 11, 1)), Ct)));
        return (incident, victim, perpetrator);
    }

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
