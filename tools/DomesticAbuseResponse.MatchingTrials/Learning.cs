using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>
/// Works out points from labelled files: a logistic regression over the rules that fire, in powers of two so that a weight is points, held near the
/// points it starts from. It prints a policy; a person reads, rounds and ships it.
/// </summary>
internal static class Learning
{
    private const int _rounds = 120;
    private const double _hold = 6;

    public static MatchPolicy Fit(IReadOnlyList<LabelledFile> files, MatchPolicy start)
    {
        var rules = Enum.GetValues<MatchRule>().Length;
        List<Example> examples = [.. files.SelectMany(f => Examples(f, start))];
        var first = new double[2 * rules];
        for (var r = 0; r < rules; r++)
        {
            (first[2 * r], first[(2 * r) + 1]) = (start[(MatchRule)r].Points, start[(MatchRule)r].PerBit);
        }

        double[] weights = [.. first];
        var second = new double[weights.Length];
        for (var round = 0; round < _rounds; round++)
        {
            var slope = new double[weights.Length];
            var curve = new double[weights.Length];
            foreach (var example in examples)
            {
                example.Add(weights, slope, curve);
            }

            for (var k = 0; k < weights.Length; k++)
            {
                var hold = k % 2 == 0 ? _hold : _hold * 30;
                var step = (slope[k] - (hold * (weights[k] - first[k]))) / (curve[k] * 4 + hold);
                second[k] = (0.7 * second[k]) + (0.3 * step);
                weights[k] += IsFixed((MatchRule)(k / 2)) ? 0 : second[k];
            }
        }

        var numbers = PolicyNumbers.Of(start);
        var limits = numbers.Count - (weights.Length - 2);
        return (numbers with { Numbers = [.. numbers.Numbers.Select((n, i) => i < limits ? n : (n.Name, Math.Round(weights[i - limits + 2], 2)))] }).Policy();
    }

    /// <summary>What guards families, and what depends on how widely something is shared, is decided and not learnt.</summary>
    private static bool IsFixed(MatchRule rule) => rule is MatchRule.None or MatchRule.HouseholdOnly or MatchRule.SharedContact;

    private static IEnumerable<Example> Examples(LabelledFile file, MatchPolicy policy)
    {
        PersonProfile[] people = [.. file.Records.Select(Trial.ProfileOf)];
        var matcher = PeopleMatcher.Of(people, policy);
        var index = CandidateIndex.Of(people);
        List<Example> examples = [];
        var (matches, others) = (0, 0);
        void Add(int a, int b, double weight)
        {
            var same = file.Entities[a] == file.Entities[b];
            (matches, others) = (matches + (same ? 1 : 0), others + (same ? 0 : 1));
            examples.Add(new(matcher.Compare(a, b), same, weight, matcher.Threshold));
        }

        for (var block = 0; block < index.Blocks; block++)
        {
            index.PairsOf(block, (a, b) => Add(a, b, 1));
        }

        // Each file has the same say, whatever its size.
        var scale = 3000.0 / Math.Max(1, matches);
        return examples.Select(e => e with { Weight = scale });
    }

    private sealed record Example(Findings Findings, bool Same, double Weight, double Threshold)
    {
        public void Add(double[] weights, double[] slope, double[] curve)
        {
            var points = -Threshold;
            for (var i = 0; i < Findings.Count; i++)
            {
                var (rule, bits) = Findings[i];
                points += weights[2 * (int)rule] + (weights[(2 * (int)rule) + 1] * bits);
            }

            var chance = 1 / (1 + Math.Exp(-points * Math.Log(2)));
            var (error, spread) = ((Same ? 1 : 0) - chance, chance * (1 - chance));
            for (var i = 0; i < Findings.Count; i++)
            {
                var (rule, bits) = Findings[i];
                var k = 2 * (int)rule;
                slope[k] += Weight * error;
                curve[k] += Weight * spread * Findings.Count;
                if (weights[k + 1] != 0)
                {
                    slope[k + 1] += Weight * error * bits;
                    curve[k + 1] += Weight * spread * bits * bits * Findings.Count;
                }
            }
        }
    }
}
