using System.Net;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>The number given before a DASH (R1.7) never loosens what stands on the safe-contact card (R3.6).</summary>
public sealed class NumberBeforeTheDashTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("07700 900123")]
    [InlineData("+44 (0)7700 900123")]
    public async Task A_number_that_stands_on_the_card_keeps_its_days_hours_and_code_word(string typed)
    {
        var (victim, form) = await BegunAsync();
        await app.SafeNumberAsync(victim, "07700 900123", Safety.Safe, new TimeOnly(9, 0), new TimeOnly(15, 0), SafeDays.Monday);
        var before = await EntryAsync(victim);
        app.Clock.Now = app.Clock.Now.AddHours(2);

        Assert.Null((await SaveAsync(form, typed, voicemail: true)).Refusal);

        var after = await EntryAsync(victim);
        Assert.Equal(
            (before.Number, before.Value, SafeDays.Monday, (TimeOnly?)new TimeOnly(9, 0), "Canary code word", "Her sister", "Punjabi", false),
            (after.Number, after.Value, after.Days, after.From, after.CodeWord, after.WhoMayAnswer, after.Interpreter, after.VoicemailAllowed));
        Assert.Equal((Safety.Safe, app.Clock.Now), (after.Safety, after.RecordedAt));
    }

    [Fact]
    public async Task A_number_marked_unsafe_stays_unsafe_and_the_page_says_where_to_change_that()
    {
        var (victim, form) = await BegunAsync();
        await app.SafeNumberAsync(victim, "07700 900124", Safety.Unsafe);
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}/before");

        var again = await page.Choose("A number they have just given").Fill("The number they have just given", "0044 7700 900124").PressAsync("Save and continue");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("This is marked unsafe on the safe-contact card. If that has changed, change the entry on the card first.", forLabel: "The number they have just given");
        Assert.Equal(Safety.Unsafe, (await EntryAsync(victim)).Safety);
    }

    [Theory]
    [InlineData("", "Enter the number they have just given")]
    [InlineData("07700 900125 and that is the number of her mother's neighbour", "The number must be 40 characters or fewer")]
    public async Task A_number_that_cannot_be_kept_is_explained_beside_its_field(string typed, string words)
    {
        var (_, form) = await BegunAsync();
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{form}/before");

        var again = await page.Choose("A number they have just given").Fill("The number they have just given", typed).PressAsync("Save and continue");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError(words, forLabel: "The number they have just given");
    }

    [Fact]
    public async Task A_way_agreed_with_the_victim_is_one_of_hers()
    {
        var (_, form) = await BegunAsync();

        var saved = await app.RunAsync<SavePreamble, Result<bool>>(save => save.HandleAsync(Cast.ResponseOfficer, new(form, new Preamble { SafeContactNumber = 999_999 }, null, false), Ct));

        Assert.Equal("contact.unknown", saved.Refusal?.Code);
    }

    private async Task<(Id<Person> Victim, Id<RiskAssessment> Form)> BegunAsync()
    {
        var opened = await app.OpenCaseAsync();
        return (opened.VictimId, (await app.RunAsync<StartAssessment, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.ResponseOfficer, new(opened.Id, null), Ct))).Given());
    }

    private Task<Result<bool>> SaveAsync(Id<RiskAssessment> form, string phone, bool voicemail = false) =>
        app.RunAsync<SavePreamble, Result<bool>>(save => save.HandleAsync(Cast.ResponseOfficer, new(form, new Preamble { SafeToTalk = true }, phone, voicemail), Ct));

    private async Task<SafeContact> EntryAsync(Id<Person> person)
    {
        await using var db = app.Database.Open();
        return await db.Set<SafeContact>().AsNoTracking().SingleAsync(c => c.PersonId == person, Ct);
    }
}
