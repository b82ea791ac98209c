using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The decision of the forum of several agencies (R4.35 step 4, R4.37).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class DecisionModel(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : StepPage<DecisionModel.InputModel>(file, record, drafts)
{
    protected override string Step => "decision";

    protected override StepContent? Content()
    {
        if (Input.HeldOn is null)
        {
            Missing(nameof(Input.HeldOn), "Enter the day the forum met");
        }

        if (Input.Outcome is null)
        {
            Missing(nameof(Input.Outcome), "Choose what the forum decided");
        }

        return ModelState.IsValid
            ? new Decided(
                Input.HeldOn!.Value, Input.Present, Input.Outcome!.Value, Input.Lawful, Input.Necessary, Input.Proportionate, Input.What, Input.Recipient, Input.RecipientName, Input.RecipientBecause, Input.ToldBy,
                Input.Subject, Input.SubjectBecause, Input.Safeguarding)
            : null;
    }

    protected override string? FieldOf(string code) => code switch
    {
        "disclosure.present" => nameof(Input.Present),
        "disclosure.outcome" => nameof(Input.Outcome),
        "disclosure.lawful" => nameof(Input.Lawful),
        "disclosure.necessary" => nameof(Input.Necessary),
        "disclosure.proportionate" => nameof(Input.Proportionate),
        "disclosure.what" => nameof(Input.What),
        "disclosure.recipient" => nameof(Input.Recipient),
        "disclosure.recipient-name" => nameof(Input.RecipientName),
        "disclosure.recipient-because" => nameof(Input.RecipientBecause),
        "disclosure.told-by" => nameof(Input.ToldBy),
        "disclosure.subject-aware" => nameof(Input.Subject),
        "disclosure.subject-because" => nameof(Input.SubjectBecause),
        "disclosure.safeguarding" => nameof(Input.Safeguarding),
        "disclosure.day" => nameof(Input.HeldOn),
        _ => null,
    };

    public sealed class InputModel
    {
        [Display(Name = "The day the forum met")]
        public DateOnly? HeldOn { get; set; }

        public string? Present { get; set; }

        public DisclosureOutcome? Outcome { get; set; }

        public string? Lawful { get; set; }

        public string? Necessary { get; set; }

        public string? Proportionate { get; set; }

        public string? What { get; set; }

        public DisclosureRecipient? Recipient { get; set; }

        public string? RecipientName { get; set; }

        public string? RecipientBecause { get; set; }

        public string? ToldBy { get; set; }

        public SubjectAware? Subject { get; set; }

        public string? SubjectBecause { get; set; }

        public string? Safeguarding { get; set; }
    }
}
