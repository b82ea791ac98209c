using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Why a task was made that nobody set by hand.</summary>
public enum SafetyTaskReason
{
    /// <summary>Something that protects the victim ends: they are told before (never after).</summary>
    BeforeEnd,

    /// <summary>The tag that watches over a condition comes off.</summary>
    BeforeTagEnds,

    /// <summary>Somebody who harms the victim is released from prison.</summary>
    BeforeRelease,

    /// <summary>A day in court, of which the victim is told.</summary>
    BeforeCourt,

    /// <summary>Bail was given, an order was varied or ended: the victim is told what has happened (R4.15).</summary>
    TellOfChange,

    /// <summary>The risk is assessed again, at interview, release or remand (R4.15, R4.16).</summary>
    AssessAgain,

    /// <summary>The IDVA is told of a release (R4.16).</summary>
    TellIdva,
}

/// <summary>A task that an order or a move asks for in one case.</summary>
/// <param name="ForOn">The day it is about: it is made once for each, and anew when the day changes.</param>
/// <param name="DueOn">Null: too late to make it, and kept where it was made in time.</param>
/// <param name="ForIdva">Whether the IDVA who carries the case has it too.</param>
public sealed record SafetyTask(SafetyTaskReason Reason, DateOnly ForOn, DateOnly? DueOn, bool ForIdva)
{
    /// <summary>Neutral on purpose: a task is read by whoever works on the case, an order by those alone who may read both people it stands between.</summary>
    public string Words => Reason switch
    {
        SafetyTaskReason.BeforeEnd => $"An order, a notice or bail ends on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeTagEnds => $"An electronic tag comes off on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeRelease => $"Somebody is released from prison on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeCourt => $"There is a day in court on {UkTime.Describe(ForOn)}. Tell them date, time and place, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.TellOfChange => $"Bail or an order was given, varied or ended on {UkTime.Describe(ForOn)}. Tell them what holds now, by the safe-contact card alone.",
        SafetyTaskReason.AssessAgain => $"Somebody was interviewed, remanded or released, or will be, on {UkTime.Describe(ForOn)}. Assess the risk again.",
        SafetyTaskReason.TellIdva => $"Somebody is released from prison on {UkTime.Describe(ForOn)}. Tell the IDVA; where nobody carries the case, refer it.",
    };

    private const string _agree = "Agree first who of the police and the IDVA does.";

    /// <summary>Whether the safe-contact card is where it is done.</summary>
    public static bool IsContact(SafetyTaskReason reason) => reason is not (SafetyTaskReason.AssessAgain or SafetyTaskReason.TellIdva);
}

/// <summary>
/// Which tasks an order or a move asks for (R4.15, R4.16, S87). A task before an end is due so many days before it, today where less is left, and is never made
/// once the end has passed.
/// </summary>
public static class SafetyTasks
{
    /// <summary>What was recorded longer ago than this is history: nobody is told of it as news.</summary>
    public const int NewsDays = 7;

    /// <returns>Never after the end, never before today; null once the end has passed.</returns>
    public static DateOnly? DueBefore(DateOnly end, int days, DateOnly today) => end < today ? null : end.AddDays(-Math.Max(days, 0)) is var due && due > today ? due : today;

    /// <param name="victimsCode">By which day a victim is told of what happened on a day: one working day (4.7).</param>
    /// <param name="isGraded">Whether anybody has graded the case: without a grade there is nothing to assess again.</param>
    public static IReadOnlyList<SafetyTask> Of(ProtectiveOrder order, OrderFrame frame, Func<DateOnly, DateOnly> victimsCode, bool isGraded, DateOnly today)
    {
        List<SafetyTask> tasks = [];
        if (order.EndedOn is null)
        {
            var days = order.Kind is OrderKind.PoliceBail or OrderKind.CourtBail ? frame.Settings.DaysBeforeBail : frame.Settings.DaysBeforeOrder;
            if (OrderClocks.LastDay(order, frame) is { } end)
            {
                tasks.Add(new(SafetyTaskReason.BeforeEnd, end, DueBefore(end, days, today), ForIdva: true));
            }

            if (order.TagUntilOn is { } tag && tag != order.UntilOn)
            {
                tasks.Add(new(SafetyTaskReason.BeforeTagEnds, tag, DueBefore(tag, frame.Settings.DaysBeforeOrder, today), ForIdva: true));
            }

            if (order is { Kind: OrderKind.LicenceConditions, FromOn: { } release } && release >= today)
            {
                tasks.Add(new(SafetyTaskReason.BeforeRelease, release, today, ForIdva: true));
            }
        }

        foreach (var on in order.Steps.Where(s => IsNews(order.Kind, s.Kind)).Select(s => s.On).Distinct())
        {
            tasks.Add(new(SafetyTaskReason.TellOfChange, on, News(on, victimsCode, today), ForIdva: true));
            if (isGraded && OrderRules.IsRelease(order.Kind) && on == order.FromOn)
            {
                tasks.Add(new(SafetyTaskReason.AssessAgain, on, News(on, victimsCode, today), ForIdva: false));
            }
        }

        return tasks;
    }

    /// <param name="wasHigh">Whether the victim has ever been graded High (R4.16, S87).</param>
    public static IReadOnlyList<SafetyTask> Of(PerpetratorMove move, Func<DateOnly, DateOnly> victimsCode, Func<DateOnly, DateOnly> hearingCode, bool wasHigh, bool isGraded, DateOnly today)
    {
        if (move.CancelledAt is not null)
        {
            return [];
        }

        var on = move.On;
        if (move.Kind is MoveKind.PrisonRelease)
        {
            // As soon as it is known, and so at the latest on the day before, unless that has gone by.
            DateOnly? due = on < today ? null : today;
            return wasHigh
                ? [new(SafetyTaskReason.BeforeRelease, on, due, true), new(SafetyTaskReason.AssessAgain, on, DueBefore(on, 1, today), false), new(SafetyTaskReason.TellIdva, on, due, false)]
                : [new(SafetyTaskReason.BeforeRelease, on, due, true)];
        }

        if (move.IsCourt)
        {
            return [new(SafetyTaskReason.BeforeCourt, on, on < today ? null : Earlier(on, hearingCode(today)), true)];
        }

        SafetyTask tell = new(SafetyTaskReason.TellOfChange, on, News(on, victimsCode, today), true);
        return isGraded ? [tell, new(SafetyTaskReason.AssessAgain, on, News(on, victimsCode, today), false)] : [tell];
    }

    private static bool IsNews(OrderKind kind, OrderStepKind step) => step is OrderStepKind.Varied or OrderStepKind.Ended or OrderStepKind.NotMade || (step is OrderStepKind.Recorded && (OrderRules.IsRelease(kind) || kind is OrderKind.Dvpn or OrderKind.Dvpo or OrderKind.Dapn or OrderKind.Dapo));

    /// <summary>Of what is to come nothing is news yet; of what lies back, only the last days are.</summary>
    private static DateOnly? News(DateOnly on, Func<DateOnly, DateOnly> victimsCode, DateOnly today) =>
        on > today || on < today.AddDays(-NewsDays) ? null : victimsCode(on) is var due && due > today ? due : today;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
