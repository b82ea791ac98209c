using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>The notes of the reader's own agency's support workers, newest first. They stay when the task has closed (R5.8).</summary>
[Authorize(Policies.ReadWorkerNotes)]
public sealed class AgencyNotesModel(WorkerNoteList notes) : PageModel
{
    public WorkerNoteList.View View { get; private set; } = null!;

    public async Task OnGetAsync(int? p, CancellationToken ct) => View = await notes.ReadAsync(User.ToActor(), p ?? 1, ct);
}
