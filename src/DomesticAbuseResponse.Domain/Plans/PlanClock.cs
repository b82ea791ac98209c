using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>What the day of the next review follows from. Instants are UTC.</summary>
/// <param name="ReviewedAt">The last review, or the beginning of the plan.</param>
/// <param name="GradedAt">When the grade was given that the case carries.</param>
/// <param name="AgreedOn">The London day on which people said that they would look again.</param>
/// <param name="Since">The first thing that has happened since the last review; null for nothing.</param>
public sealed record PlanReviewFacts(DateTimeOffset ReviewedAt, RiskGrade? Grade, DateTimeOffset? GradedAt, DateOnly AgreedOn, PlanEvent? Since);

/// <summary>By when a plan is looked at again, and why.</summary>
public sealed record PlanReviewDue(DueDate Due, string Because);

/// <summary>The clocks of a plan (R3.11): begun within 7 days of contact; looked at every 28 days while High, on anything that happened, and on the day people agreed, whichever comes first.</summary>
public static class PlanClock
{
    /// <summary>How far off a day may be agreed where the grade is not High.</summary>
    public const int LongestDays = 366;

    /// <summary>Speaking with the victim starts the clock of whoever supports them; the police make no plan for them by themselves.</summary>
    public static bool StartsWith(bool twoWayContactWithVictim, IEnumerable<Role> rolesOfContacter) =>
        twoWayContactWithVictim && rolesOfContacter.Any(r => r is Role.Idva or Role.IdvaManager);

    public static DueDate First(DateTimeOffset contactAt, DeadlineRuleBook rules, DeadlineCalendars calendars) =>
        rules.Due(DeadlineCodes.PlanFirst, DeadlineStart.At(contactAt), calendars);

    public static PlanReviewDue Review(PlanReviewFacts facts, DeadlineRuleBook rules, DeadlineCalendars calendars)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<PlanReviewDue> all = [];
        if (facts.Since is { } happened)
        {
            all.Add(new(rules.Due(DeadlineCodes.PlanReviewEvent, DeadlineStart.At(happened.At), calendars), $"Since the plan was last looked at, {happened.Words} ({UkTime.Describe(happened.On)})."));
        }

        if (facts.Grade is RiskGrade.High)
        {
            all.Add(new(
                rules.Due(DeadlineCodes.PlanReviewHigh, DeadlineStart.At(facts.GradedAt > facts.ReviewedAt ? facts.GradedAt.Value : facts.ReviewedAt), calendars),
                "The case is graded High."));
        }

        all.Add(new(AgreedDate.On(facts.AgreedOn, facts.ReviewedAt, "the last look at the plan", StaleLines.Rule), "The day agreed when the plan was last looked at."));
        return all.MinBy(d => d.Due.DueAt)!;
    }

    /// <summary>Why a day cannot be agreed for the next review, or null when it can.</summary>
    public static Refusal? Check(DateOnly on, RiskGrade? grade, DateTimeOffset now, DeadlineRuleBook rules, DeadlineCalendars calendars)
    {
        var today = UkTime.DateOf(now);
        var latest = grade is RiskGrade.High ? UkTime.DateOf(rules.Due(DeadlineCodes.PlanReviewHigh, DeadlineStart.At(now), calendars).DueAt) : today.AddDays(LongestDays);
        return on <= today ? new("plan.review-past", "The next review must be after today")
            : on > latest ? new("plan.review-far", grade is RiskGrade.High
                ? $"While the case is graded High, look at the plan again by {UkTime.Describe(latest)} (R3.11)"
                : "The next review must be within a year")
            : null;
    }
}
