namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>What is recorded at a stage. Each is kept as it was; a stage recorded again stands beside the earlier one.</summary>
public abstract record StepContent
{
    /// <summary>Which stage it is of.</summary>
    public abstract DisclosureStage Stage { get; }

    /// <summary>Why it cannot be recorded, or null when it can.</summary>
    public abstract Refusal? Check(DisclosureAsked asked);

    private protected static bool Lacks(string? words, int least = 1) => (words?.Trim().Length ?? 0) < least;
}

/// <summary>Step 1 (R4.35): the first checks. Nothing is disclosed here, unless somebody must be protected at once.</summary>
/// <param name="InDanger">Whether somebody is in danger now.</param>
/// <param name="Crime">Whether a crime is alleged: it is logged and investigated, whatever becomes of the request.</param>
public sealed record ChecksMade(bool InDanger, bool Crime, string? Words) : StepContent
{
    public override DisclosureStage Stage => DisclosureStage.Checks;

    public override Refusal? Check(DisclosureAsked asked) =>
        Lacks(Words) && (InDanger || Crime) ? new("disclosure.words", "Say what was done about it, and where it is logged") : null;
}

/// <summary>Step 2 (R4.35): the meeting face to face, with proof of identity.</summary>
public sealed record Met(DateOnly On, string? Identity, bool SafeContactAgreed, string? Words) : StepContent
{
    public override DisclosureStage Stage => DisclosureStage.Meeting;

    public override Refusal? Check(DisclosureAsked asked) =>
        Lacks(Identity) ? new("disclosure.identity", "Say which proof of identity was seen, or why there was none") : null;
}

/// <summary>Step 3 (R4.35): what the agencies hold, and what it means for the person at risk.</summary>
/// <param name="Asked">Agencies that were asked what they hold.</param>
/// <param name="Held">What is held that matters: convictions, allegations, intelligence, orders.</param>
public sealed record Assessed(string? Asked, string? Held, Risk.RiskGrade Grade, string? Because) : StepContent
{
    public override DisclosureStage Stage => DisclosureStage.Assessment;

    public override Refusal? Check(DisclosureAsked asked) =>
        Lacks(Asked) ? new("disclosure.agencies", "Name the agencies that were asked what they hold")
        : Lacks(Because) ? new("disclosure.because", "Say what the grade rests on")
        : null;
}

/// <summary>
/// Step 4 (R4.35, R4.37): the forum's decision. Each of the three tests is answered in words; a disclosure names what is said, to whom and by whom, and every decision says
/// what protects the person at risk, also where nothing is disclosed.
/// </summary>
/// <param name="Present">Who took part, one agency in a line: at least two.</param>
/// <param name="Outcome">Disclosed, where it is to be; nothing to disclose; or not necessary.</param>
public sealed record Decided(
    DateOnly HeldOn, string? Present, DisclosureOutcome Outcome, string? Lawful, string? Necessary, string? Proportionate, string? What, DisclosureRecipient? Recipient, string? RecipientName, string? RecipientBecause,
    string? ToldBy, SubjectAware? Subject, string? SubjectBecause, string? Safeguarding) : StepContent
{
    public const int LeastAgencies = 2;

    public override DisclosureStage Stage => DisclosureStage.Decision;

    public IReadOnlyList<string> Agencies => [.. (Present ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public override Refusal? Check(DisclosureAsked asked) =>
        Agencies.Count < LeastAgencies ? new("disclosure.present", $"Name at least {LeastAgencies} agencies, each on a line of its own: the decision is not one agency’s alone")
        : Outcome is not (DisclosureOutcome.Disclosed or DisclosureOutcome.NothingToDisclose or DisclosureOutcome.NotNecessary) ? new("disclosure.outcome", "Choose what the forum decided")
        : Lacks(Safeguarding) ? new("disclosure.safeguarding", "Say what protects the person at risk, also where nothing is disclosed")
        : Outcome is DisclosureOutcome.NotNecessary && Lacks(Necessary) ? new("disclosure.necessary", "Say why a disclosure is not necessary")
        : Outcome is DisclosureOutcome.Disclosed ? CheckDisclosure(asked)
        : null;

    private Refusal? CheckDisclosure(DisclosureAsked asked) =>
        Lacks(Lawful) ? new("disclosure.lawful", "Say what makes the disclosure lawful")
        : Lacks(Necessary) ? new("disclosure.necessary", "Say why the disclosure is necessary")
        : Lacks(Proportionate) ? new("disclosure.proportionate", "Say why it is proportionate: no more than is needed")
        : Lacks(What) ? new("disclosure.what", "Write the words that will be said")
        : Recipient is null ? new("disclosure.recipient", "Choose to whom the disclosure is made")
        : Recipient is DisclosureRecipient.Applicant && asked.Applicant is not ApplicantKind.ThirdParty ? new("disclosure.recipient", "Choose the person at risk, or somebody else who can protect them: no third party has asked")
        : Recipient is DisclosureRecipient.AnotherWhoCanProtect && Lacks(RecipientName) ? new("disclosure.recipient-name", "Name the person to whom it is disclosed")
        : Recipient is not DisclosureRecipient.PersonAtRisk && Lacks(RecipientBecause) ? new("disclosure.recipient-because", "Say why this person, and not the person at risk: who can best protect them?")
        : Lacks(ToldBy) ? new("disclosure.told-by", "Say who makes the disclosure")
        : Subject is null ? new("disclosure.subject-aware", "Choose whether the person it is about is told")
        : Subject is not SubjectAware.NotTold && Lacks(SubjectBecause) ? new("disclosure.subject-because", "Say why, and how the person at risk is kept safe: they may guess who asked")
        : null;
}

/// <summary>Step 5 (R4.35): the disclosure, in person and by word of mouth.</summary>
/// <param name="KeptConfidential">The recipient was told that they keep it to themselves, and agreed.</param>
/// <param name="NothingInWriting">Nothing was left with them: no letter, no note, no message.</param>
public sealed record ToldInPerson(DateOnly On, string? By, string? SupportWorker, bool KeptConfidential, bool NothingInWriting, ToldToApplicant? Applicant, string? Safety) : StepContent
{
    public override DisclosureStage Stage => DisclosureStage.Telling;

    public override Refusal? Check(DisclosureAsked asked) =>
        Lacks(By) ? new("disclosure.by", "Say who made the disclosure")
        : Lacks(SupportWorker) ? new("disclosure.support", "Name the support worker who was there, or say why there was none")
        : !KeptConfidential ? new("disclosure.confidential", "The recipient must agree to keep it to themselves before they are told")
        : !NothingInWriting ? new("disclosure.writing", "Nothing is given in writing: take back what was, and tell your inspector")
        : asked.Applicant is ApplicantKind.ThirdParty && Applicant is null ? new("disclosure.applicant-told", "Choose what the one who asked was told")
        : Lacks(Safety) ? new("disclosure.safety", "Say what was agreed for their safety")
        : null;
}

/// <summary>The end of a request that needs no disclosure.</summary>
public sealed record Ended(DisclosureOutcome Outcome, ToldToApplicant? Applicant, string? Because) : StepContent
{
    public override DisclosureStage Stage => DisclosureStage.Closed;

    public override Refusal? Check(DisclosureAsked asked) =>
        Outcome is DisclosureOutcome.Disclosed ? new("disclosure.outcome", "A request ends as disclosed when the disclosure is recorded")
        : Lacks(Because) ? new("disclosure.because", "Say why it ends, and what was done for the person at risk")
        : Applicant is ToldToApplicant.Disclosure ? new("disclosure.applicant-told", "Nothing was disclosed")
        : null;
}
