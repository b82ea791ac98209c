namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>
/// What was asked, by whom, about whom and for whose safety. It stands in the request and nowhere else: no record of a person leads to it (T7). What is not known is left empty.
/// </summary>
/// <param name="SafeContact">When and how the one who asked can be contacted safely, in their own words (R4.35 step 1).</param>
/// <param name="AtRiskName">Empty where the one who asks is the person at risk.</param>
/// <param name="Relationship">Of the person at risk to the one the request is about: partner now or before.</param>
/// <param name="Worries">Why they ask.</param>
public sealed record DisclosureAsked(
    DisclosureRoute Route,
    ApplicantKind Applicant,
    string? ApplicantName,
    DateOnly? ApplicantBorn,
    string? ApplicantAddress,
    string? ApplicantPhone,
    string? ApplicantToAtRisk,
    string? SafeContact,
    string? AtRiskName,
    DateOnly? AtRiskBorn,
    string? Children,
    string? SubjectName,
    DateOnly? SubjectBorn,
    string? SubjectAddress,
    string? Relationship,
    string? Worries)
{
    public const int NameMaxLength = 200;
    public const int LineMaxLength = 300;
    public const int WordsMaxLength = 4000;

    /// <summary>Why this is no request yet, or null when it is one. Only what nobody could work without is asked for.</summary>
    public Refusal? Check() =>
        string.IsNullOrWhiteSpace(SubjectName) ? new("disclosure.subject", "Enter the name of the person they ask about")
        : (Route is DisclosureRoute.RightToKnow) != (Applicant is ApplicantKind.Agency) ? new("disclosure.route", "The right to know is an agency’s; whoever asks for themselves or somebody else uses the right to ask")
        : Applicant is not ApplicantKind.Agency && string.IsNullOrWhiteSpace(ApplicantName) ? new("disclosure.applicant", "Enter the name of the person who asks")
        : Applicant is not ApplicantKind.PersonAtRisk && string.IsNullOrWhiteSpace(AtRiskName) ? new("disclosure.at-risk", "Enter the name of the person who may be at risk")
        : null;
}
