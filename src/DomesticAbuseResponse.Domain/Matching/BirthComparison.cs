namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Compares two dates of birth by the mistakes that are made with dates. The order of the two makes no difference.</summary>
public static class BirthComparison
{
    /// <summary>Between these many years may lie a parent and a child.</summary>
    private const int _youngestParent = 15;
    private const int _oldestParent = 45;

    public static MatchRule Of(BirthDate a, BirthDate b)
    {
        if (a == b)
        {
            return a.HasDay ? MatchRule.BirthSame : MatchRule.BirthSameYear;
        }

        if (!a.HasDay || !b.HasDay)
        {
            return a.Year == b.Year ? MatchRule.BirthSameYear : Apart(a, b);
        }

        if (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
        {
            return MatchRule.BirthDayAndMonthSwapped;
        }

        var (figures, swapped) = Figures(a.Figures, b.Figures);
        if (figures == 1 || swapped)
        {
            return figures == 1 ? MatchRule.BirthFigure : MatchRule.BirthFiguresSwapped;
        }

        if (a.OnCalendar is { } one && b.OnCalendar is { } other && OfDays(Math.Abs(one.DayNumber - other.DayNumber)) is not MatchRule.None and var near)
        {
            return near;
        }

        return figures == 2 ? MatchRule.BirthTwoFigures : a.Year == b.Year ? MatchRule.BirthSameYear : Apart(a, b);
    }

    /// <summary>A slip of days, of a month, or of a year or ten years with a month: what remains when a date was worked out or copied in parts.</summary>
    private static MatchRule OfDays(int days) => days switch
    {
        <= 10 => MatchRule.BirthDays,
        <= 45 => MatchRule.BirthMonth,
        <= 125 => MatchRule.BirthSeason,
        >= 365 - 45 and <= 365 + 45 => MatchRule.BirthYear,
        >= 3653 - 45 and <= 3653 + 45 => MatchRule.BirthDecade,
        _ => MatchRule.None,
    };

    private static MatchRule Apart(BirthDate a, BirthDate b) => Math.Abs(a.Year - b.Year) is >= _youngestParent and <= _oldestParent ? MatchRule.BirthGeneration : MatchRule.BirthDifferent;

    /// <summary>How many of the eight figures differ, and whether two neighbours changed places and nothing else.</summary>
    private static (int Differing, bool Swapped) Figures(int a, int b)
    {
        var (differing, first, last) = (0, -1, -1);
        Span<(int A, int B)> at = stackalloc (int, int)[8];
        for (var i = 0; i < 8; i++, a /= 10, b /= 10)
        {
            at[i] = (a % 10, b % 10);
            if (at[i].A != at[i].B)
            {
                differing++;
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return (differing, differing == 2 && last - first == 1 && at[first].A == at[last].B && at[first].B == at[last].A);
    }
}
