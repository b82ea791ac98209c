using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>Where what somebody asks under the disclosure scheme is written down (R4.35 step 1). Whoever takes it sees it again only if they decide on disclosures.</summary>
[Authorize(Policies.TakeDisclosures)]
[ShowsNobody]
public sealed class TakeModel(TakeDisclosure take, OpenDraft drafts, IValidator<TakeModel.InputModel> validator, TimeProvider clock) : PageModel
{
    public const string Draft = "disclosures/take";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Task OnGetAsync(CancellationToken ct)
    {
        Input.ReceivedAt = clock.GetUtcNow();
        return this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var taken = await take.HandleAsync(User.ToActor(), new(Input.ToAsked(), Input.ReceivedAt!.Value), ct);
        return taken.Match<IActionResult>(
            id => RedirectToPage("/Disclosures/Taken", new { id }),
            refusal => refusal.Code switch
            {
                "disclosure.subject" => this.PageWithError("Input.SubjectName", refusal),
                "disclosure.route" => this.PageWithError("Input.Applicant", refusal),
                "disclosure.applicant" => this.PageWithError("Input.ApplicantName", refusal),
                "disclosure.at-risk" => this.PageWithError("Input.AtRiskName", refusal),
                "disclosure.received" => this.PageWithError("Input.ReceivedAt", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    public sealed class InputModel
    {
        public ApplicantKind? Applicant { get; set; }

        [Display(Name = "The time they asked")]
        public DateTimeOffset? ReceivedAt { get; set; }

        public string? ApplicantName { get; set; }

        [Display(Name = "Their date of birth")]
        public DateOnly? ApplicantBorn { get; set; }

        public string? ApplicantAddress { get; set; }

        public string? ApplicantPhone { get; set; }

        public string? ApplicantToAtRisk { get; set; }

        public string? SafeContact { get; set; }

        public string? AtRiskName { get; set; }

        [Display(Name = "The date of birth of the person at risk")]
        public DateOnly? AtRiskBorn { get; set; }

        public string? Children { get; set; }

        public string? SubjectName { get; set; }

        [Display(Name = "The date of birth of the person they ask about")]
        public DateOnly? SubjectBorn { get; set; }

        public string? SubjectAddress { get; set; }

        public string? Relationship { get; set; }

        public string? Worries { get; set; }

        public DisclosureAsked ToAsked() => new(
            Applicant is ApplicantKind.Agency ? DisclosureRoute.RightToKnow : DisclosureRoute.RightToAsk, Applicant!.Value, ApplicantName, ApplicantBorn, ApplicantAddress, ApplicantPhone, ApplicantToAtRisk, SafeContact,
            AtRiskName, AtRiskBorn, Children, SubjectName, SubjectBorn, SubjectAddress, Relationship, Worries);
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Applicant).NotNull().WithMessage("Choose who asks");
            RuleFor(i => i.ReceivedAt).NotNull().WithMessage("Enter when they asked");
            RuleFor(i => i.ApplicantName).AtMost(DisclosureAsked.NameMaxLength, "Their name");
            RuleFor(i => i.AtRiskName).AtMost(DisclosureAsked.NameMaxLength, "The name of the person at risk");
            RuleFor(i => i.SubjectName).AtMost(DisclosureAsked.NameMaxLength, "The name of the person they ask about");
            RuleFor(i => i.ApplicantAddress).AtMost(DisclosureAsked.LineMaxLength, "Their address");
            RuleFor(i => i.ApplicantPhone).AtMost(DisclosureAsked.LineMaxLength, "Their phone number");
            RuleFor(i => i.ApplicantToAtRisk).AtMost(DisclosureAsked.LineMaxLength, "What they are to the person at risk");
            RuleFor(i => i.SubjectAddress).AtMost(DisclosureAsked.LineMaxLength, "The address");
            RuleFor(i => i.Relationship).AtMost(DisclosureAsked.LineMaxLength, "The relationship");
            RuleFor(i => i.SafeContact).AtMost(DisclosureAsked.WordsMaxLength, "When and how they can be contacted");
            RuleFor(i => i.Children).AtMost(DisclosureAsked.WordsMaxLength, "Children");
            RuleFor(i => i.Worries).AtMost(DisclosureAsked.WordsMaxLength, "Why they ask");
        }
    }
}
