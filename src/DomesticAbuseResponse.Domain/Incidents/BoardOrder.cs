namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>
/// The order of the board of open calls: those to which nobody has come yet before the others, the gravest grade first, and in one grade whoever has
/// waited longest, who is also nearest to the target or furthest beyond it. It does not change while time passes, so that no row moves by itself.
/// </summary>
public static class BoardOrder
{
    public const int Attended = 10;

    /// <summary>Smaller is more urgent. A call nobody has graded may be anything; a silent or abandoned one is always attended, whatever its grade (R4.1).</summary>
    public static int RankOf(ResponseGrade? grade, Silence silence, bool attended)
    {
        var rank = grade switch
        {
            ResponseGrade.Immediate => 0,
            null => 1,
            ResponseGrade.EarlyResponse => 2,
            ResponseGrade.Routine => 3,
            ResponseGrade.Diary => 4,
        };
        return attended ? Attended + rank : silence.IsAlwaysAttended() ? Math.Min(rank, 1) : rank;
    }

    /// <summary>The same rule as SQL, for the column the board is sorted by.</summary>
    public const string Sql = """
        case when attended_at is null then 0 else 10 end + case when grade = 'Immediate' then 0 when grade is null then 1
        when attended_at is null and call_silence in ('Silent', 'Abandoned') then 1 when grade = 'EarlyResponse' then 2 when grade = 'Routine' then 3 else 4 end
        """;
}
