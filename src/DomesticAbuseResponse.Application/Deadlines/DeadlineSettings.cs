using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Application.Deadlines;

/// <summary>What deadlines of one agency are computed with: its rules, its calendar and its choices about contact.</summary>
public sealed class DeadlineSettings(PolicyBook policies, WorkingDays workingDays)
{
    public sealed record View(DeadlineRuleBook Rules, DeadlineCalendars Calendars, VictimContactSettings Contact);

    /// <param name="on">The London date whose settings are wanted.</param>
    public async Task<View> ReadAsync(Id<Agency> agency, DateOnly on, CancellationToken ct)
    {
        var rules = await policies.AtAsync(PolicyKinds.DeadlineRules, agency.Value, on, ct);
        var contact = await policies.AtAsync(PolicyKinds.VictimContact, agency.Value, on, ct);
        var calendar = await policies.AtAsync(PolicyKinds.Calendar, agency.Value, on, ct);
        var days = await workingDays.ReadAsync(calendar.Content.Division, ct);
        return new View(BookOf(rules.Content), days, contact.Content);
    }

    /// <summary>The agency's own rules, and those shipped for every code it says nothing about.</summary>
    private static DeadlineRuleBook BookOf(IReadOnlyList<DeadlineRule> own)
    {
        var codes = own.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return new DeadlineRuleBook([.. own, .. DeadlineRuleBook.Default.Rules.Where(r => !codes.Contains(r.Code))]);
    }
}
