using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>What kind of thing stands in somebody's day.</summary>
public enum DayKind
{
    Deadline,
    CallBack,
    Task,

    /// <summary>A referral to answer, to send, or with a question to answer.</summary>
    Referral,

    /// <summary>A way of reaching the victim is to be asked about again (R3.6).</summary>
    SafeContact,

    /// <summary>An order or bail ends: the victim is told before it does.</summary>
    OrderEnds,

    /// <summary>The case is before a MARAC.</summary>
    Meeting,

    /// <summary>A line of a safety plan (R3.9).</summary>
    PlanLine,
}

public enum DayPart
{
    Overdue,
    Today,
    Next,

    /// <summary>Somebody else has to do something first.</summary>
    Waiting,
}

/// <summary>Where something stands in a day: due at an instant, on a London day, or at no time.</summary>
public sealed record DayTime(DateTimeOffset? At, DateOnly? On, bool WaitsForOthers);

/// <summary>Puts everything that is to be done into the part of the day to which it belongs. Nothing is left out and nothing stands twice.</summary>
public static class DayPlan
{
    /// <summary>An instant is overdue from the moment after it, a day from the day after it; what has no time is for today.</summary>
    public static DayPart PartOf(DayTime time, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(time);
        var today = UkTime.DateOf(now);
        return time.WaitsForOthers ? DayPart.Waiting
            : time.At < now || time.On < today ? DayPart.Overdue
            : (time.At is { } at && UkTime.DateOf(at) > today) || time.On > today ? DayPart.Next
            : DayPart.Today;
    }

    /// <summary>For the order in a part: the earliest first, what has no time last.</summary>
    public static DateTimeOffset SortOf(DayTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.At ?? (time.On is { } on ? UkTime.EndOfDay(on) : DateTimeOffset.MaxValue);
    }
}

/// <summary>A call back that was agreed with the victim (R3.5). It stays open until somebody has tried, at the time agreed or a little before it, or later.</summary>
public static class CallBack
{
    /// <summary>A try so long before the time agreed counts as it.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(30);

    /// <param name="agreedAt">When it was agreed.</param>
    /// <param name="lastTryAt">The last attempt of the same agency in the case, this one included.</param>
    public static bool IsOpen(DateTimeOffset callbackAt, DateTimeOffset agreedAt, DateTimeOffset lastTryAt) => lastTryAt <= agreedAt || lastTryAt < callbackAt - Early;
}
