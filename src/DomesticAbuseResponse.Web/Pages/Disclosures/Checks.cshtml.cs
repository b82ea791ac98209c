using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The first checks of a request (R4.35 step 1).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class ChecksModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<ChecksModel.InputModel>(file, record, drafts)
{
    protected override string Step => "checks";

    protected override StepContent? Content()
    {
        if (Input.InDanger is null)
        {
            Missing(nameof(Input.InDanger), "Say whether somebody is in danger now");
        }

        if (Input.Crime is null)
        {
            Missing(nameof(Input.Crime), "Say whether a crime is alleged");
        }

        return ModelState.IsValid ? new ChecksMade(Input.InDanger!.Value, Input.Crime!.Value, Input.Words) : null;
    }

    protected override string? FieldOf(string code) => code is "disclosure.words" ? nameof(Input.Words) : null;

    public sealed class InputModel
    {
        public bool? InDanger { get; set; }

        public bool? Crime { get; set; }

        public string? Words { get; set; }
    }
}
