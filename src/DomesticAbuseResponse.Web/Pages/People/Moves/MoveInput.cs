using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People.Moves;

/// <summary>A release, a remand or a day in court, as it is written down. In the order of the page.</summary>
public sealed class MoveInput
{
    public MoveKind? Kind { get; set; }

    public Id<Person>? AboutId { get; set; }

    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public string? At { get; set; }

    public string? Place { get; set; }

    public string? Words { get; set; }

    public string? Because { get; set; }

    internal TimeOnly? Time => UkDateTimeBinder.ReadTime(At);

    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "move.about" or "move.same-person" => "Input.AboutId",
        "move.cancel-reason" => "Input.Because",
        _ => "Input.On",
    };

    public sealed class Validator : AbstractValidator<MoveInput>
    {
        public Validator()
        {
            RuleFor(i => i.On).NotNull().WithMessage("Enter the day");
            RuleFor(i => i.At).Must(t => string.IsNullOrWhiteSpace(t) || UkDateTimeBinder.ReadTime(t) is not null).WithMessage("The time must be like 14:05");
            RuleFor(i => i.Place).AtMost(PerpetratorMove.PlaceMaxLength, "Place");
            RuleFor(i => i.Words).AtMost(PerpetratorMove.WordsMaxLength, "What else matters");
            RuleFor(i => i.Because).AtMost(PerpetratorMove.WordsMaxLength, "Why");
        }
    }
}
