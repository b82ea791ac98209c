using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Admin.Settings;

/// <summary>A new version of a setting as it was typed.</summary>
public sealed class SettingInput
{
    /// <summary>The version that was newest when the page was opened.</summary>
    public Id<Policy>? Began { get; set; }

    /// <summary>In the order of the fields.</summary>
    public List<TypedValue> Values { get; set; } = [];

    public string? Name { get; set; }

    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    /// <summary>A change is made of the newest version, under the next name and from the first day there can be.</summary>
    public void Begin(SettingsDesk.View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var own = view.Versions.Count(v => v.IsOwn);
        (Began, Name) = (view.Newest.Id, string.Create(CultureInfo.InvariantCulture, $"version-{own + 1}"));
        From = own > 0 && view.Newest.From >= view.Today ? view.Newest.From.AddDays(1) : view.Today;
    }

    public IReadOnlyDictionary<string, string?> ByKey() => Values.DistinctBy(v => v.Key).ToDictionary(v => v.Key, v => v.Typed, StringComparer.Ordinal);

    /// <summary>What was typed into each field; what stands there where nothing was sent for it.</summary>
    public void Take(IReadOnlyList<SettingField> fields, IReadOnlyDictionary<string, string?> typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Values = [.. fields.Select(f => new TypedValue { Key = f.Key, Typed = typed.TryGetValue(f.Key, out var value) ? value : f.Value })];
    }

    public sealed class TypedValue
    {
        /// <summary>Of which field (<see cref="SettingField.Key"/>).</summary>
        public string Key { get; set; } = "";

        public string? Typed { get; set; }
    }

    public sealed class Validator : AbstractValidator<SettingInput>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter a name for the version").AtMost(Policy.VersionMaxLength, "Name of the version");
            RuleFor(i => i.From).NotNull().WithMessage("Enter the first day");
        }
    }
}
