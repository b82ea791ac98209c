using System.Globalization;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.Rota.Shifts;

/// <summary>Puts a shift on the force's rota; the service's own hours of the day are filled in.</summary>
[Authorize(Policies.PlanRota), ShowsNobody]
public sealed class AddModel(ShiftChoices choices, PlanShift plan, IValidator<ShiftInput> validator, TimeProvider clock) : ShiftForm
{
    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Code { get; set; }

    /// <summary>The London date on which it begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? On { get; set; }

    /// <summary>Which run of hours of the day: its time of beginning, "15:00".</summary>
    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public IReadOnlyList<CoverService> Services { get; private set; } = [];

    public DateOnly Day => DateOnly.TryParseExact(On, "yyyy-MM-dd", out var day) ? day : UkTime.DateOf(clock.GetUtcNow());

    public override string Button => "Add the shift";

    public override string Cancel => $"/rota?day={Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var hours = (await LoadAsync(ct)).Hours;
        var window = hours.FirstOrDefault(w => UkTime.ToLondon(w.From).ToString("HH:mm", CultureInfo.InvariantCulture) == At) ?? (hours is [var first, ..] ? first : null);
        (Input.From, Input.Until) = (window?.From, window?.Until);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Service is null || !await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var planned = await plan.HandleAsync(User.ToActor(), new(Service.Code, Input.ToPlan(Service, AgencyOf)), ct);
        return planned.Match(id => Redirect($"/rota/shifts/{id}?done=added"), Refused);
    }

    private async Task<ShiftChoices.View> LoadAsync(CancellationToken ct)
    {
        var view = await choices.ReadAsync(User.ToActor(), Code, Day, ct);
        (Services, Service, People) = (view.Services, view.Service, view.People);
        return view;
    }
}
