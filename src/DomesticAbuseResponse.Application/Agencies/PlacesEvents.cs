using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Agencies;

public sealed record MaracSaved(Id<Marac> Marac, string Name, MaracCadence Cadence) : Happened;

public sealed record MaracMemberAppointed(Id<Marac> Marac, Id<StaffMember> Staff, MaracRole Role) : Happened;

public sealed record MaracMemberDismissed(Id<Marac> Marac, Id<StaffMember> Staff, MaracRole Role) : Happened;

public sealed record PolicingUnitSaved(Id<PolicingUnit> Unit, string Name, Id<Marac> Marac, Id<Agency>? IdvaService) : Happened;

public sealed record NeighbourhoodAdded(Id<PolicingUnit> Unit, string Name) : Happened;

public sealed record NeighbourhoodPlaced(Id<Neighbourhood> Neighbourhood, int Areas) : Happened;

public sealed record LocalAuthorityAdded(string Name) : Happened;

public sealed record ContactLineChanged(Id<Agency> Agency) : Happened;
