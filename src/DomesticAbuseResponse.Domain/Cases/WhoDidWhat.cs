using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>What the pattern between two people is looked at by (R4.17).</summary>
public enum PatternAspect
{
    Physical,
    Sexual,
    Threats,
    Control,
    Economic,
    Injuries,
    Weapon,
    Fear,

    /// <summary>The person harmed called for help.</summary>
    Called,

    /// <summary>Drink, drugs or mental health of the person who harms.</summary>
    Influence,
}

/// <summary>What a record says: yes, no, or nothing that tells.</summary>
public enum Said
{
    NotKnown,
    No,
    Yes,
}

/// <summary>One thing that an incident or a form says of what one person did to another.</summary>
/// <param name="Source">Its reference, or the form.</param>
/// <param name="On">London date.</param>
public sealed record PatternFact(Id<Person> By, Id<Person> To, PatternAspect Aspect, Said Said, string Source, DateOnly On);

/// <summary>One cell of the pattern: what is on record of one aspect in one direction.</summary>
/// <param name="Sources">Those that say it, newest first.</param>
/// <param name="Unclear">How many sources say nothing of it.</param>
public sealed record PatternCell(PatternAspect Aspect, Said Said, IReadOnlyList<string> Sources, int Unclear);

/// <summary>One direction: who did it to whom.</summary>
public sealed record PatternSide(Id<Person> By, Id<Person> To, IReadOnlyList<PatternCell> Cells, int Incidents);

/// <summary>
/// Who did what to whom, over the incidents and forms between two people (R4.17). It takes what is recorded and weighs nothing: yes where any source says so, no where one says no and
/// none says yes, else not known. What nobody asked is not known, never no.
/// </summary>
public static class WhoDidWhat
{
    /// <summary>Questions of the forms, by what they tell of what was done to the person assessed.</summary>
    private static readonly Dictionary<string, PatternAspect> _topics = new(StringComparer.Ordinal)
    {
        ["strangulation"] = PatternAspect.Physical,
        ["injury_now"] = PatternAspect.Injuries,
        ["sexual"] = PatternAspect.Sexual,
        ["threat_kill"] = PatternAspect.Threats,
        ["stalking_threats"] = PatternAspect.Threats,
        ["control_jealousy"] = PatternAspect.Control,
        ["isolation"] = PatternAspect.Control,
        ["stalking"] = PatternAspect.Control,
        ["money"] = PatternAspect.Economic,
        ["weapons"] = PatternAspect.Weapon,
        ["victim_fear"] = PatternAspect.Fear,
        ["substance_mh"] = PatternAspect.Influence,
    };

    /// <summary>What an incident says of each direction in it: injuries, a weapon, fear, and who called. Where both are named as victim, its words tell nothing of either.</summary>
    public static IReadOnlyList<PatternFact> Of(Incident incident, Id<Person> one, Id<Person> other, DateOnly on)
    {
        var directions = new[] { (By: one, To: other), (By: other, To: one) }.Where(d => Is(d.To, PartyRole.Victim) && Is(d.By, PartyRole.Perpetrator)).ToList();
        var mixed = directions.Count > 1;
        var call = incident.Call;
        return
        [
            .. directions.SelectMany(d => new[]
            {
                Fact(d, PatternAspect.Injuries, mixed ? Said.NotKnown : Of(RfgRules.Says(call.Injuries))),
                Fact(d, PatternAspect.Weapon, mixed ? Said.NotKnown : Of(RfgRules.Says(call.Weapons))),
                Fact(d, PatternAspect.Fear, mixed ? Said.NotKnown : call.Fear switch { Fear.NotAsked => Said.NotKnown, Fear.NotFrightened => Said.No, Fear.Frightened or Fear.VeryFrightened => Said.Yes }),
                Fact(d, PatternAspect.Called, Is(d.To, PartyRole.Caller) ? Said.Yes : incident.Parties.Any(p => p.Role is PartyRole.Caller) ? Said.No : Said.NotKnown),
            }),
        ];

        bool Is(Id<Person> person, PartyRole role) => incident.Parties.Any(p => p.PersonId == person && p.Role == role);

        PatternFact Fact((Id<Person> By, Id<Person> To) d, PatternAspect aspect, Said said) => new(d.By, d.To, aspect, said, incident.Reference, on);
    }

    /// <summary>What a finished form about one of them says the other did.</summary>
    public static IReadOnlyList<PatternFact> Of(AssessmentAnswers answers, Id<Person> assessed, Id<Person> other, string source, DateOnly on) =>
    [
        .. answers.Instrument.Items.Where(i => _topics.ContainsKey(i.Topic)).Select(i => new PatternFact(other, assessed, _topics[i.Topic], Of(answers[i.Number]?.Value), source, on)),
    ];

    /// <summary>Both directions, each with every aspect.</summary>
    public static IReadOnlyList<PatternSide> Pattern(Id<Person> one, Id<Person> other, IReadOnlyList<PatternFact> facts) =>
    [
        .. new[] { (By: one, To: other), (By: other, To: one) }.Select(d =>
        {
            var mine = facts.Where(f => f.By == d.By && f.To == d.To).ToList();
            return new PatternSide(d.By, d.To, [.. Enum.GetValues<PatternAspect>().Select(a => Cell(a, [.. mine.Where(f => f.Aspect == a)]))], mine.Where(f => f.Aspect is PatternAspect.Called).Select(f => f.Source).Distinct().Count());
        }),
    ];

    public static string Words(PatternAspect aspect) => aspect switch
    {
        PatternAspect.Physical => "Physical: strangling, choking",
        PatternAspect.Sexual => "Sexual",
        PatternAspect.Threats => "Threats to kill or harm",
        PatternAspect.Control => "Control, isolation, stalking",
        PatternAspect.Economic => "Money",
        PatternAspect.Injuries => "Injuries",
        PatternAspect.Weapon => "Weapon",
        PatternAspect.Fear => "Is afraid",
        PatternAspect.Called => "Called for help",
        PatternAspect.Influence => "Drink, drugs or mental health",
    };

    private static PatternCell Cell(PatternAspect aspect, IReadOnlyList<PatternFact> facts)
    {
        var said = facts.Select(f => f.Said).DefaultIfEmpty(Said.NotKnown).Max();
        return new(
            aspect, said, said is Said.NotKnown ? [] : [.. facts.Where(f => f.Said == said).OrderByDescending(f => f.On).Select(f => f.Source).Distinct()],
            facts.Where(f => f.Said is Said.NotKnown).Select(f => f.Source).Distinct().Count());
    }

    private static Said Of(bool? says) => says switch { true => Said.Yes, false => Said.No, null => Said.NotKnown };

    private static Said Of(Answer? answer) => answer switch
    {
        { } given when given.IsPresent() => Said.Yes,
        Answer.No or Answer.Never => Said.No,
        _ => Said.NotKnown,
    };
}
