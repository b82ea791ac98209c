using System.Globalization;
using DomesticAbuseResponse.Domain.Investigations;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>The words of an investigation, in the area's words for its people.</summary>
public sealed class InvestigationWords(DisplayNames names)
{
    private string Victim => names.Victim.ToLower(CultureInfo.InvariantCulture);

    public string Of(InvestigationStepKind kind) => kind switch
    {
        InvestigationStepKind.CrimeRecorded => "A crime was recorded",
        InvestigationStepKind.NotACrime => "It is recorded as no crime",
        InvestigationStepKind.Arrested => "Arrested",
        InvestigationStepKind.InterviewedByAppointment => "Interviewed under caution without an arrest",
        InvestigationStepKind.ReleasedWithoutCharge => "Released without charge",
        InvestigationStepKind.NotInvestigated => "Decided not to investigate",
        InvestigationStepKind.Charged => "Charged",
        InvestigationStepKind.OutOfCourt => "Cautioned, or dealt with out of court",
        InvestigationStepKind.NoFurtherAction => "No further action",
        InvestigationStepKind.Convicted => "Convicted",
        InvestigationStepKind.Acquitted => "Acquitted",
        InvestigationStepKind.Discontinued => "The prosecution ended without a verdict",
        InvestigationStepKind.MustGiveEvidence => $"The {Victim} must give evidence",
        InvestigationStepKind.NeedsAssessed => $"The {Victim}’s needs were assessed",
        InvestigationStepKind.StatementOffered => "A personal statement was offered",
        InvestigationStepKind.StatementMade => "A personal statement was made",
        InvestigationStepKind.StatementDeclined => "A personal statement was declined",
        InvestigationStepKind.UpdatesAgreed => $"Agreed how the {Victim} hears of news",
    };

    public string Of(InvestigationOutcome outcome) => outcome switch
    {
        InvestigationOutcome.None => "None yet",
        InvestigationOutcome.Charged => "Charged",
        InvestigationOutcome.ChargedWithoutVictim => $"Charged without the {Victim}’s support",
        InvestigationOutcome.OutOfCourt => "Out of court",
        InvestigationOutcome.NoAction => "No further action",
        InvestigationOutcome.NoActionVictimDoesNotSupport => $"No further action: the {Victim} does not support it",
        InvestigationOutcome.NotInvestigated => "Not investigated",
    };

    public static string Of(EvidenceState state) => state switch
    {
        EvidenceState.NotSought => "Not looked for",
        EvidenceState.Sought => "Asked for",
        EvidenceState.Held => "Held",
        EvidenceState.None => "There is none",
    };
}
