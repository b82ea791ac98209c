using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Drafts;

public sealed class DraftTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_save_replaces_the_one_before_and_only_its_writer_sees_it()
    {
        await SaveAsync("test/one", null, ("Input.FirstWords", "He is"));
        app.Clock.Now = app.Clock.Now.AddSeconds(3);
        await SaveAsync("test/one", null, ("Input.FirstWords", "He is here"));

        var mine = await app.RunAsync<OpenDraft, OpenDraft.View?>(open => open.ReadAsync(Cast.CallHandler, "test/one", Ct));
        Assert.Equal(["He is here"], mine!.Fields["Input.FirstWords"]);
        Assert.Equal(app.Clock.Now, mine.SavedAt);
        Assert.Null(await app.RunAsync<OpenDraft, OpenDraft.View?>(open => open.ReadAsync(Cast.ControlRoomSupervisor, "test/one", Ct)));
    }

    [Fact]
    public async Task A_discarded_draft_is_gone()
    {
        await SaveAsync("test/two", null, ("Input.FirstWords", "x"));
        await app.RunAsync<DiscardDraft, int>(async discard =>
        {
            await discard.HandleAsync(Cast.CallHandler, "test/two", Ct);
            return 0;
        });

        Assert.Null(await app.RunAsync<OpenDraft, OpenDraft.View?>(open => open.ReadAsync(Cast.CallHandler, "test/two", Ct)));
    }

    [Fact]
    public async Task A_save_that_arrives_after_its_form_was_sent_brings_nothing_back()
    {
        var key = Guid.CreateVersion7(app.Clock.Now);
        await SaveAsync("test/three", key, ("__key", key.ToString()), ("Input.FirstWords", "x"));
        await using (var db = app.Database.Open())
        {
            db.FormSubmissions.Add(new FormSubmission { Key = key, StaffId = Cast.CallHandler.StaffId, BodyHash = [1], At = app.Clock.Now });
            await db.CommitAsync(Cast.CallHandler, app.Clock.Now, Ct);
        }

        Assert.Equal("draft.sent", (await SaveAsync("test/three", key, ("__key", key.ToString()))).Refusal?.Code);
        Assert.Null(await app.RunAsync<OpenDraft, OpenDraft.View?>(open => open.ReadAsync(Cast.CallHandler, "test/three", Ct)));
    }

    [Fact]
    public async Task More_than_any_form_holds_is_refused() =>
        Assert.Equal("draft.too-long", (await SaveAsync("test/four", null, ("x", new string('x', SaveDraft.FieldsMaxLength)))).Refusal?.Code);

    private Task<Result<DateTimeOffset>> SaveAsync(string form, Guid? key, params (string Name, string Value)[] fields) =>
        app.RunAsync<SaveDraft, Result<DateTimeOffset>>(save => save.HandleAsync(
            Cast.CallHandler, new(form, key, fields.ToDictionary(f => f.Name, f => new[] { f.Value })), Ct));
}
