using System.Net;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Contacts;

/// <summary>The number is shown through the safe-contact card alone, and only while it is safe (R3.6, T4, T6).</summary>
public sealed class ContactCardTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Inside_its_hours_the_number_comes_with_everything_that_makes_it_safe()
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900301", from: new TimeOnly(9, 0), to: new TimeOnly(15, 0));

        var card = await AskAsync(opened.Id);

        Assert.Contains("07700 900301", card.Text, StringComparison.Ordinal);
        Assert.Contains("Phone: safe now", card.Text, StringComparison.Ordinal);
        Assert.Contains("every day, 09:00 to 15:00; safe now until 15:00", card.Text, StringComparison.Ordinal);
        foreach (var words in new[] { "Her sister", "Never leave a message", "Never send a text", "Canary code word", "Canary cover story", "Punjabi", "Withhold it" })
        {
            Assert.Contains(words, card.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Outside_its_hours_the_number_is_not_in_the_page_and_it_says_when_it_is_safe_next()
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900302", from: new TimeOnly(9, 0), to: new TimeOnly(15, 0), days: SafeDays.Wednesday);

        var card = await AskAsync(opened.Id);

        Assert.DoesNotContain("900302", card.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("No way of reaching the victim is safe now. The next is safe from Wednesday 25 November 2026 at 09:00.", card.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Safety.Unknown, "Nobody has said that this is safe.")]
    [InlineData(Safety.Unsafe, "Somebody has said that this is not safe.")]
    public async Task A_number_not_said_to_be_safe_is_not_shown(Safety safety, string reason)
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900303", safety);

        var card = await AskAsync(opened.Id);

        Assert.DoesNotContain("900303", card.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains($"Not shown. {reason}", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_was_to_be_checked_again_counts_as_unknown()
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900304");
        app.Clock.Now = _monday.AddDays(31);

        var card = await AskAsync(opened.Id);

        Assert.DoesNotContain("900304", card.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("not known to be safe", card.Text, StringComparison.Ordinal);
        app.Clock.Now = _monday;
    }

    [Theory]
    [InlineData("+447700900305")]
    [InlineData("00447700900305")]
    [InlineData("07700900305")]
    [InlineData("07700 900 305")]
    [InlineData("(07700) 900-305")]
    [InlineData("+44 (0)7700 900305")]
    public async Task A_number_the_perpetrator_has_too_is_locked_however_it_was_written(string theirs)
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900 305");
        await app.ChangePersonAsync(opened.Perpetrators.Single().PersonId, p => p.HasPhone(theirs, app.Clock.Now));

        var card = await AskAsync(opened.Id);

        Assert.DoesNotContain("900 305", card.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Phone: locked", card.Text, StringComparison.Ordinal);
        Assert.Contains("The perpetrator has it too, so it is locked.", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_nobody_asked_about_is_counted_and_not_shown()
    {
        var opened = await CaseAsync();
        await app.ChangePersonAsync(opened.VictimId, p => p.HasPhone("07700 900306", app.Clock.Now));

        var card = await AskAsync(opened.Id);

        Assert.DoesNotContain("900306", card.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("1 other number is on record.", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_is_not_there_before_it_is_asked_for_and_asking_needs_a_purpose()
    {
        var opened = await CaseAsync();
        await app.SafeNumberAsync(opened.VictimId, "07700 900307");
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{opened.Id}/contact");
        Assert.DoesNotContain("900307", page.Document.Source.Text, StringComparison.Ordinal);

        var again = await page.PressAsync("Show the safe-contact card");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.DoesNotContain("900307", again.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Choose why you need to reach them", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_it_is_a_look_at_the_case_and_at_the_person_with_its_purpose()
    {
        var opened = await CaseAsync();

        await AskAsync(opened.Id);

        await using var db = app.Database.Open();
        var looks = await db.AccessRecords.Where(a => a.Purpose == "Safe-contact card: FirstContact" && (a.RecordId == opened.Id.Value || a.RecordId == opened.VictimId.Value))
            .OrderBy(a => a.Number).Select(a => a.Kind).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Case", "Person"], looks);
    }

    [Fact]
    public async Task A_MARAC_coordinator_reads_the_case_and_gets_no_card()
    {
        var opened = await CaseAsync();
        await app.JoinMaracAsync(opened.Id);

        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Coordinator).GetAsync($"/cases/{opened.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Coordinator).GetAsync($"/cases/{opened.Id}/contact")).Status);
    }

    private Task<Case> CaseAsync()
    {
        app.Clock.Now = _monday;
        return app.OpenCaseAsync();
    }

    private async Task<PageUnderTest> AskAsync(Id<Case> id)
    {
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{id}/contact");
        return await page.Choose("First contact").PressAsync("Show the safe-contact card");
    }
}
