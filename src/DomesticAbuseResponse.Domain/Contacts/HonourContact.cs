using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>What an honour concern forbids when the victim is reached (R1.10): relatives in between, and interpreters from the local community.</summary>
public static class HonourContact
{
    /// <summary>Why this attempt must not be made or recorded as contact; null when it may.</summary>
    /// <param name="throughRelative">Whether the person in between is a relative; null when it was not said.</param>
    /// <param name="interpreter">Who interpreted; null when it was not said.</param>
    public static Refusal? Refuse(bool honourConcern, ContactChannel channel, bool? throughRelative, InterpreterUse? interpreter) =>
        RefuseChannel(honourConcern, channel, throughRelative)
        ?? (Has(honourConcern, HonourSafeguardKind.NoLocalCommunityInterpreter) ? RefuseInterpreter(interpreter) : null);

    /// <summary>Why this is no way to reach the victim; null when it may be one.</summary>
    public static Refusal? RefuseChannel(bool honourConcern, ContactChannel channel, bool? throughRelative) =>
        !Has(honourConcern, HonourSafeguardKind.NoContactThroughRelatives) || channel is not ContactChannel.ThroughAnother || throughRelative is false ? null
        : throughRelative is null ? new Refusal("contact.relative-not-said", "Say whether the person in between is a relative")
        : new Refusal("contact.relative", "In honour-based abuse a relative is never a way to reach the victim. Find another way with the safeguarding team");

    private static Refusal? RefuseInterpreter(InterpreterUse? interpreter) =>
        interpreter is null ? new Refusal("contact.interpreter-not-said", "Say whether anybody interpreted")
        : interpreter is InterpreterUse.NotCleared
            ? new Refusal("contact.interpreter", "In honour-based abuse an interpreter must be cleared as not from the local community. Arrange another interpreter")
        : null;

    private static bool Has(bool honourConcern, HonourSafeguardKind kind) => HonourSafeguard.For(honourConcern).Any(s => s.Kind == kind);
}
