using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>One call of the load world. Instants are UTC; <see cref="Case"/> is -1 when nobody could say who the victim is.</summary>
internal readonly record struct LoadIncident
{
    public DateTimeOffset ReportedAt { get; init; }

    public int Case { get; init; }

    /// <summary>Which of the case's calls it is, from 0.</summary>
    public int Ordinal { get; init; }

    public int Unit { get; init; }

    public ResponseGrade Grade { get; init; }

    public bool IsCrime { get; init; }

    public bool ChildrenPresent { get; init; }

    /// <summary>The grade of the DASH that followed; null when there was none, or not yet.</summary>
    public RiskGrade? Assessed { get; init; }

    public DateTimeOffset AssessedAt { get; init; }

    /// <summary>When the sergeant reviewed the DASH; null while it waits.</summary>
    public DateTimeOffset? SergeantAt { get; init; }

    /// <summary>When a supervisor reviewed a slow grade; null while it waits or when none is needed.</summary>
    public DateTimeOffset? SupervisorAt { get; init; }

    public DateTimeOffset? AttendedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>One victim's case of the load world.</summary>
internal readonly record struct LoadCase
{
    /// <summary>The case whose victim this one shares (S56); itself for most.</summary>
    public int VictimOf { get; init; }

    /// <summary>The case whose perpetrator this one shares; itself for most, -1 when nobody is known.</summary>
    public int PerpetratorOf { get; init; }

    public int Unit { get; init; }

    public int Children { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public RiskGrade? Grade { get; init; }

    public DateTimeOffset? GradedAt { get; init; }

    /// <summary>The call whose DASH first came out High; -1 for none.</summary>
    public int FirstHigh { get; init; }

    public bool IsRestricted { get; init; }

    public bool IsExcluded { get; init; }

    public bool CounterAllegation { get; init; }
}

/// <summary>
/// Who calls when, and how it is graded: the skeleton that every table of the load world is written from. Proportions follow the
/// field's published figures: 60 % of reports are crimes, 37 % have children, 10, 30 and 60 % of graded cases are High, Medium and
/// Standard, and a case heard at MARAC has 1.24 children.
/// </summary>
internal sealed class LoadPlan
{
    /// <summary>Reports a day in the largest forces, about five times the average.</summary>
    public const int ReportsADay = 430;

    /// <summary>The bank holidays the product ships begin in 2019; no deadline can be counted before them.</summary>
    public const int MostDays = 2370;

    private const double _crimes = 0.605;
    private const double _withChildren = 0.37;
    private const double _victimKnown = 0.88;
    private const double _calledAgain = 0.55;

    private readonly int[] _ofCase;
    private readonly int[] _firstOfCase;

    private LoadPlan(ulong seed, DateTimeOffset until, LoadIncident[] incidents, LoadCase[] cases, int[] ofCase, int[] firstOfCase) =>
        (Seed, Until, Incidents, Cases, _ofCase, _firstOfCase) = (seed, until, incidents, cases, ofCase, firstOfCase);

    public ulong Seed { get; }

    /// <summary>The moment at which the world stands still: nothing in it happened later.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>In the order of their reports.</summary>
    public LoadIncident[] Incidents { get; }

    /// <summary>In the order in which they were opened.</summary>
    public LoadCase[] Cases { get; }

    /// <summary>The calls of a case, oldest first, as indexes into <see cref="Incidents"/>.</summary>
    public ReadOnlySpan<int> IncidentsOf(int @case) => _ofCase.AsSpan(_firstOfCase[@case].._firstOfCase[@case + 1]);

    public static LoadPlan Make(int incidents, ulong seed, DateTimeOffset until)
    {
        var days = Math.Clamp(incidents / ReportsADay, 365, MostDays);
        var counts = Counts(seed, (int)(incidents * _victimKnown));
        var (at, caseOf) = Calls(seed, incidents, counts, until.AddDays(-days), until);
        var firstOfCase = new int[counts.Count + 1];
        for (var i = 0; i < counts.Count; i++)
        {
            firstOfCase[i + 1] = firstOfCase[i] + counts[i];
        }

        var filled = new int[counts.Count];
        var ofCase = new int[firstOfCase[^1]];
        var calls = new LoadIncident[incidents];
        for (var i = 0; i < incidents; i++)
        {
            var (@case, ordinal) = (caseOf[i], 0);
            if (@case >= 0)
            {
                ordinal = filled[@case]++;
                ofCase[firstOfCase[@case] + ordinal] = i;
            }

            calls[i] = Call(seed, i, @case, ordinal, DateTimeOffset.FromUnixTimeSeconds(at[i]), until);
        }

        var plan = new LoadPlan(seed, until, calls, new LoadCase[counts.Count], ofCase, firstOfCase);
        for (var c = 0; c < counts.Count; c++)
        {
            plan.Cases[c] = plan.Open(c);
        }

        return plan;
    }

    /// <summary>How many calls each case has: nearly half only one, the rest ever fewer.</summary>
    private static List<int> Counts(ulong seed, int total)
    {
        List<int> counts = [];
        for (var left = total; left > 0;)
        {
            var chance = new Chance(seed, Stream.Case, counts.Count);
            var count = 1;
            while (count < 14 && chance.Has(_calledAgain))
            {
                count++;
            }

            counts.Add(Math.Min(count, left));
            left -= counts[^1];
        }

        return counts;
    }

    /// <summary>When each call comes in and whose case it belongs to, in the order of time.</summary>
    private static (long[] At, int[] CaseOf) Calls(ulong seed, int incidents, List<int> counts, DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (from.ToUnixTimeSeconds(), until.AddMinutes(-5).ToUnixTimeSeconds());
        var starts = new long[counts.Count];
        for (var c = 0; c < starts.Length; c++)
        {
            var chance = new Chance(seed, Stream.CaseStart, c);
            starts[c] = AtBusyHour(ref chance, first, last);
        }

        Array.Sort(starts);
        var (at, caseOf) = (new long[incidents], new int[incidents]);
        var n = 0;
        for (var c = 0; c < starts.Length; c++)
        {
            var chance = new Chance(seed, Stream.CaseStart, ~c);
            var time = starts[c];
            for (var k = 0; k < counts[c]; k++, n++)
            {
                (at[n], caseOf[n]) = (time, c);
                time += (long)(-Math.Log(1 - chance.Share()) * 75 * 86400) + 3600;
                time = time < last ? time : starts[c] + (long)(chance.Share() * (last - starts[c]));
            }
        }

        for (; n < incidents; n++)
        {
            var chance = new Chance(seed, Stream.Unlinked, n);
            (at[n], caseOf[n]) = (AtBusyHour(ref chance, first, last), -1);
        }

        Array.Sort(at, caseOf);
        return (at, caseOf);
    }

    /// <summary>Evenings are three times as busy as early mornings.</summary>
    private static long AtBusyHour(ref Chance chance, long first, long last)
    {
        while (true)
        {
            var time = first + (long)(chance.Share() * (last - first));
            var hour = time / 3600 % 24;
            if (chance.Has(hour is >= 16 and < 24 ? 1.0 : hour is >= 3 and < 8 ? 0.35 : 0.7))
            {
                return time;
            }
        }
    }

    private static LoadIncident Call(ulong seed, int index, int @case, int ordinal, DateTimeOffset at, DateTimeOffset until)
    {
        var chance = new Chance(seed, Stream.Incident, index);
        var grade = chance.Share() switch
        {
            < 0.34 => ResponseGrade.Immediate,
            < 0.79 => ResponseGrade.EarlyResponse,
            < 0.93 => ResponseGrade.Routine,
            _ => ResponseGrade.Diary,
        };
        var supervisor = grade.NeedsReview() ? Past(at + chance.Between(TimeSpan.FromMinutes(10), TimeSpan.FromHours(9)), until) : null;
        var attended = Past(at + chance.Between(TimeSpan.FromMinutes(8), TimeSpan.FromHours(grade.NeedsReview() ? 30 : 2)), until);
        var closed = Past(at + chance.Between(TimeSpan.FromHours(30), TimeSpan.FromDays(9)), until);
        return new LoadIncident
        {
            ReportedAt = at,
            Case = @case,
            Ordinal = ordinal,
            Unit = Area(ref chance),
            Grade = grade,
            IsCrime = chance.Has(_crimes),
            ChildrenPresent = chance.Has(_withChildren),
            SupervisorAt = supervisor,
            AttendedAt = attended,
            ClosedAt = chance.Has(0.9995) ? closed : null,
        };
    }

    /// <summary>Areas whose MARAC meets monthly are smaller.</summary>
    private static int Area(ref Chance chance)
    {
        while (true)
        {
            var area = chance.Below(DemoPlaces.Areas.Count);
            if (DemoPlaces.Areas[area].Cadence is MaracCadence.Fortnightly || chance.Has(0.4))
            {
                return area;
            }
        }
    }

    /// <summary>Opens a case on its calls: how grave it becomes, when, who is in it, and whether it is over.</summary>
    private LoadCase Open(int c)
    {
        var chance = new Chance(Seed, Stream.Case, ~c);
        var calls = IncidentsOf(c);
        var gravest = chance.Share() switch { < 0.10 => RiskGrade.High, < 0.40 => RiskGrade.Medium, _ => RiskGrade.Standard };
        var gravestFrom = chance.Below(calls.Length);
        var (grade, gradedAt, firstHigh) = ((RiskGrade?)null, (DateTimeOffset?)null, -1);
        var unit = Incidents[calls[0]].Unit;
        var children = Children(ref chance, gravest);

        foreach (var (k, i) in calls.ToArray().Index())
        {
            var assessedAt = Incidents[i].ReportedAt + chance.Between(TimeSpan.FromMinutes(40), TimeSpan.FromHours(5));
            var sergeantAt = assessedAt + chance.Between(TimeSpan.FromMinutes(20), TimeSpan.FromHours(7));
            var given = k >= gravestFrom || gravest is RiskGrade.Standard ? gravest : gravest - 1;
            var isAssessed = chance.Has(k == gravestFrom ? 0.93 : 0.7) && assessedAt <= Until;
            if (isAssessed)
            {
                (grade, gradedAt) = (given, assessedAt);
                firstHigh = firstHigh < 0 && given is RiskGrade.High ? i : firstHigh;
            }

            Incidents[i] = Incidents[i] with
            {
                Unit = unit,
                ChildrenPresent = children > 0,
                Assessed = isAssessed ? given : null,
                AssessedAt = assessedAt,
                SergeantAt = isAssessed ? Past(sergeantAt, Until) : null,
            };
        }

        var last = Incidents[calls[^1]].ReportedAt;
        return new LoadCase
        {
            VictimOf = c > 100 && chance.Has(0.04) ? Cases[chance.Below(c)].VictimOf : c,
            PerpetratorOf = !chance.Has(0.95) ? -1 : c > 100 && chance.Has(0.06) ? Cases[chance.Below(c)].PerpetratorOf : c,
            Unit = unit,
            Children = children,
            OpenedAt = Incidents[calls[0]].ReportedAt,
            LastAt = last,
            // A High is worked on intensely and for a few months, which also keeps IDVAs under their caps (R3.1).
            ClosedAt = chance.Has(grade is RiskGrade.High ? 0.97 : 0.93) ? Past(last + chance.Between(TimeSpan.FromDays(25), TimeSpan.FromDays(grade is RiskGrade.High ? 110 : 300)), Until) : null,
            Grade = grade,
            GradedAt = gradedAt,
            FirstHigh = firstHigh,
            IsRestricted = chance.Has(0.003),
            IsExcluded = chance.Has(0.001),
            CounterAllegation = chance.Has(0.03),
        };
    }

    private static int Children(ref Chance chance, RiskGrade gravest)
    {
        if (!chance.Has(gravest is RiskGrade.High ? 0.65 : 0.339))
        {
            return 0;
        }

        // 1.9 on average, which with 65 % of High cases gives MARAC's 1.24 children a case.
        return chance.Share() switch { < 0.40 => 1, < 0.75 => 2, < 0.95 => 3, _ => 4 };
    }

    private static DateTimeOffset? Past(DateTimeOffset at, DateTimeOffset until) => at <= until ? at : null;
}
