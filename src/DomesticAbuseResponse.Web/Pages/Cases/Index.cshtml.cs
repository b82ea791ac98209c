using System.Globalization;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RiskGrade = DomesticAbuseResponse.Domain.Risk.RiskGrade;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>The cases a person may read, the next deadline first.</summary>
[Authorize(Policies.ReadCases)]
public sealed class IndexModel(CaseList cases, TimeProvider clock) : PageModel
{
    private const string _notAssessed = "None";

    [BindProperty(SupportsGet = true)]
    public CaseState State { get; set; }

    /// <summary>A grade, or "None" for cases nobody has graded.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Risk { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public CasePosition? After { get; set; }

    /// <summary>How many rows came before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int Before { get; set; }

    public int First => Math.Max(0, After is null ? 0 : Before) + 1;

    public int Last => First + Cases.Rows.Count - 1;

    public CaseList.View Cases { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public bool CarriesCases { get; private set; }

    public IReadOnlyList<Choice> RiskChoices { get; } = [.. Enum.GetNames<RiskGrade>().Reverse().Select(g => new Choice(g, g)), new Choice(_notAssessed, "Not assessed")];

    public string? NextUrl => Cases.Next is { } next
        ? "/cases" + new QueryBuilder(Request.Query.Where(q => q.Key is not (nameof(After) or nameof(Before)))) { { nameof(After), next.ToString() }, { nameof(Before), Last.ToString(CultureInfo.InvariantCulture) } }.ToQueryString()
        : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = User.ToActor();
        var grade = Enum.TryParse<RiskGrade>(Risk, out var known) ? known : (RiskGrade?)null;
        (Now, CarriesCases) = (clock.GetUtcNow(), actor.HasAny(Role.Idva, Role.IdvaManager));
        Cases = await cases.ReadAsync(actor, new CaseList.Query(State, Mine && CarriesCases, grade, Risk == _notAssessed, After), ct);
    }
}
