using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Drafts;

/// <summary>What somebody has typed into a form and not yet sent. Theirs alone; it outlives their session and moves with them to another machine.</summary>
public sealed class Draft
{
    public required Id<Draft> Id { get; init; }

    public required Id<StaffMember> StaffId { get; init; }

    /// <summary>Who typed it, when it came with work that was handed over; null for its owner.</summary>
    public Id<StaffMember>? FromStaffId { get; init; }

    /// <summary>Which form, and for which record: "incidents/log" or "cases/3f2a…/contact".</summary>
    public required string Form { get; init; }

    /// <summary>The fields as posted, as JSON, without the antiforgery token.</summary>
    public required string Fields { get; set; }

    public required DateTimeOffset SavedAt { get; set; }
}
