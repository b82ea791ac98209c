using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Application.Orders;

public sealed record OrderRecorded(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderServed(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderHearingSet(Guid Order, OrderKind Kind, bool Adjourned) : Happened;

public sealed record OrderCourtSat(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderHeard(Guid Order, OrderKind Kind, bool Made) : Happened;

public sealed record OrderVaried(Guid Order, OrderKind Kind, bool ViewsSought) : Happened;

public sealed record OrderBreached(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderAddressNotified(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderEnded(Guid Order, OrderKind Kind) : Happened;

public sealed record MoveRecorded(Guid Move, MoveKind Kind, DateOnly On) : Happened;

public sealed record MoveChanged(Guid Move, MoveKind Kind, DateOnly On) : Happened;

public sealed record MoveCancelled(Guid Move, MoveKind Kind) : Happened;

/// <summary>What a task was about is no more.</summary>
public sealed record CaseTaskWithdrawn(Guid Task) : Happened;
