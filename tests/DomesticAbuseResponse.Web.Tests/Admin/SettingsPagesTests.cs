using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Pages.Admin.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Admin;

/// <summary>An administrator reads and changes what their agency decides for itself, in the browser.</summary>
public sealed class SettingsPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every kind that is asked for in fields, as shipped.</summary>
    public static TheoryData<string> Kinds => [.. PolicyKinds.All.Where(k => k != PolicyKinds.Definitions).Select(k => k.Code)];

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_form_asks_is_read_back_as_it_was(string code)
    {
        var kind = PolicyKinds.Find(code)!;
        await using var db = app.Database.Open();
        var shipped = await db.Policies.Where(p => p.Kind == code && p.ScopeId == null).Select(p => p.Content).FirstAsync(Ct);
        var fields = SettingForm.Of(kind, shipped);

        var (json, problems) = SettingForm.Read(kind, shipped, fields, [.. fields.Select(f => f.Value)]);

        Assert.Empty(problems);
        Assert.NotEmpty(fields);
        Assert.Equal(kind.Prepare(shipped, "again").Match(c => c, r => r.Message), kind.Prepare(json, "again").Match(c => c, r => r.Message));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_gap_among_values_and_a_sign_that_cannot_be_stored_are_refused(string code)
    {
        var kind = PolicyKinds.Find(code)!;
        await using var db = app.Database.Open();
        var shipped = await db.Policies.Where(p => p.Kind == code && p.ScopeId == null).Select(p => p.Content).FirstAsync(Ct);

        foreach (var path in ListsAndTexts(JsonNode.Parse(kind.WithBlanks(shipped)), []).ToList())
        {
            var damaged = JsonNode.Parse(kind.WithBlanks(shipped))!;
            var (parent, last) = (path[..^1].Aggregate(damaged, (at, step) => step is int n ? at[n]! : at[(string)step]!), path[^1]);
            var at = last is int place ? parent[place] : parent[(string)last];
            if (at is JsonArray list)
            {
                list.Insert(0, null);
            }
            else if (last is int number)
            {
                parent[number] = "a\0b";
            }
            else
            {
                parent[(string)last] = "a\0b";
            }

            Assert.Equal("policy.unreadable", kind.Prepare(damaged.ToJsonString(), "damaged").Refusal?.Code);
        }
    }

    [Fact]
    public async Task What_somebody_else_decided_while_one_typed_is_shown_and_neither_is_lost()
    {
        var (first, second) = (app.SignedInAs(Cast.AgencyAdministrator), app.SignedInAs(Cast.AgencyAdministrator));
        var page = await first.GetAsync("/admin/settings/crew-tasks");
        Assert.Equal("/admin/settings?done=adopted", (await (await second.GetAsync("/admin/settings/crew-tasks")).Fill("Near minutes", "12").Fill("Middle minutes", "35").Fill("Name of the version", "theirs").PressAsync("Put in force")).RedirectsTo);

        var refused = await page.Fill("Middle minutes", "40").Fill("Write up minutes", "90").PressAsync("Put in force");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Somebody put another version in force while you were typing", refused.Text, StringComparison.Ordinal);
        Assert.Contains("What was decided meanwhile, in theirs", refused.Text, StringComparison.Ordinal);
        Assert.Contains("You typed: 40", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/settings?done=adopted", (await refused.PressAsync("Put in force")).RedirectsTo);
        await using var db = app.Database.Open();
        var newest = await db.Policies.Where(p => p.Kind == "crew-tasks" && p.ScopeId == Cast.Police.Value).OrderByDescending(p => p.EffectiveFrom).Select(p => p.Content).FirstAsync(Ct);
        Assert.Equal(Domain.Crews.CrewSettings.Default with { NearMinutes = 12, MiddleMinutes = 40, WriteUpMinutes = 90 }, PolicyKind<Domain.Crews.CrewSettings>.Read(newest));
    }

    [Fact]
    public async Task R1_21_the_band_of_high_risk_is_changed_with_a_first_day_and_what_makes_no_sense_is_said_beside_its_field()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);
        var page = await admin.GetAsync("/admin/settings/quality");

        var wrong = await page.Fill("High to", "ten").PressAsync("Put in force");
        wrong.ShowsError("High to must be a whole number", "High to");
        var against = await wrong.Fill("High to", "4").PressAsync("Put in force");
        Assert.Contains("lies between the two ends of its band", against.Text, StringComparison.Ordinal);
        var done = await against.Fill("High to", "20").PressAsync("Put in force");

        Assert.Equal("/admin/settings?done=adopted", done.RedirectsTo);
        Assert.Contains("version-1", (await admin.GetAsync(done.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Equal(QualitySettings.Default with { HighTo = 20 }, (await InForceAsync(PolicyKinds.Quality, Cast.Police.Value)).Content);
        (await (await admin.GetAsync("/admin/settings/quality")).Fill("Name of the version", "version-1").PressAsync("Put in force")).ShowsError("There is already a version version-1.", "Name of the version");
    }

    [Fact]
    public async Task R5_2_the_hours_of_the_specialist_are_written_one_on_a_line()
    {
        var page = await app.SignedInAs(Cast.AgencyAdministrator).GetAsync("/admin/settings/cover-services");
        const string Hours = "Control-room support worker: hours";

        (await page.Fill(Hours, "Saturday, half past two, 21:30").PressAsync("Put in force")).ShowsError("Control-room support worker: hours, from: “half past two” is no time such as 14:00", Hours);
        var done = await page.Fill(Hours, "Friday, 18:00, 02:00, Late\nsaturday, 14:00, 21:30").PressAsync("Put in force");

        Assert.Equal("/admin/settings?done=adopted", done.RedirectsTo);
        var held = (await InForceAsync(PolicyKinds.CoverServices, Cast.Police.Value)).Content.Find("control-room-worker")!;
        Assert.Equal([new WeeklyHours(DayOfWeek.Friday, new(18, 0), new(2, 0), "Late"), new WeeklyHours(DayOfWeek.Saturday, new(14, 0), new(21, 30))], held.Hours);
    }

    [Fact]
    public async Task R2_5_escalation_is_decided_by_each_MARAC_and_another_agencys_is_not_there()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);
        var made = await (await admin.GetAsync("/admin/places/maracs/new")).Fill("Name", "Escalating MARAC").Choose("Monthly").PressAsync("Save");
        var marac = made.RedirectsTo!.Split('/')[4];
        Assert.Contains("Escalating MARAC", (await admin.GetAsync("/admin/settings")).Text, StringComparison.Ordinal);

        var done = await (await admin.GetAsync($"/admin/settings/marac-profile?marac={marac}")).Fill("Escalation count", "4").PressAsync("Put in force");

        Assert.Equal("/admin/settings?done=adopted", done.RedirectsTo);
        Assert.Equal(MaracProfile.Default with { Version = "version-1", EscalationCount = 4 }, (await InForceAsync(PolicyKinds.MaracProfile, Guid.Parse(marac))).Content with { VisibleHighFrom = MaracProfile.Default.VisibleHighFrom, EmergencyAgreedBy = MaracProfile.Default.EmergencyAgreedBy });
        await using var db = app.Database.Open();
        var theirs = await db.Maracs.Where(m => m.HostAgencyId != Cast.Police).Select(m => (Guid?)m.Id.Value).FirstOrDefaultAsync(Ct);
        foreach (var address in new[] { $"/admin/settings/marac-profile?marac={theirs ?? Guid.CreateVersion7()}", "/admin/settings/marac-profile", "/admin/settings/definitions", "/admin/settings/nonsense", $"/admin/settings/quality?marac={marac}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(address)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/admin/settings")).Status);
    }

    private static IEnumerable<object[]> ListsAndTexts(JsonNode? node, object[] path) => node switch
    {
        JsonArray items => items.SelectMany((item, n) => ListsAndTexts(item, [.. path, n])).Concat(path.Length > 0 ? [path] : []),
        JsonObject parts => parts.SelectMany(part => ListsAndTexts(part.Value, [.. path, part.Key])),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [path],
        _ => [],
    };

    private async Task<PolicyInForce<T>> InForceAsync<T>(PolicyKind<T> kind, Guid scope)
        where T : notnull
    {
        await using var services = app.Services.CreateAsyncScope();
        return await services.ServiceProvider.GetRequiredService<PolicyBook>().AtAsync(kind, scope, UkTime.DateOf(app.Clock.Now), Ct);
    }
}
