using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Letters;

/// <summary>What is chosen and typed for a letter.</summary>
public sealed class WriteInput
{
    public long? Way { get; set; }

    public string? Name { get; set; }

    public string? Organisation { get; set; }

    public string? Address { get; set; }

    public Id<Incident>? Incident { get; set; }

    public string? Words { get; set; }

    public sealed class Validator : AbstractValidator<WriteInput>
    {
        public Validator()
        {
            RuleFor(i => i.Name).AtMost(Letter.NameMaxLength, "The name");
            RuleFor(i => i.Organisation).AtMost(Letter.NameMaxLength, "The organisation");
            RuleFor(i => i.Address).AtMost(Letter.PlaceMaxLength, "The address");
            RuleFor(i => i.Words).AtMost(Letter.WordsMaxLength, "What is added");
        }
    }
}
