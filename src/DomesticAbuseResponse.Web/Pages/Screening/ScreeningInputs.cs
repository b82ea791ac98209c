using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Screening;

/// <summary>With whom a screening is shared.</summary>
public sealed class ShareInput
{
    public Id<Agency>? CouncilId { get; set; }

    public Id<Agency>? HealthId { get; set; }

    public string? Summary { get; set; }

    public sealed class Validator : AbstractValidator<ShareInput>
    {
        public Validator() => RuleFor(i => i.Summary).AtMost(ChildScreening.WordsMaxLength, "What happened");
    }
}

/// <summary>What an agency holds of the child.</summary>
public sealed class PartInput
{
    public string? Words { get; set; }

    public bool HoldsNothing { get; set; }

    public sealed class Validator : AbstractValidator<PartInput>
    {
        public Validator() => RuleFor(i => i.Words).AtMost(ChildScreening.WordsMaxLength, "What your agency holds");
    }
}

/// <summary>What was decided for the child.</summary>
public sealed class DecisionInput
{
    public ScreeningOutcome? Outcome { get; set; }

    public string? Reason { get; set; }

    public string? WhoWasThere { get; set; }

    public bool WithoutAll { get; set; }

    public sealed class Validator : AbstractValidator<DecisionInput>
    {
        public Validator()
        {
            RuleFor(i => i.Reason).AtMost(ChildScreening.ReasonMaxLength, "Why");
            RuleFor(i => i.WhoWasThere).AtMost(ChildScreening.WhoMaxLength, "Who was there");
        }
    }
}

internal static class ScreeningFields
{
    /// <summary>Which field a refusal is about; null for one about the whole.</summary>
    public static string? Of(Refusal refusal) => refusal.Code switch
    {
        "screening.council" => "Share.CouncilId",
        "screening.health" => "Share.HealthId",
        "screening.summary" => "Share.Summary",
        "screening.words" => "Part.Words",
        "screening.outcome" => "Decision.Outcome",
        "screening.reason" => "Decision.Reason",
        "screening.who" => "Decision.WhoWasThere",
        "screening.missing" => "Decision.WithoutAll",
        _ => null,
    };
}
