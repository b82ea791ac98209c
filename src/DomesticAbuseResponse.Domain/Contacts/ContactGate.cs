using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>What happened that makes everything asked before about safe contact too old (T4).</summary>
public enum ContactChangeKind
{
    NewIncident,

    /// <summary>The person moved, or somebody who harms them did.</summary>
    AddressChanged,

    /// <summary>An order or bail that kept somebody away ended.</summary>
    OrderEnded,

    /// <summary>Somebody who harms them came out of prison.</summary>
    Released,
}

/// <summary>The last such change. At is an instant (UTC).</summary>
public sealed record ContactChange(ContactChangeKind Kind, DateTimeOffset At)
{
    internal string Words => Kind switch
    {
        ContactChangeKind.NewIncident => "a new incident was reported",
        ContactChangeKind.AddressChanged => "somebody moved",
        ContactChangeKind.OrderEnded => "an order or bail ended",
        ContactChangeKind.Released => "somebody was released from prison",
    };
}

/// <summary>Everything that decides whether one person can be reached: their card, who harms them, and what has happened since the card was made.</summary>
/// <param name="Card">The person's safe-contact entries.</param>
/// <param name="Perpetrators">Everybody known to harm them in any case, with phones, addresses and entries.</param>
/// <param name="HonourConcern">R1.10: no relative in between.</param>
/// <param name="Changes">What happened to them, as far as it makes an older card unsafe; in any order.</param>
public sealed record ContactPlan(IReadOnlyCollection<SafeContact> Card, IReadOnlyCollection<Person> Perpetrators, bool HonourConcern, IReadOnlyCollection<ContactChange> Changes)
{
    public bool IsShared(SafeContact entry) => SharedContact.IsSharedWith(entry, Perpetrators);
}

/// <summary>Whether a person can be reached by a channel at an instant.</summary>
/// <param name="Entry">The way that decided it: the safest of the channel; null when there is none.</param>
public sealed record ContactAnswer(ContactDecision Decision, SafeContact? Entry)
{
    public bool MayContact => Decision.IsSafe;
}

/// <summary>
/// The one gate at every number, address and message (R3.6, R3.7, T4): pure, closed until somebody has said that a way is safe, and closed again after
/// its review day and after anything that may have changed it. No page, letter or message decides this for itself.
/// </summary>
public static class ContactGate
{
    public const string Rule = SafeContactRule.Code;

    private static readonly ContactDecision _none = new(ContactAdvice.Unknown, "Nobody has recorded a safe way of this kind.", null, null, false, false);

    private static readonly ContactDecision _shared = new(ContactAdvice.Unsafe, "Somebody who harms this person has the same number or address.", null, null, false, false);

    /// <summary>The safest way of a channel decides. A text goes to a telephone number that is safe for calls only where texts are allowed there.</summary>
    public static ContactAnswer CanContact(ContactPlan plan, ContactChannel channel, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Card.Where(c => Carries(c, channel)).Select(c => new ContactAnswer(For(plan, c, channel, now), c))
            .OrderByDescending(a => Rank(a.Decision.Advice)).ThenBy(a => a.Decision.NextSafeAt ?? DateTimeOffset.MaxValue).ThenBy(a => a.Entry!.Number)
            .FirstOrDefault() ?? new ContactAnswer(_none, null);
    }

    /// <summary>One way of the card, with everything that weighs against it.</summary>
    public static ContactDecision CanContact(ContactPlan plan, SafeContact entry, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(entry);
        if (HonourContact.RefuseChannel(plan.HonourConcern, entry.Channel, entry.ThroughRelative) is { } refusal)
        {
            return new(ContactAdvice.Unsafe, $"{refusal.Message}.", null, null, false, false);
        }

        if (plan.IsShared(entry))
        {
            return _shared;
        }

        var own = SafeContactRule.CanContact(entry, plan.Card, now);
        return own.Advice is ContactAdvice.Safe or ContactAdvice.NotNow && Since(plan, entry, now) is { } change
            ? new(ContactAdvice.Unknown, $"Since this was last asked, {change.Words} ({UkTime.Describe(UkTime.DateOf(change.At))}). Ask whether it is still safe.", null, null, false, false)
            : own;
    }

    private static ContactDecision For(ContactPlan plan, SafeContact entry, ContactChannel channel, DateTimeOffset now)
    {
        var decision = CanContact(plan, entry, now);
        return channel is ContactChannel.Text && decision.IsSafe && !decision.MayText
            ? new(ContactAdvice.Unsafe, "This number is safe for calls, and not for texts.", null, null, false, false)
            : decision;
    }

    private static bool Carries(SafeContact entry, ContactChannel channel) => entry.Channel == channel || (channel is ContactChannel.Text && entry.Channel is ContactChannel.Phone);

    /// <summary>The newest change since somebody last asked about the entry. What was asked in the same minute was asked in the knowledge of it.</summary>
    private static ContactChange? Since(ContactPlan plan, SafeContact entry, DateTimeOffset now) =>
        plan.Changes.Where(c => c.At > entry.RecordedAt && c.At <= now).MaxBy(c => c.At);

    private static int Rank(ContactAdvice advice) => advice switch
    {
        ContactAdvice.Safe => 3,
        ContactAdvice.NotNow => 2,
        ContactAdvice.Unknown => 1,
        ContactAdvice.Unsafe => 0,
    };
}
