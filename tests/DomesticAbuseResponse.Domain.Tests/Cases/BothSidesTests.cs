using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Cases;

/// <summary>Each accuses the other: the pattern, the second person, workers kept apart (R4.17, S84, T13).</summary>
public sealed class BothSidesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _today = new(2026, 11, 26);
    private static readonly Id<Person> _she = new(Guid.NewGuid());
    private static readonly Id<Person> _he = new(Guid.NewGuid());
    private static readonly Actor _officer = Make(Role.ResponseOfficer);
    private static readonly Actor _inspector = Make(Role.Inspector);
    private static readonly Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> _assessed = new() { [_she] = [_officer.StaffId], [_he] = [_officer.StaffId] };

    [Fact]
    public void S84_what_nobody_recorded_is_not_known_and_never_no()
    {
        var sides = WhoDidWhat.Pattern(_she, _he, []);
        Assert.Equal([(_she, _he), (_he, _she)], sides.Select(s => (s.By, s.To)));
        Assert.All(sides.SelectMany(s => s.Cells), c => Assert.Equal((Said.NotKnown, 0), (c.Said, c.Unclear)));
        Assert.All(sides, s => Assert.Equal(Enum.GetValues<PatternAspect>().Length, s.Cells.Count));
    }

    [Fact]
    public void S84_incidents_say_who_was_hurt_and_afraid_and_who_called_in_each_direction()
    {
        var hurt = Log(new Call { Injuries = "Cut lip", Weapons = "None", Fear = Fear.VeryFrightened }, (_she, PartyRole.Victim), (_she, PartyRole.Caller), (_he, PartyRole.Perpetrator));
        var other = Log(new Call { Injuries = "no", Fear = Fear.NotFrightened }, (_he, PartyRole.Victim), (_she, PartyRole.Perpetrator));

        var sides = WhoDidWhat.Pattern(_she, _he, [.. Facts(hurt), .. Facts(other)]);

        var (byHer, byHim) = (sides[0], sides[1]);
        Assert.Equal((Said.Yes, Said.No, Said.Yes, Said.Yes), (Of(byHim, PatternAspect.Injuries), Of(byHim, PatternAspect.Weapon), Of(byHim, PatternAspect.Fear), Of(byHim, PatternAspect.Called)));
        Assert.Equal((Said.No, Said.NotKnown, Said.No, Said.NotKnown), (Of(byHer, PatternAspect.Injuries), Of(byHer, PatternAspect.Weapon), Of(byHer, PatternAspect.Fear), Of(byHer, PatternAspect.Called)));
        Assert.Equal([hurt.Reference], byHim.Cells.Single(c => c.Aspect is PatternAspect.Injuries).Sources);
        Assert.Equal((1, 1), (byHer.Incidents, byHim.Incidents));
    }

    [Fact]
    public void S84_an_incident_in_which_both_are_named_as_victims_does_not_say_who_was_hurt()
    {
        var both = Log(new Call { Injuries = "A bite and a red neck", Fear = Fear.Frightened }, (_she, PartyRole.Victim), (_she, PartyRole.Perpetrator), (_he, PartyRole.Victim), (_he, PartyRole.Perpetrator), (_he, PartyRole.Caller));

        var sides = WhoDidWhat.Pattern(_she, _he, [.. Facts(both)]);

        Assert.All(sides, s => Assert.Equal(Said.NotKnown, Of(s, PatternAspect.Injuries)));
        Assert.Equal((Said.Yes, Said.No), (Of(sides[0], PatternAspect.Called), Of(sides[1], PatternAspect.Called))); // he called
        Assert.Equal(1, sides[0].Cells.Single(c => c.Aspect is PatternAspect.Injuries).Unclear);
    }

    [Fact]
    public void S84_a_form_says_what_the_other_did_to_the_person_assessed()
    {
        var form = InstrumentLibrary.Embedded.InEffect(InstrumentCodes.SafeLivesDash, _today)!;
        int Item(string topic) => form.Items.Single(i => i.Topic == topic).Number;
        var answers = AssessmentAnswers.Of(form, [new ItemAnswer(Item("strangulation"), Answer.Yes), new ItemAnswer(Item("money"), Answer.No), new ItemAnswer(Item("isolation"), Answer.DontKnow)])
            .Match(a => a, refusal => throw new InvalidOperationException(refusal.Message));

        var sides = WhoDidWhat.Pattern(_she, _he, WhoDidWhat.Of(answers, _she, _he, "SL-DASH-24", _today));

        Assert.Equal((Said.Yes, Said.No, Said.NotKnown), (Of(sides[1], PatternAspect.Physical), Of(sides[1], PatternAspect.Economic), Of(sides[1], PatternAspect.Control)));
        Assert.All(sides[0].Cells, c => Assert.Equal(Said.NotKnown, c.Said));
    }

    [Fact]
    public void S84_what_is_proposed_is_confirmed_by_somebody_else_and_a_change_of_it_too()
    {
        var @case = Flagged();
        Assert.Equal("counter.rationale", CounterAllegations.CheckProposal(@case, _she, "Short", _assessed)?.Code);
        Assert.Equal("counter.assess-both", CounterAllegations.CheckProposal(@case, _she, Rationale, new Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> { [_she] = [] })?.Code);
        Assert.Equal("counter.not-a-party", CounterAllegations.CheckProposal(@case, new(Guid.NewGuid()), Rationale, _assessed)?.Code);
        Assert.Null(CounterAllegations.CheckProposal(@case, _she, Rationale, _assessed));

        var proposal = @case.Propose(_she, Rationale, _inspector.StaffId, _now).Match(p => p, _ => throw new InvalidOperationException());
        Assert.Equal("counter.waits", @case.Propose(_he, Rationale, _officer.StaffId, _now).Refusal?.Code);
        Assert.Null(@case.PrimaryVictim); // nothing stands before it is confirmed
        Assert.Equal("counter.own-proposal", CounterAllegations.CheckAnswer(@case, proposal, true, null, _inspector, _assessed)?.Code);
        Assert.Equal("counter.no-standing", CounterAllegations.CheckAnswer(@case, proposal, true, null, _officer, _assessed)?.Code);
        var sergeant = Make(Role.Sergeant);
        Assert.Equal("counter.second-person", CounterAllegations.CheckAnswer(@case, proposal, true, null, sergeant, new Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>>(_assessed) { [_he] = [sergeant.StaffId] })?.Code);
        Assert.Equal("counter.refuse-reason", CounterAllegations.CheckAnswer(@case, proposal, false, " ", sergeant, _assessed)?.Code);
        Assert.Null(CounterAllegations.CheckAnswer(@case, proposal, false, "Look at the medical record first", sergeant, new Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>>()));
        Assert.Null(CounterAllegations.CheckAnswer(@case, proposal, true, null, sergeant, _assessed));

        proposal.Answer(true, null, sergeant.StaffId, _now);
        Assert.Null(@case.Propose(_he, Rationale, _officer.StaffId, _now).Refusal); // a change goes the same way
    }

    [Fact]
    public void T13_whoever_carries_one_side_is_kept_from_the_other_and_the_refusal_names_no_case()
    {
        var (hers, his, elsewhere) = (Of(_she, _he), Of(_he, _she), Of(_she, new Id<Person>(Guid.NewGuid())));

        var refusal = CounterAllegations.CheckApart(hers, [elsewhere, his]);

        Assert.Equal("caseload.kept-apart", refusal?.Code);
        Assert.DoesNotContain(his.Reference, refusal!.Message, StringComparison.Ordinal);
        Assert.Null(CounterAllegations.CheckApart(hers, [elsewhere, hers]));
        Assert.Null(CounterAllegations.CheckApart(hers, []));
    }

    private const string Rationale = "His injuries are defensive; the pattern over four years is hers.";

    private static Said Of(PatternSide side, PatternAspect aspect) => side.Cells.Single(c => c.Aspect == aspect).Said;

    private static IReadOnlyList<PatternFact> Facts(Incident incident) => WhoDidWhat.Of(incident, _she, _he, _today);

    private static Incident Log(Call call, params (Id<Person> Person, PartyRole Role)[] parties)
    {
        var incident = Incident.Log(_officer, $"DA-{Guid.NewGuid():N}"[..16], call, null, null, _now, _now);
        foreach (var (person, role) in parties)
        {
            incident.Involve(person, role, _now);
        }

        return incident;
    }

    private static Case Of(Id<Person> victim, Id<Person> perpetrator)
    {
        var @case = Case.Open(_officer, $"C-{Guid.NewGuid():N}"[..12], victim, null, _now);
        @case.Against(perpetrator, _now);
        return @case;
    }

    private static Case Flagged()
    {
        var @case = Of(_she, _he);
        @case.FlagCounterAllegation("He says she started it", null, _now);
        return @case;
    }

    private static Actor Make(Role role) => new(new(Guid.NewGuid()), new(Guid.NewGuid()), new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
