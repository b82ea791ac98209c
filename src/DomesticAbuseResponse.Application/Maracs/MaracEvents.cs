using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Maracs;

/// <param name="AgreedBy">The chair who agreed to an emergency meeting.</param>
public sealed record MeetingCalled(Id<Marac> Marac, DateOnly HeldOn, bool IsEmergency, Id<StaffMember>? AgreedBy) : Happened;

public sealed record PlacedOnAgenda(Id<AgendaItem> Item, Id<Referral> Referral, PlacementKind Placement) : Happened;

public sealed record RemovedFromAgenda(Id<AgendaItem> Item, Id<Referral> Referral) : Happened;

public sealed record AgendaArranged(IReadOnlyList<Id<AgendaItem>> Order) : Happened;

public sealed record StatementAccepted : Happened;

public sealed record AgendaPrinted(int Copy, int Cases) : Happened;
