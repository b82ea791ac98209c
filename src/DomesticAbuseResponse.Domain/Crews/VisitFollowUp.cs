using System.Globalization;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>
/// What a crew agrees is to be done after its visit: by whom and by which day, both or neither, since a day that is nobody's becomes no deadline. The day lies as that of
/// every task does, from today to two years on.
/// </summary>
public static class VisitFollowUp
{
    /// <summary>Why this cannot stand, or null when it can. The codes end in "who" and, of the day, in "day", "past" and "far".</summary>
    public static Refusal? Check(FollowUpBy? who, DateOnly? on, DateOnly today) => (who, on) switch
    {
        (null, null) => null,
        (null, _) => new("visit.follow-up-who", "Choose who follows up"),
        (_, null) => new("visit.follow-up-day", "Enter the day of the follow-up"),
        (_, { } day) => CheckDay(day, today),
    };

    /// <summary>The same of one change, which may come without the other.</summary>
    public static Refusal? Check(VisitEdit edit, DateOnly today) =>
        edit.Field == nameof(VisitRecord.FollowUpOn) && DateOnly.TryParseExact(edit.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? CheckDay(day, today) : null;

    private static Refusal? CheckDay(DateOnly day, DateOnly today) =>
        day < today ? new("visit.follow-up-past", "The day must be today or later")
        : day > today.AddYears(2) ? new("visit.follow-up-far", "The day must lie within two years")
        : null;
}
