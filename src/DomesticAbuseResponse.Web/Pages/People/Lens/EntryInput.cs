using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People.Lens;

/// <summary>A decision, an attendance or an end, as it is written down. In the order of the page.</summary>
public sealed class EntryInput
{
    public bool? Accept { get; set; }

    public ManagementStepKind? What { get; set; }

    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public string? Words { get; set; }

    public string? Manager { get; set; }

    internal static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        "management.accept" => nameof(Accept),
        "management.what" => nameof(What),
        "management.day" => nameof(On),
        "management.words" or "management.outcome" => nameof(Words),
        "management.manager" => nameof(Manager),
        _ => null,
    };

    public sealed class Validator : AbstractValidator<EntryInput>
    {
        public Validator()
        {
            RuleFor(i => i.On).NotNull().WithMessage("Enter the day");
            RuleFor(i => i.Words).AtMost(PerpetratorManagement.WordsMaxLength, "What you write");
            RuleFor(i => i.Manager).AtMost(PerpetratorManagement.NameMaxLength, "Who manages the person");
        }
    }
}
