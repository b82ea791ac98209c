using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Perpetrators;
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

    /// <summary>An interview, a remand, or a release of which nobody knew before: the victim is told what has happened (R4.15, R4.16).</summary>
    TellOfCustody,

    /// <summary>The risk is assessed again, at interview, release or remand (R4.15, R4.16).</summary>
    AssessAgain,

    /// <summary>The IDVA is told of a release (R4.16).</summary>
    TellIdva,

    /// <summary>An arrest, a decision or a result in the investigation: the victim is told (4.7).</summary>
    TellOfInvestigation,

    /// <summary>Somebody who harms the victim no longer goes to a programme, or was taken on to one: the victim is told (R2.26).</summary>
    TellOfProgramme,
}

/// <summary>A task that an order or a move asks for in one case.</summary>
/// <param name="ForOn">The day it is about: it is made once for each, and anew when the day changes.</param>
/// <param name="DueOn">Null: too late to make it, and kept where it was made in time.</param>
/// <param name="ForIdva">Whether the IDVA who carries the case has it too.</param>
/// <param name="Since">When the newest of what it tells became known. UTC. One done before does not answer for it.</param>
public sealed record SafetyTask(SafetyTaskReason Reason, DateOnly ForOn, DateOnly? DueOn, bool ForIdva, DateTimeOffset Since)
{
    /// <summary>Neutral on purpose: a task is read by whoever works on the case, an order by those alone who may read both people it stands between.</summary>
    public string Words => Reason switch
    {
        SafetyTaskReason.BeforeEnd => $"An order, a notice or bail ends on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeTagEnds => $"An electronic tag comes off on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeRelease => $"Somebody is released from prison on {UkTime.Describe(ForOn)}. Tell them before, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.BeforeCourt => $"There is a day in court on {UkTime.Describe(ForOn)}. Tell them date, time and place, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.TellOfChange => $"Bail, a release under investigation or an order began, changed or ended on {UkTime.Describe(ForOn)}. Tell them what holds now, by the safe-contact card alone.",
        SafetyTaskReason.TellOfCustody => $"Somebody was interviewed, remanded or released on {UkTime.Describe(ForOn)}. Tell them what has happened, by the safe-contact card alone.",
        SafetyTaskReason.TellOfInvestigation => $"Something happened or was decided on {UkTime.Describe(ForOn)} in the investigation. Tell them what, and why, by the safe-contact card alone. {_agree}",
        SafetyTaskReason.AssessAgain => $"Somebody was interviewed, remanded or released, or will be, on {UkTime.Describe(ForOn)}. Assess the risk again.",
        SafetyTaskReason.TellOfProgramme => $"Something changed on {UkTime.Describe(ForOn)} in a programme that somebody was referred to. Tell them what has happened, by the safe-contact card alone, and look again at what keeps them safe.",
        SafetyTaskReason.TellIdva => $"Somebody is released from prison on {UkTime.Describe(ForOn)}. Tell the IDVA; where nobody carries the case, refer it.",
    };

    private const string _agree = "Agree first who of the police and the IDVA does.";

    /// <summary>Whether the safe-contact card is where it is done.</summary>
    public static bool IsContact(SafetyTaskReason reason) => reason is not (SafetyTaskReason.AssessAgain or SafetyTaskReason.TellIdva);

    /// <summary>Whether it comes before the day it is about, and is never moved past it.</summary>
    public static bool IsBefore(SafetyTaskReason reason) => reason is SafetyTaskReason.BeforeEnd or SafetyTaskReason.BeforeTagEnds or SafetyTaskReason.BeforeRelease or SafetyTaskReason.BeforeCourt;
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

    /// <param name="victimsCode">By which day a victim is told of what happened, or was heard of, on a day: one working day (4.7).</param>
    /// <param name="wasHigh">Whether the victim has ever been graded High (R4.16, S87).</param>
    /// <param name="isGraded">Whether anybody has graded the case: without a grade there is nothing to assess again.</param>
    public static IReadOnlyList<SafetyTask> Of(ProtectiveOrder order, OrderFrame frame, Func<DateOnly, DateOnly> victimsCode, bool wasHigh, bool isGraded, DateOnly today)
    {
        List<SafetyTask> tasks = [];
        if (order.EndedOn is null)
        {
            var days = order.Kind is OrderKind.PoliceBail or OrderKind.CourtBail ? frame.Settings.DaysBeforeBail : frame.Settings.DaysBeforeOrder;
            var since = Known(order, s => s.Kind is OrderStepKind.Recorded or OrderStepKind.Varied || (order.IsNotice && s.Kind is OrderStepKind.Served or OrderStepKind.HearingSet or OrderStepKind.Adjourned));
            if (OrderClocks.LastDay(order, frame) is { } end)
            {
                tasks.Add(new(SafetyTaskReason.BeforeEnd, end, DueBefore(end, days, today), ForIdva: true, since));
            }

            if (order.TagUntilOn is { } tag && tag != order.UntilOn)
            {
                tasks.Add(new(SafetyTaskReason.BeforeTagEnds, tag, DueBefore(tag, frame.Settings.DaysBeforeOrder, today), ForIdva: true, since));
            }

            if (order is { Kind: OrderKind.LicenceConditions, FromOn: { } release })
            {
                tasks.AddRange(Release(release, order.RecordedAt, order.RecordedAt, victimsCode, wasHigh, isGraded, today));
            }
        }

        foreach (var day in order.Steps.Where(s => IsNews(order.Kind, s.Kind)).GroupBy(s => s.On))
        {
            var newest = day.MaxBy(s => s.RecordedAt)!;
            tasks.Add(new(SafetyTaskReason.TellOfChange, day.Key, newest.Kind is OrderStepKind.Recorded ? News(day.Key, victimsCode, today) : News(UkTime.DateOf(newest.RecordedAt), victimsCode, today), ForIdva: true, newest.RecordedAt));
            if (isGraded && OrderRules.IsRelease(order.Kind) && day.Key == order.FromOn)
            {
                tasks.Add(new(SafetyTaskReason.AssessAgain, day.Key, News(day.Key, victimsCode, today), ForIdva: false, order.RecordedAt));
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

        var (on, steps) = (move.On, move.Steps.OrderBy(s => s.RecordedAt).ToList());
        var since = steps[^1].RecordedAt;
        var dayKnown = steps[steps.FindLastIndex(s => s.On != on) + 1].RecordedAt;
        if (move.Kind is MoveKind.PrisonRelease)
        {
            return Release(on, since, dayKnown, victimsCode, wasHigh, isGraded, today);
        }

        if (move.IsCourt)
        {
            return [new(SafetyTaskReason.BeforeCourt, on, on < today ? null : Earlier(on, hearingCode(today)), true, since)];
        }

        SafetyTask tell = new(SafetyTaskReason.TellOfCustody, on, News(on, victimsCode, today), true, since);
        return isGraded ? [tell, new(SafetyTaskReason.AssessAgain, on, News(on, victimsCode, today), false, dayKnown)] : [tell];
    }

    /// <summary>Somebody was taken on to a programme or goes no more: the linked victim is told, by the rule of the Victims' Code (R2.26). Each day is told once.</summary>
    /// <param name="entry">With its steps.</param>
    public static IReadOnlyList<SafetyTask> Of(PerpetratorManagement entry, Func<DateOnly, DateOnly> victimsCode, DateOnly today) =>
    [
        .. entry.Steps.Where(s => entry.Kind is ManagementKind.Programme && s.Kind is ManagementStepKind.Accepted or ManagementStepKind.DroppedOut or ManagementStepKind.Ended).GroupBy(s => s.On)
            .Select(day => (On: day.Key, At: day.Max(s => s.At)))
            .Select(day => new SafetyTask(SafetyTaskReason.TellOfProgramme, day.On, News(UkTime.DateOf(day.At), victimsCode, today), true, day.At)),
    ];

    /// <summary>A release from prison, with or without a licence: the victim is told before it, today as it is known; the risk is assessed again, the day before at the latest; the IDVA of a victim ever graded High is told (R4.16, S87).</summary>
    /// <param name="since">When anything of it was last written down; <paramref name="dayKnown"/> when its day was. UTC.</param>
    private static List<SafetyTask> Release(DateOnly on, DateTimeOffset since, DateTimeOffset dayKnown, Func<DateOnly, DateOnly> victimsCode, bool wasHigh, bool isGraded, DateOnly today)
    {
        List<SafetyTask> tasks =
        [
            UkTime.DateOf(dayKnown) > on ? new(SafetyTaskReason.TellOfCustody, on, News(on, victimsCode, today), true, since) // nobody knew before: they are told now
                : new(SafetyTaskReason.BeforeRelease, on, on < today ? null : today, true, since),
        ];
        if (isGraded || wasHigh)
        {
            tasks.Add(new(SafetyTaskReason.AssessAgain, on, on < today ? News(on, victimsCode, today) : DueBefore(on, 1, today), false, dayKnown));
        }

        if (wasHigh)
        {
            tasks.Add(new(SafetyTaskReason.TellIdva, on, on < today ? News(on, victimsCode, today) : today, false, dayKnown));
        }

        return tasks;
    }

    /// <summary>
    /// The victim is told what happened in the investigation, from the day it happened by the Victims' Code (4.7). What was written down weeks later is history. What was taken back is told
    /// whoever had been told of it: somebody who believes in an arrest may go home.
    /// </summary>
    /// <param name="victimsCode">By which day a victim is told of what happened on a day, by the rule named.</param>
    /// <param name="wasTold">Whether a victim of the case has been told of it already.</param>
    public static IReadOnlyList<SafetyTask> Of(InvestigationStep step, Func<string, DateOnly, DateOnly> victimsCode, bool wasTold, DateOnly today) => (InvestigationRules.ToldBy(step.Kind), step.TakenBackAt) switch
    {
        (null, _) => [],
        ({ } rule, null) => [new(SafetyTaskReason.TellOfInvestigation, step.On, UkTime.DateOf(step.RecordedAt) > step.On.AddDays(InvestigationRules.NewsDays) ? null : Later(victimsCode(rule, step.On), today), true, step.RecordedAt)],
        ({ } rule, { } at) => wasTold ? [new(SafetyTaskReason.TellOfInvestigation, UkTime.DateOf(at), Later(victimsCode(rule, UkTime.DateOf(at)), today), true, at)] : [],
    };

    private static DateTimeOffset Known(ProtectiveOrder order, Func<OrderStep, bool> which) => order.Steps.Where(which).Select(s => s.RecordedAt).DefaultIfEmpty(order.RecordedAt).Max();

    private static bool IsNews(OrderKind kind, OrderStepKind step) => step is OrderStepKind.Varied or OrderStepKind.Ended or OrderStepKind.NotMade || (step is OrderStepKind.Recorded && (OrderRules.IsRelease(kind) || kind is OrderKind.Dvpn or OrderKind.Dvpo or OrderKind.Dapn or OrderKind.Dapo));

    /// <summary>Of what is to come nothing is news yet; of what lies back, only the last days are.</summary>
    /// <param name="on">The day it happened; of what changed or ended the day on which that became known, for nobody could tell of it before.</param>
    private static DateOnly? News(DateOnly on, Func<DateOnly, DateOnly> victimsCode, DateOnly today) =>
        on > today || on < today.AddDays(-NewsDays) ? null : victimsCode(on) is var due && due > today ? due : today;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
