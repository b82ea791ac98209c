using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.CallCards;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.CallCards;

/// <summary>
/// What stands beside the call screen while somebody types (R4.4): who and what is found, and one call card. The card is that of whoever was asked for, else
/// of the first person taken into the call, else of whom a number or an address is known to belong to. A name that is only alike shows no card unasked.
/// </summary>
public sealed class KnownOnCall(IncidentHistory history, ShowCallCard cards, TimeProvider clock)
{
    /// <param name="Card">The card of one person.</param>
    /// <param name="Place">With calls from the number or at the place and nobody recognised: what those calls tell.</param>
    public sealed record View(IncidentHistory.View History, ShowCallCard.View? Card, CallCard? Place);

    /// <param name="taken">Those on record whom the handler has taken into the call.</param>
    /// <param name="asked">Whose card was asked for; somebody who is neither found nor taken has none here.</param>
    public async Task<View> ReadAsync(Actor actor, IncidentHistory.Query query, IReadOnlyList<Id<Person>> taken, Id<Person>? asked, CancellationToken ct)
    {
        var found = await history.ReadAsync(actor, query, ct);
        var whose = asked is { } id && (taken.Contains(id) || found.People.Any(p => p.Id == id)) ? id
            : taken.Count > 0 ? taken[0]
            : found.People.FirstOrDefault(p => p.IsRecognised)?.Id;
        var card = whose is { } person && await cards.MayReadAsync(actor, person, ct) ? await cards.ReadAsync(actor, person, withCodeWord: true, ct) : null;
        var place = card is null && found.Calls.Count > 0
            ? CallCard.OfCalls([.. found.Calls.Select(c => new CardCall(c.Id, c.Reference, c.ReportedAt, c.Role, c.Silence, c.ChildrenPresent, c.Weapons))], found.Calls.Max(c => c.Risk), clock.GetUtcNow())
            : null;
        return new(found, card, place);
    }
}
