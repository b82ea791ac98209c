using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Search;

/// <summary>A name or a place on record is found however it is cut into words, in the box, on the call screen and by the matching alike.</summary>
public sealed class NamesAndPlacesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Maria da Silva", "Maria da Silva")]
    [InlineData("Joana da Silva", "Joana Silva")]
    [InlineData("Beatriz Silva", "Beatriz da Silva")]
    [InlineData("Pieter van der Berg", "Pieter Vanderberg")]
    [InlineData("Yusra Al Hassan", "Yusra Alhassan")]
    [InlineData("Morag Mc Donald", "Morag McDonald")]
    [InlineData("Andrei Mureșan", "Andrei Mureșan")]
    [InlineData("Ioana Mureşan", "Ioana Muresan")]
    [InlineData("Réka Szőke", "Szőke")]
    [InlineData("Jiří Dvořák", "Jiri Dvorak")]
    [InlineData("Jürgen Weiß", "Jurgen Weiss")]
    [InlineData("Siân D´Angelo", "Sian D'Angelo")]
    [InlineData("Ольга Канарейкова", "Ольга Канарейкова")]
    [InlineData("Ольга Воробьёва", "Ольга Ивановна Воробьёва")]
    [InlineData("Anna Kowalska", "Anna Maria Kowalska")]
    [InlineData("Zofia Maria Wolska", "Zofia Wolska")]
    public async Task A_name_is_found_however_it_is_cut_into_words(string onRecord, string typed)
    {
        var id = await RecordAsync(onRecord);

        await FindsAsync(id, typed);
    }

    [Theory]
    [InlineData("Maria de la Cruz", "O Brien", "Mc Donald", "Pieter van der Berg", "Al Hassan", "Anna van", "d'Arcy")]
    [InlineData("Łukasz Wałęsa", "Øystein Ærø", "Đorđe Ðorð", "Þórunn", "ISIK IŞIK ışık İnci", "Weiß GROẞ", "Œuvre œuf")]
    [InlineData("Mureșan", "Mureşan", "Țepeș", "Ağaoğlu", "Dvořák", "Dvor\u030Ca\u0301k", "Růžička", "Szőke Fűzfa", "Āboliņš", "Ēriks", "Dainė Žemaitė", "Kūris", "Nguyễn Thị Hồng")]
    [InlineData("D´Angelo", "D’Angelo", "D‘Angelo", "D`Angelo", "J.P. O'Neill-Smith", "ﬁona", "Ａｎｎａ", "Zero\u200Bwidth Soft\u00ADhyphen", "Smith/Jones (née Brown)", "Ольга Smith", "王芳")]
    public async Task The_database_cuts_a_name_on_record_into_the_words_that_are_looked_for(params string[] names)
    {
        await using var db = app.Database.Open();
        foreach (var name in names)
        {
            string[] words = [.. NameText.Words(name).SelectMany(w => new[] { w, w.ToUpperInvariant() })];
            Assert.True(await db.Database.SqlQuery<bool>($"select name_slips({name}) @> word_marks({words}) as \"Value\"").SingleAsync(Ct), name);
        }
    }

    [Fact]
    public async Task Who_lacks_a_middle_name_is_found_beside_who_has_it()
    {
        var known = await RecordAsync("Agata Lewandowska");
        var other = await RecordAsync("Agata Maria Lewandowska");

        await FindsAsync(known, "Agata Maria Lewandowska");
        await FindsAsync(other, "Agata Maria Lewandowska");
    }

    [Fact]
    public async Task Who_bears_just_this_name_is_found_among_more_who_bear_one_like_it_than_are_looked_at()
    {
        var before = await CrowdAsync();
        var one = await RecordAsync("Jon Smyth");
        var after = await CrowdAsync();

        await FindsAsync(one, "Jon Smyth");
        Assert.Contains((await FindAsync("Jon Smyth")).People, p => p.Id == before || p.Id == after);

        async Task<Id<Person>> CrowdAsync()
        {
            var id = await RecordAsync("John Smith");
            await using var db = app.Database.Open();
            await db.Database.ExecuteSqlAsync($"insert into person_names (person_id, \"full\", kind, since) select person_id, \"full\", kind, since from person_names, generate_series(1, 1500) where person_id = {id.Value}", Ct);
            return id;
        }
    }

    [Fact]
    public async Task Who_was_born_on_the_day_under_another_surname_is_found_among_more_born_then_than_are_looked_at()
    {
        await CrowdAsync();
        var one = await RecordAsync("Anneka Canarydobson");
        await CrowdAsync();

        Assert.Contains((await FindAsync("Anneka Featherstonehaugh 09/08/1984")).People, p => p.Id == one);

        async Task CrowdAsync()
        {
            var id = await RecordAsync("Bartholomew Kettleborough");
            await using var db = app.Database.Open();
            await db.Database.ExecuteSqlAsync($"""
                with made as (
                    insert into people select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).* from people p, generate_series(1, 250) where p.id = {id.Value} returning id),
                placed as (
                    insert into participations (record_id, record_kind, agency_id, kind, since)
                    select made.id, o.record_kind, o.agency_id, o.kind, o.since from made, participations o where o.record_id = {id.Value})
                insert into person_names (person_id, "full", kind, since) select made.id, n."full", n.kind, n.since from made, person_names n where n.person_id = {id.Value}
                """, Ct);
        }
    }

    [Theory]
    [InlineData("Flat 14\nCanaryline House", "14 Canaryline House")]
    [InlineData("14/16 Canaryslash Road", "14 Canaryslash Road")]
    [InlineData("14–16 Canarydash Road", "16 Canarydash Road")]
    [InlineData("14. Canarystop Road", "14 Canarystop Road")]
    [InlineData("Flat 2, 14a  St. Canarysaint's Road", "14A St Canarysaint's Road")]
    [InlineData("3, Canaryfigure Row", "3 Canaryfigure Row")]
    [InlineData("5 Canaryline Terrace", "Flat 5,\nCanaryline Terrace")]
    public async Task A_house_is_found_whatever_stands_between_it_and_its_street(string onRecord, string typed)
    {
        var id = await RecordAsync($"Canary {typed.Split(' ')[^2]}", new PostalAddress(onRecord, null));
        var call = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(Cast.CallHandler, new(new Call { Location = onRecord }, ResponseGrade.Immediate, null, null, []), Ct));

        var box = await FindAsync(typed);
        var screen = await app.RunAsync<IncidentHistory, IncidentHistory.View>(h => h.ReadAsync(Cast.CallHandler, new([], [], [new(typed, null)]), Ct));

        Assert.Contains(box.People, p => p.Id == id);
        Assert.Contains(box.Calls, c => c.Id == call);
        Assert.Contains(screen.People, p => p.Id == id);
        Assert.Contains(screen.Calls, c => c.Id == call);
    }

    [Theory]
    [InlineData("114 Canarynext Road", "14 Canarynext Road")]
    [InlineData("14 Canarynextdoor Road", "14 Canarynext Road")]
    public async Task Another_house_is_not_found(string onRecord, string typed)
    {
        var id = await RecordAsync("Canary Nextdoor", new PostalAddress(onRecord, null));

        Assert.DoesNotContain((await FindAsync(typed)).People, p => p.Id == id);
    }

    private async Task FindsAsync(Id<Person> id, string typed)
    {
        Assert.Contains((await FindAsync(typed)).People, p => p.Id == id);
        Assert.Contains((await app.RunAsync<IncidentHistory, IncidentHistory.View>(h => h.ReadAsync(Cast.CallHandler, new([], [typed], []), Ct))).People, p => p.Id == id);

        // One figure of the day is another, so that the name alone finds them.
        var known = KnownPerson.Typed(typed, "1984-08-19", false, null, null);
        Assert.Contains(await app.RunAsync<MatchStored, IReadOnlyList<StoredMatch>>(m => m.ReadAsync(known, null, Ct)), m => m.Person.Id == id);
    }

    private Task<FindAnyone.View> FindAsync(string typed) => app.RunAsync<FindAnyone, FindAnyone.View>(find => find.ReadAsync(Cast.SafeguardingOfficer, typed, Ct));

    private Task<Id<Person>> RecordAsync(string name, PostalAddress? lives = null) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, new DateOnly(1984, 8, 9), false, Gender.NotKnown, null, null, lives, AddressVisibility.Open), Ct));
}
