using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Quality.Samples;

/// <summary>One sample: how it was drawn, what is in it, and how far the grades agree.</summary>
[Authorize(Policies.ReadQuality)]
public sealed class SampleModel(SampleFile file) : PageModel
{
    /// <summary>How many identifiers of the frame the page spells out.</summary>
    public const int MostShown = 500;

    [BindProperty(SupportsGet = true)]
    public Id<QualitySample> Id { get; set; }

    public SampleFile.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);

    /// <summary>Nothing of a grade before the second has been given.</summary>
    public static string Found(SampledItem item, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(names);
        return item switch
        {
            { ScoredAt: null } => "Not looked at yet",
            { Kind: SampleKind.Calls } => string.Join(", ", new[] { ("empathy", item.Empathy), ("right grade", item.RightGrade), ("history checked", item.HistoryChecked), ("advice", item.Advice) }
                .Select(m => $"{m.Item1}: {(m.Item2 is { } mark ? DisplayNames.Inside(names.Of(mark)) : "")}")),
            { Outcome: { } outcome } => $"{names.Of(outcome)}: first {DisplayNames.Inside(names.Of(item.FirstGrade!.Value))}, second {DisplayNames.Inside(names.Of(item.SecondGrade!.Value))}",
            _ => "The grades differ: to be decided",
        };
    }
}
