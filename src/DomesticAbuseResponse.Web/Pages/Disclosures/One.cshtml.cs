using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>One request: what was asked, what was done, what comes next and by when (R4.34–R4.37). It prints as an empty sheet: nothing of it goes on paper (S46).</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class OneModel(DisclosureFile file) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<DisclosureRequest> Id { get; set; }

    public DisclosureFile.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);

    /// <summary>The address of the page on which a stage is recorded.</summary>
    public static string PageOf(DisclosureStage stage) => stage switch
    {
        DisclosureStage.Checks => "checks",
        DisclosureStage.Meeting => "meeting",
        DisclosureStage.Assessment => "assessment",
        DisclosureStage.Decision => "decision",
        DisclosureStage.Telling => "telling",
        DisclosureStage.Closed => "end",
    };

    /// <summary>What comes next, as a button says it.</summary>
    public static string ButtonOf(DisclosureStage stage) => stage switch
    {
        DisclosureStage.Checks => "Record the first checks",
        DisclosureStage.Meeting => "Record the meeting",
        DisclosureStage.Assessment => "Record the risk assessment",
        DisclosureStage.Decision => "Record the forum’s decision",
        DisclosureStage.Telling => "Record the disclosure",
        DisclosureStage.Closed => "End the request",
    };
}
