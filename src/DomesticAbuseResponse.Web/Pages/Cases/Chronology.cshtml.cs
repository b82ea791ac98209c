using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Everything that happened in a case on one timeline, newest first.</summary>
[Authorize(Policies.ReadCases)]
public sealed class ChronologyModel(CaseChronology chronology, ResponseSchemes schemes) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public ChronologyKind? Kind { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public CaseChronology.View Chronology { get; private set; } = null!;

    public ResponseScheme Scheme { get; private set; } = ResponseScheme.Default;

    /// <summary>Who did it and for which agency; null when the product did it by itself.</summary>
    public static string? Who(CaseChronology.Entry entry) =>
        entry.By is null ? null : entry.Agency is null ? entry.By : $"{entry.By}, {entry.Agency}";

    /// <summary>Where the thing itself is; null when it has no page of its own.</summary>
    public string? Href(CaseChronology.Entry entry) => entry.Kind == nameof(ChronologyKind.Plan) ? $"/cases/{Id}/plan" : entry.Subject is not { } subject ? null : entry.Kind switch
    {
        nameof(ChronologyKind.Incident) => $"/incidents/{subject}",
        nameof(ChronologyKind.Assessment) or nameof(ChronologyKind.Grade) => $"/risk/{subject}",
        nameof(ChronologyKind.Referral) => $"/referrals/{subject}",
        nameof(ChronologyKind.Deadline) => $"/deadlines/{subject}/why",
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Chronology = await chronology.ReadAsync(User.ToActor(), Id, new CaseChronology.Query(Kind, P), ct);
        Scheme = await schemes.ReadAsync(Chronology.Frame.AgencyId, ct);
    }
}
