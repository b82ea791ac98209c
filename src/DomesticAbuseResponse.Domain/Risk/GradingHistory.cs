using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// Every grade given, in the order it was given, and which of them is in force (R1.18): the most recent one of the
/// highest capacity, specialist over supervisor over assessor; a later IDVA grade raises it but never lowers it.
/// Immutable: recording a grade yields a new history.
/// </summary>
public sealed class GradingHistory
{
    private static readonly GradeKind[] _precedence = [GradeKind.Secondary, GradeKind.Supervisor, GradeKind.Assessor];

    private GradingHistory(IReadOnlyList<GivenGrade> timeline, RiskGrade? caseGradeBefore) =>
        (Timeline, CaseGradeBefore, Current) = (timeline, caseGradeBefore, InForce(timeline));

    public static GradingHistory Empty { get; } = new([], null);

    public IReadOnlyList<GivenGrade> Timeline { get; }

    /// <summary>The grade the case carried when this assessment was finished: a new form must not lower a High unseen (R1.3, R1.18).</summary>
    public RiskGrade? CaseGradeBefore { get; }

    /// <summary>Null until a person's grade is in force. Null is "not graded", never Standard (R1.20).</summary>
    public CurrentGrade? Current { get; }

    /// <summary>Who assessed: whoever gave the first grade, in whatever capacity, and whoever graded as assessor. None of them is ever the second person.</summary>
    public IReadOnlySet<Id<StaffMember>> Assessors => Timeline.Where(g => g.IsHuman).Take(1).Concat(Timeline.Where(g => g.Kind is GradeKind.Assessor))
        .Select(g => g.By).OfType<Id<StaffMember>>().ToHashSet();

    /// <summary>The same history before its last line was written.</summary>
    public GradingHistory WithoutLast => new([.. Timeline.SkipLast(1)], CaseGradeBefore);

    /// <summary>Whether somebody of supervisor rank stands behind the grade in force: by giving it, or by signing with its giver (R1.18).</summary>
    public bool IsSeconded => Current is { Entry: var entry } && (entry.SecondPerson is not null || Timeline.Any(g => g.Kind is GradeKind.Supervisor && g.Grade == entry.Grade));

    public GivenGrade? LatestSuggestion => Timeline.LastOrDefault(g => !g.IsHuman);

    /// <summary>The last grade given, when it waits for a supervisor; null when nothing waits.</summary>
    public GivenGrade? Awaiting => Timeline.LastOrDefault(g => g.IsHuman) is { AwaitsSecondPerson: true } last ? last : null;

    /// <summary>
    /// The grade that duties and clocks run on meanwhile: the one in force; before there is one, the highest of what the
    /// case carried, what waits for its second person, and what was suggested to whoever gave it. Null with none of these.
    /// </summary>
    public RiskGrade? WorkingGrade => Current?.Grade
        ?? Highest(CaseGradeBefore, Awaiting?.Grade, Awaiting is null ? null : LatestSuggestion?.Grade);

    /// <summary>
    /// Why a person holds the risk to be High, as a referral's ground of professional judgement needs it: the last reason
    /// written for a High, else the cluster of three. A count merely agreed with is no judgement. Null when not High.
    /// </summary>
    /// <param name="findings">What the answers showed; null where nothing is kept of it.</param>
    public string? JudgementOfHigh(RiskFindings? findings) => Current?.Grade is not RiskGrade.High
        ? null
        : Timeline.LastOrDefault(g => g is { IsHuman: true, Grade: RiskGrade.High, AwaitsSecondPerson: false, Reason: not null })?.Reason
            ?? findings?.ClusterOfThree?.Text;

    /// <summary>The history of one assessment as it was stored, put in order of time.</summary>
    public static GradingHistory From(IEnumerable<GivenGrade> stored, RiskGrade? caseGradeBefore = null) =>
        new([.. stored.OrderBy(g => g.At)], caseGradeBefore);

    /// <summary>Notes what the answers suggested, so that it stays on the timeline.</summary>
    public GradingHistory Suggest(SuggestedGrade suggestion, DateTimeOffset at) => Add(new GivenGrade
    {
        Kind = GradeKind.Suggested,
        Grade = suggestion.Grade,
        Reason = string.Join(' ', suggestion.Reasons.Where(r => r.LeadsTo == suggestion.Grade).Select(r => r.Text)),
        At = at,
        PolicyVersion = suggestion.PolicyVersion,
    });

    /// <summary>What this grade would need, before anything is recorded.</summary>
    public GradeNeeds NeedsFor(GradeKind kind, RiskGrade grade, RiskFindings findings, GradingPolicy policy)
    {
        var after = InForce([.. Timeline, new GivenGrade { Kind = kind, Grade = grade, At = default, PolicyVersion = policy.Version }]);
        return new GradeNeeds([.. ReasonsToExplain(kind, grade)], [.. ReasonsForSecondPerson(grade, after!, findings, policy)]);
    }

    /// <summary>
    /// Refuses a grade that differs without a reason, that its giver has no standing to give, or whose second person does
    /// not qualify. A grade that needs a second person and has none is kept, but is not in force.
    /// </summary>
    public Result<GradingHistory> Record(GradeProposal proposal, RiskFindings findings, GradingPolicy policy)
    {
        if (StandingRefused(proposal, policy) is { } refused)
        {
            return refused;
        }

        var needs = NeedsFor(proposal.Kind, proposal.Grade, findings, policy);
        if (needs.NeedsReason && (proposal.Reason?.Trim().Length ?? 0) < policy.MinimumReasonLength)
        {
            return new Refusal(
                "grade.reason-needed",
                $"{string.Join(' ', needs.Reason)} Give a reason of at least {policy.MinimumReasonLength} characters.");
        }

        var seconded = Qualifies(proposal.By, proposal, policy)
            || (proposal.Second is { } second && Qualifies(second, proposal, policy));

        return Add(new GivenGrade
        {
            Kind = proposal.Kind,
            Grade = proposal.Grade,
            By = proposal.By.StaffId,
            Reason = string.IsNullOrWhiteSpace(proposal.Reason) ? null : proposal.Reason.Trim(),
            SecondPerson = proposal.Second?.StaffId,
            At = proposal.At,
            AwaitsSecondPerson = needs.NeedsSecondPerson && !seconded,
            PolicyVersion = policy.Version,
        });
    }

    private GradingHistory Add(GivenGrade grade) => new([.. Timeline, grade], CaseGradeBefore);

    private Refusal? StandingRefused(GradeProposal proposal, GradingPolicy policy)
    {
        if (proposal.Kind is GradeKind.Supervisor && !Timeline.Any(g => g.IsHuman))
        {
            return new("grade.nothing-to-review", "There is no assessor’s grade to review yet.");
        }

        if (proposal.Kind is GradeKind.Supervisor && IsAssessor(proposal.By.StaffId))
        {
            return new("grade.own-assessment", "A supervisor other than the assessor must review the grade.");
        }

        if (proposal.Second is { } second && !Qualifies(second, proposal, policy))
        {
            return new(
                "grade.second-person-refused",
                "The second person must be of supervisor rank and must be neither the assessor nor the person grading.");
        }

        return proposal.Kind switch
        {
            GradeKind.Suggested => throw new ArgumentException("A suggestion is noted with Suggest.", nameof(proposal)),
            GradeKind.Assessor => null,
            GradeKind.Supervisor => Standing(policy.SupervisorRanks, "Only a supervisor can give a supervisor’s grade."),
            GradeKind.Secondary => Standing(policy.SecondaryRoles, "Only a specialist can give the specialist’s grade."),
            GradeKind.Idva => Standing(policy.IdvaRoles, "Only an IDVA can give the IDVA’s grade."),
        };

        Refusal? Standing(IReadOnlySet<Role> roles, string words) =>
            proposal.By.HasAny(roles) ? null : new Refusal("grade.no-standing", words);
    }

    // The person grading counts as the second person when they are a supervisor reviewing someone else's assessment.
    private bool Qualifies(Grader person, GradeProposal proposal, GradingPolicy policy) =>
        person.HasAny(policy.SupervisorRanks)
        && !IsAssessor(person.StaffId)
        && (person.StaffId != proposal.By.StaffId
            || (ReferenceEquals(person, proposal.By) && proposal.Kind is not GradeKind.Assessor && Timeline.Any(g => g.IsHuman)));

    private bool IsAssessor(Id<StaffMember> person) => Assessors.Contains(person);

    private IEnumerable<string> ReasonsToExplain(GradeKind kind, RiskGrade grade)
    {
        var lastHuman = Timeline.LastOrDefault(g => g.IsHuman);
        if ((kind is GradeKind.Assessor || lastHuman is null) && LatestSuggestion is { } suggestion && suggestion.Grade != grade)
        {
            yield return $"{grade} differs from the suggested {suggestion.Grade}.";
        }

        if (lastHuman is not null && lastHuman.Grade != grade)
        {
            yield return $"{grade} differs from the {Words(lastHuman.Kind)} grade, {lastHuman.Grade}.";
        }

        if (Current is { } current && current.Entry != lastHuman && current.Grade != grade)
        {
            yield return $"{grade} differs from the grade in force, {current.Grade}.";
        }

        if (lastHuman is null && CaseGradeBefore is RiskGrade.High && grade < RiskGrade.High)
        {
            yield return $"{grade} is lower than the High the case carries.";
        }

        if (LatestSuggestion is null && lastHuman is null)
        {
            yield return "Nothing suggests a grade here, so it rests on your judgement.";
        }
    }

    private IEnumerable<string> ReasonsForSecondPerson(
        RiskGrade grade, CurrentGrade after, RiskFindings findings, GradingPolicy policy)
    {
        var suggested = policy.SuggestedHighNeedsSecondPerson ? LatestSuggestion?.Grade : null;
        var before = Current?.Grade ?? Highest(CaseGradeBefore, suggested);
        if (before is RiskGrade.High && after.Grade < RiskGrade.High)
        {
            yield return Current is not null ? $"{grade} lowers the grade in force from High."
                : CaseGradeBefore is RiskGrade.High ? $"{grade} is lower than the High the case carries."
                : $"{grade} is lower than the suggested High.";
        }

        if (grade is RiskGrade.Standard && after.Grade is RiskGrade.Standard && findings.HasCritical)
        {
            yield return $"Standard with a critical marker: {string.Join("; ", findings.Critical.Select(m => m.Text))}.";
        }
    }

    private static CurrentGrade? InForce(IReadOnlyList<GivenGrade> timeline)
    {
        var standing = timeline.Select((grade, index) => (Grade: grade, Index: index))
            .Where(g => g.Grade.IsHuman && (!g.Grade.AwaitsSecondPerson || Seconded(g.Grade, g.Index))).ToList();

        var (basis, since) = _precedence
            .Select(kind => standing.LastOrDefault(g => g.Grade.Kind == kind))
            .FirstOrDefault(g => g.Grade is not null);

        var idva = standing
            .Where(g => g.Grade.Kind is GradeKind.Idva && (basis is null || (g.Index > since && g.Grade.Grade > basis.Grade)))
            .Select(g => g.Grade).ToList();

        if (idva is not [])
        {
            // With no other grade the IDVA's latest stands; raising another's, the highest does, for it never lowers.
            var chosen = basis is null ? idva[^1] : idva.MaxBy(g => g.Grade)!;
            return new CurrentGrade(chosen.Grade, GradeKind.Idva, chosen, basis is null
                ? "The IDVA’s grade is the only one."
                : $"The IDVA raised it from {basis.Grade}.", IsIdvasAlone: basis is null);
        }

        return basis is null ? null : new CurrentGrade(basis.Grade, basis.Kind, basis, $"The {Words(basis.Kind)} grade holds: it is the last one given by the person whose grade counts most.");

        // A supervisor who later gives the same grade is the second person it waited for.
        bool Seconded(GivenGrade waiting, int index) =>
            timeline.Skip(index + 1).FirstOrDefault(g => g.Kind is GradeKind.Supervisor && !g.AwaitsSecondPerson && g.By != waiting.By)?.Grade == waiting.Grade;
    }

    private static string Words(GradeKind kind) => kind switch
    {
        GradeKind.Suggested => "suggested",
        GradeKind.Assessor => "assessor’s",
        GradeKind.Supervisor => "supervisor’s",
        GradeKind.Secondary => "specialist’s",
        GradeKind.Idva => "IDVA’s",
    };

    private static RiskGrade? Highest(params ReadOnlySpan<RiskGrade?> grades)
    {
        RiskGrade? highest = null;
        foreach (var grade in grades)
        {
            highest = highest is null || grade > highest ? grade : highest;
        }

        return highest;
    }
}
