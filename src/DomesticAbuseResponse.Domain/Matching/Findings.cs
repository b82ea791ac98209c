using System.Runtime.CompilerServices;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>What one comparison found, kept without an allocation: millions are made and few are read.</summary>
public struct Findings
{
    private Entries _entries;

    public int Count { get; private set; }

    public readonly Finding this[int index] => _entries[index];

    internal void Add(MatchRule rule, double weight = 0)
    {
        if (rule is not MatchRule.None && Count < Entries.Length)
        {
            _entries[Count++] = new(rule, (float)weight);
        }
    }

    public readonly bool Has(MatchRule rule)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_entries[i].Rule == rule)
            {
                return true;
            }
        }

        return false;
    }

    [InlineArray(Length)]
    private struct Entries
    {
        public const int Length = 14;

        private Finding _first;
    }
}

/// <param name="Rule">What was found.</param>
/// <param name="Weight">In bits, how rare what agrees is, or how widely it is shared; 0 where the rule takes no account of it.</param>
public readonly record struct Finding(MatchRule Rule, float Weight);
