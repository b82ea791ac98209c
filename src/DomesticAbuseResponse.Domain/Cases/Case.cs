using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>One victim and the person or people harming them (R2.2). Incidents, assessments, contact and referrals hang on it.</summary>
public sealed class Case : IProtectedRecord
{
    private readonly List<CasePerpetrator> _perpetrators = [];
    private readonly List<PrimaryVictimEntry> _primaryVictimHistory = [];
    private readonly List<PrimaryVictimProposal> _primaryVictimProposals = [];
    private readonly List<CaseClosure> _closures = [];

    private Case()
    {
    }

    public Id<Case> Id { get; private init; }

    public Guid RecordId => Id.Value;

    /// <summary>What people quote to each other: "C-000123". Says nothing about anybody.</summary>
    public string Reference { get; private set; } = "";

    public Id<Agency> AgencyId { get; private init; }

    public Id<Person> VictimId { get; private init; }

    public Id<PolicingUnit>? UnitId { get; private set; }

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The current human grade (R1.18); null means nobody has graded, which is never "standard" (R1.20).</summary>
    public RiskGrade? Grade { get; private set; }

    public DateTimeOffset? GradedAt { get; private set; }

    public bool IsRestricted { get; private set; }

    /// <summary>Each accuses the other: referral waits for a decision on who the primary victim is (R4.17).</summary>
    public bool CounterAllegation { get; private set; }

    /// <summary>How it showed: the incident that names both as both, or the words of whoever set the flag by hand.</summary>
    public string? CounterAllegationBecause { get; private set; }

    /// <summary>Who set the flag by hand; null when an incident did.</summary>
    public Id<StaffMember>? CounterAllegationBy { get; private set; }

    public PrimaryVictimDecision? PrimaryVictim { get; private set; }

    /// <summary>Every decision on who the primary victim is, oldest first; the last one stands.</summary>
    public IReadOnlyCollection<PrimaryVictimEntry> PrimaryVictimHistory => _primaryVictimHistory;

    /// <summary>What was proposed about who the primary victim is, oldest first; at most one waits for an answer.</summary>
    public IReadOnlyCollection<PrimaryVictimProposal> PrimaryVictimProposals => _primaryVictimProposals;

    /// <summary>The IDVA who carries the case, once one has taken it.</summary>
    public Id<StaffMember>? IdvaId { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<CasePerpetrator> Perpetrators => _perpetrators;

    /// <summary>Each time the case was closed and opened again, oldest first.</summary>
    public IReadOnlyCollection<CaseClosure> Closures => _closures;

    public bool IsOpen => ClosedAt is null;

    public static Case Open(Actor by, string reference, Id<Person> victim, Id<PolicingUnit>? unit, DateTimeOffset now) => new()
    {
        Id = Id<Case>.New(now),
        Reference = reference,
        AgencyId = by.AgencyId,
        VictimId = victim,
        UnitId = unit,
        OpenedAt = now,
        ChangedAt = now,
    };

    public void Against(Id<Person> perpetrator, DateTimeOffset now)
    {
        if (perpetrator != VictimId && _perpetrators.All(p => p.PersonId != perpetrator))
        {
            _perpetrators.Add(new CasePerpetrator(Id, perpetrator, now));
            ChangedAt = now;
        }
    }

    public bool IsAgainst(Id<Person> person) => _perpetrators.Any(p => p.PersonId == person);

    /// <summary>Takes somebody off the case who was named in error. The history keeps who did it.</summary>
    public bool NoLongerAgainst(Id<Person> person, DateTimeOffset now)
    {
        var removed = _perpetrators.RemoveAll(p => p.PersonId == person) > 0;
        ChangedAt = removed ? now : ChangedAt;
        return removed;
    }

    /// <summary>Where the case is worked on: the policing unit, and through it the MARAC.</summary>
    public void Place(Id<PolicingUnit>? unit, DateTimeOffset now) => (UnitId, ChangedAt) = (unit, now);

    public void Apply(RiskGrade grade, DateTimeOffset now) => (Grade, GradedAt, ChangedAt) = (grade, now, now);

    public void Restrict(DateTimeOffset now) => (IsRestricted, ChangedAt) = (true, now);

    public void LiftRestriction(DateTimeOffset now) => (IsRestricted, ChangedAt) = (false, now);

    /// <summary>Marks that each accuses the other; who sees it first says why, and a later sight changes nothing.</summary>
    public void FlagCounterAllegation(string because, Id<StaffMember>? by, DateTimeOffset now)
    {
        if (!CounterAllegation)
        {
            (CounterAllegation, CounterAllegationBecause, CounterAllegationBy, ChangedAt) = (true, because, by, now);
        }
    }

    /// <summary>What showed that each accuses the other was recorded in error, and nobody has said so by hand or decided between them.</summary>
    /// <param name="stillShown">Whether anything else may still show it.</param>
    public bool LiftCounterAllegation(bool stillShown, DateTimeOffset now)
    {
        if (stillShown || !CounterAllegation || CounterAllegationBy is not null || PrimaryVictim is not null)
        {
            return false;
        }

        (CounterAllegation, CounterAllegationBecause, ChangedAt) = (false, null, now);
        return true;
    }

    /// <summary>Somebody proposes who the primary victim is; a second person confirms or refuses it (R4.17).</summary>
    public Result<PrimaryVictimProposal> Propose(Id<Person> primary, string rationale, Id<StaffMember> by, DateTimeOffset now)
    {
        if (_primaryVictimProposals.Any(p => p.State is ProposalState.Waiting))
        {
            return new Refusal("counter.waits", "A proposal waits already. It has to be confirmed or refused first.");
        }

        var proposal = new PrimaryVictimProposal(Id, primary, rationale.Trim(), by, now);
        _primaryVictimProposals.Add(proposal);
        ChangedAt = now;
        return proposal;
    }

    public void Decide(PrimaryVictimDecision decision, DateTimeOffset now)
    {
        _primaryVictimHistory.Add(new PrimaryVictimEntry(Id, decision));
        (PrimaryVictim, ChangedAt) = (decision, now);
    }

    public void CarriedBy(Id<StaffMember>? idva, DateTimeOffset now) => (IdvaId, ChangedAt) = (idva, now);

    /// <summary>Moves the row version when a part of the case changed, so that two editors meet a conflict page.</summary>
    public void Touch(DateTimeOffset now) => ChangedAt = now;

    /// <summary>Ends the case, with a reason (R3.12). While it is graded High, somebody of supervisor rank signs it off.</summary>
    public Result<CaseClosure> Close(Actor by, CaseClosureReason reason, string? note, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("case.closed", "This case is already closed.");
        }

        if (CaseClosing.Check(this, by, reason, note) is { } refusal)
        {
            return refusal;
        }

        var closure = new CaseClosure(Id, reason, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by.StaffId, now);
        _closures.Add(closure);
        (ClosedAt, ChangedAt) = (now, now);
        return closure;
    }

    /// <summary>Opens a closed case again. Its closure stays on record, with who opened it again and why.</summary>
    public Result<Case> Reopen(Actor by, string? reason, DateTimeOffset now)
    {
        if (IsOpen)
        {
            return new Refusal("case.open", "This case is open.");
        }

        if (by.AgencyId != AgencyId)
        {
            return CaseClosing.NotYours;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("case.reopen-reason", "Say why the case is opened again.");
        }

        _closures.LastOrDefault()?.Reopened(by.StaffId, reason.Trim(), now);
        (ClosedAt, ChangedAt) = (null, now);
        return this;
    }
}

/// <summary>A person who is harming the victim of a case.</summary>
public sealed class CasePerpetrator
{
    private CasePerpetrator()
    {
    }

    internal CasePerpetrator(Id<Case> caseId, Id<Person> personId, DateTimeOffset since) => (CaseId, PersonId, Since) = (caseId, personId, since);

    public long Number { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public DateTimeOffset Since { get; private init; }
}

/// <summary>Who is the primary victim where each accuses the other: the person, who decided, and why (R4.17).</summary>
public sealed record PrimaryVictimDecision
{
    public required Id<Person> PersonId { get; init; }

    public required Id<StaffMember> DecidedBy { get; init; }

    public required string Rationale { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>One decision in the history of who the primary victim is; a later one replaces it and leaves it readable.</summary>
public sealed class PrimaryVictimEntry
{
    private PrimaryVictimEntry()
    {
    }

    internal PrimaryVictimEntry(Id<Case> caseId, PrimaryVictimDecision decision) =>
        (CaseId, PersonId, DecidedBy, Rationale, At) = (caseId, decision.PersonId, decision.DecidedBy, decision.Rationale, decision.At);

    public long Number { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public Id<StaffMember> DecidedBy { get; private init; }

    public string Rationale { get; private init; } = "";

    public DateTimeOffset At { get; private init; }
}

/// <summary>Where a proposal of who the primary victim is stands.</summary>
public enum ProposalState
{
    Waiting,
    Confirmed,
    Refused,
}

/// <summary>What somebody proposed about who the primary victim is, and what a second person made of it (R4.17). It stays readable.</summary>
public sealed class PrimaryVictimProposal
{
    public const int WordsMaxLength = 4000;

    private PrimaryVictimProposal()
    {
    }

    internal PrimaryVictimProposal(Id<Case> caseId, Id<Person> personId, string rationale, Id<StaffMember> by, DateTimeOffset at) =>
        (CaseId, PersonId, Rationale, ProposedBy, ProposedAt) = (caseId, personId, rationale, by, at);

    public long Number { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public string Rationale { get; private init; } = "";

    public Id<StaffMember> ProposedBy { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    public ProposalState State { get; private set; }

    public Id<StaffMember>? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Why it was refused, or what the second person adds.</summary>
    public string? Reason { get; private set; }

    public void Answer(bool confirm, string? reason, Id<StaffMember> by, DateTimeOffset now) =>
        (State, Reason, AnsweredBy, AnsweredAt) = (confirm ? ProposalState.Confirmed : ProposalState.Refused, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), by, now);
}
