using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Matching;

/// <summary>Who on record may be the person of whom something is known, by the one engine, as each may see them.</summary>
public sealed class LikelySamePeopleTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Liz Quarrington", "7/3/1971", null)]
    [InlineData("Quarrington Elizabeth", "3/7/1971", null)]
    [InlineData("Elizabeth Quarington", null, "07700 900 881")]
    [InlineData("Elisabeth Quarrington", "7/3/1972", null)]
    public async Task Somebody_is_found_with_points_above_the_threshold_and_reasons(string name, string? born, string? phone)
    {
        var id = await ElizabethAsync();

        var found = Assert.Single(await LookAsync(Cast.SafeguardingOfficer, KnownPerson.Typed(name, born, false, phone, null)), c => c.Id == id);

        Assert.Equal(SamePersonVerdict.Likely, found.Verdict);
        Assert.True(found.Points >= found.Threshold);
        Assert.True(found.Reasons[0].Points > 0);
    }

    [Fact]
    public async Task Another_agency_and_a_protected_address_find_nobody()
    {
        await ElizabethAsync();
        Assert.Empty(await LookAsync(Cast.OtherForceOfficer, KnownPerson.Typed("Elizabeth Quarrington", "7/3/1971", false, "07700 900881", null)));

        var place = new PostalAddress("77 Refugeton Row", "ZZ77 7ZZ");
        var hidden = await app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(Cast.SafeguardingOfficer, new("Canary Sheltered Matchless", null, false, Gender.NotKnown, null, null, place, AddressVisibility.Hidden), Ct));
        Assert.DoesNotContain(await LookAsync(Cast.SafeguardingOfficer, KnownPerson.Typed(null, null, false, null, place)), c => c.Id == hidden);
        Assert.DoesNotContain(await app.RunAsync<MatchStored, IReadOnlyList<StoredMatch>>(m => m.ReadAsync(KnownPerson.Typed(null, null, false, null, place), null, Ct)), m => m.Person.Id == hidden);
    }

    [Fact]
    public async Task The_system_sees_all_and_the_list_somebody_saw_is_written_down()
    {
        var id = await ElizabethAsync("Quillbrook");
        var known = KnownPerson.Typed("Elizabeth Quillbrook", "7/3/1971", false, null, null);
        Assert.Contains(await app.RunAsync<MatchStored, IReadOnlyList<StoredMatch>>(m => m.ReadAsync(known, null, Ct)), m => m.Person.Id == id);
        Assert.DoesNotContain(await app.RunAsync<MatchStored, IReadOnlyList<StoredMatch>>(m => m.ReadAsync(known, id, Ct)), m => m.Person.Id == id);

        await LookAsync(Cast.SafeguardingOfficer, known);
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Same person" && a.Shown.Contains(id.Value), Ct));
    }

    [Fact]
    public async Task A_number_one_figure_off_is_a_reason_that_does_not_tell_the_one_on_record()
    {
        var id = await ElizabethAsync("Quenswick");

        var found = Assert.Single(await LookAsync(Cast.SafeguardingOfficer, KnownPerson.Typed("Elizabeth Quenswick", "7/3/1971", false, "07700 900882", null)), c => c.Id == id);

        var typo = Assert.Single(found.Reasons, r => r.Rule is MatchRule.PhoneTypo);
        Assert.Null(typo.Right);
    }

    private Task<IReadOnlyList<LikelySamePeople.Candidate>> LookAsync(Actor actor, KnownPerson known) =>
        app.RunAsync<LikelySamePeople, IReadOnlyList<LikelySamePeople.Candidate>>(l => l.ReadAsync(actor, known, null, Ct));

    private Task<Id<Person>> ElizabethAsync(string surname = "Quarrington") => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new($"Elizabeth {surname}", new DateOnly(1971, 3, 7), false, Gender.Woman, null, "07700 900881", null, AddressVisibility.Open), Ct));
}
