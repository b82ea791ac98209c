using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>What a school was told, as a person checked it, and how it went.</summary>
public sealed class NoticeInput
{
    public string? Place { get; set; }

    public string? Presence { get; set; }

    public string? Voice { get; set; }

    public string? Circumstances { get; set; }

    public Id<School>? SchoolId { get; set; }

    public NoticeWay? Way { get; set; }

    public string? Recipient { get; set; }

    [Display(Name = "When they were told")]
    public DateTimeOffset? At { get; set; }

    internal static NoticeInput From(SchoolNoticeFile.View view, DateTimeOffset now) => new()
    {
        Place = view.Content.Place,
        Presence = view.Content.Presence,
        Voice = view.Content.Voice,
        Circumstances = view.Content.Circumstances,
        SchoolId = view.Listed?.Id,
        Recipient = view.Notice.To is NoticeTo.LocalAuthority ? view.HomeEducation : view.Listed?.KeyAdult,
        At = now,
    };

    internal SendSchoolNotice.Command ToCommand(Id<SchoolNotice> id, uint? version) => new(id, version, Way!.Value, Recipient, SchoolId, At!.Value, Place, Presence, Voice, Circumstances);

    /// <summary>Which field a refusal is about; null for one about the whole.</summary>
    internal static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        "school-notice.place" => "Input.Place",
        "school-notice.presence" => "Input.Presence",
        "school-notice.voice" => "Input.Voice",
        "school-notice.circumstances" => "Input.Circumstances",
        "school-notice.which" => "Input.SchoolId",
        "school-notice.recipient" => "Input.Recipient",
        "school-notice.time" => "Input.At",
        _ => null,
    };

    public sealed class Validator : AbstractValidator<NoticeInput>
    {
        public Validator()
        {
            RuleFor(i => i.Place).AtMost(SchoolNoticeContent.TextMaxLength, "Where it happened");
            RuleFor(i => i.Presence).AtMost(SchoolNoticeContent.TextMaxLength, "Where the child was");
            RuleFor(i => i.Voice).AtMost(SchoolNoticeContent.TextMaxLength, "The child’s voice");
            RuleFor(i => i.Circumstances).NotEmpty().WithMessage("Say what happened, in brief").AtMost(SchoolNoticeContent.TextMaxLength, "What happened");
            RuleFor(i => i.Way).NotNull().WithMessage("Choose how you told them");
            RuleFor(i => i.Recipient).NotEmpty().WithMessage("Say who took it").AtMost(SchoolNotice.RecipientMaxLength, "Who took it");
            RuleFor(i => i.At).NotNull().WithMessage("Enter when they were told");
        }
    }
}

/// <summary>Whether a school is told where that could harm.</summary>
public sealed class DecisionInput
{
    public bool? Send { get; set; }

    public string? Reason { get; set; }

    public sealed class Validator : AbstractValidator<DecisionInput>
    {
        public Validator() => RuleFor(i => i.Reason).AtMost(SchoolNotice.ReasonMaxLength, "Why");
    }
}
