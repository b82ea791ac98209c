using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>In what capacity a grade was given (R1.18). Only <see cref="Suggested"/> is not a person's.</summary>
public enum GradeKind
{
    Suggested,
    Assessor,
    Supervisor,

    /// <summary>The specialist's, at the secondary stage.</summary>
    Secondary,
    Idva,
}

/// <summary>Someone who grades or seconds a grade, with the roles they hold at that moment.</summary>
public sealed record Grader(Id<StaffMember> StaffId, IReadOnlySet<Role> Roles)
{
    public static Grader From(Actor actor) => new(actor.StaffId, actor.Roles);

    public bool HasAny(IReadOnlySet<Role> roles) => roles.Overlaps(Roles);
}

/// <summary>A grade somebody wants to record. <see cref="Second"/> is the supervisor who signs with them, if any.</summary>
public sealed record GradeProposal(GradeKind Kind, RiskGrade Grade, Grader By, string? Reason, DateTimeOffset At, Grader? Second = null);

/// <summary>One line of the grading timeline. Never changed or removed (R1.18).</summary>
public sealed record GivenGrade
{
    public required GradeKind Kind { get; init; }

    public required RiskGrade Grade { get; init; }

    /// <summary>Null for a suggestion.</summary>
    public Id<StaffMember>? By { get; init; }

    public string? Reason { get; init; }

    public Id<StaffMember>? SecondPerson { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Recorded, but not in force until a supervisor other than the assessor gives a grade of their own.</summary>
    public bool AwaitsSecondPerson { get; init; }

    public required string PolicyVersion { get; init; }

    public bool IsHuman => Kind is not GradeKind.Suggested;
}

/// <summary>The grade in force on one form and why it is that one.</summary>
/// <param name="IsIdvasAlone">Nobody but an IDVA has graded the form, so it raises the grade of a case and never lowers it (R1.18).</param>
public sealed record CurrentGrade(RiskGrade Grade, GradeKind Kind, GivenGrade Entry, string Because, bool IsIdvasAlone = false);

/// <summary>What a proposed grade needs before it can stand, in words, so that a form can ask for it beforehand.</summary>
public sealed record GradeNeeds(IReadOnlyList<string> Reason, IReadOnlyList<string> SecondPerson)
{
    public bool NeedsReason => Reason is not [];

    public bool NeedsSecondPerson => SecondPerson is not [];
}
