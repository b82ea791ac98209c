namespace DomesticAbuseResponse.Application.Orders;

/// <summary>What is coming on a day.</summary>
public enum ComingKind
{
    /// <summary>The day by which a court hears a notice, or name and address are notified.</summary>
    Clock,
    Hearing,
    Court,
    Release,

    /// <summary>An interview or a remand.</summary>
    Custody,
    OrderEnds,
    BailEnds,
    LicenceEnds,
    TagEnds,
    Task,
}

/// <summary>One day of the view coming_days. Ids are plain here: the view unites tables, and nothing in it goes over with a merge of two records.</summary>
internal sealed class ComingDay
{
    public ComingKind Kind { get; private init; }

    /// <summary>The London day.</summary>
    public DateOnly On { get; private init; }

    /// <summary>The instant, where there is one. UTC.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>The order, move, task or deadline itself.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Whom the order or move is of; null for a task.</summary>
    public Guid? PersonId { get; private init; }

    public Guid? ProtectsId { get; private init; }

    /// <summary>The case, of what hangs on one: a task, a clock.</summary>
    public Guid? CaseId { get; private init; }

    /// <summary>Whose it is, of what is one agency's own.</summary>
    public Guid? AgencyId { get; private init; }
}

/// <summary>When an order or a move was last looked at by the pass that makes tasks. UTC.</summary>
internal sealed class SafetyWatch
{
    public Guid SubjectId { get; private init; }

    public DateTimeOffset CheckedAt { get; private init; }
}
