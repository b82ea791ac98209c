using FluentValidation;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

public static class LengthRule
{
    extension<T>(IRuleBuilder<T, string?> rule)
    {
        /// <summary>Says how long a text may be when it is longer: "First words must be 8,000 characters or fewer".</summary>
        public IRuleBuilderOptions<T, string?> AtMost(int length, string what) =>
            rule.MaximumLength(length).WithMessage($"{what} must be {length:N0} characters or fewer");
    }
}
