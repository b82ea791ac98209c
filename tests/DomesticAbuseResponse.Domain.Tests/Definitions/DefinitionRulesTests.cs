using System.Globalization;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using static DomesticAbuseResponse.Domain.Tests.Definitions.Defined;

namespace DomesticAbuseResponse.Domain.Tests.Definitions;

public sealed class DefinitionRulesTests
{
    [Fact]
    public void R46_two_incidents_in_twelve_months_whoever_did_it_make_a_repeat_victim_and_the_result_says_on_what()
    {
        var (first, second) = (Incident(On.AddMonths(-5)), Incident(On, perpetrator: Another, crime: false));

        var result = DefinitionRules.RepeatVictim(Victim, Facts(second, first), On, Book);

        Assert.True(result.IsMet);
        Assert.Equal([first, second], result.Evidence);
        Assert.Equal("2 incidents from Saturday 22 November 2025 to Sunday 22 November 2026", result.Counted);
        Assert.Equal(("shipped-1", "R4.6"), (result.Version, result.Rule));
    }

    [Fact]
    public void One_incident_is_no_repeat_and_the_result_says_why()
    {
        var result = DefinitionRules.RepeatVictim(Victim, Facts(Incident(On), Incident(On, victim: AnotherVictim)), On, Book);

        Assert.Equal("1 incident from Saturday 22 November 2025 to Sunday 22 November 2026; 2 are needed.", result.NotMetBecause);
        Assert.Single(result.Evidence);
    }

    [Theory]
    [InlineData("2025-11-22", true)]
    [InlineData("2025-11-21", false)]
    public void The_window_is_of_calendar_months_with_both_ends(string first, bool met) =>
        Assert.Equal(met, DefinitionRules.RepeatVictim(Victim, Facts(Incident(DateOnly.Parse(first, CultureInfo.InvariantCulture)), Incident(On)), On, Book).IsMet);

    [Fact]
    public void The_window_of_a_leap_day_begins_on_the_last_of_February()
    {
        var on = new DateOnly(2028, 2, 29);
        Assert.True(DefinitionRules.RepeatVictim(Victim, Facts(Incident(new(2027, 2, 28)), Incident(on)), on, Book).IsMet);
        Assert.False(DefinitionRules.RepeatVictim(Victim, Facts(Incident(new(2027, 2, 27)), Incident(on)), on, Book).IsMet);
    }

    [Fact]
    public void What_comes_after_the_day_is_not_counted() =>
        Assert.False(DefinitionRules.RepeatVictim(Victim, Facts(Incident(On), Incident(On.AddDays(1))), On, Book).IsMet);

    [Fact]
    public void S56_the_same_victim_with_another_perpetrator_is_a_repeat_victim_and_no_repeat_pair()
    {
        var facts = Facts(Incident(On.AddMonths(-3)), Incident(On, perpetrator: Another));

        Assert.True(DefinitionRules.RepeatVictim(Victim, facts, On, Book).IsMet);
        Assert.False(DefinitionRules.RepeatPair(Victim, Perpetrator, facts, On, Book).IsMet);
        Assert.False(DefinitionRules.RepeatPair(Victim, Another, facts, On, Book).IsMet);
        Assert.Contains("between these two; 2 are needed", DefinitionRules.RepeatPair(Victim, Another, facts, On, Book).NotMetBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void S83_three_incidents_with_the_same_victim_are_a_repeat_and_not_serial()
    {
        var facts = Facts(Incident(On.AddMonths(-9)), Incident(On.AddMonths(-4)), Incident(On));

        var serial = DefinitionRules.Serial(Perpetrator, facts, On, Book);

        Assert.True(DefinitionRules.RepeatPair(Victim, Perpetrator, facts, On, Book).IsMet);
        Assert.False(serial.IsMet);
        Assert.EndsWith("Harm to the same victim again is a repeat, not serial.", serial.NotMetBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void S83_two_incidents_with_two_victims_within_three_years_are_serial()
    {
        var facts = Facts(Incident(On.AddMonths(-35)), Incident(On, victim: AnotherVictim, crime: false));

        var serial = DefinitionRules.Serial(Perpetrator, facts, On, Book);

        Assert.True(serial.IsMet);
        Assert.Equal(2, serial.Evidence.Count);
        Assert.Equal("The age is not known and is taken to be 16 or over.", Assert.Single(serial.Grounds));
        Assert.False(DefinitionRules.Serial(Perpetrator, Facts(Incident(On.AddMonths(-37)), Incident(On, victim: AnotherVictim)), On, Book).IsMet);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void R224_serial_begins_at_sixteen(int age, bool met)
    {
        DefinitionFacts facts = new([Incident(On), Incident(On, victim: AnotherVictim)], [Somebody(Perpetrator, age)]);
        Assert.Equal(met, DefinitionRules.Serial(Perpetrator, facts, On, Book).IsMet);
    }

    [Fact]
    public void S83_a_record_counts_from_the_sixteenth_birthday_on_and_not_from_the_day_before()
    {
        var birthday = On.AddMonths(-5);
        PersonFact person = new(Perpetrator, birthday.AddYears(-16), BirthIsEstimated: false, [], false);
        Assert.True(DefinitionRules.Serial(Perpetrator, new([Incident(birthday), Incident(On, victim: AnotherVictim)], [person]), On, Book).IsMet);

        var before = DefinitionRules.Serial(Perpetrator, new([Incident(birthday.AddDays(-1)), Incident(On, victim: AnotherVictim)], [person]), On, Book);
        Assert.False(before.IsMet);
        Assert.Single(before.Evidence);
        Assert.Equal("1 incident from before the age of 16 not counted.", Assert.Single(before.Grounds));
    }

    [Fact]
    public void One_incident_with_two_victims_is_one_record_and_not_serial()
    {
        var both = Incident(On) with { Victims = [Victim, AnotherVictim] };
        Assert.EndsWith("2 incidents are needed.", DefinitionRules.Serial(Perpetrator, Facts(both), On, Book).NotMetBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void S07_three_reports_to_the_police_are_potential_escalation_by_the_rule_of_the_referral()
    {
        var facts = Facts(Incident(new(2025, 12, 1)), Incident(new(2026, 6, 10)), Incident(new(2026, 11, 20)));

        var result = DefinitionRules.Escalation(Victim, new HashSet<Id<Person>> { Perpetrator }, facts, On, MaracProfile.Default);

        Assert.True(result.IsMet);
        Assert.Equal(3, result.Evidence.Count);
        Assert.Equal("default-1", result.Version);
    }

    [Theory]
    [InlineData("2025-11-21", false)]
    [InlineData("2025-11-22", true)]
    public void S08_the_first_of_three_reports_must_lie_in_the_window(string first, bool met)
    {
        var facts = Facts(Incident(DateOnly.Parse(first, CultureInfo.InvariantCulture)), Incident(new(2026, 6, 10)), Incident(new(2026, 11, 20)));
        Assert.Equal(met, DefinitionRules.Escalation(Victim, new HashSet<Id<Person>> { Perpetrator }, facts, On, MaracProfile.Default).IsMet);
    }

    [Fact]
    public void What_was_not_reported_to_the_police_is_no_escalation_and_still_a_repeat()
    {
        var facts = Facts(Incident(On.AddMonths(-2), police: false), Incident(On.AddMonths(-1), police: false), Incident(On, police: false));

        Assert.False(DefinitionRules.Escalation(Victim, new HashSet<Id<Person>> { Perpetrator }, facts, On, MaracProfile.Default).IsMet);
        Assert.True(DefinitionRules.RepeatPair(Victim, Perpetrator, facts, On, Book).IsMet);
    }

    [Fact]
    public void An_agency_may_count_crimes_between_partners_alone()
    {
        var strict = Book with { RepeatPair = new() { CrimesOnly = true, Relations = new HashSet<PairRelation> { PairRelation.Intimate } } };
        IncidentFact[] incidents = [Incident(On.AddMonths(-1)), Incident(On)];
        Dictionary<(Id<Person>, Id<Person>), PairRelation> partners = new() { [(Victim, Perpetrator)] = PairRelation.Intimate };

        Assert.False(DefinitionRules.RepeatPair(Victim, Perpetrator, new(incidents, []), On, strict).IsMet);
        Assert.True(DefinitionRules.RepeatPair(Victim, Perpetrator, new(incidents, [], partners), On, strict).IsMet);
        Assert.False(DefinitionRules.RepeatPair(Victim, Perpetrator, new([incidents[0], incidents[1] with { IsCrime = false }], [], partners), On, strict).IsMet);
    }

    [Fact]
    public void R47_a_warning_makes_somebody_vulnerable_while_it_holds_with_what_was_ticked()
    {
        var person = Somebody(Victim, 40, false, new WarningFact(PersonFlagKind.Vulnerable, On.AddDays(-10), On, Vulnerability.Disability | Vulnerability.NeedsCare, "Words"));

        var now = DefinitionRules.Vulnerable(person, On, Book);

        Assert.Equal("Marked as vulnerable (disability, needs care or support) since Thursday 12 November 2026.", Assert.Single(now.Grounds));
        Assert.False(DefinitionRules.Vulnerable(person, On.AddDays(1), Book).IsMet);
        Assert.False(DefinitionRules.Vulnerable(person, On.AddDays(-11), Book).IsMet);
    }

    [Fact]
    public void R47_age_counts_as_the_agency_ticks_it()
    {
        Assert.True(DefinitionRules.Vulnerable(Somebody(Victim, 17), On, Book).IsMet);
        Assert.False(DefinitionRules.Vulnerable(Somebody(Victim, 80), On, Book).IsMet);
        Assert.True(DefinitionRules.Vulnerable(Somebody(Victim, 80), On, Book with { Vulnerable = new() { Grounds = new HashSet<VulnerabilityGround> { VulnerabilityGround.OlderPerson } } }).IsMet);
        Assert.EndsWith("the age is not known.", DefinitionRules.Vulnerable(Somebody(Victim), On, Book).NotMetBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_that_make_no_sense_are_refused_in_words()
    {
        Assert.Null(Book.Check());
        Assert.NotNull((Book with { RepeatVictim = new() { Incidents = 1 } }).Check());
        Assert.NotNull((Book with { RepeatPair = new() { Months = 0 } }).Check());
        Assert.NotNull((Book with { Serial = new() { Relations = new HashSet<PairRelation>() } }).Check());
        Assert.NotNull((Book with { Vulnerable = new() { Grounds = new HashSet<VulnerabilityGround>() } }).Check());
    }

    [Fact]
    public void The_words_of_a_definition_are_made_from_its_numbers()
    {
        Assert.Equal("2 incidents, crime or not, or more in 12 months with the same victim, whoever did it.", DefinitionWords.RepeatVictim(Book.RepeatVictim));
        Assert.Equal("2 incidents, crime or not, or more in 3 years against 2 or more different victims, by somebody aged 16 or over.", DefinitionWords.Serial(Book.Serial));
        Assert.Equal("3 recorded crimes or more in 6 months between the same victim and perpetrator, counting only partners and former partners.",
            DefinitionWords.RepeatPair(new() { Incidents = 3, Months = 6, CrimesOnly = true, Relations = new HashSet<PairRelation> { PairRelation.Intimate } }));
    }
}
