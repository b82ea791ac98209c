namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The dated steps around a MARAC meeting (section 2.5), in the order they happen.</summary>
public enum MaracStepKind
{
    ReferralCutoff,
    AgendaOut,
    ResearchDue,
    ActionsOut,
    VictimFeedback,
    MinutesOut,
}

/// <summary>
/// One MARAC's offsets in working days before (first three) and after (last three) its meeting. Each MARAC has its own,
/// versioned, since no statute sets them.
/// </summary>
public sealed record MaracTimetableSettings(
    string Version, int ReferralCutoff, int AgendaOut, int ResearchDue, int ActionsOut, int VictimFeedback, int MinutesOut)
{
    private const int _most = 60;

    public static MaracTimetableSettings Default { get; } = new("1", 10, 8, 2, 1, 2, 3);

    /// <summary>Why these offsets make no timetable, or null when they do.</summary>
    public Refusal? Check()
    {
        int[] all = [ReferralCutoff, AgendaOut, ResearchDue, ActionsOut, VictimFeedback, MinutesOut];

        return all.Any(days => days is < 0 or > _most)
            ? new Refusal("marac-timetable.days", $"Each step is from 0 to {_most} working days from the meeting.")
            : ReferralCutoff < AgendaOut || AgendaOut < ResearchDue
                ? new Refusal("marac-timetable.order", "Referrals close before the agenda goes out, and the agenda before research is due.")
                : null;
    }

    /// <summary>Working days from the meeting; negative before it.</summary>
    public int OffsetOf(MaracStepKind step) => step switch
    {
        MaracStepKind.ReferralCutoff => -ReferralCutoff,
        MaracStepKind.AgendaOut => -AgendaOut,
        MaracStepKind.ResearchDue => -ResearchDue,
        MaracStepKind.ActionsOut => ActionsOut,
        MaracStepKind.VictimFeedback => VictimFeedback,
        MaracStepKind.MinutesOut => MinutesOut,
    };
}

/// <summary>One step with its date; due at the end of that day.</summary>
public sealed record MaracStep(MaracStepKind Kind, DueDate Due)
{
    public DateOnly Date => Due.LastDay!.Value;
}

/// <summary>When everything around one meeting is due (S50, S51), each date with its trace.</summary>
public sealed record MaracTimetable(DateOnly MeetingDate, IReadOnlyList<MaracStep> Steps)
{
    public MaracStep this[MaracStepKind kind] => Steps.First(s => s.Kind == kind);

    /// <exception cref="ArgumentException">The settings make no timetable; ask <see cref="MaracTimetableSettings.Check"/> first.</exception>
    public static MaracTimetable For(
        DateOnly meetingDate, DeadlineCalendars calendars, MaracTimetableSettings settings, DeadlineRuleBook? rules = null)
    {
        if (settings.Check() is { } refusal)
        {
            throw new ArgumentException(refusal.Message, nameof(settings));
        }

        // A meeting with a mistyped year must not shut its MARAC out of every page: its steps stand at the end of what can be counted.
        var counted = DeadlineStart.Nearest(meetingDate);
        var book = rules ?? DeadlineRuleBook.Default;
        return new MaracTimetable(
            meetingDate, [.. Enum.GetValues<MaracStepKind>().Select(kind => Step(kind, counted, calendars, settings, book))]);
    }

    public static string CodeOf(MaracStepKind step) => step switch
    {
        MaracStepKind.ReferralCutoff => DeadlineCodes.MaracReferralCutoff,
        MaracStepKind.AgendaOut => DeadlineCodes.MaracAgendaOut,
        MaracStepKind.ResearchDue => DeadlineCodes.MaracResearchDue,
        MaracStepKind.ActionsOut => DeadlineCodes.MaracActionsOut,
        MaracStepKind.VictimFeedback => DeadlineCodes.MaracFeedback,
        MaracStepKind.MinutesOut => DeadlineCodes.MaracMinutes,
    };

    private static MaracStep Step(
        MaracStepKind kind, DateOnly meetingDate, DeadlineCalendars calendars, MaracTimetableSettings settings, DeadlineRuleBook book)
    {
        var offset = settings.OffsetOf(kind);
        var standard = book.Find(CodeOf(kind), meetingDate)
            .Match(rule => rule, refusal => throw new InvalidOperationException(refusal.Message));

        var rule = standard.Clock.Amount == offset
            ? standard
            : standard with
            {
                Version = $"{standard.Version}, this MARAC's timetable {settings.Version}",
                Clock = Clock.WorkingDays(offset),
                Description = Describe(kind, offset),
            };

        return new MaracStep(kind, DeadlineClock.Compute(rule, meetingDate, calendars));
    }

    private static string Describe(MaracStepKind kind, int offset)
    {
        var days = Math.Abs(offset) == 1 ? "1 working day" : $"{Math.Abs(offset)} working days";
        var when = offset == 0 ? "on the day of the meeting" : offset < 0 ? $"{days} before the meeting" : $"within {days} after the meeting";

        return kind switch
        {
            MaracStepKind.ReferralCutoff => $"Referrals for the meeting close {when}.",
            MaracStepKind.AgendaOut => $"The agenda goes out {when}.",
            MaracStepKind.ResearchDue => $"Agencies return their research {when}.",
            MaracStepKind.ActionsOut => $"Actions are sent to their owners {when}.",
            MaracStepKind.VictimFeedback => $"The IDVA tells the victim the outcome {when}.",
            MaracStepKind.MinutesOut => $"Minutes go out {when}.",
        };
    }
}
