using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>What the agencies hold, and the risk (R4.35 step 3).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class AssessmentModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<AssessmentModel.InputModel>(file, record, drafts)
{
    protected override string Step => "assessment";

    protected override StepContent? Content()
    {
        if (Input.Grade is null)
        {
            Missing(nameof(Input.Grade), "Choose the risk");
        }

        return ModelState.IsValid ? new Assessed(Input.Asked, Input.Held, Input.Grade!.Value, Input.Because) : null;
    }

    protected override string? FieldOf(string code) => code switch
    {
        "disclosure.agencies" => nameof(Input.Asked),
        "disclosure.because" => nameof(Input.Because),
        _ => null,
    };

    public sealed class InputModel
    {
        public string? Asked { get; set; }

        public string? Held { get; set; }

        public RiskGrade? Grade { get; set; }

        public string? Because { get; set; }
    }
}
