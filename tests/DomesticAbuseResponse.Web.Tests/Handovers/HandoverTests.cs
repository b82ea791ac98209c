using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Handovers;

/// <summary>The handover of a control room's shift: drafted by rule, edited, signed, read, kept.</summary>
public sealed class HandoverTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_is_drafted_edited_signed_and_read_and_a_restricted_call_has_no_line_for_those_who_may_not_see_it()
    {
        var silent = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler, new(new Call { Silence = Silence.Silent }, ResponseGrade.Immediate, Cast.Unit, app.Clock.Now.AddMinutes(-10), []), Ct));
        var @case = await app.OpenCaseAsync("Canary Handed");
        await using var db = app.Database.Open();
        await db.Handovers.Where(h => h.SignedAt == null).ExecuteDeleteAsync(Ct);
        var asked = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        (await app.RunAsync<AskRegrade, Result<RegradeRequest>>(ask => ask.HandleAsync(Cast.ResponseOfficer, new(asked, ResponseGrade.Routine, "He has left"), Ct))).Given();

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        var list = await supervisor.GetAsync("/handovers");
        var begun = (await list.PressAsync("Draft a handover")).RedirectsTo!;
        Assert.Equal(begun, (await list.PressAsync("Draft a handover")).RedirectsTo); // one at a time
        var write = await supervisor.GetAsync(begun);
        Assert.NotNull(write.Document.QuerySelector($"a[href='/incidents/{silent}']"));
        Assert.NotNull(write.Document.QuerySelector($"a[href='/incidents/{asked}']"));
        Assert.Contains("Another grade asked for", write.Text, StringComparison.Ordinal);
        Assert.Contains("notice waits", write.Text, StringComparison.Ordinal);

        var line = await db.Set<HandoverLine>().Where(l => l.IncidentId == asked && l.Topic == HandoverTopic.RegradeAsked).Select(l => l.Number).SingleAsync(Ct);
        var box = write.Document.GetElementById($"line-{line}")!;
        box.TextContent = "Her sister rang as well";
        var left = write.Document.GetElementById($"left-{line}")!;
        var saved = await write.FillNamed(box.GetAttribute("name")!, "Her sister rang as well").Fill("What else must the next shift know?", "One car short").PressAsync("Save");
        Assert.StartsWith(begun.Split('?')[0], saved.RedirectsTo, StringComparison.Ordinal);
        await (await supervisor.GetAsync(begun)).PressAsync("Look anew at what is open");
        var again = await supervisor.GetAsync(begun);
        Assert.Contains("Her sister rang as well", again.Text, StringComparison.Ordinal);
        Assert.NotNull(left);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync(begun.Replace("/write", "", StringComparison.Ordinal))).Status); // not before it is signed
        var signed = (await again.PressAsync("Sign and hand over")).RedirectsTo!;

        var handler = app.SignedInAs(Cast.CallHandler);
        Assert.Contains("1 shift handover to read", (await handler.GetAsync("/")).Text, StringComparison.Ordinal);
        var page = await handler.GetAsync(signed.Split('?')[0]);
        foreach (var words in new[] { "Her sister rang as well", "One car short", "Nobody yet", "Signed" })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        await page.PressAsync("I have read this handover");
        await page.PressAsync("I have read this handover");
        var read = await handler.GetAsync(signed.Split('?')[0]);
        Assert.Contains("Call handler, 23 November 2026", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I have read this handover", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("handover to read", (await handler.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.Set<HandoverReceipt>().CountAsync(Ct));

        await app.RestrictAsync(@case.VictimId, named: Cast.Sergeant.StaffId);
        var kept = await app.SignedInAs(Cast.SupportWorker).GetAsync(signed.Split('?')[0]);
        Assert.DoesNotContain("Her sister rang as well", kept.Text, StringComparison.Ordinal);
        Assert.Null(kept.Document.QuerySelector($"a[href='/incidents/{asked}']"));
        Assert.NotNull(kept.Document.QuerySelector($"a[href='/incidents/{silent}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync(signed.Split('?')[0])).Status);
        Assert.Equal(signed.Split('?')[0], (await supervisor.GetAsync(begun)).RedirectsTo); // signed: no longer to be written
    }

    [Fact]
    public async Task What_is_typed_into_a_handover_comes_back_after_a_sign_out_and_goes_when_it_is_saved()
    {
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        var begun = (await (await supervisor.GetAsync("/handovers")).PressAsync("Draft a handover")).RedirectsTo!;
        var write = await supervisor.GetAsync(begun);
        write.Fill("What else must the next shift know?", "Typed and not sent");
        await supervisor.PostAsync("/drafts", write.FieldsFor("Save"));

        var back = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync(begun);
        Assert.Contains("Restored what you typed", back.Text, StringComparison.Ordinal);
        Assert.Contains("Typed and not sent", back.Text, StringComparison.Ordinal);
        await back.PressAsync("Save");
        Assert.DoesNotContain("Restored", (await supervisor.GetAsync(begun)).Text, StringComparison.Ordinal);

        // Two write at once: the second sees both.
        var mine = (await supervisor.GetAsync(begun)).Fill("What else must the next shift know?", "Mine");
        await (await supervisor.GetAsync(begun)).Fill("What else must the next shift know?", "Theirs").PressAsync("Save");
        var conflict = await mine.PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Mine", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("Theirs", conflict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_supervisor_writes_and_only_a_control_room_reads()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/handovers")).Status);
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync("/handovers");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Draft a handover", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/handovers/{Guid.CreateVersion7()}")).Status);
    }
}
