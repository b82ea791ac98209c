namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>How far two names agree. The members of <see cref="MatchRule"/> for given names and surnames follow this order.</summary>
public enum NameLikeness
{
    Same,

    /// <summary>A short form, spelling or transliteration of the other: Liz and Elizabeth, Hussain and Hossain.</summary>
    Variant,

    /// <summary>One letter added, dropped, changed or swapped with its neighbour.</summary>
    Typo,

    /// <summary>The same letters in another order.</summary>
    Scrambled,

    /// <summary>Written otherwise, said alike.</summary>
    Sound,

    /// <summary>One word of several is the same: Smith and Smith-Jones.</summary>
    Part,

    /// <summary>One is the first letter of the other.</summary>
    Initial,

    /// <summary>Two letters differ in a long name, or one is the beginning of the other.</summary>
    Close,

    /// <summary>Most letters are the same.</summary>
    Likeness,

    /// <summary>Nearly the same, but both are names in their own right: Jack and Jake.</summary>
    Alike,

    /// <summary>Nothing in common.</summary>
    Different,

    /// <summary>Two names in their own right, with nothing in common: hardly one misspelt for the other.</summary>
    Other,
}

/// <summary>Compares one name with another. The order of the two makes no difference.</summary>
public static class NameComparison
{
    private const double _mostLetters = 0.7;

    public static NameLikeness Of(NameTerm a, NameTerm b)
    {
        if (a.Joined == b.Joined)
        {
            return NameLikeness.Same;
        }

        if (Share(a.Lines, b.Lines))
        {
            return NameLikeness.Variant;
        }

        if (a.IsInitial || b.IsInitial)
        {
            return a.Joined[0] == b.Joined[0] ? NameLikeness.Initial : NameLikeness.Different;
        }

        if ((a.Words.Count > 1 || b.Words.Count > 1) && HasCommonWord(a, b))
        {
            return NameLikeness.Part;
        }

        var likeness = OfLetters(a, b);
        var bothKnown = (a.IsGivenName && b.IsGivenName) || (a.IsSurname && b.IsSurname);
        return !bothKnown ? likeness : likeness is NameLikeness.Different or NameLikeness.Likeness ? NameLikeness.Other : NameLikeness.Alike;
    }

    /// <summary>By the letters alone, whatever names they make.</summary>
    internal static NameLikeness OfLetters(NameTerm a, NameTerm b)
    {
        var (shorter, longer) = a.Joined.Length <= b.Joined.Length ? (a.Joined, b.Joined) : (b.Joined, a.Joined);
        var apart = EditDistance.Between(shorter, longer, 2);
        if (apart == 1 && shorter.Length >= 3)
        {
            return NameLikeness.Typo;
        }

        if (shorter.Length >= 3 && a.Sorted == b.Sorted)
        {
            return NameLikeness.Scrambled;
        }

        if (a.Sound.Length >= 2 && a.Sound == b.Sound)
        {
            return NameLikeness.Sound;
        }

        if ((apart == 2 && shorter.Length >= 5) || (shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal)))
        {
            return NameLikeness.Close;
        }

        return shorter.Length >= 3 && EditDistance.CommonLetters(a.Sorted, b.Sorted) >= _mostLetters ? NameLikeness.Likeness : NameLikeness.Different;
    }

    private static bool HasCommonWord(NameTerm a, NameTerm b)
    {
        for (var i = 0; i < a.Words.Count; i++)
        {
            for (var j = 0; j < b.Words.Count; j++)
            {
                if ((a.Words[i].Length > 2 && a.Words[i] == b.Words[j]) || Share(a.WordLines[i], b.WordLines[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Share(int[] a, int[] b)
    {
        foreach (var line in a)
        {
            if (Array.IndexOf(b, line) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
