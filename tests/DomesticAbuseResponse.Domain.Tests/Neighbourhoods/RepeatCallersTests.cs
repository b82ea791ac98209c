using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Tests.Neighbourhoods;

/// <summary>Who stands where on the list of repeat callers, and what a plan for one of them needs (R4.19, S85).</summary>
public sealed class RepeatCallersTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _today = new(2026, 11, 23);
    private static readonly RepeatCallerSettings _settings = RepeatCallerSettings.Default;

    [Fact]
    public void S85_repeat_callers_who_tie_are_ordered_by_the_most_recent_call_then_by_the_highest_grade()
    {
        var (most, recent, graver, lighter) = (Person(), Person(), Person(), Person());
        CallFact[] calls =
        [
            .. Calls(most, 3, hoursAgo: 500, ResponseGrade.Diary),
            .. Calls(recent, 2, hoursAgo: 1, ResponseGrade.Diary),
            .. Calls(lighter, 2, hoursAgo: 9, ResponseGrade.Routine),
            .. Calls(graver, 2, hoursAgo: 9, ResponseGrade.Immediate),
        ];

        var ranked = RepeatCallers.Rank(calls, _settings);

        Assert.Equal([most, recent, graver, lighter], ranked.Select(r => r.Key.Person!.Value));
        Assert.Equal([1, 2, 3, 4], ranked.Select(r => r.Rank));
        Assert.Equal(ResponseGrade.Immediate, ranked[2].Gravest);
        Assert.Contains("Equal ones: the most recent call first, then the highest response grade.", RepeatCallers.Words(_settings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_does_not_hang_on_the_order_of_the_calls()
    {
        CallFact[] calls = [.. Enumerable.Range(0, 12).SelectMany(_ => Calls(Person(), 2, hoursAgo: 5, ResponseGrade.Routine))];
        var expected = RepeatCallers.Rank(calls, _settings).Select(r => r.Key).ToList();

        Array.Reverse(calls);

        Assert.Equal(expected, RepeatCallers.Rank(calls, _settings).Select(r => r.Key));
    }

    [Fact]
    public void Callers_without_a_person_count_by_number_and_then_by_place()
    {
        CallFact[] calls =
        [
            Call(null, "+447700900001", "12 Demo, DM4 1AA"), Call(null, "+447700900001", null), Call(null, null, "7 Demo, DM4 1AB"), Call(null, null, "7 Demo, DM4 1AB"),
            Call(null, null, null), Call(null, null, null),
        ];

        Assert.Equal([CallerKind.Number, CallerKind.Place], RepeatCallers.Rank(calls, _settings).Select(r => r.Key.Kind).Order());
    }

    [Fact]
    public void A_number_that_one_known_caller_uses_is_theirs_and_a_shared_one_is_nobodys()
    {
        var (ann, ben) = (Person(), Person());
        var own = RepeatCallers.Rank([Call(ann, "+447700900002", null), Call(null, "+447700900002", null)], _settings);
        Assert.Equal((ann, 2), (own.Single().Key.Person, own.Single().Calls));

        var shared = RepeatCallers.Rank([Call(ann, "+447700900003", null), Call(ben, "+447700900003", null), Call(null, "+447700900003", null), Call(null, "+447700900003", null)], _settings);
        Assert.Equal(CallerKind.Number, shared.Single().Key.Kind);
    }

    [Fact]
    public void Once_is_no_repeat() => Assert.Empty(RepeatCallers.Rank([Call(Person(), null, null)], _settings));

    [Theory]
    [InlineData("dm4", "DM4"), InlineData(" dm4  1 ", "DM4 1"), InlineData("dm41aa", "DM4 1AA"), InlineData("EC1A 1", "EC1A 1")]
    public void The_beginning_of_a_postcode_is_read_however_it_is_typed(string typed, string area) => Assert.Equal(area, PostcodeArea.Read(typed));

    [Theory]
    [InlineData(""), InlineData("Demoford"), InlineData("4DM"), InlineData("DM4 AA"), InlineData("DM4 1AAA")]
    public void What_is_none_is_refused(string typed) => Assert.Null(PostcodeArea.Read(typed));

    [Fact]
    public void DM4_does_not_hold_the_postcodes_of_DM41()
    {
        Assert.True(PostcodeArea.Holds("DM4", "DM4 1AA"));
        Assert.False(PostcodeArea.Holds("DM4", "DM41 1AA"));
        Assert.True(PostcodeArea.Holds("DM4 1", "DM4 1AA"));
        Assert.False(PostcodeArea.Holds("DM4 1", null));
        Assert.True(PostcodeArea.Overlap("DM4", "DM4 1"));
        Assert.False(PostcodeArea.Overlap("DM4", "DM41"));
    }

    [Fact]
    public void An_action_needs_an_owner_and_a_date_that_has_not_passed_and_a_plan_closes_when_each_has_its_outcome()
    {
        var plan = CallerPlan.Open(Id<Neighbourhood>.New(_now), RepeatCallers.Rank([.. Calls(Person(), 2, 1, null)], _settings)[0], By, _now);
        var council = Id<Agency>.New(_now);

        Assert.Equal("plan.text", plan.Add(" ", council, "Housing officer", _today, _today, By, _now).Refusal?.Code);
        Assert.Equal("plan.owner", plan.Add("Mend the lock", council, null, _today, _today, By, _now).Refusal?.Code);
        Assert.Equal("plan.due", plan.Add("Mend the lock", council, "Housing officer", _today.AddDays(-1), _today, By, _now).Refusal?.Code);
        var action = plan.Add("Mend the lock", council, "Housing officer", _today, _today, By, _now).Match(a => a, r => throw new InvalidOperationException(r.Message));
        Assert.False(action.IsOverdueOn(_today));
        Assert.True(action.IsOverdueOn(_today.AddDays(1)));
        Assert.Equal("plan.open-actions", plan.Close("Moved away", _now).Refusal?.Code);
        Assert.Equal("plan.outcome", plan.Finish(action.Number, PlanOutcome.Done, "", By, _now).Refusal?.Code);
        Assert.Null(plan.Finish(action.Number, PlanOutcome.NotDone, "Nobody let us in", By, _now).Refusal);
        Assert.Equal("plan.action-done", plan.Finish(action.Number, PlanOutcome.Done, "Done after all", By, _now).Refusal?.Code);
        Assert.Null(plan.Close("No call for six weeks", _now).Refusal);
        Assert.Equal("plan.closed", plan.Add("Another", council, "Somebody", _today, _today, By, _now).Refusal?.Code);
    }

    private static Actor By { get; } = new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.Sergeant }, new HashSet<Id<Marac>>());

    private static Id<Person> Person() => Id<Person>.New(_now);

    private static CallFact Call(Id<Person>? person, string? number, string? place) => new(Id<Incident>.New(_now), _now, null, person, number, place);

    private static IEnumerable<CallFact> Calls(Id<Person> person, int count, int hoursAgo, ResponseGrade? grade) =>
        Enumerable.Range(0, count).Select(n => new CallFact(Id<Incident>.New(_now), _now.AddHours(-hoursAgo - (n * 24)), grade, person, null, null));
}
