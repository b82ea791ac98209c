namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>What a force calls one of the four response grades, and how soon it means to be there.</summary>
/// <param name="Grade">Which of the four the force's own grade stands for.</param>
/// <param name="Name">The force's own word: "Priority".</param>
/// <param name="AttendWithin">From the report to an officer's arrival; null where it is agreed with the caller.</param>
/// <param name="RuralAttendWithin">Where the country is given longer; null where it is not.</param>
public sealed record ResponseGradeName(ResponseGrade Grade, string Name, TimeSpan? AttendWithin = null, TimeSpan? RuralAttendWithin = null)
{
    public const int NameMaxLength = 40;

    /// <summary>"attend within 15 minutes, 20 minutes in the country", or null where there is no target.</summary>
    public string? Target => AttendWithin is { } within
        ? $"attend within {Words(within)}{(RuralAttendWithin is { } rural && rural != within ? $", {Words(rural)} in the country" : "")}"
        : null;

    internal static string Words(TimeSpan time) => time.TotalMinutes < 60 || time.Minutes != 0
        ? $"{time.TotalMinutes:0} {(time.TotalMinutes is 1 ? "minute" : "minutes")}"
        : $"{time.TotalHours:0} {(time.TotalHours is 1 ? "hour" : "hours")}";
}

/// <summary>
/// A force's own scheme of response grades, mapped to the four that the rules know (R4.1, R4.2). Which of them a supervisor must review is
/// not for a scheme to say.
/// </summary>
public sealed record ResponseScheme(string Title, IReadOnlyList<ResponseGradeName> Grades)
{
    /// <summary>The four grades by their own names, somebody going at once or within the hour (R4.1).</summary>
    public static ResponseScheme Default { get; } = new("Four grades",
    [
        new(ResponseGrade.Immediate, "Immediate"),
        new(ResponseGrade.EarlyResponse, "Early response", TimeSpan.FromHours(1)),
        new(ResponseGrade.Routine, "Routine"),
        new(ResponseGrade.Diary, "Diary"),
    ]);

    /// <summary>A published scheme with targets: emergency, priority, routine, appointment (R4.2).</summary>
    public static ResponseScheme WithTargets { get; } = new("Emergency, priority, routine, appointment",
    [
        new(ResponseGrade.Immediate, "Emergency", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(20)),
        new(ResponseGrade.EarlyResponse, "Priority", TimeSpan.FromHours(1)),
        new(ResponseGrade.Routine, "Routine", TimeSpan.FromHours(24)),
        new(ResponseGrade.Diary, "Appointment"),
    ]);

    public ResponseGradeName Of(ResponseGrade grade) => Grades.First(g => g.Grade == grade);

    /// <summary>Why this makes no scheme, or null when it does.</summary>
    public Refusal? Check()
    {
        if (!Grades.Select(g => g.Grade).Order().SequenceEqual(Enum.GetValues<ResponseGrade>().Order()))
        {
            return new("response-scheme.grades", "A scheme names each of the four grades once: Immediate, EarlyResponse, Routine and Diary.");
        }

        if (Grades.Any(g => string.IsNullOrWhiteSpace(g.Name) || g.Name.Length > ResponseGradeName.NameMaxLength)
            || Grades.Select(g => g.Name.Trim().ToUpperInvariant()).Distinct().Count() < Grades.Count)
        {
            return new("response-scheme.names", $"Each grade has a name of its own, of up to {ResponseGradeName.NameMaxLength} characters.");
        }

        return Grades.Any(g => g.AttendWithin <= TimeSpan.Zero || g.RuralAttendWithin < g.AttendWithin || (g.RuralAttendWithin is not null && g.AttendWithin is null))
            ? new("response-scheme.targets", "A target is a time above zero, and the one for the country is not shorter.")
            : null;
    }
}
