using System.Net;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Definitions;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Orders;

public sealed class OrderPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_recorded_from_the_case_served_and_ended_and_nothing_is_taken_out()
    {
        var @case = await app.OpenCaseAsync("Canary Ordered", "Canary Bound");
        var bound = @case.Perpetrators.Single().PersonId;
        var officer = app.SignedInAs(Cast.ResponseOfficer);

        var file = await officer.GetAsync($"/cases/{@case.Id}");
        var link = file.Document.QuerySelectorAll("a").Single(a => a.TextContent.StartsWith("Record an order or bail", StringComparison.Ordinal)).GetAttribute("href")!;
        var form = await officer.GetAsync(link);
        var recorded = await form.Fill("What is it?", "Non-molestation order").Fill("Court, or who gave it", "Canary Family Court").Choose("No contact").Choose("Keep away from a place").PressAsync("Record it");
        Assert.Equal($"/people/{bound}/orders?done=recorded", recorded.RedirectsTo);

        var list = await officer.GetAsync($"/people/{bound}/orders");
        Assert.Contains("Binds them, for Canary Ordered", list.Text, StringComparison.Ordinal);
        Assert.Contains("In force, not served", list.Text, StringComparison.Ordinal);
        Assert.Contains("Protects them, against Canary Bound", (await officer.GetAsync($"/people/{@case.VictimId}/orders")).Text, StringComparison.Ordinal);
        var order = list.Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        var served = (await officer.GetAsync(order)).FillNamed("Input.ServedOn.Day", "23").FillNamed("Input.ServedOn.Month", "11").FillNamed("Input.ServedOn.Year", "2026");
        await served.PressAsync("Record the service");
        Assert.DoesNotContain("not served", (await officer.GetAsync(order)).Text, StringComparison.Ordinal);
        Assert.Contains("Non-molestation order In force", (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);

        var noReason = await (await officer.GetAsync(order)).FillNamed("Input.EndedOn.Day", "23").FillNamed("Input.EndedOn.Month", "11").FillNamed("Input.EndedOn.Year", "2026").PressAsync("Record that it ended");
        noReason.ShowsError("Say why it ended.", forLabel: "Why");
        await noReason.Fill("Why", "Discharged").PressAsync("Record that it ended");
        Assert.Contains("Ended", (await officer.GetAsync(order)).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Orders.CountAsync(o => o.PersonId == bound, Ct));
        Assert.Equal(["OrderRecorded", "OrderServed", "OrderEnded"], await db.RecordEvents.Where(e => e.PersonId == bound && e.Name.StartsWith("Order")).OrderBy(e => e.Number).Select(e => e.Name).ToListAsync(Ct));
    }

    [Fact]
    public async Task S41_a_DVPO_of_29_days_is_refused_beside_its_last_day_and_keeps_what_was_typed()
    {
        var @case = await app.OpenCaseAsync("Canary Long", "Canary Longer");
        var form = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{@case.Perpetrators.Single().PersonId}/orders/add");
        form.Fill("What is it?", "Dvpo").Fill("Court, or who gave it", "Canary Kept Court");
        foreach (var (field, day, month, year) in new[] { ("From", 29, 12, 2026), ("Until", 26, 1, 2027) })
        {
            form.FillNamed($"Input.{field}.Day", $"{day}").FillNamed($"Input.{field}.Month", $"{month}").FillNamed($"Input.{field}.Year", $"{year}");
        }

        var refused = await form.PressAsync("Record it");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Monday 25 January 2027", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Kept Court", refused.Document.QuerySelector("[name='Input.Court']")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_between_two_people_is_there_for_those_alone_who_may_read_both()
    {
        var (_, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now, "Canary Shielded", "Canary Shut");
        await RecordAsync(perpetrator, victim);
        Assert.Contains("Restraining order", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{perpetrator}/orders")).Text, StringComparison.Ordinal);

        await app.RestrictAsync(victim);

        Assert.DoesNotContain("Restraining order", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{perpetrator}/orders")).Text, StringComparison.Ordinal);
        Assert.Contains("Restraining order", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{perpetrator}/orders")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        var order = await db.Orders.SingleAsync(o => o.PersonId == perpetrator, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{perpetrator}/orders/{order.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/people/{perpetrator}/orders")).Status);
        var stranger = (await app.ReportedAsync(app.Clock.Now, "Canary Elsewhere", "Canary Nowhere", by: Cast.OtherForceOfficer)).Victim;
        var refused = await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.ResponseOfficer, new(perpetrator, stranger, new(OrderKind.Other, null, null, null, null, OrderConditions.None, null), null), Ct));
        Assert.Equal("order.protects", refused.Refusal?.Code);
    }

    [Fact]
    public async Task Two_who_change_one_order_at_once_meet_a_conflict_and_absurd_addresses_meet_nothing()
    {
        var (_, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now, "Canary Raced", "Canary Racer");
        var order = await RecordAsync(perpetrator, victim);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var (one, two) = (await officer.GetAsync($"/people/{perpetrator}/orders/{order}"), await officer.GetAsync($"/people/{perpetrator}/orders/{order}"));
        foreach (var page in new[] { one, two })
        {
            page.FillNamed("Input.EndedOn.Day", "23").FillNamed("Input.EndedOn.Month", "11").FillNamed("Input.EndedOn.Year", "2026").Fill("Why", "Replaced");
        }

        Assert.Equal($"/people/{perpetrator}/orders?done=ended", (await one.PressAsync("Record that it ended")).RedirectsTo);
        Assert.True((await two.PressAsync("Record that it ended")).Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{perpetrator}/orders/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{victim}/orders/{Guid.CreateVersion7()}")).Status);
    }

    private Task<Id<ProtectiveOrder>> RecordAsync(Id<Person> binds, Id<Person> protects) => app.RunAsync<RecordOrder, Id<ProtectiveOrder>>(async record =>
        (await record.HandleAsync(Cast.ResponseOfficer, new(binds, protects, new(OrderKind.Restraining, "Canary court", null, null, null, OrderConditions.NoContact, null), null), Ct))
            .Match(id => id, refusal => throw new InvalidOperationException(refusal.Message)));
}
