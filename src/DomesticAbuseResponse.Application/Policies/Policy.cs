namespace DomesticAbuseResponse.Application.Policies;

/// <summary>
/// One version of one local setting, in force from one London date to another (both included). Never rewritten but for its end: a decision
/// names the version it used and can be explained years later.
/// </summary>
public sealed class Policy
{
    public const int KindMaxLength = 40;
    public const int VersionMaxLength = 40;

    public required Id<Policy> Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>The force, agency or MARAC it holds for; null holds wherever there is none of its own.</summary>
    public Guid? ScopeId { get; init; }

    public required string Version { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; set; }

    /// <summary>The setting itself, as JSON in the shape of its kind.</summary>
    public required string Content { get; init; }
}
