using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>A form that was sent once. Its key makes a double click one record: the second insert of a key is refused.</summary>
public sealed class FormSubmission
{
    public required Guid Key { get; init; }

    public required Id<StaffMember> StaffId { get; init; }

    /// <summary>A keyed hash of what was sent, so that one key with other content is a conflict and not a repeat.</summary>
    public required byte[] BodyHash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Where the first one was sent on to.</summary>
    public string? Result { get; set; }
}

/// <summary>The form being handled in this request, if any; <see cref="CaseDbContext.CommitAsync"/> writes it with the work it did.</summary>
public sealed class CurrentSubmission
{
    public FormSubmission? Form { get; set; }

    /// <summary>The draft of this form, which the commit that did its work removes.</summary>
    public string? Draft { get; set; }

    /// <summary>True once the form's key went in with a committed change.</summary>
    public bool Written { get; set; }
}
