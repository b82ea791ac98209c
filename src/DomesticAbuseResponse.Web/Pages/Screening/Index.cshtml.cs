using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Screening;

/// <summary>The children who wait to be screened by police, health and children's services together (R1.28).</summary>
[Authorize(Policies.ScreenChildren)]
public sealed class IndexModel(ScreeningList screenings) : PageModel
{
    /// <summary>Which of the three lists; where none is asked for, the first that the reader works on.</summary>
    [BindProperty(SupportsGet = true, Name = "queue")]
    public ScreeningStage? Asked { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public ScreeningStage Queue => Asked is { } asked && (asked is not ScreeningStage.ToShare || User.May(Policies.SendSchoolNotices)) ? asked
        : User.May(Policies.SendSchoolNotices) ? ScreeningStage.ToShare : ScreeningStage.Open;

    public ScreeningList.View View { get; private set; } = null!;

    public ScreeningList.Counts Counts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Counts = await screenings.CountAsync(User.ToActor(), ct);
        View = await screenings.ReadAsync(User.ToActor(), Queue, P, ct);
    }
}
