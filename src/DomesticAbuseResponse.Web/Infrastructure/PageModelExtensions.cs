using DomesticAbuseResponse.Web.Infrastructure.Binding;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>How a page answers: valid or not, shown again with its errors (422), or refused by a rule (409).</summary>
public static class PageModelExtensions
{
    extension(PageModel page)
    {
        /// <summary>
        /// Puts the validator's messages under the field they belong to. They replace the framework's general words for
        /// text it could not read, but not what a date field says about its own parts.
        /// </summary>
        public async Task<bool> IsValidAsync<T>(IValidator<T> validator, T input, CancellationToken ct, string prefix = "Input")
        {
            var result = await validator.ValidateAsync(input, ct);

            foreach (var field in result.Errors.GroupBy(e => prefix.Length == 0 ? e.PropertyName : $"{prefix}.{e.PropertyName}"))
            {
                if ((page.ModelState.TryGetValue(field.Key, out var entry) && entry.Errors.Any(e => !CalmWords.AreGeneral(e.ErrorMessage))) || page.HasWrongPart(field.Key))
                {
                    continue;
                }

                entry?.Errors.Clear();
                page.ModelState.AddModelError(field.Key, field.First().ErrorMessage);
            }

            return page.ModelState.IsValid;
        }

        /// <summary>The same page with what was typed and what is wrong with it: 422.</summary>
        public IActionResult PageWithErrors() => page.PageWithStatus(StatusCodes.Status422UnprocessableEntity);

        /// <summary>The same page with a refusal beside the field it is about: 422.</summary>
        public IActionResult PageWithError(string field, Refusal refusal)
        {
            page.ModelState.AddModelError(field, refusal.Message);
            return page.PageWithErrors();
        }

        /// <summary>The same page with the reason a rule refused: 409.</summary>
        public IActionResult PageRefused(Refusal refusal)
        {
            page.ModelState.AddModelError("", refusal.Message);
            return page.PageWithStatus(StatusCodes.Status409Conflict);
        }

        /// <summary>True when the month, the year or the time of a date says already what is wrong with it.</summary>
        private bool HasWrongPart(string field) => UkDateTimeBinder.PartNames.Any(part => page.ModelState.TryGetValue($"{field}.{part}", out var entry) && entry.Errors.Count > 0);

        private PageResult PageWithStatus(int status)
        {
            var result = page.Page();
            result.StatusCode = status;
            return result;
        }
    }
}
