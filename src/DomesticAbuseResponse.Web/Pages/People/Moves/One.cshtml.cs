using System.Globalization;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Moves;

/// <summary>One release or day in court: another day, or that it does not happen, and what was written before.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class OneModel(MoveFile files, ChangeMove change, IValidator<MoveInput> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<PerpetratorMove> Move { get; set; }

    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public MoveFile.View Held { get; private set; } = null!;

    public bool MayChange => Held.Person.MayEdit && Held.Move.PersonId == Id && Held.Move.CancelledAt is null && User.May(Policies.EditPeople);

    public object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = OfRecord();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        return await SaveAsync(new(Id, Move, Request.FormVersion(), Input.On!.Value, Input.Time, Input.Place, Input.Words), ct);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        if (Input.Because?.Length > PerpetratorMove.WordsMaxLength)
        {
            await LoadAsync(ct);
            return this.PageWithError("Input.Because", new Refusal("move.because", $"Why must be {PerpetratorMove.WordsMaxLength:N0} characters or fewer"));
        }

        return await SaveAsync(new(Id, Move, Request.FormVersion(), default, null, null, null, Cancel: true, Input.Because), ct);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = OfRecord();
        return Held.Move.Version;
    }

    private async Task<IActionResult> SaveAsync(ChangeMove.Command command, CancellationToken ct)
    {
        if (!User.May(Policies.EditPeople))
        {
            return NotFound();
        }

        var changed = await change.HandleAsync(User.ToActor(), command, ct);
        if (changed.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, Move });
        }

        await LoadAsync(ct);
        return this.PageWithError(MoveInput.FieldOf(refusal), refusal);
    }

    private MoveInput OfRecord() => new() { On = Held.Move.On, At = Held.Move.At?.ToString("HH:mm", CultureInfo.InvariantCulture), Place = Held.Move.Place, Words = Held.Move.Words };

    private async Task LoadAsync(CancellationToken ct) => Held = await files.ReadAsync(User.ToActor(), Id, Move, ct);
}
