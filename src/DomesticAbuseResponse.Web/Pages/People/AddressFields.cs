using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>What the forms about a person share.</summary>
public static class AddressFields
{
    public const int PostcodeMaxLength = 20;

    public const int InterpreterMaxLength = 100;

    /// <summary>An address as it was typed. A postcode that cannot be read stays with the lines, so that nothing typed is lost.</summary>
    public static PostalAddress Read(string? lines, string? postcode)
    {
        var address = new PostalAddress(lines ?? "", postcode);
        return address.Postcode is not null || string.IsNullOrWhiteSpace(postcode) ? address : new PostalAddress($"{address.Lines}\n{postcode.Trim()}".Trim(), null);
    }

    extension<T>(IRuleBuilder<T, string?> rule)
    {
        /// <summary>The lines must fit together with a postcode that cannot be read, which is kept with them.</summary>
        public IRuleBuilderOptions<T, string?> AddressLines(Func<T, string?> postcode) =>
            rule.Must((form, lines) => Read(lines, postcode(form)).Lines.Length <= PostalAddress.LinesMaxLength)
                .WithMessage((form, lines) => (lines ?? "").Length > PostalAddress.LinesMaxLength
                    ? $"Address must be {PostalAddress.LinesMaxLength} characters or fewer"
                    : $"Address must be {PostalAddress.LinesMaxLength} characters or fewer together with a postcode that cannot be read");
    }

    extension<T>(IRuleBuilder<T, DateOnly?> rule)
    {
        public IRuleBuilderOptions<T, DateOnly?> BirthDate(TimeProvider clock) =>
            rule.Must(on => on is null || on <= UkTime.DateOf(clock.GetUtcNow())).WithMessage("Date of birth must not lie in the future")
                .Must(on => on is null || on >= UkTime.DateOf(clock.GetUtcNow()).AddYears(-BirthReading.OldestAge - 1)).WithMessage($"Date of birth must be within the last {BirthReading.OldestAge} years");
    }
}
