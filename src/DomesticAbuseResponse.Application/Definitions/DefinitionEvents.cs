using DomesticAbuseResponse.Application.Audit;

namespace DomesticAbuseResponse.Application.Definitions;

public sealed record DefinitionsDrafted(Guid Agency) : Happened;

public sealed record DefinitionDraftDiscarded(Guid Agency) : Happened;

/// <summary>A look at what a draft would have made of the last quarter; it shows counts alone.</summary>
public sealed record DefinitionsPreviewed(Guid Agency, DateOnly From, DateOnly To) : Happened;
