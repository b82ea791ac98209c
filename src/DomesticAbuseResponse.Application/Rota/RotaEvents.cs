using DomesticAbuseResponse.Application.Audit;

namespace DomesticAbuseResponse.Application.Rota;

public sealed record ShiftPlanned(Guid Shift, string Service) : Happened;

public sealed record ShiftChanged(Guid Shift, string Service) : Happened;

public sealed record ShiftCancelled(Guid Shift, string Service) : Happened;

/// <summary>Somebody said when a shift really began or ended.</summary>
public sealed record ShiftWorked(Guid Shift, string Service) : Happened;
