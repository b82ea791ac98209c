using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Notices;

/// <summary>One notice, and where it is put away with what was decided.</summary>
[Authorize(Policies.UseOwnAccount)]
public sealed class NoticeModel(NoticeBoard board, ThreatToLifeBrief brief, CloseNotice close, IValidator<NoticeModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Notice> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NoticeLine Line { get; private set; } = null!;

    /// <summary>What there is to decide on; null when nothing is to be decided.</summary>
    public ThreatToLifeBrief.View? Brief { get; private set; }

    /// <summary>Where the work is that the notice is about.</summary>
    public string Target => (Line.Kind, Line.SubjectId, Line.CaseId) switch
    {
        (NoticeKind.DashForReview, { } form, _) => $"/risk/{form}/review",
        (NoticeKind.HighRiskInspector, _, { } @case) => $"/cases/{@case}/risk",
        (NoticeKind.ReferAsRepeat, _, { } @case) => $"/cases/{@case}/refer",
        (NoticeKind.PrimaryVictimToConfirm, _, { } @case) => $"/cases/{@case}/primary-victim",
        (NoticeKind.MergeToConfirm, { } merge, _) => $"/merges/{merge}",
        (NoticeKind.SkipToConfirm, { } incident, _) => $"/incidents/{incident}/assessment",
        (NoticeKind.RegradeAsked, { } incident, _) => $"/incidents/{incident}/review",
        (NoticeKind.RegradeDecided, { } incident, _) => $"/incidents/{incident}",
        (NoticeKind.CrewSummary, { } shift, _) => $"/crew/shifts/{shift}/summary",
        (NoticeKind.CrewTaskLapsed or NoticeKind.CrewDeclined or NoticeKind.VisitEntriesLate, { } incident, _) => $"/incidents/{incident}",
        (NoticeKind.SupervisionToRead, { } supervision, _) => $"/supervision/{supervision}",
        (NoticeKind.CaseloadGiven, _, _) => "/caseload",
        (NoticeKind.StaffLeaves, { } leaver, _) => $"/admin/staff/{leaver}",
        (NoticeKind.CaseloadStranded, { } gone, _) when User.ToActor().Has(Role.IdvaManager) => $"/caseload/team/{gone}/handover",
        (NoticeKind.CaseloadStranded, _, _) => "/day?team=true",
        (NoticeKind.DisclosureAsked or NoticeKind.DisclosureLate, { } request, _) => $"/disclosures/{request}",
        (NoticeKind.QualityFeedback, _, _) => "/quality/feedback",
        (NoticeKind.NotReached or NoticeKind.NotEngaged, { } referral, _) when Line.Referral is not null => $"/referrals/{referral}",
        (NoticeKind.PerpetratorAnswered or NoticeKind.NotReached, _, { } @case) => $"/cases/{@case}/contact",
        (NoticeKind.ReferralReceived or NoticeKind.ReferralAnswered or NoticeKind.ReferralQuestion or NoticeKind.ReferralToSend or NoticeKind.ReferralDelayed or NoticeKind.ReferralUnanswered, { } referral, _) => $"/referrals/{referral}",
        (NoticeKind.MaracToChoose, _, { } @case) => $"/cases/{@case}/refer?to=Marac",
        (NoticeKind.IdvaServiceToChoose, _, { } @case) => $"/cases/{@case}/refer?to=Idva",
        (NoticeKind.ChildrensServicesToChoose, _, { } @case) => $"/cases/{@case}/refer?to=Childrens",
        (NoticeKind.SchoolNoticeLate, { } school, _) => $"/school-notices/{school}",
        (NoticeKind.ScreeningShared, { } screening, _) => $"/screening/{screening}",
        (NoticeKind.LetterCancelled, _, { } @case) => $"/cases/{@case}/letters",
        (NoticeKind.FlowDropped, { } route, _) => $"/flow/{route}",
        (_, _, { } @case) => $"/cases/{@case}",
        _ => "/notices",
    };

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var closed = await close.HandleAsync(User.ToActor(), new CloseNotice.Command(Id, Input.ThreatToLife, Input.Reason, Request.FormVersion()), ct);
        return closed.Match<IActionResult>(
            _ => RedirectToPage("/Notices/Index", new { closed = Id }),
            refusal => refusal.Code switch
            {
                "notice.threat-to-life" => this.PageWithError("Input.ThreatToLife", refusal),
                "notice.reason" => this.PageWithError("Input.Reason", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Line = await board.ReadAsync(User.ToActor(), Id, ct);
        Brief = await brief.ReadAsync(User.ToActor(), Line, ct);
    }

    public sealed class InputModel
    {
        public ThreatToLife? ThreatToLife { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).MaximumLength(NoticeClosing.ReasonMaxLength)
            .WithMessage($"What you decided must be {NoticeClosing.ReasonMaxLength:N0} characters or fewer");
    }
}
