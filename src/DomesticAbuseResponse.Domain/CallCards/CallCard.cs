using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.CallCards;

/// <summary>What somebody asks within the first minute of a call, in the order in which it is asked (R4.4).</summary>
public enum CallCardLine
{
    Calls,
    Risk,
    Marac,
    HarmedOthers,
    Orders,
    Children,
    Weapons,
    Warnings,
    Communication,
    CodeWord,
    SafeContact,
    NotToBeTold,
}

/// <summary>One thing known: in words, from where, and of when.</summary>
/// <param name="At">Null where the source has no date of its own.</param>
/// <param name="IsDanger">Somebody may be hurt if it is not read.</param>
/// <param name="CallId">The call it stands in.</param>
public sealed record CardFact(string Words, string Source, DateTimeOffset? At, bool IsDanger = false, Id<Incident>? CallId = null);

/// <summary>One line of the card; with no facts it says that nothing is known, which is never "no".</summary>
/// <param name="IfNotKnown">What is said then.</param>
public sealed record CardEntry(CallCardLine Line, string Heading, IReadOnlyList<CardFact> Facts, string IfNotKnown)
{
    public bool IsKnown => Facts.Count > 0;
}

/// <summary>
/// The card shown while the caller is on the line: a fixed list of questions, each answered by what is on record with its source and date, or by
/// "not known". No text is summed up by anything but these rules, and no address stands on it (R4.4, R6.11, R6.12).
/// </summary>
public sealed record CallCard(IReadOnlyList<CardEntry> Entries, DateTimeOffset At)
{
    /// <summary>Longer words are cut, with the source to read them in.</summary>
    public const int LongestQuote = 90;

    public const string NotKnown = "Not known";

    public CardEntry this[CallCardLine line] => Entries.First(e => e.Line == line);

    public static CallCard Of(CallCardFacts facts) => new(
        [
            Calls(facts), Risk(facts), Marac(facts), Harm(facts), Orders(facts), Children(facts), Weapons(facts), Warnings(facts), Communication(facts), CodeWords(facts), Contacts(facts), Secrets(facts),
        ],
        facts.Now);

    /// <summary>The same questions of a number or a place that belongs to nobody known: those that calls alone can answer.</summary>
    public static CallCard OfCalls(IReadOnlyList<CardCall> calls, RiskGrade? grade, DateTimeOffset now)
    {
        var facts = new CallCardFacts { Now = now, Calls = calls, Grades = grade is { } given ? [new(given, null, null, AsVictim: true)] : [] };
        return new([Calls(facts), Risk(facts), Children(facts), Weapons(facts)], now);
    }

    private static CardEntry Calls(CallCardFacts facts)
    {
        var (quarter, year) = (facts.Now.AddDays(-90), UkTime.StartOfDay(UkTime.DateOf(facts.Now).AddMonths(-12)));
        var calls = facts.Calls.DistinctBy(c => c.Id).ToList();
        var last = calls.MaxBy(c => c.ReportedAt);
        var silent = calls.Where(c => c.ReportedAt >= year && c.Silence.IsAlwaysAttended()).MaxBy(c => c.ReportedAt);
        return new(
            CallCardLine.Calls, "Calls",
            last is null ? [] :
            [
                new($"{calls.Count(c => c.ReportedAt >= quarter)} in 90 days, {calls.Count(c => c.ReportedAt >= year)} in 12 months", $"last {last.Reference}{As(last.Role)}", last.ReportedAt, false, last.Id),
                .. silent is null ? Array.Empty<CardFact>() : [new(silent.Silence is Silence.Silent ? "A silent call" : "An abandoned call", silent.Reference, silent.ReportedAt, true, silent.Id)],
            ],
            "None on record that you may see");

        static string As(PartyRole? role) => role switch
        {
            PartyRole.Victim => ", harmed",
            PartyRole.Perpetrator => ", who harms",
            _ => "",
        };
    }

    private static CardEntry Risk(CallCardFacts facts) => new(
        CallCardLine.Risk, "Last risk grade",
        [
            .. facts.Grades.GroupBy(g => g.AsVictim).OrderByDescending(g => g.Key).Select(g => g.OrderByDescending(x => x.At).ThenByDescending(x => x.Grade).First())
                .Select(g => new CardFact(
                    $"{g.Grade}{(g.AsVictim ? "" : " for somebody they harm")}{(g.By is { } by ? $", by {by}" : "")}", "Risk assessment", g.At, g.Grade is RiskGrade.High)),
        ],
        "Not assessed");

    private static CardEntry Marac(CallCardFacts facts) => new(
        CallCardLine.Marac, "MARAC in a year",
        [
            .. facts.Warnings.Where(w => w.Kind is PersonFlagKind.MaracWithinTwelveMonths).OrderByDescending(w => w.Until).Take(1)
                .Select(w => new CardFact($"Yes{(w.Until is { } until ? $"; further abuse up to {UkTime.Describe(until)} is a repeat" : "")}", "MARAC flag", w.RaisedAt, true)),
        ],
        NotKnown);

    private static CardEntry Harm(CallCardFacts facts) => new(
        CallCardLine.HarmedOthers, "Harmed others",
        [
            .. facts.Harms.Where(h => h.Victims > 0).OrderByDescending(h => h.Victims).Take(3).Select(h => new CardFact(
                h.Who is null ? $"Named as harming {People(h.Victims)}" : $"{h.Who} is named as harming {People(h.Victims)} besides", "Call log", h.LastAt, true)),
            .. facts.Definitions.Where(d => d is { IsMet: true, Kind: DefinitionKind.SerialPerpetrator }).Take(3).Select(d => Defined(d, facts)),
        ],
        NotKnown);

    private static CardEntry Orders(CallCardFacts facts) => new(
        CallCardLine.Orders, "Orders and bail",
        [
            .. facts.Orders.Where(o => o.Standing.Holds).OrderByDescending(o => o.ProtectsThem).ThenBy(o => o.Until ?? DateOnly.MaxValue).Select(o => new CardFact(
                $"{OrderWords.Of(o.Kind)} {(o.ProtectsThem ? "against" : "binds them, for")} {o.Other ?? "somebody not recorded"}{Conditions(o.Conditions)}{(o.Until is { } until ? $", to {UkTime.Describe(until)}" : ", no last day")}{(o.Standing.State is OrderState.NotServed ? "; not served" : "")}",
                o.Court ?? "Orders on record", o.RecordedAt, true)),
        ],
        "None recorded");

    private static CardEntry Children(CallCardFacts facts)
    {
        var there = facts.Calls.Where(c => c.Children is not YesNoUnknown.Unknown).MaxBy(c => c.ReportedAt);
        return new(
            CallCardLine.Children, "Children",
            [
                .. facts.Children.GroupBy(c => c.Source).Select(g => new CardFact($"{g.Count()}: {string.Join(", ", g.OrderBy(c => c.Age ?? int.MaxValue).Select(Age))}", g.Key, g.Max(c => c.At), IsDanger: g.Any(c => c.Age is null or < 18))),
                .. there is null ? Array.Empty<CardFact>() : [new(there.Children is YesNoUnknown.Yes ? "There at that call" : "Not there at that call", there.Reference, there.ReportedAt, there.Children is YesNoUnknown.Yes, there.Id)],
            ],
            NotKnown);

        static string Age(CardChild child) => child.Age is { } age ? $"{(child.AgeIsEstimated ? "about " : "")}{(age == 0 ? "under 1" : age)}" : "age not known";
    }

    private static CardEntry Weapons(CallCardFacts facts) => new(
        CallCardLine.Weapons, "Weapons",
        [
            .. facts.Warnings.Where(w => w.Kind is PersonFlagKind.Weapons).Select(w => new CardFact(w.Note is { } note ? Quote(note) : "Yes", "Warning", w.RaisedAt, true)),
            .. facts.Calls.Where(c => !string.IsNullOrWhiteSpace(c.Weapons)).OrderByDescending(c => c.ReportedAt).Take(2).Select(c => new CardFact(Quote(c.Weapons!), c.Reference, c.ReportedAt, true, c.Id)),
        ],
        NotKnown);

    private static CardEntry Warnings(CallCardFacts facts) => new(
        CallCardLine.Warnings, "Warnings",
        [
            .. facts.Warnings.Where(w => w.Kind is not (PersonFlagKind.MaracWithinTwelveMonths or PersonFlagKind.Weapons or PersonFlagKind.Interpreter)).OrderBy(w => w.Kind).Select(w => new CardFact(
                $"{Name(w.Kind)}{(w.Reasons is Vulnerability.None ? "" : $" ({string.Join(", ", w.Reasons.Words())})")}{(w.Note is { } note ? $": {Quote(note)}" : "")}", "Warning", w.RaisedAt, true)),
            .. facts.Definitions.Where(d => d is { IsMet: true } and not { Kind: DefinitionKind.SerialPerpetrator }).DistinctBy(d => d.Kind).Select(d => Defined(d, facts)),
        ],
        "None recorded");

    private static CardEntry Communication(CallCardFacts facts) => new(
        CallCardLine.Communication, "Communication",
        [
            .. facts.Interpreter is { } language ? [new CardFact($"Interpreter: {Quote(language)}", "Person’s record, changed", facts.RecordChangedAt)] : Array.Empty<CardFact>(),
            .. facts.CommunicationNeed is { } need ? [new CardFact(Quote(need), "Person’s record, changed", facts.RecordChangedAt)] : Array.Empty<CardFact>(),
            .. facts.Warnings.Where(w => w.Kind is PersonFlagKind.Interpreter).Take(1).Select(w => new CardFact($"Interpreter needed{(w.Note is { } note ? $": {Quote(note)}" : "")}", "Warning", w.RaisedAt)),
        ],
        NotKnown);

    private static CardEntry CodeWords(CallCardFacts facts) => new(
        CallCardLine.CodeWord, "Code word",
        [.. facts.CodeWords.DistinctBy(w => w.Word).OrderByDescending(w => w.At).Select(w => new CardFact(w.Word ?? "Held", "Safe contact, checked", w.At, w.Word is not null))],
        "None recorded");

    private static CardEntry Contacts(CallCardFacts facts) => new(
        CallCardLine.SafeContact, "Safe contact",
        [
            .. facts.Contacts.OrderBy(c => c.IsShared || !c.Now.IsSafe).ThenBy(c => c.Channel).Take(4).Select(c => new CardFact(
                $"{Name(c.Channel)}{(c.Ending is { } ending ? $" ending {ending}" : "")}: {(c.IsShared ? "never, the one who harms has it too" : Advice(c.Now))}", "Safe contact, checked", c.CheckedAt,
                c.IsShared || c.Now.Advice is ContactAdvice.Unsafe)),
        ],
        "Nobody has asked: treat every way as unsafe");

    private static CardEntry Secrets(CallCardFacts facts) => new(
        CallCardLine.NotToBeTold, "Must not be told", [.. facts.NotToBeTold.Select(s => new CardFact(Quote(s.Words), s.Source, s.At, true))], NotKnown);

    private static CardFact Defined(DefinitionResult met, CallCardFacts facts) => new(
        $"{(met.Kind is DefinitionKind.SerialPerpetrator && facts.Names.TryGetValue(met.PersonId, out var name) ? $"{name}: " : "")}{DefinitionWords.Of(met.Kind)}{(met.Evidence.Count > 0 ? $": {met.Evidence.Count} {(met.Evidence.Count == 1 ? "incident" : "incidents")}" : "")}", met.Kind is DefinitionKind.PotentialEscalation ? $"MARAC settings, version {met.Version}" : $"Definition of {facts.DefinedBy}, version {met.Version}",
        facts.Now, true);

    private static string People(int count) => count == 1 ? "1 person" : $"{count} people";

    private static string Conditions(OrderConditions conditions) => conditions is OrderConditions.None ? "" : $": {string.Join(", ", OrderWords.Each(conditions))}";

    private static string Advice(ContactDecision decision) => decision.Advice switch
    {
        ContactAdvice.Safe => "safe now",
        ContactAdvice.NotNow => "not now",
        ContactAdvice.Unsafe => "unsafe",
        ContactAdvice.Unknown => "not known to be safe",
    };

    private static string Name(ContactChannel channel) => channel switch
    {
        ContactChannel.Phone => "Phone",
        ContactChannel.Text => "Text",
        ContactChannel.Email => "E-mail",
        ContactChannel.Letter => "Letter",
        ContactChannel.InPerson => "In person",
        ContactChannel.ThroughAnother => "Through another",
    };

    private static string Name(PersonFlagKind kind) => kind switch
    {
        PersonFlagKind.Weapons => "Weapons",
        PersonFlagKind.Violence => "Violence",
        PersonFlagKind.SelfHarm => "Self-harm",
        PersonFlagKind.Interpreter => "Interpreter needed",
        PersonFlagKind.HonourAbuse => "Honour-based abuse",
        PersonFlagKind.MaracWithinTwelveMonths => "MARAC in the last 12 months",
        PersonFlagKind.StaffSafety => "Staff safety",
        PersonFlagKind.Vulnerable => "Vulnerable",
    };

    private static string Quote(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestQuote ? words : $"{words[..(char.IsHighSurrogate(words[LongestQuote - 2]) ? LongestQuote - 2 : LongestQuote - 1)].TrimEnd()}…";
    }
}
