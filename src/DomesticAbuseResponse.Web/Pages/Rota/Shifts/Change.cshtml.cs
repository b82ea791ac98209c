using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Pages.Rota.Shifts;

/// <summary>Changes what is planned for a shift.</summary>
[Authorize(Policies.PlanRota), ShowsNobody]
public sealed class ChangeModel(ShiftFile file, ShiftChoices choices, ChangeShift change, IValidator<ShiftInput> validator) : ShiftForm, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Shift> Id { get; set; }

    public object Edited => Input;

    public override string Button => "Save";

    public override string Cancel => $"/rota/shifts/{Id}";

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.ToPlan(Service!, AgencyOf)), ct);
        return changed.Match(_ => Redirect($"/rota/shifts/{Id}?done=changed"), Refused);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        var shift = await LoadAsync(ct);
        Input = ShiftInput.Of(shift);
        return shift.Version;
    }

    private async Task<Shift> LoadAsync(CancellationToken ct)
    {
        var view = await file.ReadAsync(User.ToActor(), Id, ct);
        if (!view.MayPlan)
        {
            throw new RecordNotFoundException();
        }

        (Service, Version) = (view.Service, view.Shift.Version);
        People = (await choices.ReadAsync(User.ToActor(), view.Service.Code, UkTime.DateOf(view.Shift.PlannedFrom), ct)).People;
        return view.Shift;
    }
}
