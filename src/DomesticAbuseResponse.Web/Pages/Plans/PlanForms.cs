using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>A page on which a line of a plan is written or changed.</summary>
public interface IPlanLineForm
{
    LineInput Input { get; }

    PlanOverview.View View { get; }

    /// <summary>The line as it is; null while it is new.</summary>
    PlanLineView? Held { get; }

    /// <summary>Colleagues who can be given it; whoever has it stays in the list.</summary>
    IReadOnlyList<Choice> Workers =>
    [
        .. View.Workers.Select(w => new Choice(w.Id.ToString(), $"{w.Name}, {w.JobTitle}")),
        .. Held is { Line.OwnerStaffId: { } has, Who: { } who } && View.Workers.All(w => w.Id != has) ? [new Choice(has.ToString(), who)] : Array.Empty<Choice>(),
    ];

    IReadOnlyList<Choice> Sections(PlanWords words) =>
    [
        .. PlanSections.All.Where(s => s.IsOffered || s.Code == Held?.Line.Section).Select(s => new Choice(s.Code, words.NameOf(s))),
        .. Held is { } held && PlanSections.Find(held.Line.Section) is null ? [new Choice(held.Line.Section, held.Line.Section)] : Array.Empty<Choice>(),
    ];

    /// <summary>What the current assessment shows, the critical first, and what the line answers already.</summary>
    IReadOnlyList<Choice> Risks =>
    [
        .. View.Risks.Risks.OrderByDescending(r => r.IsCritical).Select(r => new Choice(r.Topic, r.Label, r.IsCritical ? "Critical" : null)),
        .. (Held?.Line.Answers ?? []).Where(a => View.Risks.Risks.All(r => r.Topic != a)).Select(a => new Choice(a, View.Risks.LabelOf(a), "Not in the current assessment")),
    ];
}

/// <summary>What is typed when a line is written or changed.</summary>
public sealed class LineInput
{
    public string? Section { get; set; }

    public string? Words { get; set; }

    public PlanStep? Step { get; set; }

    public PlanOwnerKind? Owner { get; set; }

    public Id<StaffMember>? StaffId { get; set; }

    public string? Agency { get; set; }

    [Display(Name = "The day")]
    public DateOnly? DueOn { get; set; }

    public VictimAgreement? Agreed { get; set; }

    public List<string> Answers { get; set; } = [];

    public bool OnPaper { get; set; }

    public string? PaperWords { get; set; }

    internal static LineInput Of(PlanLine line) => new()
    {
        Section = line.Section,
        Words = line.Words,
        Step = line.Step,
        Owner = line.OwnerKind,
        StaffId = line.OwnerStaffId,
        Agency = line.OwnerAgency,
        DueOn = line.DueOn,
        Agreed = line.Agreed,
        Answers = [.. line.Answers],
        OnPaper = line.OnPaper,
        PaperWords = line.PaperWords,
    };

    internal PlanLineTerms Terms => new(Section ?? "", Step, Words ?? "", new PlanOwner(Owner ?? PlanOwnerKind.Victim, StaffId, Agency), DueOn, Agreed ?? VictimAgreement.NotYetAsked, Answers, OnPaper, PaperWords);

    /// <summary>Which field a refusal is about; empty for one about the whole.</summary>
    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "plan.section" => "Input.Section",
        "plan.words" => "Input.Words",
        "plan.paper-words" => "Input.PaperWords",
        "plan.who" => "Input.StaffId",
        "plan.agency" => "Input.Agency",
        "plan.past" or "plan.far" => "Input.DueOn",
        "plan.consent" => "Input.Agreed",
        _ => "",
    };

    public sealed class Validator : AbstractValidator<LineInput>
    {
        private const int _topicMaxLength = 40;

        public Validator()
        {
            RuleFor(i => i.Section).NotEmpty().WithMessage("Choose the part of the plan it belongs to");
            RuleFor(i => i.Words).NotEmpty().WithMessage("Say what is to be done");
            RuleFor(i => i.Words).AtMost(PlanLine.WordsMaxLength, "What is to be done");
            RuleFor(i => i.Owner).NotNull().WithMessage("Choose who does it");
            RuleFor(i => i.StaffId).NotNull().When(i => i.Owner is PlanOwnerKind.Colleague).WithMessage("Choose the colleague who does it");
            RuleFor(i => i.Agency).NotEmpty().When(i => i.Owner is PlanOwnerKind.Agency).WithMessage("Say which agency does it");
            RuleFor(i => i.Agency).AtMost(PlanLine.AgencyMaxLength, "The agency");
            RuleFor(i => i.Answers).Must(a => a.Count <= PlanLine.MostAnswers && a.TrueForAll(t => t?.Length <= _topicMaxLength)).WithMessage("Choose from the list");
            RuleFor(i => i.PaperWords).AtMost(PlanLine.WordsMaxLength, "The words on the copy");
        }
    }
}

internal static class PlanForms
{
    /// <summary>An instant that a page gave itself in ticks (UTC); null where it is none.</summary>
    public static DateTimeOffset? Instant(long? ticks) =>
        ticks is > 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks.Value, TimeSpan.Zero) : null;
}
