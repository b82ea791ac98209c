using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Identity;

/// <summary>Two records become one and come apart again, in the real database (T14).</summary>
public sealed class MergeTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly Dictionary<MergeField, MergeSide> _asItIs = [];

    /// <summary>What says what happened, and when a record was last touched, is not taken back.</summary>
    private static readonly string[] _onlyGrow = ["record_events", "access_records", "person_merges", "same_person_proposals", "match_passes", "form_submissions", "notices", "search_terms", "stored_searches", "__EFMigrationsHistory"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Graphs => ["plain", "victims", "perpetrators", "restricted", "excluded", "related"];

    [Theory, MemberData(nameof(Graphs))]
    public async Task T14_after_merge_and_unmerge_every_table_says_what_it_said_before(string graph)
    {
        var (one, other) = await GraphAsync(graph);
        var before = await SnapshotAsync();

        var merge = await MergeAsync(one, other);
        Assert.NotEqual(before, await SnapshotAsync());
        Given(await UndoAsync(merge));

        var after = await SnapshotAsync();
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    [Fact]
    public async Task All_of_the_one_is_found_on_the_other_and_its_own_address_leads_there()
    {
        var (one, other) = await GraphAsync("victims");
        await MergeAsync(one, other);

        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var led = await officer.GetAsync($"/people/{other}");
        Assert.Equal($"/people/{one}?done=merged", led.RedirectsTo);
        var page = await officer.GetAsync(led.RedirectsTo!);
        Assert.Contains("has been merged into this one", page.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.False(await db.Cases.AnyAsync(c => c.VictimId == other, Ct));
        Assert.Equal(2, await db.Cases.CountAsync(c => c.VictimId == one, Ct));
        Assert.Equal(3, await db.RecordEvents.CountAsync(e => e.Name == nameof(PeopleMerged) && (e.PersonId == one || e.PersonId == other || e.CaseId != null && db.Cases.Any(c => c.Id == e.CaseId && c.VictimId == one)), Ct));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/people/{other}")).Status);
    }

    [Fact]
    public async Task What_was_added_since_goes_where_it_is_said_to_belong_and_what_hangs_on_a_case_goes_with_it()
    {
        var (one, other) = await GraphAsync("victims");
        var merge = await MergeAsync(one, other);
        await app.RunAsync<ChangePhones, bool>(async c => { await c.HandleAsync(Cast.SafeguardingOfficer, new(one, null, "07700 900771", null), Ct); return true; });
        await app.RunAsync<ChangeNames, bool>(async c => { await c.HandleAsync(Cast.SafeguardingOfficer, new(one, null, "Canary Since Then", NameKind.Alias, null), Ct); return true; });

        var file = await app.RunAsync<MergeFile, MergeFile.View>(f => f.ReadAsync(Cast.SafeguardingOfficer, merge, Ct));
        Assert.Equal(["Name", "Number"], file.Later.Select(l => l.What).Order());
        Assert.DoesNotContain(file.Later, l => (l.Says ?? "").Contains("900771", StringComparison.Ordinal));
        Given(await app.RunAsync<UnmergePeople, Result<Id<Person>>>(u => u.HandleAsync(
            Cast.SafeguardingOfficer, new(merge, "Two sisters", [file.Later.Single(l => l.What == "Number").Place], []), Ct)));

        await using var db = app.Database.Open();
        Assert.Equal(other, (await db.Set<PersonPhone>().SingleAsync(p => p.AsTyped == "07700 900771", Ct)).PersonId);
        Assert.Equal(one, (await db.Set<PersonName>().SingleAsync(n => n.Full == "Canary Since Then", Ct)).PersonId);
    }

    [Fact]
    public async Task T14_an_exclusion_or_a_restriction_of_either_holds_for_the_one_record_and_its_cases()
    {
        var (one, other) = await GraphAsync("victims");
        Given(await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(other, null, null, [], [new(Cast.ResponseOfficer.StaffId, null, "A relative")]), Ct)));
        Given(await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(other, null, "Threats", [], []), Ct)));
        var asked = Given(await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(Cast.SafeguardingOfficer, new(one, other, null, null, _asItIs, "One person"), Ct)));
        Assert.Equal(MergeState.Asked, asked.State);
        Given(await app.RunAsync<DecideMerge, Result<MergeState>>(d => d.HandleAsync(Cast.Inspector, new(asked.Id, true, null), Ct)));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{one}")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{one}")).Status);
        await using var db = app.Database.Open();
        Assert.True((await db.People.SingleAsync(p => p.Id == one, Ct)).IsRestricted);
        Assert.All(await db.Cases.Where(c => c.VictimId == one).ToListAsync(Ct), c => Assert.True(c.IsRestricted));
    }

    [Fact]
    public async Task T13_two_who_stand_against_each_other_are_never_one()
    {
        var @case = await app.OpenCaseAsync("Canary Opposed", "Canary Opposite");
        var refused = await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(
            Cast.SafeguardingOfficer, new(@case.VictimId, @case.Perpetrators.Single().PersonId, null, null, _asItIs, "One person"), Ct));

        Assert.Equal("merge.linked", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_live_High_waits_for_a_second_person_of_standing_who_did_not_ask()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary High Twice");
        var other = await RecordAsync("Canary High Twice");
        var asked = Given(await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(Cast.SafeguardingOfficer, new(@case.VictimId, other, null, null, _asItIs, "Same address and child"), Ct)));

        Assert.Equal(MergeState.Asked, asked.State);
        Assert.Equal("merge.asked", (await DecideAsync(Cast.SafeguardingOfficer, asked.Id, true)).Refusal?.Code);
        Assert.Equal("merge.no-standing", (await DecideAsync(Cast.ResponseOfficer, asked.Id, true)).Refusal?.Code);
        Assert.Equal("merge.words", (await DecideAsync(Cast.Inspector, asked.Id, false)).Refusal?.Code);
        var page = await app.SignedInAs(Cast.Inspector).GetAsync($"/merges/{asked.Id}");
        var done = await page.Fill("What you checked, or why you decline", "Spoke to both workers").PressAsync("Agree and merge");
        Assert.Equal($"/merges/{asked.Id}?done=merged", done.RedirectsTo);
        Assert.Equal("merge.decided", (await DecideAsync(Cast.Sergeant, asked.Id, true)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_people_are_remembered_to_be_two_and_neither_is_proposed_until_that_is_taken_back()
    {
        var (one, other) = (await RecordAsync("Canary Twin Wetherby", new DateOnly(1988, 4, 5)), await RecordAsync("Canary Twin Wetherby", new DateOnly(1988, 4, 5)));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Likely", (await officer.GetAsync($"/people/{one}/same")).Text, StringComparison.Ordinal);

        await (await officer.GetAsync($"/people/{one}/merge/{other}")).Fill("How do you know that these are two people?", "Seen together").PressAsync("These are two people");

        Assert.Contains("Decided to be somebody else", (await officer.GetAsync($"/people/{other}/same")).Text, StringComparison.Ordinal);
        var known = new KnownPerson { Names = ["Canary Twin Wetherby"], BornOn = "1988-04-05" };
        Assert.DoesNotContain(await app.RunAsync<MatchStored, IReadOnlyList<StoredMatch>>(m => m.ReadAsync(known, one, Ct)), m => m.Person.Id == other);
        var refused = await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(Cast.SafeguardingOfficer, new(one, other, null, null, _asItIs, "One person"), Ct));
        Assert.Equal("merge.held-apart", refused.Refusal?.Code);

        await (await officer.GetAsync($"/people/{one}/merge/{other}")).Fill("Why is that taken back?", "It was the same").PressAsync("Take the decision back");
        Assert.Contains("Likely", (await officer.GetAsync($"/people/{one}/same")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(2, await db.RecordEvents.CountAsync(e => e.PersonId == one && (e.Name == nameof(HeldApart) || e.Name == nameof(HeldApartNoLonger)), Ct));
    }

    [Fact]
    public async Task Twenty_clicks_make_one_merge()
    {
        var (one, other) = (await RecordAsync("Canary Clicked Once"), await RecordAsync("Canary Clicked Once"));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = (await officer.GetAsync($"/people/{one}/merge/{other}")).Fill("How do you know that this is one person?", "One file");
        var fields = page.FieldsFor("Merge the two records");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => officer.PostAsync($"/people/{one}/merge/{other}", fields)));

        Assert.Single(answers.Select(a => a.RedirectsTo).Distinct());
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.PersonMerges.CountAsync(m => m.SurvivorId == one, Ct));
    }

    [Fact]
    public async Task A_form_without_a_reason_or_of_records_changed_since_keeps_what_was_typed_and_says_so()
    {
        var (one, other) = (await RecordAsync("Canary Unreasoned"), await RecordAsync("Canary Unreasoned Too"));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await officer.GetAsync($"/people/{one}/merge/{other}");

        (await page.PressAsync("Merge the two records")).ShowsError("Say how you know that this is one person", "How do you know that this is one person?");
        app.Clock.Now += TimeSpan.FromMinutes(1);
        await app.RunAsync<ChangePhones, bool>(async c => { await c.HandleAsync(Cast.Sergeant, new(other, null, "07700 900772", null), Ct); return true; });
        var late = await page.Fill("How do you know that this is one person?", "One file").PressAsync("Merge the two records");

        Assert.Equal(System.Net.HttpStatusCode.Conflict, late.Status);
        Assert.Contains("was changed while you compared them", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_that_holds_a_person_goes_over_with_a_merge_or_is_history()
    {
        using var db = app.Database.Open();
        string[] history = ["record_events", "protection_acts", "incident_decisions", "person_merges", "people", "same_person_proposals", "match_passes", "perpetrator_scores"];
        var holding = db.Model.GetEntityTypes().Where(e => e.GetProperties().Any(p => p.ClrType == typeof(Id<Person>) || p.ClrType == typeof(Id<Person>?))).Select(e => e.GetTableName()!).Distinct();

        Assert.Equal(
            [
                "assessments", "caller_plans", "campaign_entries", "case_perpetrators", "cases", "child_details", "child_parts", "child_screenings", "child_voices", "contact_attempts", "crew_tasks",
                "engagements", "household_members", "incident_parties", "incoming_people", "investigation_steps", "not_same_people", "orders", "perpetrator_management", "perpetrator_moves", "person_addresses", "person_flags", "person_names", "person_phones",
                "primary_victim_decisions", "primary_victim_proposals", "referrals", "relationships", "safe_contacts", "safe_spaces", "school_notices",
            ],
            holding.Except(history).Order(StringComparer.Ordinal)); // a new one goes over by itself: add it here, and to "What" of MergeFile
    }

    private async Task<(Id<Person> One, Id<Person> Other)> GraphAsync(string graph)
    {
        var name = $"Canary Graph{graph}";
        if (graph is "plain")
        {
            var plain = (await RecordAsync(name, new DateOnly(1990, 1, 2), "07700 900101"), await RecordAsync(name, null, "07700 900101"));
            await app.RunAsync<ChangeWarnings, bool>(async c => { await c.HandleAsync(Cast.SafeguardingOfficer, new(plain.Item2, null, PersonFlagKind.Weapons, "Knife", null, null), Ct); return true; });
            return plain;
        }

        var (first, second) = (await app.OpenCaseAsync($"{name} One", $"{name} He"), await app.OpenCaseAsync($"{name} Other", $"{name} Him"));
        var (one, other) = graph is "perpetrators" ? (first.Perpetrators.Single().PersonId, second.Perpetrators.Single().PersonId) : (first.VictimId, second.VictimId);
        switch (graph)
        {
            case "restricted":
                Given(await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(other, null, "Threats", [Cast.ResponseOfficer.StaffId], []), Ct)));
                break;
            case "excluded":
                Given(await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(one, null, null, [], [new(Cast.ResponseOfficer.StaffId, null, "A relative")]), Ct)));
                Given(await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(other, null, null, [], [new(null, Cast.Council, "The perpetrator works there")]), Ct)));
                break;
            case "related":
                var relative = await RecordAsync($"{name} Sister");
                Given(await app.RunAsync<RelatePeople, Result<Id<Person>>>(r => r.HandleAsync(Cast.SafeguardingOfficer, new(other, relative, RelationshipKind.Sibling, false), Ct)));
                Given(await app.RunAsync<JoinHousehold, Result<Id<Household>>>(r => r.HandleAsync(Cast.SafeguardingOfficer, new(other, relative, null), Ct)));
                break;
        }

        return (one, other);
    }

    private async Task<Id<PersonMerge>> MergeAsync(Id<Person> one, Id<Person> other)
    {
        var done = Given(await app.RunAsync<MergePeople, Result<MergePeople.Outcome>>(m => m.HandleAsync(Cast.SafeguardingOfficer, new(one, other, null, null, _asItIs, "One person"), Ct)));
        if (done.State is MergeState.Asked)
        {
            Given(await DecideAsync(Cast.Inspector, done.Id, true));
        }

        return done.Id;
    }

    private Task<Result<MergeState>> DecideAsync(Actor actor, Id<PersonMerge> id, bool agree) => app.RunAsync<DecideMerge, Result<MergeState>>(d => d.HandleAsync(actor, new(id, agree, null), Ct));

    private Task<Result<Id<Person>>> UndoAsync(Id<PersonMerge> id) => app.RunAsync<UnmergePeople, Result<Id<Person>>>(u => u.HandleAsync(Cast.SafeguardingOfficer, new(id, "Two people", [], []), Ct));

    private Task<Id<Person>> RecordAsync(string name, DateOnly? born = null, string? phone = null) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, born, false, Gender.NotKnown, null, phone, null, AddressVisibility.Open), Ct));

    /// <summary>Every table as its rows say it; of protection what holds, since what ended stays with its dates.</summary>
    private async Task<SortedDictionary<string, IReadOnlyList<string>>> SnapshotAsync()
    {
        await using var connection = new NpgsqlConnection(app.Database.ConnectionString);
        await connection.OpenAsync(Ct);
        SortedDictionary<string, IReadOnlyList<string>> tables = new(StringComparer.Ordinal);
        foreach (var table in (await RowsAsync(connection, "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")).Except(_onlyGrow))
        {
            var holds = table is "named_staff" or "exclusions" ? "where until is null" : "";
            tables[table] = await RowsAsync(connection, $"select (to_jsonb(t) - 'changed_at' {(holds.Length > 0 ? "- 'number' - 'since'" : "")})::text from \"{table}\" t {holds} order by 1");
        }

        return tables;
    }

    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> rows = [];
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}"));
}
