using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>No form, no silence: incidents by what has become of their risk assessment (R1.19, R1.20).</summary>
[Authorize(Policies.ReadQuality)]
public sealed class FormsModel(FormsDue queue, TimeProvider clock) : PeriodPage(clock)
{
    private string _where = "";

    public FormsDue.View View { get; private set; } = null!;

    public FormState? State { get; private set; }

    /// <summary>The unit the list is cut to, by its name.</summary>
    public string? Unit { get; private set; }

    /// <param name="unit">A unit's identifier, or "none" for incidents of no unit.</param>
    public async Task OnGetAsync(string? state, string? unit, string? reason, string? p, CancellationToken ct)
    {
        ReadPeriod();
        State = Chosen<FormState>(state);
        var one = Guid.TryParse(unit, out var id) ? new Id<PolicingUnit>(id) : (Id<PolicingUnit>?)null;
        var why = Chosen<SkipReason>(reason);
        View = await queue.ReadAsync(User.ToActor(), new(Period, State, why, one, unit is "none", PageNumber(p)), ct);
        Unit = one is not null ? View.Unit : unit is "none" ? "no unit yet" : null;
        _where = (one is not null ? $"&unit={one}" : unit is "none" ? "&unit=none" : "") + (why is not null ? $"&reason={why}" : "");
    }

    public string StateUrl(FormState? state) => $"/quality/forms?{PeriodQuery}{(state is { } one ? $"&state={one}" : "")}{_where}";

    public static string Colour(FormState state) => state switch
    {
        FormState.InTime or FormState.LeftOut => "green",
        FormState.NotRequired => "grey",
        FormState.Late or FormState.Begun or FormState.SkipWaits => "orange",
        FormState.Missing or FormState.NoVictim => "red",
    };
}
