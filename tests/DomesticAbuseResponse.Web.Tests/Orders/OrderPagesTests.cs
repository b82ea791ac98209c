using System.Net;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
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
        var choose = await officer.GetAsync(link);
        Assert.Contains("Choose what you want to record", (await choose.PressAsync("Continue")).Text, StringComparison.Ordinal);
        var kind = await (await officer.GetAsync(link)).Choose("Non-molestation order").PressAsync("Continue");
        var form = await officer.GetAsync(kind.RedirectsTo!);
        var look = await form.Fill("Court", "Canary Family Court").Choose("No contact").Choose("Keep away from a place").PressAsync("Continue");
        Assert.Contains("Check before you record it", look.Text, StringComparison.Ordinal);
        Assert.Contains("no contact, keep away from a place", look.Text, StringComparison.Ordinal);
        var recorded = await look.PressAsync("Record it");
        Assert.EndsWith("?done=recorded", recorded.RedirectsTo, StringComparison.Ordinal);
        var order = recorded.RedirectsTo!.Split('?')[0];

        var list = await officer.GetAsync($"/people/{bound}/orders");
        Assert.Contains("Binds them, for Canary Ordered", list.Text, StringComparison.Ordinal);
        Assert.Contains("In force, not served", list.Text, StringComparison.Ordinal);
        Assert.Contains("Protects them, against Canary Bound", (await officer.GetAsync($"/people/{@case.VictimId}/orders")).Text, StringComparison.Ordinal);
        Assert.Contains("Record when it was served", (await officer.GetAsync(order)).Text, StringComparison.Ordinal);
        await Day(await officer.GetAsync($"{order}/serve"), "On", 23, 11, 2026).PressAsync("Record the service");
        Assert.DoesNotContain("not served", (await officer.GetAsync(order)).Text, StringComparison.Ordinal);
        Assert.Contains("Non-molestation order In force", (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);

        var noReason = await Day(await officer.GetAsync($"{order}/end"), "On", 23, 11, 2026).PressAsync("Record that it ended");
        noReason.ShowsError("Say why it ended.", forLabel: "Why");
        await noReason.Fill("Why", "Discharged").PressAsync("Record that it ended");
        var shown = await officer.GetAsync(order);
        Assert.Contains("Ended", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Tell them what has changed", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"{order}/end")).Status);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Orders.CountAsync(o => o.PersonId == bound, Ct));
        Assert.Equal(["OrderRecorded", "OrderServed", "OrderEnded"], await db.RecordEvents.Where(e => e.PersonId == bound && e.Name.StartsWith("Order")).OrderBy(e => e.Number).Select(e => e.Name).ToListAsync(Ct));
    }

    [Fact]
    public async Task S41_a_DVPO_of_29_days_is_refused_beside_its_last_day_and_keeps_what_was_typed()
    {
        var @case = await app.OpenCaseAsync("Canary Long", "Canary Longer");
        var form = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{@case.Perpetrators.Single().PersonId}/orders/record?kind=Dvpo");
        Day(Day(form.Fill("Court", "Canary Kept Court"), "From", 29, 12, 2026), "Until", 26, 1, 2027);

        var refused = await form.PressAsync("Continue");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Monday 25 January 2027", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Canary Kept Court", refused.Document.QuerySelector("#Input_Court")!.GetAttribute("value"));
    }

    [Fact]
    public async Task S35_S42_a_DVPN_is_checked_with_its_clock_served_heard_and_followed_by_its_order()
    {
        var now = app.Clock.Now;
        app.Clock.Now = new(2026, 11, 27, 23, 30, 0, TimeSpan.Zero);
        try
        {
            var @case = await app.OpenCaseAsync("Canary Noticed", "Canary Given");
            var bound = @case.Perpetrators.Single().PersonId;
            var officer = app.SignedInAs(Cast.SafeguardingOfficer);
            var form = await officer.GetAsync($"/people/{bound}/orders/record?kind=Dvpn&protects={@case.VictimId}");
            Day(form, "From", 27, 11, 2026).FillNamed("Input.Rank", "Inspector").Fill("What are the grounds?", "Canary grounds").Fill("Anybody under 18", "Nobody").FillNamed("Input.VictimOpinion", "Wants it")
                .FillNamed("Input.Representations", "None").FillNamed("Input.OtherResidents", "Nobody").Choose("No contact");
            Day(form, "ServedAt", 27, 11, 2026).FillNamed("Input.ServedAt.Time", "23:15");

            var refused = await form.PressAsync("Continue");
            refused.ShowsError("A domestic violence protection notice is authorised by a superintendent or above, not by an inspector or chief inspector.", "Who authorised it?");
            var look = await refused.FillNamed("Input.Rank", "Superintendent").PressAsync("Continue");
            Assert.Contains("A court hears it byMonday 30 November 2026 at 23:15", look.Text, StringComparison.Ordinal);
            var recorded = await look.PressAsync("Record it");
            var order = recorded.RedirectsTo!.Split('?')[0];
            var shown = await officer.GetAsync(order);
            Assert.Contains("Sunday 29 November 2026", shown.Text, StringComparison.Ordinal); // why: it is not counted
            var due = await ClockAsync(@case.Id);
            Assert.Equal((new DateTimeOffset(2026, 11, 30, 23, 15, 0, TimeSpan.Zero), true), (due.DueAt, due.IsOpen));
            Assert.Contains("A court hears a notice", (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);

            app.Clock.Now = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);
            var heard = await (await officer.GetAsync($"{order}/hearing")).Choose("The court made the order").PressAsync("Continue");
            var made = await officer.GetAsync(heard.RedirectsTo!);
            Day(Day(made, "From", 30, 11, 2026), "Until", 27, 12, 2026).Choose("No contact");
            var second = await (await made.PressAsync("Continue")).PressAsync("Record it");
            Assert.Contains("The court made", (await officer.GetAsync(order)).Text, StringComparison.Ordinal);
            Assert.Contains("Sunday 27 December 2026", (await officer.GetAsync(second.RedirectsTo!)).Text, StringComparison.Ordinal);
            Assert.NotNull((await ClockAsync(@case.Id)).MetAt);
            await using var db = app.Database.Open();
            Assert.Equal([OrderKind.Dvpn, OrderKind.Dvpo], await db.Orders.Where(o => o.PersonId == bound).OrderBy(o => o.Id).Select(o => o.Kind).ToListAsync(Ct));
            Assert.Equal((await db.Orders.SingleAsync(o => o.PersonId == bound && o.Kind == OrderKind.Dvpn, Ct)).Id, (await db.Orders.SingleAsync(o => o.PersonId == bound && o.Kind == OrderKind.Dvpo, Ct)).FollowsId);
            Assert.Equal(new DateOnly(2026, 12, 20), (await db.CaseTasks.SingleAsync(t => t.CaseId == @case.Id && t.Reason == SafetyTaskReason.BeforeEnd && t.DoneAt == null, Ct)).DueOn);
            Assert.NotNull((await db.CaseTasks.SingleAsync(t => t.CaseId == @case.Id && t.Reason == SafetyTaskReason.BeforeEnd && t.DoneAt != null, Ct)).WithdrawnAt); // that of the notice
        }
        finally
        {
            app.Clock.Now = now;
        }
    }

    [Fact]
    public async Task S86_bail_is_varied_with_the_victims_views_or_with_why_not_and_a_double_click_varies_it_once()
    {
        var @case = await app.OpenCaseAsync("Canary Viewed", "Canary Bailed");
        var bound = @case.Perpetrators.Single().PersonId;
        var bail = await RecordAsync(bound, @case.VictimId, OrderKind.PoliceBail);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var page = Day(await officer.GetAsync($"/people/{bound}/orders/{bail}/vary"), "On", 23, 11, 2026).Choose("Curfew");

        var blocked = await page.PressAsync("Record the change");
        blocked.ShowsError("Ask for the victim’s views before conditions of bail are varied, or say why that was not practicable (R4.40).", "What the victim thinks of the change");
        blocked.Fill("Or why it was not practicable to ask", "Canary no way");
        Assert.Equal([$"/people/{bound}/orders/{bail}?done=varied", $"/people/{bound}/orders/{bail}?done=varied"], (await Task.WhenAll(blocked.PressAsync("Record the change"), blocked.PressAsync("Record the change"))).Select(r => r.RedirectsTo));
        var shown = await officer.GetAsync($"/people/{bound}/orders/{bail}");
        Assert.Contains("no contact, curfew", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Before: No last day; no contact.", shown.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Set<OrderStep>().CountAsync(s => s.OrderId == bail && s.Kind == OrderStepKind.Varied, Ct));
    }

    [Fact]
    public async Task An_order_that_is_refused_because_of_its_notice_leaves_nothing_and_what_the_court_said_is_kept()
    {
        var @case = await app.OpenCaseAsync("Canary Said", "Canary Refused");
        var bound = @case.Perpetrators.Single().PersonId;
        var notice = await NoticeAsync(@case, bound);
        var today = Domain.Time.UkTime.DateOf(app.Clock.Now);
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var heard = Day(await officer.GetAsync($"/people/{bound}/orders/{notice}/hearing"), "At", today.Day, today.Month, today.Year).FillNamed("Input.At.Time", "00:01").FillNamed("Input.Words", "Canary judge said");
        var to = (await heard.Choose("The court made the order").PressAsync("Continue")).RedirectsTo!;
        Assert.DoesNotContain("Canary", to, StringComparison.Ordinal);
        Assert.Contains("Canary judge said", (await officer.GetAsync($"/people/{bound}/orders/{notice}")).Text, StringComparison.Ordinal);
        var form = await officer.GetAsync(to);
        Assert.Equal($"{today.Day}", form.Document.QuerySelector("[name='Input.From.Day']")!.GetAttribute("value"));
        var last = today.AddDays(20);
        var look = await Day(form, "Until", last.Day, last.Month, last.Year).PressAsync("Continue");

        var tomorrow = today.AddDays(1);
        var refused = await Day(look, "From", tomorrow.Day, tomorrow.Month, tomorrow.Year).PressAsync("Record it");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("lies in the future", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await refused.PressAsync("Continue")).Status); // the look before says so too
        await using var db = app.Database.Open();
        Assert.Equal([OrderKind.Dvpn], await db.Orders.Where(o => o.PersonId == bound).Select(o => o.Kind).ToListAsync(Ct));
        Assert.Null((await db.Orders.SingleAsync(o => o.Id == notice, Ct)).EndedOn);
    }

    [Fact]
    public async Task The_clock_of_an_order_is_there_for_those_alone_who_may_see_the_order_and_runs_in_the_cases_of_its_agency_alone()
    {
        var @case = await app.OpenCaseAsync("Canary Ticking", "Canary Tocking");
        var bound = @case.Perpetrators.Single().PersonId;
        var elsewhere = await app.OpenCaseAsync("Canary Far", "Canary Farther");
        await using var db = app.Database.Open();
        await db.Cases.Where(c => c.Id == elsewhere.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.AgencyId, Cast.OtherForce), Ct);
        await NoticeAsync(elsewhere, elsewhere.Perpetrators.Single().PersonId);
        Assert.False(await db.Deadlines.AnyAsync(d => d.CaseId == elsewhere.Id && d.Kind == DeadlineKind.HearNotice, Ct));

        await NoticeAsync(@case, bound);
        var due = await ClockAsync(@case.Id);
        var sergeant = app.SignedInAs(Cast.Sergeant);
        Assert.Contains("A court hears a notice", (await sergeant.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sergeant.GetAsync($"/deadlines/{due.Id}/why")).Status);

        await app.RestrictAsync(bound);

        Assert.DoesNotContain("A court hears a notice", (await sergeant.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sergeant.GetAsync($"/deadlines/{due.Id}/why")).Status);
        var rows = await app.RunAsync<Application.Deadlines.DeadlineList, Application.Deadlines.DeadlineList.View>(list => list.ReadAsync(Cast.Sergeant, Application.Deadlines.DueWhen.Next, 1, Ct, size: 500));
        Assert.DoesNotContain(due.Id, rows.Rows.Select(r => r.Id));
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/deadlines/{due.Id}/why")).Status);
    }

    [Theory]
    [InlineData("/vary", "Input.On.Year", "99999")]
    [InlineData("/breach", "Input.What", "x")]
    [InlineData("/serve", "Input.On.Day", "31st of never")]
    [InlineData("/end", "Input.Because", "\u0000")]
    public async Task What_cannot_be_is_said_beside_its_field_and_never_an_error(string page, string field, string value)
    {
        var (_, victim, perpetrator) = await app.ReportedAsync(app.Clock.Now, "Canary Absurd", "Canary Absurder");
        var order = await RecordAsync(perpetrator, victim);
        var form = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{perpetrator}/orders/{order}{page}");
        var answer = await form.FillNamed(field, value).PressAsync(page switch { "/vary" => "Record the change", "/breach" => "Record the breach", "/serve" => "Record the service", _ => "Record that it ended" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("There is a problem", answer.Document.Body!.TextContent, StringComparison.Ordinal);
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
        var (one, two) = (await officer.GetAsync($"/people/{perpetrator}/orders/{order}/end"), await officer.GetAsync($"/people/{perpetrator}/orders/{order}/end"));
        foreach (var page in new[] { one, two })
        {
            Day(page, "On", 23, 11, 2026).Fill("Why", "Replaced");
        }

        Assert.Equal($"/people/{perpetrator}/orders/{order}?done=ended", (await one.PressAsync("Record that it ended")).RedirectsTo);
        Assert.True((await two.PressAsync("Record that it ended")).Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{perpetrator}/orders/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{victim}/orders/{Guid.CreateVersion7()}")).Status);
    }

    private async Task<Id<ProtectiveOrder>> NoticeAsync(Case @case, Id<Person> bound) => (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
        Cast.SafeguardingOfficer,
        new(bound, @case.VictimId, new(OrderKind.Dvpn, null, null, null, null, OrderConditions.NoContact, null), null, new OrderGiven(
            OrderRank.Superintendent, ServedAt: app.Clock.Now.AddHours(-1), Considered: new("Canary grounds", "Nobody", "Wants it", "None", "Nobody"))), Ct)))
        .Match(id => id, refusal => throw new InvalidOperationException(refusal.Message));

    private static PageUnderTest Day(PageUnderTest page, string field, int day, int month, int year) =>
        page.FillNamed($"Input.{field}.Day", $"{day}").FillNamed($"Input.{field}.Month", $"{month}").FillNamed($"Input.{field}.Year", $"{year}");

    private async Task<Deadline> ClockAsync(Id<Case> @case)
    {
        await using var db = app.Database.Open();
        return await db.Deadlines.SingleAsync(d => d.CaseId == @case && d.Kind == DeadlineKind.HearNotice, Ct);
    }

    private Task<Id<ProtectiveOrder>> RecordAsync(Id<Person> binds, Id<Person> protects, OrderKind kind = OrderKind.Restraining) => app.RunAsync<RecordOrder, Id<ProtectiveOrder>>(async record =>
        (await record.HandleAsync(Cast.ResponseOfficer, new(binds, protects, new(kind, "Canary court", null, null, null, OrderConditions.NoContact, null), null), Ct))
            .Match(id => id, refusal => throw new InvalidOperationException(refusal.Message)));
}
