using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>
/// Tries each number of a policy a little higher and a little lower, and keeps what makes the mean F1 over the files better by more than chance would.
/// It prints a policy; a person reads and ships it.
/// </summary>
internal sealed class Tuning
{
    private const double _worthwhile = 0.00015;

    private readonly List<Case> _cases;

    public Tuning(IReadOnlyList<LabelledFile> files) => _cases = [.. files.Select(Case.Of)];

    /// <param name="minutes">How long to go on.</param>
    public MatchPolicy Run(MatchPolicy start, double minutes, Action<string> tell)
    {
        var until = System.Diagnostics.Stopwatch.StartNew();
        var best = PolicyNumbers.Of(start);
        var score = Score(best.Policy());
        tell(string.Create(CultureInfo.InvariantCulture, $"start {score:0.00000}"));
        for (var step = 1.0; step > 0.2; step /= 2)
        {
            for (var number = 0; number < best.Count && until.Elapsed.TotalMinutes < minutes; number++)
            {
                foreach (var sign in new[] { 1, -1 })
                {
                    var tried = best.With(number, sign * step);
                    var scored = tried is null ? 0 : Score(tried.Policy());
                    if (scored > score + _worthwhile)
                    {
                        (best, score) = (tried!, scored);
                        tell(string.Create(CultureInfo.InvariantCulture, $"{score:0.00000} {best.Describe(number)}"));
                        break;
                    }
                }
            }
        }

        return best.Policy();
    }

    private double Score(MatchPolicy policy) => _cases.Average(c => c.F1(policy));

    private sealed record Case(LabelledFile File, PersonProfile[] People, (int Left, int Right)[] Candidates, int True)
    {
        public static Case Of(LabelledFile file)
        {
            PersonProfile[] people = [.. file.Records.Select(Trial.ProfileOf)];
            var index = CandidateIndex.Of(people);
            List<(int, int)> candidates = [];
            for (var block = 0; block < index.Blocks; block++)
            {
                index.PairsOf(block, (a, b) => candidates.Add((a, b)));
            }

            return new(file, people, [.. candidates.Order()], Trial.TruePairs(file).Count());
        }

        public double F1(MatchPolicy policy)
        {
            var found = PeopleMatcher.Of(People, policy).FindAmong(Candidates);
            return 2.0 * found.Count(p => File.Entities[p.Left] == File.Entities[p.Right]) / (found.Count + True);
        }
    }
}

/// <summary>The numbers of a policy in a row.</summary>
internal sealed record PolicyNumbers(string Version, IReadOnlyList<(string Name, double Value)> Numbers)
{
    private const int _limits = 8;

    public int Count => Numbers.Count;

    public static PolicyNumbers Of(MatchPolicy policy)
    {
        var t = policy.Threshold;
        return new(policy.Version,
        [
            ("base", t.Base), ("perDoubling", t.PerDoubling), ("fewest", t.Fewest), ("household", t.Household), ("householdWithEmail", t.HouseholdWithEmail), ("most", t.Most), ("least", t.Least), ("absence", t.Absence),
            .. Enum.GetValues<MatchRule>().Where(r => r is not MatchRule.None).SelectMany(r => new[] { ($"{r}", policy[r].Points), ($"{r}+", policy[r].PerBit) }),
        ]);
    }

    /// <summary>Null where a number is not for changing.</summary>
    public PolicyNumbers? With(int number, double step)
    {
        var (name, value) = Numbers[number];
        var isRate = name.EndsWith('+');
        return name is "perDoubling" or "fewest" or "HouseholdOnly" or "SharedContact" || (isRate && (value == 0 || name is "HouseholdOnly+")) ? null
            : this with { Numbers = [.. Numbers.Select((n, i) => i == number ? (n.Name, Math.Round(n.Value + (isRate ? step / 8 : step), 2)) : n)] };
    }

    public string Describe(int number) => string.Create(CultureInfo.InvariantCulture, $"{Numbers[number].Name} = {Numbers[number].Value}");

    public MatchPolicy Policy() => MatchPolicy.Parse(Text());

    public string Text()
    {
        var limits = Numbers.Take(_limits).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"{n.Name}\": {n.Value}"));
        var rules = Numbers.Skip(_limits).Chunk(2).Select(n => string.Create(
            CultureInfo.InvariantCulture, $"    \"{n[0].Name}\": {{ \"points\": {n[0].Value}{(n[1].Value == 0 ? "" : $", \"perBit\": {n[1].Value.ToString(CultureInfo.InvariantCulture)}")} }}"));
        return $"{{\n  \"version\": \"{Version}\",\n  \"threshold\": {{ {string.Join(", ", limits)} }},\n  \"rules\": {{\n{string.Join(",\n", rules)}\n  }}\n}}\n";
    }
}
