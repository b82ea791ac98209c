using System.Globalization;
using DomesticAbuseResponse.Application.Drafts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>What a form had in it when it was kept, and how it comes back.</summary>
public static class DraftFields
{
    // Belong to one showing of the page, not to what was typed.
    private static readonly string[] _notTyped = ["__RequestVerificationToken", Account.AuthorMark.Field, FormFields.Draft];

    extension(IFormCollection form)
    {
        /// <summary>Every field a person filled in, and the form's key.</summary>
        public IReadOnlyDictionary<string, string[]> TypedFields() =>
            form.Where(f => !_notTyped.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal);
    }

    extension(PageModel page)
    {
        /// <summary>Puts a draft back into the page as it was typed, without judging it: that is for the moment it is sent.</summary>
        /// <param name="bind">Binds the page's input from the values given: <c>values => TryUpdateModelAsync(Input, "Input", values)</c>.</param>
        public async Task RestoreAsync(OpenDraft.View draft, Func<IValueProvider, Task<bool>> bind)
        {
            var fields = new FormCollection(draft.Fields.ToDictionary(f => f.Key, f => new Microsoft.Extensions.Primitives.StringValues(f.Value)));
            await bind(new FormValueProvider(BindingSource.Form, fields, CultureInfo.InvariantCulture));
            page.Unjudge();
        }

        /// <summary>Puts back what this person typed into a form and has not sent, if anything.</summary>
        public async Task RestoreAsync(OpenDraft drafts, string form, Func<IValueProvider, Task<bool>> bind, CancellationToken ct)
        {
            if (await drafts.ReadAsync(page.User.ToActor(), form, ct) is { } draft)
            {
                await page.RestoreAsync(draft, bind);
            }
        }

        /// <summary>Takes back what the binding said of values that are only being shown again: one that cannot be read stands there as it was typed.</summary>
        public void Unjudge()
        {
            page.ModelState.ClearValidationState("");
            foreach (var name in page.ModelState.Keys)
            {
                page.ModelState.MarkFieldSkipped(name);
            }
        }
    }
}
