using System.Collections.Frozen;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>
/// What kinds of abuse an incident shows by what was written down about it (R2.6, R2.7). It claims no more than the record says: questions that
/// ask whether something ever happened say nothing about this incident. Where the record is silent, a referrer can name the behaviour.
/// </summary>
public static class IncidentBehaviours
{
    private static readonly FrozenSet<string> _nothing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "no", "none", "nil", "nothing", "n/a", "na", "not known", "unknown", "no injuries", "no injury", "none seen", "none known", "none reported", "no visible injuries", "not injured",
        "no weapon", "no weapons", "none used", "not asked");

    /// <param name="about">Forms filled in about this very incident.</param>
    /// <returns>Never empty: a report that says nothing of the kind is other abuse.</returns>
    public static IReadOnlyList<AbuseBehaviour> Of(Call call, DateOnly reportedOn, IEnumerable<AssessmentAnswers> about)
    {
        var forms = about.ToList();
        List<AbuseBehaviour> found = [];
        Add(AbuseBehaviour.Violence, Says(call.Injuries) || forms.Any(f => f.IsPresent(Topics.InjuryNow) || StrangledSince(f, reportedOn)));
        Add(AbuseBehaviour.ThreatOfViolence, Says(call.Weapons));
        Add(AbuseBehaviour.StalkingOrHarassment, forms.Any(f => f.IsPresent(Topics.Stalking)));
        Add(AbuseBehaviour.RecordedCrime, call.IsCrime is YesNoUnknown.Yes);
        return found is [] ? [AbuseBehaviour.OtherAbuse] : found;

        void Add(AbuseBehaviour behaviour, bool shown)
        {
            if (shown)
            {
                found.Add(behaviour);
            }
        }
    }

    private static bool Says(string? words) => !string.IsNullOrWhiteSpace(words) && !_nothing.Contains(words.Trim().TrimEnd('.', '!'));

    // The question asks about ever; the date of the most recent time says whether it was this time. A call soon after midnight is about the day before.
    private static bool StrangledSince(AssessmentAnswers form, DateOnly reportedOn) =>
        form.On(Topics.Strangulation) is { Value: Answer.Yes } answer
        && answer.Extras.GetValueOrDefault("strangulation_date") is [var date]
        && DateOnly.TryParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var on)
        && on >= reportedOn.AddDays(-1);
}
