using DomesticAbuseResponse.Web.Infrastructure.Binding;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>On the call screen a date or time that cannot be read stops nothing: it is kept as it was typed.</summary>
internal static class SoftTimes
{
    extension(ModelStateDictionary state)
    {
        /// <summary>What was typed into a date and time and could not be read, with its errors taken out of the way; null when it could be.</summary>
        public string? TakeUnread(string field, string what)
        {
            var keys = state.Keys.Where(k => k == field || k.StartsWith($"{field}.", StringComparison.Ordinal)).ToList();
            if (!keys.Any(k => state[k]!.Errors.Count > 0))
            {
                return null;
            }

            var typed = string.Join(' ', UkDateTimeBinder.PartNames.Select(p => state.GetValueOrDefault($"{field}.{p}")?.AttemptedValue?.Trim()).Where(v => !string.IsNullOrEmpty(v)));
            foreach (var key in keys)
            {
                state.ClearValidationState(key);
                state.MarkFieldSkipped(key);
            }

            return $"{what}: {(typed.Length > 0 ? typed : state.GetValueOrDefault(field)?.AttemptedValue)}";
        }
    }
}
