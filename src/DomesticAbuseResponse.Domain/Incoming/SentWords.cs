using System.Collections.Frozen;
using System.Text;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>
/// The words that systems and spreadsheets use for what the product has a name of its own for. A word that stands in no table is a question for
/// a person, never a guess.
/// </summary>
public static class SentWords
{
    private static readonly FrozenSet<string> _nothing = Set(
        "unknown", "not known", "nk", "n k", "na", "n a", "none", "nil", "null", "not given", "not stated", "not recorded", "withheld", "anonymous", "tbc");

    private static readonly FrozenSet<string> _nobody = Set("unknown male", "unknown female", "male unknown", "female unknown", "unknown man", "unknown woman", "unk", "unk male", "unk female", "refused", "name withheld");

    private static readonly FrozenDictionary<string, CallSource> _sources = Table<CallSource>(
        (CallSource.Emergency999, "999", "emergency", "emergency 999", "emergency call", "emergency999", "112"),
        (CallSource.NonEmergency101, "101", "non emergency", "nonemergency", "non emergency 101", "nonemergency101"),
        (CallSource.Online, "online", "web", "website", "internet", "single online home"),
        (CallSource.Station, "station", "police station", "front counter", "front desk", "front office", "walk in"),
        (CallSource.Agency, "agency", "partner", "partner agency", "other agency", "professional"),
        (CallSource.ThirdParty, "third party", "thirdparty", "3rd party", "member of public", "neighbour", "friend", "family"));

    private static readonly FrozenDictionary<string, PartyRole> _roles = Table<PartyRole>(
        (PartyRole.Victim, "victim", "vic", "v", "complainant", "aggrieved", "ap", "ip", "injured party", "victim survivor", "survivor", "alleged victim"),
        (PartyRole.Perpetrator, "perpetrator", "perp", "suspect", "susp", "sus", "s", "offender", "off", "accused", "alleged perpetrator", "alleged offender", "defendant"),
        (PartyRole.Child, "child", "children", "minor", "juvenile", "dependant", "dependent"),
        (PartyRole.Caller, "caller", "informant", "inf", "reporting person", "rp", "reporter"),
        (PartyRole.Witness, "witness", "wit", "w"),
        (PartyRole.Other, "other", "involved", "involved party", "other party", "third party", "linked"));

    private static readonly FrozenDictionary<string, Silence> _silences = Table<Silence>(
        (Silence.Silent, "silent", "silent call"),
        (Silence.Abandoned, "abandoned", "abandoned call", "dropped", "dropped call"),
        (Silence.None, "none", "no", "n", "spoke", "caller spoke", "false", "0"),
        (Silence.NotRecorded, "not recorded", "notrecorded", "unknown", "not known", "nk"));

    private static readonly FrozenDictionary<string, Fear> _fears = Table<Fear>(
        (Fear.NotAsked, "not asked", "notasked", "unknown", "not known", "nk"),
        (Fear.NotFrightened, "not frightened", "notfrightened", "no", "n", "not scared", "none"),
        (Fear.Frightened, "frightened", "yes", "y", "scared", "afraid"),
        (Fear.VeryFrightened, "very frightened", "veryfrightened", "very", "very scared", "terrified", "very afraid"));

    private static readonly FrozenDictionary<string, YesNoUnknown> _yesNo = Table<YesNoUnknown>(
        (YesNoUnknown.Yes, "yes", "y", "true", "1", "t"),
        (YesNoUnknown.No, "no", "n", "false", "0", "f"),
        (YesNoUnknown.Unknown, "unknown", "not known", "nk", "u", "dont know", "n k", "not asked"));

    /// <summary>Words in lower case with single spaces and without punctuation: "Early-Response " and "early response" are one word.</summary>
    public static string Fold(string? word)
    {
        var folded = new StringBuilder();
        foreach (var c in (word ?? "").Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’') && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Whether a field was filled in only to say that nothing is known: "N/K", "unknown", "-".</summary>
    public static bool SayNothing(string? word) => Fold(word) is var folded && (folded.Length == 0 || _nothing.Contains(folded));

    /// <summary>The same of a name, which also says it by "Unknown male".</summary>
    public static bool NameNobody(string? name) => SayNothing(name) || _nobody.Contains(Fold(name));

    public static CallSource? SourceOf(string word) => _sources.TryGetValue(Fold(word), out var found) ? found : null;

    public static PartyRole? RoleOf(string word) => _roles.TryGetValue(Fold(word), out var found) ? found : null;

    public static Silence? SilenceOf(string word) => _silences.TryGetValue(Fold(word), out var found) ? found : null;

    public static Fear? FearOf(string word) => _fears.TryGetValue(Fold(word), out var found) ? found : null;

    public static YesNoUnknown? YesNoOf(string word) => _yesNo.TryGetValue(Fold(word), out var found) ? found : null;

    /// <summary>The agency's own names of the four grades first, then those of the published schemes (R4.2).</summary>
    public static ResponseGrade? GradeOf(string word, ResponseScheme scheme)
    {
        var folded = Fold(word);
        return new[] { scheme, ResponseScheme.Default, ResponseScheme.WithTargets }.SelectMany(s => s.Grades)
            .Where(g => Fold(g.Name) == folded || Fold(g.Grade.ToString()) == folded).Select(g => (ResponseGrade?)g.Grade).FirstOrDefault();
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, T> Table<T>(params object[] rows)
        where T : struct =>
        rows.Cast<System.Runtime.CompilerServices.ITuple>()
            .SelectMany(row => Enumerable.Range(1, row.Length - 1).Select(n => KeyValuePair.Create((string)row[n]!, (T)row[0]!)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
