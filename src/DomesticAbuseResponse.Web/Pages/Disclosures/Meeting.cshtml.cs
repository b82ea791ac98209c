using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The meeting face to face with whoever asked (R4.35 step 2).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class MeetingModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<MeetingModel.InputModel>(file, record, drafts)
{
    protected override string Step => "meeting";

    protected override StepContent? Content()
    {
        if (Input.On is null)
        {
            Missing(nameof(Input.On), "Enter the day of the meeting");
        }

        return ModelState.IsValid ? new Met(Input.On!.Value, Input.Identity, Input.SafeContactAgreed, Input.Words) : null;
    }

    protected override string? FieldOf(string code) => code switch
    {
        "disclosure.identity" => nameof(Input.Identity),
        "disclosure.day" => nameof(Input.On),
        _ => null,
    };

    public sealed class InputModel
    {
        [Display(Name = "The day of the meeting")]
        public DateOnly? On { get; set; }

        [StringLength(DisclosureAsked.LineMaxLength, ErrorMessage = "Proof of identity must be {1} characters or fewer")]
        public string? Identity { get; set; }

        public bool SafeContactAgreed { get; set; }

        public string? Words { get; set; }
    }
}
