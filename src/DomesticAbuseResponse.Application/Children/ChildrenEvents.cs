using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>A child who lives with somebody harmed in an incident has a part in it, although nobody named them on the call.</summary>
public sealed record ChildOfHouseholdNamed : Happened;

/// <summary>A child's school, health or needs were written down.</summary>
public sealed record ChildDetailsRecorded(Education Education, SchoolConcern Concern) : Happened;

/// <summary>Somebody established a child's part in an incident.</summary>
public sealed record ChildPartEstablished(ChildPresence Presence) : Happened;

/// <summary>A child was asked, or somebody said why not.</summary>
public sealed record ChildHeard(bool WasAsked, ChildCompany? Company) : Happened;

public sealed record SchoolNoticeMade(NoticeTo To, SchoolNoticeStatus Status, DateTimeOffset DueAt) : Happened;

/// <summary>More is known of the child's school, and the notice stands otherwise.</summary>
public sealed record SchoolNoticeWeighed(NoticeTo To, SchoolNoticeStatus Status) : Happened;

public sealed record SchoolNoticeSent(NoticeWay Way, bool InTime) : Happened;

public sealed record SchoolNoticeDecided(bool Send) : Happened;

public sealed record SchoolNoticeLateTold(DateTimeOffset DueAt) : Happened;

public sealed record ScreeningMade : Happened;

public sealed record ScreeningShared : Happened;

public sealed record ScreeningPartAdded(ScreeningSide Side, bool HoldsNothing) : Happened;

public sealed record ScreeningDecided(ScreeningOutcome Outcome) : Happened;

/// <param name="Authority">Whose directory.</param>
public sealed record SchoolsImported(Id<LocalAuthority> Authority, int Added, int Changed, int Unlisted) : Happened;
