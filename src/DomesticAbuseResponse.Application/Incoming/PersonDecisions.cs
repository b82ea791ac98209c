using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// Says who on record somebody in a report is (<see cref="PersonMatching"/>). Only people whom the sender's own staff may see are compared, and that
/// they were is written down.
/// </summary>
public sealed class PersonDecisions(LikelySamePeople likely, TimeProvider clock)
{
    public sealed record Decision(IncomingPersonOutcome Outcome, Id<Person>? PersonId, double? Points);

    /// <summary>Somebody on record who may be meant, for the reader of a page.</summary>
    public sealed record Proposal(LikelySamePeople.Candidate Candidate)
    {
        public Id<Person> PersonId => Candidate.Id;
    }

    public static Decision Wait { get; } = new(IncomingPersonOutcome.Waiting, null, null);

    public static Decision New { get; } = new(IncomingPersonOutcome.New, null, null);

    /// <param name="taken">Others of the same report: two people of one report are not each other.</param>
    public async Task<Decision> DecideAsync(Actor actor, ReadPerson person, IReadOnlySet<Id<Person>> taken, CancellationToken ct)
    {
        var found = await FindAsync(actor, person, taken, ct);
        var (outcome, which, points) = PersonMatching.Decide([.. found.Select(f => new SamePersonScore(f.Points, f.Threshold, f.Reasons))]);
        return new(outcome, which is { } place ? found[place].Id : null, points);
    }

    public async Task<IReadOnlyList<Proposal>> ProposeAsync(Actor actor, ReadPerson person, IReadOnlySet<Id<Person>> taken, CancellationToken ct) =>
        [.. (await FindAsync(actor, person, taken, ct)).Select(f => new Proposal(f))];

    private async Task<IReadOnlyList<LikelySamePeople.Candidate>> FindAsync(Actor actor, ReadPerson person, IReadOnlySet<Id<Person>> taken, CancellationToken ct) =>
        [.. (await likely.ReadAsync(actor, PersonMatching.KnownOf(person, UkTime.DateOf(clock.GetUtcNow())), null, ct)).Where(c => !taken.Contains(c.Id))];
}
