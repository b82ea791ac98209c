using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>What kind of step a line is, where it is one of those that the field knows by name (R3.10, R4.21).</summary>
public enum PlanStep
{
    ProtectionOrder,
    SaferHome,
    SanctuaryScheme,
    AddressMonitoring,
    PoliceWatch,

    /// <summary>Neighbours keep an eye on the home, only with the victim's consent (R4.21, S88).</summary>
    CocoonWatch,
    MaracAction,
}

public enum PlanOwnerKind
{
    Victim,
    Colleague,
    Agency,
}

/// <summary>Who does it.</summary>
/// <param name="StaffId">With a colleague: whom.</param>
/// <param name="Agency">With an agency: which, in words: "Housing association, repairs".</param>
public sealed record PlanOwner(PlanOwnerKind Kind, Id<StaffMember>? StaffId, string? Agency)
{
    public static PlanOwner Victim { get; } = new(PlanOwnerKind.Victim, null, null);

    /// <summary>For the history.</summary>
    internal string Told => Kind switch
    {
        PlanOwnerKind.Victim => "Victim",
        PlanOwnerKind.Colleague => $"Staff {StaffId}",
        PlanOwnerKind.Agency => $"Agency {Agency}",
    };
}

/// <summary>Whether the victim agreed to a line. It is never done over their head: what they were not asked, is said.</summary>
public enum VictimAgreement
{
    NotYetAsked,
    Yes,
    No,
}

public enum PlanLineStatus
{
    Open,
    Done,
    NotPossible,
    NoLongerWanted,
}

/// <summary>What a line of a plan says.</summary>
/// <param name="Section">A code of <see cref="PlanSections"/>.</param>
/// <param name="DueOn">The London day by which it is done; null for none.</param>
/// <param name="Answers">The topics of the risks it answers.</param>
/// <param name="OnPaper">Whether it is chosen for the copy the victim is given.</param>
/// <param name="PaperWords">How it is said there; null for the same words.</param>
public sealed record PlanLineTerms(
    string Section, PlanStep? Step, string Words, PlanOwner Owner, DateOnly? DueOn, VictimAgreement Agreed, IReadOnlyList<string> Answers, bool OnPaper, string? PaperWords);

/// <summary>One line of a plan (R3.9). It belongs to the agency that wrote it; every change of it is kept with what stood there before.</summary>
public sealed class PlanLine
{
    public const int WordsMaxLength = 500;

    public const int AgencyMaxLength = 120;

    public const int ReasonMaxLength = 500;

    public const int MostAnswers = 60;

    private readonly List<PlanLineChange> _changes = [];

    private List<string> _answers = [];

    private PlanLine()
    {
    }

    public Id<PlanLine> Id { get; private init; }

    public Id<SafetyPlan> PlanId { get; private init; }

    public Id<Case> CaseId { get; private init; }

    /// <summary>From 1, in the order of writing; what people quote to each other.</summary>
    public int Number { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public string Section { get; private set; } = "";

    public PlanStep? Step { get; private set; }

    public string Words { get; private set; } = "";

    public PlanOwnerKind OwnerKind { get; private set; }

    public Id<StaffMember>? OwnerStaffId { get; private set; }

    public string? OwnerAgency { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public VictimAgreement Agreed { get; private set; }

    public IReadOnlyList<string> Answers => _answers;

    public bool OnPaper { get; private set; }

    public string? PaperWords { get; private set; }

    public PlanLineStatus Status { get; private set; }

    public DateTimeOffset StatusAt { get; private set; }

    public Id<StaffMember> StatusBy { get; private set; }

    /// <summary>Why it is not possible or no longer wanted.</summary>
    public string? StatusReason { get; private set; }

    public Id<StaffMember> WrittenBy { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>When somebody last wrote, changed or confirmed it.</summary>
    public DateTimeOffset LookedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<PlanLineChange> Changes => _changes;

    public bool IsOpen => Status is PlanLineStatus.Open;

    /// <summary>To be done, or done and relied on.</summary>
    public bool IsLive => Status is PlanLineStatus.Open or PlanLineStatus.Done;

    public PlanLineTerms Terms => new(Section, Step, Words, new PlanOwner(OwnerKind, OwnerStaffId, OwnerAgency), DueOn, Agreed, _answers, OnPaper, PaperWords);

    public LineToLookAt ToLookAt => new(Number, Section, IsLive, LookedAt);

    public static Result<PlanLine> Write(SafetyPlan plan, int number, Actor by, PlanLineTerms terms, DateOnly today, DateTimeOffset now)
    {
        if (Check(terms, null, isLive: true, today) is { } refusal)
        {
            return refusal;
        }

        var line = new PlanLine
        {
            Id = Id<PlanLine>.New(now),
            PlanId = plan.Id,
            CaseId = plan.CaseId,
            Number = number,
            AgencyId = by.AgencyId,
            StatusAt = now,
            StatusBy = by.StaffId,
            WrittenBy = by.StaffId,
            WrittenAt = now,
        };
        line.Take(Tidy(terms), now);
        line.LookedAt = now;
        line.Note(PlanField.Written, null, line.Words, by, now);
        return line;
    }

    /// <summary>What it says is changed; each field that differs is kept in the history. To change it is to have looked at it.</summary>
    /// <param name="seenAt">When the line was shown to whoever changes it; null where that is not known, and it has not been looked at then.</param>
    public Result<PlanLine> Change(PlanLineTerms terms, Actor by, DateTimeOffset? seenAt, DateOnly today, DateTimeOffset now)
    {
        if (Check(terms, this, IsLive, today) is { } refusal)
        {
            return refusal;
        }

        var (before, after) = (Terms, Tidy(terms));
        Differs(PlanField.Section, before.Section, after.Section);
        Differs(PlanField.Step, before.Step?.ToString(), after.Step?.ToString());
        Differs(PlanField.Words, before.Words, after.Words);
        Differs(PlanField.Owner, before.Owner.Told, after.Owner.Told);
        Differs(PlanField.DueOn, Day(before.DueOn), Day(after.DueOn));
        Differs(PlanField.Agreed, before.Agreed.ToString(), after.Agreed.ToString());
        Differs(PlanField.Answers, string.Join(' ', before.Answers), string.Join(' ', after.Answers));
        Differs(PlanField.OnPaper, before.OnPaper.ToString(), after.OnPaper.ToString());
        Differs(PlanField.PaperWords, before.PaperWords, after.PaperWords);
        Take(after, now);
        Look(seenAt, now);
        return this;

        void Differs(PlanField field, string? was, string? isNow)
        {
            if (was != isNow)
            {
                Note(field, was, isNow, by, now);
            }
        }
    }

    /// <summary>It is done, cannot be, is not wanted any more, or is to be done after all. The same twice is once.</summary>
    /// <returns>False where it stood so already.</returns>
    public Result<bool> Settle(PlanLineStatus status, string? reason, Actor by, DateTimeOffset? seenAt, DateTimeOffset now)
    {
        var why = status is PlanLineStatus.NotPossible or PlanLineStatus.NoLongerWanted ? Blank(reason) : null;
        if (status is PlanLineStatus.NotPossible or PlanLineStatus.NoLongerWanted && why is null)
        {
            return new Refusal("plan.reason", status is PlanLineStatus.NotPossible ? "Say why it is not possible" : "Say why it is no longer wanted");
        }

        if (GivesAway(why))
        {
            return _givesAway with { Code = "plan.reason" };
        }

        if (status is PlanLineStatus.Open or PlanLineStatus.Done && NeedsConsent(Step, Agreed))
        {
            return _consent;
        }

        if (status == Status && why == StatusReason)
        {
            return false;
        }

        Note(PlanField.Status, Told(Status, StatusReason), Told(status, why), by, now);
        (Status, StatusReason, StatusAt, StatusBy) = (status, why, now, by.StaffId);
        Look(seenAt, now);
        return true;
    }

    /// <summary>Somebody looked at it in the knowledge of what has happened since: it still holds.</summary>
    public void Confirm(Actor by, DateTimeOffset seenAt, DateTimeOffset now)
    {
        Note(PlanField.Confirmed, null, null, by, now);
        Look(seenAt, now);
    }

    /// <summary>Somebody else of the agency does it from now on. It has not been looked at by that.</summary>
    public void HandTo(Id<StaffMember> staff, Actor by, DateTimeOffset now)
    {
        var owner = new PlanOwner(PlanOwnerKind.Colleague, staff, null);
        Note(PlanField.Owner, Terms.Owner.Told, owner.Told, by, now);
        (OwnerKind, OwnerStaffId, OwnerAgency, ChangedAt) = (owner.Kind, staff, null, now);
    }

    /// <summary>Holds a postcode or a house in a street. A plan is read by everybody who works on the case: where a place is stands on the record, behind its door (R6.11, T5).</summary>
    public static bool GivesAway(string? text) => Postcode.IsIn(text) || PostalAddress.IsIn(text);

    private static bool NeedsConsent(PlanStep? step, VictimAgreement agreed) => step is PlanStep.CocoonWatch && agreed is not VictimAgreement.Yes;

    private static readonly Refusal _consent = new("plan.consent", "Neighbours are asked only with the victim’s consent. Record it, or say that it is no longer wanted (R4.21)");

    private static readonly Refusal _givesAway = new("plan.words", "Leave out postcodes and addresses: many people read a plan. Put the place on the victim’s record as a hidden address");

    /// <param name="held">The line as it is; a late line may keep its day, and a section that is given up its lines.</param>
    private static Refusal? Check(PlanLineTerms terms, PlanLine? held, bool isLive, DateOnly today) =>
        terms.Section != held?.Section && PlanSections.Find(terms.Section) is not { IsOffered: true } ? new("plan.section", "Choose the part of the plan it belongs to")
        : string.IsNullOrWhiteSpace(terms.Words) ? new("plan.words", "Say what is to be done")
        : GivesAway(terms.Words) ? _givesAway
        : GivesAway(terms.PaperWords) ? _givesAway with { Code = "plan.paper-words" }
        : terms.Owner is { Kind: PlanOwnerKind.Colleague, StaffId: null } ? new("plan.who", "Choose the colleague who does it")
        : terms.Owner.Kind is PlanOwnerKind.Agency && string.IsNullOrWhiteSpace(terms.Owner.Agency) ? new("plan.agency", "Say which agency does it")
        : GivesAway(terms.Owner.Agency) ? _givesAway with { Code = "plan.agency" }
        : terms.DueOn < today && terms.DueOn != held?.DueOn ? new("plan.past", "The day must be today or later")
        : terms.DueOn > today.AddYears(2) ? new("plan.far", "The day must lie within two years")
        : isLive && NeedsConsent(terms.Step, terms.Agreed) ? _consent
        : null;

    private static PlanLineTerms Tidy(PlanLineTerms terms) => terms with
    {
        Words = terms.Words.Trim(),
        Owner = new PlanOwner(terms.Owner.Kind, terms.Owner.Kind is PlanOwnerKind.Colleague ? terms.Owner.StaffId : null, terms.Owner.Kind is PlanOwnerKind.Agency ? Blank(terms.Owner.Agency) : null),
        Answers = [.. terms.Answers.Where(a => !string.IsNullOrWhiteSpace(a)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostAnswers)],
        OnPaper = terms.OnPaper && PlanSections.Find(terms.Section)?.OnPaper is true,
        PaperWords = Blank(terms.PaperWords) is { } said && said != terms.Words.Trim() ? said : null,
    };

    private void Take(PlanLineTerms terms, DateTimeOffset now)
    {
        (Section, Step, Words, DueOn, Agreed, OnPaper, PaperWords) = (terms.Section, terms.Step, terms.Words, terms.DueOn, terms.Agreed, terms.OnPaper, terms.PaperWords);
        (OwnerKind, OwnerStaffId, OwnerAgency) = (terms.Owner.Kind, terms.Owner.StaffId, terms.Owner.Agency);
        _answers = [.. terms.Answers];
        ChangedAt = now;
    }

    /// <summary>Nobody has looked at a line in the knowledge of what happened after it was shown to them.</summary>
    private void Look(DateTimeOffset? seenAt, DateTimeOffset now)
    {
        var seen = seenAt < now ? seenAt.Value : now;
        LookedAt = seenAt is null || seen < LookedAt ? LookedAt : seen;
        ChangedAt = now;
    }

    private void Note(PlanField field, string? before, string? after, Actor by, DateTimeOffset now) => _changes.Add(new PlanLineChange(this, field, before, after, by, now));

    private static string Told(PlanLineStatus status, string? reason) => reason is null ? status.ToString() : $"{status} {reason}";

    private static string? Day(DateOnly? on) => on?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What of a line was changed.</summary>
public enum PlanField
{
    Written,
    Section,
    Step,
    Words,
    Owner,
    DueOn,
    Agreed,
    Answers,
    OnPaper,
    PaperWords,
    Status,

    /// <summary>Looked at again, and nothing was changed.</summary>
    Confirmed,
}

/// <summary>One change of one field, with what stood there before. None is ever taken out.</summary>
public sealed class PlanLineChange
{
    private PlanLineChange()
    {
    }

    internal PlanLineChange(PlanLine line, PlanField field, string? before, string? after, Actor by, DateTimeOffset at) =>
        (LineId, PlanId, Line, Field, Before, After, By, ByAgencyId, At) = (line.Id, line.PlanId, line.Number, field, before, after, by.StaffId, by.AgencyId, at);

    public long Number { get; private init; }

    public Id<PlanLine> LineId { get; private init; }

    public Id<SafetyPlan> PlanId { get; private init; }

    /// <summary>The number of the line.</summary>
    public int Line { get; private init; }

    public PlanField Field { get; private init; }

    /// <summary>Codes and words as they were stored: days as yyyy-MM-dd, members by their name.</summary>
    public string? Before { get; private init; }

    public string? After { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }
}
