using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>The clocks of a request: the 28 days of the scheme (R4.34), and two shorter ones that are a force's setting (R4.36). Each explains itself.</summary>
public static class DisclosureClocks
{
    /// <param name="StopsWith">The stage that stops it; the last one is stopped by the end of the request.</param>
    public sealed record Clock(DisclosureStage StopsWith, DueDate Due);

    public static IReadOnlyList<Clock> Of(DisclosureRoute route, DateTimeOffset receivedAt, DeadlineRuleBook rules, DeadlineCalendars calendars)
    {
        var start = DeadlineStart.At(receivedAt);
        List<Clock> clocks = [new(DisclosureStage.Checks, rules.Due(DeadlineCodes.DvdsChecks, start, calendars))];
        if (route is DisclosureRoute.RightToAsk)
        {
            clocks.Add(new(DisclosureStage.Meeting, rules.Due(DeadlineCodes.DvdsMeeting, start, calendars)));
        }

        clocks.Add(new(DisclosureStage.Closed, rules.Due(DeadlineCodes.Dvds28, start, calendars)));
        return clocks;
    }

    /// <summary>The earliest clock that no step has stopped.</summary>
    public static DateTimeOffset? NextOf(DisclosureRequest request, IEnumerable<Clock> clocks) =>
        clocks.Where(c => !request.Has(c.StopsWith)).Select(c => (DateTimeOffset?)c.Due.DueAt).Min();
}
