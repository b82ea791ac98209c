using System.Globalization;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>A force's setting of when a supervisor attends, and how long the list asks after it (R4.12, R4.6).</summary>
/// <param name="AtHighRisk">At incidents of a case graded High.</param>
/// <param name="AtRepeats">At incidents of a repeat victim.</param>
/// <param name="RepeatFrom">How many incidents of one victim, this one included, make a repeat.</param>
/// <param name="RepeatMonths">Within how many rolling months, the anniversary included.</param>
/// <param name="ListDays">How many days an incident stays on the supervisors' list.</param>
public sealed record SupervisorAttendanceSettings(string Version, bool AtHighRisk, bool AtRepeats, int RepeatFrom, int RepeatMonths, int ListDays)
{
    public static SupervisorAttendanceSettings Default { get; } = new("default-1", true, true, 2, 12, 7);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() =>
        RepeatFrom < 2 || RepeatMonths is < 1 or > 120 || ListDays is < 1 or > 90
            ? new("supervisor-attendance.range", "A repeat begins with the second incident at the earliest; months are from 1 to 120 and days of the list from 1 to 90.")
            : null;

    /// <summary>The first day whose incidents count towards a repeat.</summary>
    public DateOnly RepeatsSince(DateTimeOffset reportedAt) => UkTime.DateOf(reportedAt).AddMonths(-RepeatMonths);
}

/// <summary>Whether a supervisor should be at an incident, with every reason (R4.12).</summary>
public sealed record SupervisorDuty(IReadOnlyList<string> Because, string SettingsVersion)
{
    public const string Rule = "R4.12";

    public bool IsDue => Because.Count > 0;

    /// <param name="gravest">The gravest grade among the cases of its victims; null when nobody has graded.</param>
    /// <param name="incidents">How many incidents the same victim had in the months that count, this one included; with several victims, the most.</param>
    public static SupervisorDuty For(RiskGrade? gravest, int incidents, SupervisorAttendanceSettings settings)
    {
        List<string> because = [];
        if (settings.AtHighRisk && gravest is RiskGrade.High)
        {
            because.Add("The case is graded High.");
        }

        if (settings.AtRepeats && incidents >= settings.RepeatFrom)
        {
            because.Add(string.Create(CultureInfo.InvariantCulture, $"It is incident {incidents} of the same victim in {settings.RepeatMonths} months."));
        }

        return new(because, settings.Version);
    }
}

public enum SupervisorPresence
{
    /// <summary>Whoever records it was there.</summary>
    Recorder,

    /// <summary>Another supervisor was there, who is named in the words.</summary>
    Another,

    /// <summary>No supervisor was there; the words say why.</summary>
    Nobody,
}

/// <summary>What was said on whether a supervisor attended (R4.12). Each statement stays; the newest stands.</summary>
public sealed class SupervisorAttendance
{
    public const int WordsMaxLength = 2000;

    private SupervisorAttendance()
    {
    }

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public SupervisorPresence Presence { get; private init; }

    /// <summary>Who was there, or why nobody was; null where the recorder was.</summary>
    public string? Words { get; private init; }

    /// <summary>Why a supervisor was due when it was said, as it was shown.</summary>
    public string Because { get; private init; } = "";

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public bool WasThere => Presence is not SupervisorPresence.Nobody;

    /// <summary>Who may say it.</summary>
    public static IReadOnlyList<Role> Recorders { get; } = [Role.Sergeant, Role.Inspector, Role.ControlRoomSupervisor];

    public static Result<SupervisorAttendance> Record(Id<Incident> incident, SupervisorDuty duty, SupervisorPresence presence, string? words, Actor by, DateTimeOffset now)
    {
        var said = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (!by.Roles.Any(Recorders.Contains))
        {
            return new Refusal("supervisor.no-standing", "Only a sergeant, an inspector or a control-room supervisor can say whether a supervisor attended.");
        }

        if (presence is SupervisorPresence.Recorder && !by.HasAny(Role.Sergeant, Role.Inspector))
        {
            return new Refusal("supervisor.not-at-scene", "A control-room supervisor is not at the scene. Say which sergeant or inspector was.");
        }

        return presence switch
        {
            SupervisorPresence.Another when said is null => new Refusal("supervisor.words", "Write which supervisor attended."),
            SupervisorPresence.Nobody when said is null => new Refusal("supervisor.words", "Say why no supervisor attended."),
            _ => new SupervisorAttendance { IncidentId = incident, Presence = presence, Words = said, Because = string.Join(' ', duty.Because), By = by.StaffId, At = now },
        };
    }
}
