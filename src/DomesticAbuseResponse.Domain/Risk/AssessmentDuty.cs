using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>How victim and perpetrator are connected, as far as the duty to assess asks.</summary>
public enum AbuseRelationship
{
    /// <summary>Partners now or before.</summary>
    Intimate,
    Family,
}

public static class AbuseRelationships
{
    /// <summary>What a recorded relationship is to the duty to assess, also once it has ended; null where it is neither.</summary>
    public static AbuseRelationship? AsAbuse(this RelationshipKind kind) => kind switch
    {
        RelationshipKind.Partner or RelationshipKind.FormerPartner => AbuseRelationship.Intimate,
        RelationshipKind.ParentOf or RelationshipKind.Sibling or RelationshipKind.OtherRelative => AbuseRelationship.Family,
        RelationshipKind.HouseholdMember => null,
    };
}

/// <summary>One of the four kinds of incident for which a risk assessment can be made mandatory (R1.19).</summary>
public sealed record AssessmentOccasion(bool IsCrime, AbuseRelationship Relationship)
{
    public override string ToString() => (IsCrime, Relationship) switch
    {
        (true, AbuseRelationship.Intimate) => "a crime between partners or former partners",
        (true, AbuseRelationship.Family) => "a crime between relatives",
        (false, AbuseRelationship.Intimate) => "an incident between partners or former partners",
        (false, AbuseRelationship.Family) => "an incident between relatives",
    };
}

/// <summary>A force's setting of when assessment is mandatory (R1.19).</summary>
public sealed record AssessmentDutySettings(string Version, IReadOnlySet<AssessmentOccasion> MandatoryWhen)
{
    /// <summary>All four occasions.</summary>
    public static AssessmentDutySettings Default { get; } = new("default-1", new HashSet<AssessmentOccasion>
    {
        new(true, AbuseRelationship.Intimate),
        new(true, AbuseRelationship.Family),
        new(false, AbuseRelationship.Intimate),
        new(false, AbuseRelationship.Family),
    });
}

public enum SkipReason
{
    NotDomesticAbuse,
    DuplicateReport,
    AlreadyAssessedForThisIncident,
    VictimNotIdentified,
    AnotherForceAssesses,

    /// <summary>Several reports of the same people, assessed on the form of one of them.</summary>
    AssessedWithAnotherIncident,
}

/// <summary>A mandatory assessment left out: why, and the supervisor who confirmed it (R1.19). Never a grade (R1.20).</summary>
public sealed record SkippedAssessment(
    SkipReason Reason, string? Note, Id<StaffMember> By, Id<StaffMember>? ConfirmedBy, DateTimeOffset At)
{
    /// <summary>An unconfirmed skip stays on the supervisor's list.</summary>
    public bool IsConfirmed => ConfirmedBy is not null;
}

/// <summary>Whether an incident must have a risk assessment, and what leaving it out takes (R1.19).</summary>
public sealed record AssessmentDuty(bool IsMandatory, string Because, string SettingsVersion)
{
    private static readonly bool[] _either = [true, false];

    public static AssessmentDuty For(AssessmentOccasion occasion, AssessmentDutySettings settings) =>
        settings.MandatoryWhen.Contains(occasion)
            ? new(true, $"An assessment is mandatory for {occasion}.", settings.Version)
            : new(false, $"An assessment is at the officer’s discretion for {occasion}.", settings.Version);

    /// <summary>
    /// The same where not everything is known yet: what is not recorded could be either, and where one reading makes an assessment mandatory it
    /// is, until the record says otherwise.
    /// </summary>
    /// <param name="relationships">How the victim and those harming them are connected; empty while nobody has recorded it.</param>
    public static AssessmentDuty For(YesNoUnknown isCrime, IReadOnlySet<AbuseRelationship> relationships, AssessmentDutySettings settings)
    {
        List<AssessmentDuty> readings =
        [
            .. from crime in isCrime is YesNoUnknown.Unknown ? _either : [isCrime is YesNoUnknown.Yes]
               from relationship in relationships.Count == 0 ? Enum.GetValues<AbuseRelationship>() : [.. relationships.Order()]
               select For(new AssessmentOccasion(crime, relationship), settings),
        ];
        if (readings.FirstOrDefault(r => r.IsMandatory) is not { } mandatory)
        {
            return readings[0];
        }

        return readings.All(r => r.IsMandatory)
            ? relationships.Count == 0 ? mandatory with { Because = "An assessment is mandatory between partners or former partners and between relatives." } : mandatory
            : isCrime is YesNoUnknown.Unknown || relationships.Count == 0
                ? mandatory with { Because = $"{mandatory.Because} It is not recorded whether this is one, so it is treated as one." }
                : mandatory;
    }

    /// <summary>A skip without a supervisor is recorded and waits for one. Nobody confirms their own.</summary>
    public static Result<SkippedAssessment> Skip(
        SkipReason reason, string? note, Grader by, Grader? supervisor, GradingPolicy policy, DateTimeOffset at)
    {
        if (supervisor is not null && (supervisor.StaffId == by.StaffId || !supervisor.HasAny(policy.SupervisorRanks)))
        {
            return new Refusal("assessment.skip-not-confirmed", "A supervisor other than you must confirm that there is no assessment.");
        }

        return new SkippedAssessment(reason, note?.Trim(), by.StaffId, supervisor?.StaffId, at);
    }

    /// <summary>Whether the incident still lacks what it must have: an assessment, or a confirmed skip.</summary>
    public bool IsOutstanding(bool assessed, SkippedAssessment? skipped) =>
        IsMandatory && !assessed && skipped is not { IsConfirmed: true };
}
