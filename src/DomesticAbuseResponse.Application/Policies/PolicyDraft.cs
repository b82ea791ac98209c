using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>A local setting that somebody is preparing: it holds nowhere until it is published as a <see cref="Policy"/>. One for each kind and place.</summary>
public sealed class PolicyDraft
{
    private PolicyDraft()
    {
    }

    public PolicyDraft(Id<PolicyDraft> id, string kind, Guid scope) => (Id, Kind, ScopeId) = (id, kind, scope);

    public Id<PolicyDraft> Id { get; private init; }

    public string Kind { get; private init; } = "";

    public Guid ScopeId { get; private init; }

    /// <summary>As in <see cref="Policy.Content"/>.</summary>
    public string Content { get; private set; } = "";

    public Id<StaffMember> SavedBy { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public uint Version { get; private init; }

    public void Save(string content, Id<StaffMember> by, DateTimeOffset now) => (Content, SavedBy, SavedAt) = (content, by, now);
}
