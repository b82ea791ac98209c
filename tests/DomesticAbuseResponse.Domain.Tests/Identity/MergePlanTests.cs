using System.Globalization;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Identity;

/// <summary>Two records become one and come apart again, over invented graphs of rows (T14).</summary>
public sealed class MergePlanTests
{
    private const string _now = "2026-11-26T10:00:00+00:00";

    private static readonly PersonColumn[] _columns =
    [
        new("person_names", "person_id"), new("person_phones", "person_id"), new("person_addresses", "person_id"), new("safe_contacts", "person_id"), new("person_flags", "person_id"),
        new("cases", "victim_id"), new("case_perpetrators", "person_id"), new("incident_parties", "person_id"), new("contact_attempts", "person_id"),
        new("relationships", "from_id"), new("relationships", "to_id"), new("participations", "record_id"), new("named_staff", "record_id"), new("exclusions", "record_id"), new("exclusions", "source_id"),
    ];

    private static readonly Dictionary<string, MergeSide> _nowhere = [];

    private static readonly Dictionary<MergeField, MergeSide> _noFields = [];

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 10)];

    [Theory, MemberData(nameof(Blocks))]
    public void T14_merge_and_unmerge_are_nothing_over_a_thousand_graphs(int block)
    {
        for (var seed = block * 100; seed < (block + 1) * 100; seed++)
        {
            var world = World.Of(seed);
            var plan = MergePlan.Of(world.Graph, _columns, world.A, world.B, world.Choices, _now);
            var merged = world.Graph.Apply(plan.Steps);

            var back = merged.Apply(UnmergePlan.Of(plan, merged, _columns, world.A, world.B, _nowhere, _noFields, _now));

            Assert.Equal(world.Graph.Rows, back.Rows);
            Assert.DoesNotContain(_columns, c => c.Table is not ("named_staff" or "exclusions" or "relationships") && merged.In(c.Table, c.Column, world.B.ToString()).Count > 0);
        }
    }

    [Theory, MemberData(nameof(Blocks))]
    public void T14_nobody_opens_the_one_record_who_was_kept_from_either_or_reached_neither(int block)
    {
        for (var seed = block * 100; seed < (block + 1) * 100; seed++)
        {
            var world = World.Of(seed);
            var plan = MergePlan.Of(world.Graph, _columns, world.A, world.B, world.Choices, _now);
            var merged = world.Graph.Apply(plan.Steps);
            foreach (var staff in World.Staff)
            {
                var (toA, toB) = (Access(world.Graph, world.A, staff), Access(world.Graph, world.B, staff));
                var after = Access(merged, world.A, staff);
                Assert.False(after.Opens && (toA.Kept || toB.Kept), $"Graph {seed}: {staff} was kept from one of the two.");
                Assert.False(after.Opens && !toA.Opens && !toB.Opens, $"Graph {seed}: {staff} opened neither.");
            }
        }
    }

    [Theory, MemberData(nameof(Blocks))]
    public void What_was_added_and_changed_since_is_still_there_and_all_else_is_as_before(int block)
    {
        for (var seed = block * 100; seed < (block + 1) * 100; seed++)
        {
            var world = World.Of(seed);
            var plan = MergePlan.Of(world.Graph, _columns, world.A, world.B, world.Choices, _now);
            var merged = world.Graph.Apply(plan.Steps);
            var attempt = Row("contact_attempts", "later", ("person_id", world.A.ToString()), ("case_id", world.CaseOfB), ("note", "since"));
            var phone = Row("person_phones", "later", ("person_id", world.A.ToString()), ("e164", "+447700900999"), ("until", null), ("is_unconfirmed", "false"));
            var other = Row("person_flags", "later", ("person_id", world.A.ToString()), ("kind", "Weapons"));
            var noted = merged.In("person_flags", "person_id", world.A.ToString()).FirstOrDefault(r => world.Graph.Find(r.Table, r.Key)!["person_id"] == world.B.ToString());
            var later = IdentityGraph.Of([.. merged.Rows.Select(r => r == noted ? r.With("note", "changed since") : r), attempt, phone, other]);
            var place = UnmergePlan.Later(plan, later, _columns, world.A).Single(l => l.Row == phone).Place;

            var back = later.Apply(UnmergePlan.Of(plan, later, _columns, world.A, world.B, new Dictionary<string, MergeSide> { [place] = MergeSide.Merged }, _noFields, _now));

            Assert.Equal(world.B.ToString(), back.Find("contact_attempts", "later")!["person_id"]); // it hangs on a case that went back
            Assert.Equal(world.B.ToString(), back.Find("person_phones", "later")!["person_id"]); // as was chosen
            Assert.Equal(world.A.ToString(), back.Find("person_flags", "later")!["person_id"]); // nobody said otherwise
            Assert.Equal(
                world.Graph.Rows.Select(r => noted is not null && (r.Table, r.Key) == (noted.Table, noted.Key) ? r.With("note", "changed since") : r), back.Rows.Where(r => r.Key != "later"));
        }
    }

    [Fact]
    public void A_value_changed_since_stays_or_goes_where_it_is_said_to_belong()
    {
        var world = World.Of(7);
        var plan = MergePlan.Of(world.Graph, _columns, world.A, world.B, _noFields, _now);
        var merged = world.Graph.Apply(plan.Steps);
        var one = merged.Find("people", world.A.ToString())!;
        var later = merged.Apply([IdentityStep.Set(one, "interpreter", "Since then")]);

        Assert.Equal(MergeField.Interpreter, Assert.Single(UnmergePlan.LaterFields(plan, later, world.A, world.B)).Field);

        var stays = later.Apply(UnmergePlan.Of(plan, later, _columns, world.A, world.B, _nowhere, _noFields, _now));
        var goes = later.Apply(UnmergePlan.Of(plan, later, _columns, world.A, world.B, _nowhere, new Dictionary<MergeField, MergeSide> { [MergeField.Interpreter] = MergeSide.Merged }, _now));

        Assert.Equal("Since then", stays.Find("people", world.A.ToString())!["interpreter"]);
        Assert.Equal(world.Graph.Find("people", world.B.ToString())!["interpreter"], stays.Find("people", world.B.ToString())!["interpreter"]);
        Assert.Equal("Since then", goes.Find("people", world.B.ToString())!["interpreter"]);
        Assert.Equal(world.Graph.Find("people", world.A.ToString())!["interpreter"], goes.Find("people", world.A.ToString())!["interpreter"]);
    }

    [Fact]
    public void The_strictest_says_what_holds_of_an_address_and_of_a_number()
    {
        var (a, b) = (Id<Person>.New(DateTimeOffset.UnixEpoch), Id<Person>.New(DateTimeOffset.UnixEpoch));
        var graph = IdentityGraph.Of(
        [
            Person(a, restricted: false), Person(b, restricted: true),
            Row("person_addresses", "1", ("person_id", a.ToString()), ("lines", "1 Mill Lane"), ("postcode", "ZZ9 9ZZ"), ("visibility", "Open")),
            Row("person_addresses", "2", ("person_id", b.ToString()), ("lines", "1 MILL Lane"), ("postcode", "ZZ9 9ZZ"), ("visibility", "Hidden")),
            Row("safe_contacts", "1", ("person_id", a.ToString()), ("channel", "Phone"), ("value", "07700 900123"), ("safety", "Safe")),
            Row("safe_contacts", "2", ("person_id", b.ToString()), ("channel", "Text"), ("value", "+447700900123"), ("safety", "Unsafe")),
        ]);

        var merged = graph.Apply(MergePlan.Of(graph, _columns, a, b, _noFields, _now).Steps);

        Assert.Equal(["Hidden", "Hidden"], merged.Rows.Where(r => r.Table == "person_addresses").Select(r => r["visibility"]));
        Assert.Equal(["Unsafe", "Unsafe"], merged.Rows.Where(r => r.Table == "safe_contacts").Select(r => r["safety"]));
        Assert.Equal("true", merged.Find("people", a.ToString())!["is_restricted"]);
    }

    [Theory]
    [InlineData(MergeSide.Survivor, "Anna One")]
    [InlineData(MergeSide.Merged, "Ana Other")]
    public void The_name_chosen_is_the_one_shown(MergeSide side, string name)
    {
        var (a, b) = (Id<Person>.New(DateTimeOffset.UnixEpoch), Id<Person>.New(DateTimeOffset.UnixEpoch));
        var graph = IdentityGraph.Of(
        [
            Person(a, false), Person(b, false),
            Row("person_names", "1", ("person_id", a.ToString()), ("full", "Anna One"), ("kind", "Given")), Row("person_names", "2", ("person_id", b.ToString()), ("full", "Ana Other"), ("kind", "Given")),
        ]);

        var names = graph.Apply(MergePlan.Of(graph, _columns, a, b, new Dictionary<MergeField, MergeSide> { [MergeField.Name] = side }, _now).Steps).In("person_names", "person_id", a.ToString());

        Assert.Equal(name, (names.LastOrDefault(n => n["kind"] == "Preferred") ?? names[^1])["full"]);
    }

    private static (bool Opens, bool Kept) Access(IdentityGraph graph, Id<Person> person, string staff)
    {
        bool On(string table) => graph.Rows.Any(r => r.Table == table && r["record_id"] == person.ToString() && r["staff_id"] == staff && r["until"] is null);
        var reaches = On("participations");
        var kept = On("exclusions") || (graph.Find("people", person.ToString())!["is_restricted"] == "true" && !On("named_staff"));
        return (reaches && !kept, kept);
    }

    private static IdentityRow Person(Id<Person> id, bool restricted, string? interpreter = null, string? born = null) => Row(
        "people", id.ToString(), ("is_restricted", restricted ? "true" : "false"), ("restricted_reason", restricted ? "because" : null), ("born_on", born), ("birth_is_estimated", "false"),
        ("gender", "NotKnown"), ("died_on", null), ("interpreter", interpreter), ("merged_into_id", null));

    private static IdentityRow Row(string table, string key, params (string Column, string? Value)[] values) => IdentityRow.Of(table, key, values.Select(v => KeyValuePair.Create(v.Column, v.Value)));

    /// <summary>Two people, whatever hangs on them, and some that hangs on others.</summary>
    private sealed record World(IdentityGraph Graph, Id<Person> A, Id<Person> B, string CaseOfB, IReadOnlyDictionary<MergeField, MergeSide> Choices)
    {
        public static string[] Staff { get; } = [.. Enumerable.Range(1, 6).Select(i => $"staff{i}")];

        public static World Of(int seed)
        {
            var random = new Random(seed);
            Id<Person> New() => new(new Guid(random.Next(), 1, 2, [1, 2, 3, 4, 5, 6, 7, (byte)random.Next(256)]));
            var (a, b, c) = (New(), New(), New());
            Id<Person>[] people = [a, b, c];
            string Any() => people[random.Next(3)].ToString();
            string? Maybe(string text) => random.Next(2) == 0 ? text : null;
            List<IdentityRow> rows = [.. people.Select(p => Person(p, random.Next(3) == 0, Maybe($"Lang{random.Next(3)}"), Maybe($"19{random.Next(70, 90)}-01-02")))];
            for (var i = 0; i < random.Next(40, 90); i++)
            {
                var key = (i + 1).ToString(CultureInfo.InvariantCulture);
                rows.Add(random.Next(12) switch
                {
                    0 => Row("person_names", key, ("person_id", Any()), ("full", $"Name {random.Next(4)}"), ("kind", random.Next(3) == 0 ? "Preferred" : "Given")),
                    1 => Row("person_phones", key, ("person_id", Any()), ("e164", $"+4477009000{random.Next(10, 14)}"), ("until", Maybe("2026-01-01")), ("is_unconfirmed", "false")),
                    2 => Row("person_addresses", key, ("person_id", Any()), ("lines", $"{random.Next(3)} Lane"), ("postcode", null), ("visibility", random.Next(2) == 0 ? "Open" : "Hidden")),
                    3 => Row("safe_contacts", key, ("person_id", Any()), ("channel", random.Next(2) == 0 ? "Phone" : "Email"), ("value", $"0770090010{random.Next(3)}"), ("safety", random.Next(2) == 0 ? "Safe" : "Unsafe")),
                    4 => Row("person_flags", key, ("person_id", Any()), ("kind", "Weapons"), ("note", $"{i}")),
                    5 => Row("case_perpetrators", key, ("person_id", Any()), ("case_id", $"case{random.Next(5)}")),
                    6 => Row("incident_parties", key, ("person_id", Any()), ("incident_id", $"incident{random.Next(4)}"), ("role", random.Next(2) == 0 ? "Victim" : "Caller"), ("case_id", null), ("as_typed", Maybe("typed"))),
                    7 => Row("relationships", key, ("from_id", Any()), ("to_id", Any()), ("kind", "Sibling")),
                    8 => Row("participations", key, ("record_id", Any()), ("staff_id", Staff[random.Next(6)]), ("through_case_id", null), ("until", null)),
                    9 => Row("exclusions", key, ("record_id", Any()), ("staff_id", Staff[random.Next(6)]), ("agency_id", null), ("source_id", Maybe(Any())), ("until", Maybe("2026-01-01"))),
                    _ => Row("cases", key, ("victim_id", Any()), ("grade", "High")),
                });
            }

            // A name stands once on a record.
            rows.AddRange(people.SelectMany((p, n) => Staff.Where(_ => random.Next(2) == 0).Select((s, i) => Row("named_staff", $"{n}{i}{s}", ("record_id", p.ToString()), ("staff_id", s), ("until", null)))));
            var ofB = Row("cases", "case-of-b", ("victim_id", b.ToString()), ("grade", null));
            rows.Add(ofB);
            var choices = Enum.GetValues<MergeField>().Where(_ => random.Next(2) == 0).ToDictionary(f => f, _ => random.Next(2) == 0 ? MergeSide.Survivor : MergeSide.Merged);
            return new(IdentityGraph.Of(rows), a, b, ofB.Key, choices);
        }
    }
}
