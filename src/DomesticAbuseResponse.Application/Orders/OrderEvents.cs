using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Application.Orders;

public sealed record OrderRecorded(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderServed(Guid Order, OrderKind Kind) : Happened;

public sealed record OrderEnded(Guid Order, OrderKind Kind) : Happened;
