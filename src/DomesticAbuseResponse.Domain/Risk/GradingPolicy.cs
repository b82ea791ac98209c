using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// The local settings that grading reads, in one dated version: a grade stores <see cref="Version"/> so that it can
/// be explained after the settings change.
/// </summary>
public sealed record GradingPolicy
{
    public required string Version { get; init; }

    public DateOnly EffectiveFrom { get; init; } = DateOnly.MinValue;

    public DateOnly? EffectiveTo { get; init; }

    public IReadOnlyList<RiskBands> Bands { get; init; } = [];

    /// <summary>Markers that differ from the instrument's own, by topic (R1.12).</summary>
    public IReadOnlyDictionary<string, Marker> MarkerOverrides { get; init; } = new Dictionary<string, Marker>();

    /// <summary>More often and more serious together count as one critical marker (R1.12).</summary>
    public bool FrequencyWithSeverityIsCritical { get; init; } = true;

    /// <summary>The assessor's honour concern counts as a critical marker (R1.12).</summary>
    public bool HonourConcernIsCritical { get; init; } = true;

    /// <summary>Separation, control and violence together suggest High (R1.13).</summary>
    public bool ClusterOfThreeIsHigh { get; init; } = true;

    /// <summary>Shortest reason for a grade that differs, in characters (R1.18).</summary>
    public int MinimumReasonLength { get; init; } = 20;

    /// <summary>
    /// Whether grading below a suggested High, when no person has graded yet, also needs a second person (R1.18).
    /// </summary>
    public bool SuggestedHighNeedsSecondPerson { get; init; } = true;

    public IReadOnlySet<Role> SupervisorRanks { get; init; } =
        new HashSet<Role> { Role.Sergeant, Role.Inspector, Role.IdvaManager };

    public IReadOnlySet<Role> SecondaryRoles { get; init; } = new HashSet<Role> { Role.SafeguardingOfficer };

    public IReadOnlySet<Role> IdvaRoles { get; init; } = new HashSet<Role> { Role.Idva, Role.IdvaManager };

    public static GradingPolicy Default { get; } = new() { Version = "default-1" };

    /// <summary>In what capacity somebody with these roles grades another's form (R1.18); null when they may not.</summary>
    public GradeKind? CapacityOf(IReadOnlySet<Role> roles) =>
        SecondaryRoles.Overlaps(roles) ? GradeKind.Secondary
        : SupervisorRanks.Except(IdvaRoles).Any(roles.Contains) ? GradeKind.Supervisor
        : IdvaRoles.Overlaps(roles) ? GradeKind.Idva
        : null;

    /// <summary>
    /// In what capacity somebody grades the form they filled in themselves. An IDVA's own grade is an IDVA's, which raises the grade of a case
    /// and never lowers it; everybody else assesses (R1.16, R1.18).
    /// </summary>
    public GradeKind OwnCapacityOf(IReadOnlySet<Role> roles) => CapacityOf(roles) is GradeKind.Idva ? GradeKind.Idva : GradeKind.Assessor;

    /// <summary>Whether a grade is the front-line supervisor's review that every form needs (R1.17): a specialist's is not, nor an IDVA's.</summary>
    public bool IsReview(GradeKind kind, Grader by) =>
        kind is GradeKind.Supervisor || (kind is GradeKind.Idva && by.HasAny(SupervisorRanks));

    /// <summary>Why these settings cannot be used, or null when they can.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Version) || MinimumReasonLength is < 1 or > 500)
        {
            return new("grading.reason", "Settings need a version, and the shortest reason is from 1 to 500 characters long.");
        }

        return SupervisorRanks.Count == 0 || SecondaryRoles.Count == 0 || IdvaRoles.Count == 0
            ? new("grading.roles", "Somebody must be able to review, to grade as a specialist, and to grade as an IDVA.")
            : null;
    }

    public Marker MarkerOf(Item item) => MarkerOverrides.TryGetValue(item.Topic, out var marker) ? marker : item.Marker;
}
