using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Orders;

/// <summary>What the pages share on which something is recorded that happened to one order.</summary>
public abstract class OrderActModel(OrderFile files, ChangeOrder change) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<ProtectiveOrder> Order { get; set; }

    public OrderFile.View Held { get; private set; } = null!;

    public abstract object Edited { get; }

    /// <summary>Each of these pages adds something: when somebody else was faster, its input is empty again.</summary>
    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Clear();
        return Held.Line.Order.Version;
    }

    /// <summary>Puts the input back to what the record says.</summary>
    protected abstract void Clear();

    protected async Task LoadAsync(CancellationToken ct) => Held = await files.ReadAsync(User.ToActor(), Id, Order, ct);

    /// <summary>As <see cref="LoadAsync"/>, for a page on which one may only write.</summary>
    /// <exception cref="RecordNotFoundException">It may not be changed, or is over.</exception>
    protected async Task LoadToChangeAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!Held.Person.MayEdit || Held.Line.Order.EndedOn is not null)
        {
            throw new RecordNotFoundException();
        }
    }

    /// <param name="act">Null while something is missing.</param>
    /// <param name="field">Where that is said, and <paramref name="missing"/> what.</param>
    protected async Task<IActionResult> SaveAsync(OrderAct? act, string field, string missing, string done, Func<Refusal, string> fieldOf, CancellationToken ct)
    {
        if (!User.May(Policies.EditPeople))
        {
            return NotFound();
        }

        if (act is null)
        {
            ModelState.TryAddModelError(field, missing);
        }

        if (act is null || !ModelState.IsValid)
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), new(Id, Order, Request.FormVersion(), act), ct);
        if (changed.Refusal is not { } refusal)
        {
            return RedirectToPage("Order", new { Id, Order, done });
        }

        await LoadAsync(ct);
        return this.PageWithError(fieldOf(refusal), refusal);
    }
}
