using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>
/// Whether a referral may go, once its grounds are evaluated. To a MARAC: a ground met and nothing in the way. To an IDVA: with consent
/// always, and without it where the case is one for MARAC or graded High (R1.14, S09). Never while each accuses the other undecided (S84).
/// To children's services always: consent or a lawful basis is enough (R1.26).
/// </summary>
public static class SendingRules
{
    public const string Undecided = "referral.primary-victim-undecided";
    public const string NotPrimary = "referral.not-primary-victim";
    public const string TooYoung = "marac.too-young";

    /// <summary>Why it may not go, or null when it may.</summary>
    public static Refusal? Check(ReferralKind kind, ReferralEvaluation evaluation, bool consent) => kind switch
    {
        ReferralKind.Marac => evaluation switch
        {
            { Blocks: [var block, ..] } => block,
            { AnyMet: true } => null,
            _ => new("referral.no-ground", "None of the four grounds is met. If you are seriously concerned all the same, write your professional judgement: it is a ground of its own."),
        },
        ReferralKind.Childrens => null, // a child is never kept waiting for a ground or a decision between adults (R1.26)
        ReferralKind.Idva => evaluation.Blocks.FirstOrDefault(b => b.Code is Undecided or NotPrimary)
            ?? (consent || evaluation.Idva is IdvaRoute.Refer
                ? null
                : new Refusal("referral.needs-consent", $"An IDVA takes this case with the victim’s consent only. {evaluation.IdvaBecause}")),
    };
}
