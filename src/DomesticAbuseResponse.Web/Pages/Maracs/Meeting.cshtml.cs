using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>
/// One meeting as its reader may see it: timetable, and once they have accepted its statement the agenda (S62, S63), which those who run
/// the MARAC put in order.
/// </summary>
[Authorize(Policies.ReadMaracs)]
public sealed class MeetingModel(MeetingPapers papers, AcceptStatement accept, ArrangeAgenda arrange, RemoveFromAgenda remove) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Meeting> Id { get; set; }

    /// <summary>The number typed beside each case, by the id of its place on the agenda.</summary>
    [BindProperty]
    public Dictionary<string, string?> Order { get; set; } = [];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(Name = FormFields.Version)]
    public uint? Version { get; set; }

    public MeetingPapers.View Papers { get; private set; } = null!;

    public IReadOnlyList<MeetingPapers.Entry> Entries => Papers.Entries ?? [];

    public bool MayArrange => Papers.IRun && Entries.Count > 0;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken ct)
    {
        await accept.HandleAsync(User.ToActor(), Id, ct);
        return RedirectToPage("/Maracs/Meeting", new { Id });
    }

    public async Task<IActionResult> OnPostArrangeAsync(CancellationToken ct)
    {
        var typed = Order;
        await LoadAsync(ct);
        if (AgendaOrder.Read(Entries, typed) is not { } order)
        {
            foreach (var (item, _) in typed.Where(t => !AgendaOrder.IsNumber(t.Value)))
            {
                ModelState.AddModelError($"Order[{item}]", "Enter a number from 1 up");
            }

            return this.PageWithErrors();
        }

        return await ArrangeAsync(order, ct);
    }

    public async Task<IActionResult> OnPostMoveAsync(Id<AgendaItem>? up, Id<AgendaItem>? down, CancellationToken ct)
    {
        await LoadAsync(ct);
        return await ArrangeAsync(AgendaOrder.Moved(Entries, up, down), ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.Item is not { } item)
        {
            ModelState.AddModelError("Input.Item", "Choose the case to take off");
        }

        if (string.IsNullOrWhiteSpace(Input.Reason))
        {
            ModelState.AddModelError("Input.Reason", "Write why the case is taken off");
        }

        if (!ModelState.IsValid)
        {
            return this.PageWithErrors();
        }

        var removed = await remove.HandleAsync(User.ToActor(), new RemoveFromAgenda.Command(Id, Input.Item!.Value, Input.Reason!, Version), ct);
        return await AnswerAsync(removed.Refusal, ct);
    }

    private async Task<IActionResult> ArrangeAsync(IReadOnlyList<Id<AgendaItem>> order, CancellationToken ct) =>
        await AnswerAsync((await arrange.HandleAsync(User.ToActor(), new ArrangeAgenda.Command(Id, order, Version), ct)).Refusal, ct);

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, CancellationToken ct)
    {
        if (refusal is null)
        {
            return RedirectToPage("/Maracs/Meeting", null, new { Id }, "agenda");
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Papers = await papers.ReadAsync(User.ToActor(), Id, ct);
        Order = Entries.ToDictionary(e => e.ItemId.ToString(), e => (string?)AgendaOrder.Words(e.Number));
    }

    public sealed class InputModel
    {
        public Id<AgendaItem>? Item { get; set; }

        public string? Reason { get; set; }
    }
}
