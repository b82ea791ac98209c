using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The end of a request that needs no disclosure (R4.37).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class EndModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<EndModel.InputModel>(file, record, drafts)
{
    protected override string Step => "end";

    /// <summary>How it can end now: what only the forum decides, when it has.</summary>
    public IEnumerable<DisclosureOutcome> Ways
    {
        get
        {
            var decided = View.Request.Last<Decided>(DisclosureStage.Decision)?.Outcome;
            return Enum.GetValues<DisclosureOutcome>().Where(o => o is DisclosureOutcome.NotEligible or DisclosureOutcome.Withdrawn or DisclosureOutcome.ImmediateSafeguarding || (o == decided && o is not DisclosureOutcome.Disclosed));
        }
    }

    protected override StepContent? Content()
    {
        if (Input.Outcome is null)
        {
            Missing(nameof(Input.Outcome), "Choose how it ends");
        }

        return ModelState.IsValid ? new Ended(Input.Outcome!.Value, Input.Applicant, Input.Because) : null;
    }

    protected override string? FieldOf(string code) => code switch
    {
        "disclosure.outcome" or "disclosure.not-decided" => nameof(Input.Outcome),
        "disclosure.because" => nameof(Input.Because),
        "disclosure.applicant-told" => nameof(Input.Applicant),
        _ => null,
    };

    public sealed class InputModel
    {
        public DisclosureOutcome? Outcome { get; set; }

        public ToldToApplicant? Applicant { get; set; }

        public string? Because { get; set; }
    }
}
