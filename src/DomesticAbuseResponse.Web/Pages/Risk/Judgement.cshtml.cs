using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>What the professional records after the questions, in their own judgement (R1.9).</summary>
[Authorize(Policies.AssessRisk)]
public sealed class JudgementModel(AssessmentOverview overview, SaveSection save, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var view = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
        Input = InputModel.From(view.Opened.Considerations);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.PageWithErrors();
        }

        var considerations = Input.ToConsiderations(User.Identity!.Name!, UkTime.DateOf(clock.GetUtcNow()));
        var saved = await save.HandleAsync(User.ToActor(), new SaveSection.Command(Id) { Considerations = considerations }, ct);
        return saved.Match(_ => RedirectToPage("/Risk/Grade", new { Id }), this.PageRefused);
    }

    public sealed class InputModel
    {
        public List<RaisingFactor> Factors { get; set; } = [];

        public string? FactorsNote { get; set; }

        public string? PerpetratorAccess { get; set; }

        public string? VictimPriority { get; set; }

        public bool? GroundsForMarac { get; set; }

        public string? GroundsForMaracReason { get; set; }

        public bool? ReferredToMarac { get; set; }

        public bool? RiskToChildren { get; set; }

        public bool? ChildSafeguardingReferralMade { get; set; }

        public static InputModel From(ProfessionalConsiderations held) => new()
        {
            Factors = [.. held.Factors],
            FactorsNote = held.FactorsNote,
            PerpetratorAccess = held.PerpetratorAccess,
            VictimPriority = held.VictimPriority,
            GroundsForMarac = held.GroundsForMarac,
            GroundsForMaracReason = held.GroundsForMaracReason,
            ReferredToMarac = held.ReferredToMarac,
            RiskToChildren = held.RiskToChildren,
            ChildSafeguardingReferralMade = held.ChildSafeguardingReferralMade,
        };

        public ProfessionalConsiderations ToConsiderations(string signedBy, DateOnly on) => new()
        {
            Factors = Factors.ToHashSet(),
            FactorsNote = FactorsNote,
            PerpetratorAccess = PerpetratorAccess,
            VictimPriority = VictimPriority,
            GroundsForMarac = GroundsForMarac,
            GroundsForMaracReason = GroundsForMaracReason,
            ReferredToMarac = ReferredToMarac,
            RiskToChildren = RiskToChildren,
            ChildSafeguardingReferralMade = ChildSafeguardingReferralMade,
            SignedBy = signedBy,
            SignedOn = on,
        };
    }
}
