using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static DomesticAbuseResponse.Web.Tests.Cases.CaseStory;

namespace DomesticAbuseResponse.Web.Tests.People;

public sealed class HouseholdTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_without_a_household_joins_that_of_the_person_they_live_with()
    {
        var (one, two, three) = await PeopleAsync();
        var household = (await JoinAsync(one, two)).Given();

        Assert.Equal(household, (await JoinAsync(three, two)).Given());

        Assert.Equal([household, household, household], await LivingAsync(one, two, three));
    }

    [Fact]
    public async Task Somebody_who_moves_in_has_left_where_they_lived()
    {
        var (one, two, three) = await PeopleAsync();
        (await JoinAsync(one, two)).Given();
        var theirs = (await JoinAsync(three, (await PeopleAsync()).One)).Given();

        (await JoinAsync(three, two)).Given();

        Assert.Equal([theirs], await LivingAsync(two));
        Assert.Equal("household.known", (await JoinAsync(three, two)).Refused().Code);
    }

    private Task<Result<Id<Household>>> JoinAsync(Id<Person> person, Id<Person> other) =>
        app.RunAsync<JoinHousehold, Result<Id<Household>>>(join => join.HandleAsync(Cast.ResponseOfficer, new(person, other, null), Ct));

    private async Task<(Id<Person> One, Id<Person> Two, Id<Person> Three)> PeopleAsync()
    {
        var id = await app.LogAsync(Somebody(PartyRole.Other, "Canary One"), Somebody(PartyRole.Other, "Canary Two"), Somebody(PartyRole.Other, "Canary Three"));
        var people = (await app.IncidentAsync(id)).Parties.Select(p => p.PersonId).ToList();
        return (people[0], people[1], people[2]);
    }

    private async Task<IReadOnlyList<Id<Household>>> LivingAsync(params Id<Person>[] people)
    {
        await using var db = app.Database.Open();
        return await db.Set<HouseholdMember>().Where(m => people.Contains(m.PersonId) && m.To == null).Select(m => m.HouseholdId).ToListAsync(Ct);
    }
}
