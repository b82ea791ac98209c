using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The disclosure itself, in person and spoken (R4.35 step 5).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class TellingModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<TellingModel.InputModel>(file, record, drafts)
{
    protected override string Step => "telling";

    protected override StepContent? Content()
    {
        if (Input.On is null)
        {
            Missing(nameof(Input.On), "Enter the day of the disclosure");
        }

        return ModelState.IsValid ? new ToldInPerson(Input.On!.Value, Input.By, Input.SupportWorker, Input.KeptConfidential, Input.NothingInWriting, Input.Applicant, Input.Safety) : null;
    }

    protected override string? FieldOf(string code) => code switch
    {
        "disclosure.by" => nameof(Input.By),
        "disclosure.support" => nameof(Input.SupportWorker),
        "disclosure.confidential" => nameof(Input.KeptConfidential),
        "disclosure.writing" => nameof(Input.NothingInWriting),
        "disclosure.applicant-told" => nameof(Input.Applicant),
        "disclosure.safety" => nameof(Input.Safety),
        "disclosure.day" => nameof(Input.On),
        _ => null,
    };

    public sealed class InputModel
    {
        [Display(Name = "The day of the disclosure")]
        public DateOnly? On { get; set; }

        [StringLength(DisclosureAsked.LineMaxLength, ErrorMessage = "Who made the disclosure must be {1} characters or fewer")]
        public string? By { get; set; }

        [StringLength(DisclosureAsked.LineMaxLength, ErrorMessage = "The support worker must be {1} characters or fewer")]
        public string? SupportWorker { get; set; }

        public bool KeptConfidential { get; set; }

        public bool NothingInWriting { get; set; }

        public ToldToApplicant? Applicant { get; set; }

        public string? Safety { get; set; }
    }
}
