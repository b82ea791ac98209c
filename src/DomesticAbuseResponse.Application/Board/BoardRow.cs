using System.Globalization;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Board;

/// <summary>Somebody who goes to a call or is there.</summary>
public sealed record BoardSent(string Who, DateTimeOffset SentAt, DateTimeOffset? ArrivedAt);

/// <summary>One open call as one reader sees it: of its people and cases only those they may know of.</summary>
/// <param name="GradeName">In the words of the force that attends.</param>
/// <param name="At">When it was read.</param>
/// <param name="LoggedBy">Who deals with it while nobody is sent.</param>
public sealed record BoardRow(
    Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, ResponseGrade? Grade, string GradeName, AttendanceTarget Target, RiskGrade? Risk, string? Victim,
    IReadOnlyList<PersonFlagKind> Warnings, Silence Silence, DateTimeOffset? AttendedAt, bool AwaitsReview, DateTimeOffset? RegradeAskedAt, DateTimeOffset? WithdrawnAt, string? Unit,
    IReadOnlyList<BoardSent> Sent, string LoggedBy, bool IsRestricted, DateTimeOffset At)
{
    public bool RegradeAsked => RegradeAskedAt is not null;

    public bool ComplaintWithdrawn => WithdrawnAt is not null;

    public bool AwaitsAttendance => Silence.IsAlwaysAttended() && AttendedAt is null;

    /// <summary>Where the row stands, by <see cref="BoardOrder"/>: as text, the smaller is the more urgent.</summary>
    public string Order => string.Create(CultureInfo.InvariantCulture, $"{BoardOrder.RankOf(Grade, Silence, AttendedAt is not null):00}-{ReportedAt.UtcTicks:D19}-{Id}");

    /// <summary>The same for two rows that say the same, however much time has passed between them.</summary>
    public string Stamp => string.Join(
        '|', Reference, Grade, GradeName, Target.DueAt?.UtcTicks, Risk, Victim, string.Join(',', Warnings), Silence, AttendedAt?.UtcTicks, AwaitsReview, RegradeAsked, ComplaintWithdrawn, Unit,
        string.Join(',', Sent), LoggedBy, IsRestricted);
}

/// <summary>Which open calls a board shows. Nothing chosen shows all.</summary>
/// <param name="NotGraded">Calls nobody has graded, beside those of the chosen grades.</param>
public sealed record BoardFilter(IReadOnlyCollection<Id<PolicingUnit>> Units, IReadOnlyCollection<ResponseGrade> Grades, bool NotGraded)
{
    public static BoardFilter None { get; } = new([], [], false);

    public bool ByGrade => Grades.Count > 0 || NotGraded;

    public bool Shows(Id<PolicingUnit>? unit, ResponseGrade? grade) =>
        (Units.Count == 0 || (unit is { } there && Units.Contains(there))) && (!ByGrade || (grade is { } given ? Grades.Contains(given) : NotGraded));
}
