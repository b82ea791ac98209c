using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Identity;

/// <summary>Every record is compared with all the others, and again when it changes; somebody decides on the pairs that are likely of one person.</summary>
public sealed class RematchTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_records_of_one_person_are_proposed_with_the_reasons_and_a_decision_ends_that()
    {
        var one = await RecordAsync("Georgiana Thistlewood-Rae", 1984);
        var other = await RecordAsync("Georgina Thistlewood Rae", 1984);
        await PassAsync();
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        var list = await officer.GetAsync("/merges/likely");
        Assert.Contains("Georgiana Thistlewood-Rae, born 9 August 1984", list.Text, StringComparison.Ordinal);
        Assert.Contains("Dates of birth agree", list.Text, StringComparison.Ordinal);
        var (first, second) = one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
        Assert.NotNull(list.Document.QuerySelector($"a[href='/people/{first}/merge/{second}?list=true']"));
        await using (var db = app.Database.Open())
        {
            Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Likely the same person" && a.ByStaffId == Cast.SafeguardingOfficer.StaffId && a.Shown.Contains(one.Value) && a.Shown.Contains(other.Value), Ct));
        }

        var compared = await officer.GetAsync($"/people/{first}/merge/{second}?list=true");
        var again = await compared.PressAsync("These are two people");
        Assert.Contains("Say how you know", again.Text, StringComparison.Ordinal);
        var decided = await again.Fill("How do you know that these are two people?", "They are twins").PressAsync("These are two people");
        Assert.Equal("/merges/likely?done=apart", decided.RedirectsTo);
        Assert.DoesNotContain("Thistlewood", (await officer.GetAsync(decided.RedirectsTo!)).Text, StringComparison.Ordinal);
        await PassAsync();
        Assert.DoesNotContain("Thistlewood", (await officer.GetAsync("/merges/likely")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_changes_is_compared_anew_and_a_pair_that_is_no_longer_alike_goes()
    {
        var one = await RecordAsync("Henrietta Larkspur-Vane", 1975);
        var other = await RecordAsync("Somebody Quite Else", 1975);
        await PassAsync();
        Assert.Null(await ProposalAsync(one, other));

        await NameAsync(other, "Henrietta Larkspur-Vane");
        await PassAsync();
        Assert.Null((await ProposalAsync(one, other))!.Until);

        await using (var db = app.Database.Open())
        {
            await db.Database.ExecuteSqlAsync($"delete from person_names where person_id = {other.Value} and \"full\" = 'Henrietta Larkspur-Vane'", Ct);
            await db.Database.ExecuteSqlAsync($"update people set born_on = '1950-01-02', changed_at = {app.Clock.Now} where id = {other.Value}", Ct);
        }

        await PassAsync();
        Assert.NotNull((await ProposalAsync(one, other))!.Until);
    }

    [Fact]
    public async Task A_surname_alone_finds_the_other_record_although_each_bears_its_own_whole_name()
    {
        var one = await RecordAsync("Bartoliana Quillfeather", new DateOnly(1984, 8, 9));
        var other = await RecordAsync("Gardoliana Quillfeather", new DateOnly(1984, 8, 8));

        await PassAsync();

        Assert.NotNull(await ProposalAsync(one, other));
    }

    [Fact]
    public async Task R3_6_two_records_compared_tell_no_number_and_no_address_of_the_safe_contact_card()
    {
        var one = await RecordAsync("Leopoldina Marchwood-Vey", 1979);
        var other = await RecordAsync("Leopoldine Marchwood Vey", 1979);
        foreach (var id in new[] { one, other })
        {
            await app.ChangePersonAsync(id, p =>
            {
                p.HasPhone("07700 900577", app.Clock.Now);
                p.Contact(new SafeContact(id, ContactChannel.Email, "canary.leopoldina@example.org", app.Clock.Now), app.Clock.Now);
            });
        }

        await PassAsync();
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        foreach (var address in new[] { "/merges/likely", $"/people/{one}/merge/{other}", $"/people/{one}/same" })
        {
            var page = await officer.GetAsync(address);
            Assert.Contains("Telephone numbers agree, ", page.Text, StringComparison.Ordinal);
            Assert.Contains("E-mail addresses agree, ", page.Text, StringComparison.Ordinal);
            foreach (var told in new[] { "900577", "900 577", "canary.leopoldina" })
            {
                Assert.DoesNotContain(told, page.Document.Source.Text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_pair_goes_from_the_list_as_soon_as_a_call_makes_victim_and_perpetrator_of_them()
    {
        var one = await RecordAsync("Rosamunda Fenwick-Thorne", 1987);
        var other = await RecordAsync("Rosamund Fenwick Thorne", 1987);
        await PassAsync();
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Fenwick", (await officer.GetAsync("/merges/likely")).Text, StringComparison.Ordinal);

        await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call(), ResponseGrade.Immediate, null, null, [new(PartyRole.Victim, one, null, null, null, null, null, null), new(PartyRole.Perpetrator, other, null, null, null, null, null, null)]), Ct));

        Assert.DoesNotContain("Fenwick", (await officer.GetAsync("/merges/likely")).Text, StringComparison.Ordinal);
        await NameAsync(other, "Rosamund F Thorne");
        await PassAsync();
        Assert.NotNull((await ProposalAsync(one, other))!.Until);
    }

    [Fact]
    public async Task A_record_that_cannot_be_compared_holds_up_no_other_and_is_named_in_the_log()
    {
        await PassAsync();
        var broken = await RecordAsync("Wilhelmina Oakhanger-Strood", 1971);
        var match = await RecordAsync("Wilhelmina Oakhanger Strood", 1971);
        var one = await RecordAsync("Philomena Tarrant-Keyneston", 1972);
        var other = await RecordAsync("Philomena Tarrant Keyneston", 1972);
        await using var db = app.Database.Open();
        var breaks = $"alter table same_person_proposals add constraint ck_broken check (one_id <> '{broken}' and other_id <> '{broken}')";
        await db.Database.ExecuteSqlRawAsync(breaks, Ct);
        try
        {
            app.Clock.Now += TimeSpan.FromMinutes(5);
            Assert.Equal(4, await app.RunAsync<RematchPeople, int>(r => r.HandleAsync(Actor.System, 20, Ct)));
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("alter table same_person_proposals drop constraint ck_broken", Ct);
        }

        Assert.NotNull(await ProposalAsync(one, other));
        Assert.Null(await ProposalAsync(broken, match));
        Assert.Contains(app.Logged, line => line.Contains($"{broken}", StringComparison.Ordinal) && line.Contains("stepped over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_see_one_of_the_two_is_shown_neither()
    {
        var one = await RecordAsync("Isadora Pennington-Wold", 1991);
        var other = await RecordAsync("Isadora Pennington Wold", 1991);
        await PassAsync();
        Assert.Contains("Pennington", (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/merges/likely")).Text, StringComparison.Ordinal);

        await app.RestrictAsync(other, Cast.SafeguardingOfficer);

        Assert.DoesNotContain("Pennington", (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/merges/likely")).Text, StringComparison.Ordinal);
        Assert.Contains("Pennington", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/merges/likely")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pennington", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/merges/likely?p=-7")).Text, StringComparison.Ordinal);
        foreach (var actor in new[] { Cast.CallHandler, Cast.ResponseOfficer, Cast.Auditor, Cast.OtherForceOfficer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync("/merges/likely")).Status);
        }

        Assert.NotNull(await ProposalAsync(one, other));
    }

    [Fact]
    public async Task However_many_work_at_a_time_one_compares_and_a_restart_goes_on_where_it_was()
    {
        for (var n = 0; n < 5; n++)
        {
            await RecordAsync($"Jocasta {new string((char)('a' + n), 6)}", 1960 + n);
        }

        app.Clock.Now += TimeSpan.FromMinutes(5);
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync<RematchPeople, int>(r => r.HandleAsync(Actor.System, 2, Ct))));
        Assert.All(done, n => Assert.InRange(n, 0, 2));
        await PassAsync();

        await using var db = app.Database.Open();
        var pass = await db.MatchPasses.SingleAsync(Ct);
        Assert.NotNull(pass.CaughtUpAt);
        Assert.Equal(0, await app.RunAsync<RematchPeople, int>(r => r.HandleAsync(Actor.System, 50, Ct)));
    }

    private async Task PassAsync()
    {
        app.Clock.Now += TimeSpan.FromMinutes(5);
        while (await app.RunAsync<RematchPeople, int>(r => r.HandleAsync(Actor.System, 3, Ct)) == 3)
        {
        }
    }

    private async Task<SamePersonProposal?> ProposalAsync(Id<Person> one, Id<Person> other)
    {
        await using var db = app.Database.Open();
        return await db.SamePersonProposals.SingleOrDefaultAsync(p => (p.OneId == one && p.OtherId == other) || (p.OneId == other && p.OtherId == one), Ct);
    }

    private async Task NameAsync(Id<Person> id, string name)
    {
        await using var db = app.Database.Open();
        (await db.People.Include(p => p.Names).SingleAsync(p => p.Id == id, Ct)).Call(name, NameKind.Alias, app.Clock.Now);
        await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
    }

    private Task<Id<Person>> RecordAsync(string name, int born) => RecordAsync(name, new DateOnly(born, 8, 9));

    private Task<Id<Person>> RecordAsync(string name, DateOnly born) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, born, false, Gender.NotKnown, null, null, null, AddressVisibility.Open), Ct));
}
