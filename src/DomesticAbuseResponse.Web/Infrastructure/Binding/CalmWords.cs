using System.Collections.Frozen;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace DomesticAbuseResponse.Web.Infrastructure.Binding;

/// <summary>What is said of a posted value that does not fit its field: the form the field asks for, never the framework's own words.</summary>
public sealed class CalmWords : IBindingMetadataProvider
{
    public const string WholeNumber = "Enter a whole number, like 3";
    public const string Number = "Enter a number, like 2.5";
    public const string Date = "Enter a real date, like 31 3 2026";
    public const string Instant = "Enter a real date and time, like 31 3 2026 at 14:05";
    public const string Choice = "Choose one of the answers";
    public const string Other = "Enter this again, in the form asked for";

    private static readonly FrozenSet<string> _all = FrozenSet.Create(StringComparer.Ordinal, WholeNumber, Number, Date, Instant, Choice, Other);

    private static readonly FrozenDictionary<string, DefaultModelBindingMessageProvider> _made = _all.ToFrozenDictionary(words => words, Saying, StringComparer.Ordinal);

    /// <summary>True for words that know only the type of the field: what a page's own check says of it is better.</summary>
    public static bool AreGeneral(string message) => _all.Contains(message);

    public void CreateBindingMetadata(BindingMetadataProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.BindingMetadata.ModelBindingMessageProvider = _made[For(Nullable.GetUnderlyingType(context.Key.ModelType) ?? context.Key.ModelType)];
    }

    private static string For(Type type) =>
        type.IsEnum || type == typeof(bool) || type == typeof(Guid) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>)) ? Choice
        : type == typeof(DateOnly) ? Date
        : type == typeof(DateTimeOffset) ? Instant
        : type == typeof(decimal) || type == typeof(double) ? Number
        : type == typeof(int) || type == typeof(long) || type == typeof(uint) ? WholeNumber
        : Other;

    private static DefaultModelBindingMessageProvider Saying(string message)
    {
        var words = new DefaultModelBindingMessageProvider();
        words.SetAttemptedValueIsInvalidAccessor((_, _) => message);
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => message);
        words.SetUnknownValueIsInvalidAccessor(_ => message);
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => message);
        words.SetValueIsInvalidAccessor(_ => message);
        words.SetValueMustBeANumberAccessor(_ => message);
        words.SetNonPropertyValueMustBeANumberAccessor(() => message);
        words.SetValueMustNotBeNullAccessor(_ => message);
        words.SetMissingBindRequiredValueAccessor(_ => message);
        words.SetMissingKeyOrValueAccessor(() => message);
        words.SetMissingRequestBodyRequiredValueAccessor(() => message);
        return words;
    }
}
