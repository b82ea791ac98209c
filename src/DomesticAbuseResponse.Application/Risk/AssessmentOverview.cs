using System.Text.Json;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>One assessment ready to show: the form, what it suggests so far, every grade given with names, and what is missing.</summary>
public sealed class AssessmentOverview(CaseDbContext db, AssessmentFiles assessments, PolicyBook policies)
{
    public sealed record View(
        OpenedAssessment Opened, string PersonName, int? PersonAge, bool AgeIsEstimated, RiskFindings Findings, SuggestedGrade? Suggestion, GradingHistory History,
        bool MayReview, IReadOnlyDictionary<Id<StaffMember>, string> Names, IReadOnlyList<ContactEntry> SafeContacts, SergeantReview? Timeliness, DateTimeOffset At)
    {
        /// <summary>Whether the assessor's turn of duty ends, and its usual end, for the page on which they say when it ends today (R1.17).</summary>
        public required bool AsksOffDuty { get; init; }

        public required TimeOnly? UsualEnd { get; init; }

        public RiskAssessment Assessment => Opened.Assessment;

        public string NameOf(Id<StaffMember>? id) => id is { } known && Names.TryGetValue(known, out var name) ? name : "The system";
    }

    /// <summary>A way to reach the victim, without the number: that is on the safe-contact card alone.</summary>
    public sealed record ContactEntry(long Number, ContactChannel Channel, Safety Safety, DateTimeOffset RecordedAt);

    public async Task<View> ReadAsync(Actor actor, Id<RiskAssessment> id, DateTimeOffset now, CancellationToken ct)
    {
        var opened = await assessments.OpenAsync(actor, id, AccessLevel.Read, "Read a risk assessment", ct);
        var (assessment, personId) = (opened.Assessment, opened.Assessment.PersonId);
        var on = UkTime.DateOf(assessment.CompletedAt ?? now);
        var policy = (await policies.AtAsync(PolicyKinds.Grading, assessment.AgencyId.Value, on, ct)).Content;
        var person = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.SafeContacts).AsSplitQuery().SingleAsync(p => p.Id == personId, ct);
        var history = assessment.History;
        var staff = history.Timeline.SelectMany(g => new[] { g.By, g.SecondPerson }).OfType<Id<StaffMember>>().Append(assessment.StartedBy).Distinct().ToArray();
        var members = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).ToListAsync(ct);

        // What was suggested stays as it was said, whatever the settings have become since.
        var asCompleted = assessment.SuggestionTrace is { } trace ? JsonSerializer.Deserialize<SuggestedGrade>(trace, AssessmentFiles.Json) : null;
        return new View(
            opened, person.DisplayName, person.AgeOn(UkTime.DateOf(now)), person.BirthIsEstimated,
            asCompleted?.Findings ?? RiskFindings.For(opened.Answers, assessment.HonourConcern, policy),
            assessment.IsComplete ? asCompleted : SuggestedGrade.For(opened.Answers, assessment.HonourConcern, policy, await db.MaracOfAsync(opened.Case.UnitId, ct), on),
            history,
            policy.CapacityOf(actor.Roles) is not null,
            members.ToDictionary(s => s.Id, s => s.DisplayName),
            [.. person.SafeContacts.OrderBy(c => c.Number).Select(c => new ContactEntry(c.Number, c.Channel, c.Safety, c.RecordedAt))],
            TimelinessOf(assessment, members.SingleOrDefault(m => m.Id == assessment.StartedBy)?.OffDutyAt, now), now)
        {
            AsksOffDuty = await db.Agencies.AnyAsync(a => a.Id == actor.AgencyId && a.Kind == AgencyKind.PoliceForce, ct),
            UsualEnd = await db.Staff.Where(s => s.Id == actor.StaffId).Select(s => s.OffDutyAt).SingleOrDefaultAsync(ct),
        };
    }

    /// <summary>
    /// Whether the form reached the sergeant before the officer went off duty (R1.17, S12): by what the officer said on finishing it, or while it
    /// is a draft by the usual end of their turn. Null when neither is known.
    /// </summary>
    internal static SergeantReview? TimelinessOf(RiskAssessment assessment, TimeOnly? usualEnd, DateTimeOffset now) =>
        (assessment.OffDutyAt ?? (usualEnd is { } end ? assessment.EndOfDuty(end) : null)) is { } offDuty
            ? SergeantReview.Of(offDuty, assessment.CompletedAt, now)
            : null;
}
