using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Why somebody needs a protected address.</summary>
public sealed class RevealInput
{
    public string? Reason { get; set; }

    public sealed class Validator : AbstractValidator<RevealInput>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why you need this address").AtMost(RevealAddress.ReasonMaxLength, "Reason");
    }
}

/// <summary>A page that asks for the reason, or shows the address to somebody who gave one.</summary>
/// <param name="Back">The page to leave to.</param>
/// <param name="Address">Null until it is shown.</param>
/// <param name="Because">Why it may be shown.</param>
public sealed record RevealPart(Person Person, string Heading, string Back, RevealInput Input, string? Address, string? Because);
