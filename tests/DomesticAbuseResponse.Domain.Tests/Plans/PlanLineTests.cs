using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Domain.Tests.Plans;

/// <summary>One line of a plan: what it can say, how it changes, and what is kept (R3.9, R3.10, R4.21).</summary>
public sealed class PlanLineTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly _today = new(2026, 11, 26);

    private static readonly Actor _idva = new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.Idva }, new HashSet<Id<Marac>>());

    private static readonly Actor _officer = new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.SafeguardingOfficer }, new HashSet<Id<Marac>>());

    private static readonly PlanLineTerms _terms = new("home", null, "Change the lock", PlanOwner.Victim, _today.AddDays(2), VictimAgreement.Yes, ["weapons"], true, null);

    private static readonly SafetyPlan _plan = SafetyPlan.Begin(Case.Open(_officer, "C-1", Id<Person>.New(_now), null, _now), _idva, _today.AddDays(28), _now);

    [Fact]
    public void R3_9_A_line_says_what_who_by_when_and_whether_the_victim_agreed()
    {
        Assert.Equal("plan.section", Write(_terms with { Section = "garden" }).Refusal!.Code);
        Assert.Equal("plan.words", Write(_terms with { Words = " " }).Refusal!.Code);
        Assert.Equal("plan.who", Write(_terms with { Owner = new(PlanOwnerKind.Colleague, null, null) }).Refusal!.Code);
        Assert.Equal("plan.agency", Write(_terms with { Owner = new(PlanOwnerKind.Agency, null, " ") }).Refusal!.Code);
        Assert.Equal("plan.past", Write(_terms with { DueOn = _today.AddDays(-1) }).Refusal!.Code);
        Assert.Equal("plan.far", Write(_terms with { DueOn = _today.AddYears(3) }).Refusal!.Code);
        Assert.Null(Write(_terms with { DueOn = null, Answers = [] }).Refusal); // neither is needed to save
        Assert.True(Line().IsOpen);
    }

    [Theory]
    [InlineData("Go to 14 Elm Street")]
    [InlineData("The key is at ZZ99 1AA")]
    public void R6_11_A_line_never_says_where_a_place_is(string words)
    {
        Assert.Equal("plan.words", Write(_terms with { Words = words }).Refusal!.Code);
        Assert.Equal("plan.paper-words", Write(_terms with { PaperWords = words }).Refusal!.Code);
        Assert.Equal("plan.agency", Write(_terms with { Owner = new(PlanOwnerKind.Agency, null, words) }).Refusal!.Code);
        Assert.Equal("plan.reason", Line().Settle(PlanLineStatus.NotPossible, words, _idva, _now, _now).Refusal!.Code);
    }

    [Fact]
    public void S88_R4_21_A_cocoon_watch_without_the_victims_consent_is_blocked()
    {
        var watch = _terms with { Section = "network", Step = PlanStep.CocoonWatch };
        Assert.Equal("plan.consent", Write(watch with { Agreed = VictimAgreement.No }).Refusal!.Code);
        Assert.Equal("plan.consent", Write(watch with { Agreed = VictimAgreement.NotYetAsked }).Refusal!.Code);
        var line = Given(Write(watch));

        Assert.Equal("plan.consent", line.Change(watch with { Agreed = VictimAgreement.No }, _idva, _now, _today, _now).Refusal!.Code); // taken back: the line is given up first
        Assert.Null(line.Settle(PlanLineStatus.NoLongerWanted, "She does not want it any more", _idva, _now, _now).Refusal);
        Assert.Null(line.Change(watch with { Agreed = VictimAgreement.No }, _idva, _now, _today, _now).Refusal);
        Assert.Equal("plan.consent", line.Settle(PlanLineStatus.Open, null, _idva, _now, _now).Refusal!.Code);
        Assert.Null(Write(_terms with { Step = PlanStep.PoliceWatch, Agreed = VictimAgreement.NotYetAsked }).Refusal); // patrols need no consent
    }

    [Fact]
    public void R3_9_What_is_not_done_says_why_and_every_change_keeps_what_stood_there_before()
    {
        var line = Line();
        Assert.Equal("plan.reason", line.Settle(PlanLineStatus.NotPossible, " ", _idva, _now, _now).Refusal!.Code);
        Assert.True(line.Settle(PlanLineStatus.NotPossible, "The landlord refuses", _idva, _now, _now).Match(m => m, _ => false));
        Assert.False(line.Settle(PlanLineStatus.NotPossible, "The landlord refuses", _idva, _now, _now).Match(m => m, _ => true)); // said twice is once
        line.Change(line.Terms with { Words = "Change both locks", DueOn = null }, _officer, _now, _today, _now.AddHours(1));

        Assert.Equal([PlanField.Written, PlanField.Status, PlanField.Words, PlanField.DueOn], line.Changes.Select(c => c.Field));
        var words = line.Changes.ElementAt(2);
        Assert.Equal(("Change the lock", "Change both locks", _officer.StaffId), (words.Before, words.After, words.By));
        Assert.Equal(("2026-11-28", (string?)null), (line.Changes.Last().Before, line.Changes.Last().After));
        Assert.Equal("NotPossible The landlord refuses", line.Changes.ElementAt(1).After);
    }

    [Fact]
    public void R3_11_Whoever_confirms_a_line_confirms_what_they_saw_and_nothing_that_happened_after()
    {
        var line = Line();
        line.Confirm(_idva, _now.AddHours(2), _now.AddHours(5));
        Assert.Equal(_now.AddHours(2), line.LookedAt);
        line.Confirm(_idva, _now.AddDays(9), _now.AddHours(6)); // nobody has seen the future
        Assert.Equal(_now.AddHours(6), line.LookedAt);
        line.Confirm(_idva, _now.AddHours(1), _now.AddHours(7)); // an older page takes nothing back
        Assert.Equal(_now.AddHours(6), line.LookedAt);
        line.Change(line.Terms with { Words = "Both locks" }, _idva, null, _today, _now.AddHours(8)); // when it was seen is not known
        Assert.Equal(_now.AddHours(6), line.LookedAt);
    }

    [Fact]
    public void A_late_line_may_keep_its_day_and_a_line_that_never_goes_to_the_victim_is_not_chosen_for_the_copy()
    {
        var line = Line();
        Assert.Null(line.Change(line.Terms with { Words = "Still the lock" }, _idva, _now, _today.AddDays(9), _now.AddDays(9)).Refusal);
        Assert.False(Given(Write(_terms with { Section = "perpetrator" })).OnPaper);
        Assert.Null(Given(Write(_terms with { PaperWords = " Change the lock " })).PaperWords); // the same words are no other words
    }

    [Fact]
    public void R3_9_An_agency_changes_its_own_lines_and_whoever_keeps_the_plan_changes_all()
    {
        Assert.True(PlanStanding.MayChange(_idva, _plan, _officer.AgencyId));
        Assert.True(PlanStanding.MayChange(_officer, _plan, _officer.AgencyId));
        Assert.False(PlanStanding.MayChange(_officer, _plan, _idva.AgencyId));
        Assert.False(PlanStanding.Keeps(_officer, _plan));
    }

    private static Result<PlanLine> Write(PlanLineTerms terms) => PlanLine.Write(_plan, 1, _idva, terms, _today, _now);

    private static PlanLine Line() => Given(Write(_terms));

    private static T Given<T>(Result<T> result) => result.Match(v => v, refusal => throw new InvalidOperationException(refusal.Message));
}
