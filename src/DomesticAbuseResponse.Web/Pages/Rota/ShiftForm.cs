using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Rota;

/// <summary>What the pages that plan a shift and that change one have in common.</summary>
public abstract class ShiftForm : PageModel
{
    [BindProperty]
    public ShiftInput Input { get; set; } = new();

    public CoverService? Service { get; protected set; }

    /// <summary>Who can be put on a shift of the service.</summary>
    public IReadOnlyList<ShiftChoices.Person> People { get; protected set; } = [];

    public uint? Version { get; protected set; }

    public abstract string Button { get; }

    public abstract string Cancel { get; }

    /// <summary>One more place than the service needs, and as many as are taken.</summary>
    public int Places(CrewPart part)
    {
        var needed = Service?.Crew.Where(n => n.Part == part).Sum(n => n.Number) ?? 0;
        var taken = part is CrewPart.Officer
            ? new[] { Input.Officer1, Input.Officer2, Input.Officer3, Input.Officer4 }.Count(i => i is not null)
            : new[] { Input.Worker1, Input.Worker2, Input.Worker3, Input.Worker4 }.Count(i => i is not null);
        return needed == 0 ? taken : Math.Min(ShiftInput.Slots, Math.Max(needed + 1, taken));
    }

    public IReadOnlyList<Choice> Choices(CrewPart part) =>
        [.. People.Where(p => p.Part == part).Select(p => new Choice(p.Id.ToString(), p.Agency is null ? p.Name : $"{p.Name}, {p.Agency}"))];

    protected Id<Agency>? AgencyOf(Id<StaffMember> staff) => People.FirstOrDefault(p => p.Id == staff)?.AgencyId;

    /// <summary>The same page with the refusal beside what it is about.</summary>
    protected IActionResult Refused(Refusal refusal) => refusal.Code switch
    {
        "shift.order" or "shift.long" => this.PageWithError("Input.Until", refusal),
        "shift.crew" or "shift.crew-twice" or "shift.crew-busy" => this.PageWithError(Places(CrewPart.Officer) > 0 ? "Input.Officer1" : "Input.Worker1", refusal),
        "shift.crew-many" => this.PageWithError("Input.Others", refusal),
        _ => this.PageRefused(refusal),
    };
}
