using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>One step of the ladder that a service has taken because a victim could not be reached (R3.3). It is never changed.</summary>
public sealed class ContactStep
{
    public const int NoteMaxLength = 1000;

    private ContactStep()
    {
    }

    public Id<ContactStep> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public LadderStep Step { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>What whoever was asked is to know. They read it.</summary>
    public string? Note { get; private init; }

    public static ContactStep Take(Id<Case> @case, Actor by, LadderStep step, string? note, DateTimeOffset now) => new()
    {
        Id = Id<ContactStep>.New(now),
        CaseId = @case,
        AgencyId = by.AgencyId,
        Step = step,
        By = by.StaffId,
        At = now,
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
    };
}
