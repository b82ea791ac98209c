using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>A visit's record: its parts, what stands in them, the support worker's notes its reader may see, and where it is finished.</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class VisitModel(VisitFile file, WorkerNoteList notes, FinishVisit finish, ShareWorkerNote share, DisplayNames names) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public VisitFile.View View { get; private set; } = null!;

    /// <summary>Finishing it asks who interpreted (R1.10).</summary>
    public bool AsksInterpreter { get; private set; }

    public IReadOnlyList<WorkerNoteList.Row> Notes { get; private set; } = [];

    public IReadOnlyList<VisitWords.Line> Lines => VisitWords.Of(View.Record, names);

    /// <summary>What the person has just done, in words.</summary>
    public string? Done { get; private set; }

    public bool MayWriteNotes => View.Opened.IsCrew && WorkerNotes.MayWrite(User.ToActor());

    /// <summary>Nothing is typed here: whoever finishes what somebody else has just changed reads it first.</summary>
    public object Edited { get; } = new();

    public bool IsField => true;

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        await ReloadAsync(ct);
        Done = done switch
        {
            "saved" => "Saved.",
            "noted" => "The note has been written. Only your own agency’s support workers read it until you share it.",
            "shared" => "Everybody who may open the incident can read the note now.",
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken ct)
    {
        var finished = await finish.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Interpreter), ct);
        if (finished.Refusal is { } refusal)
        {
            await ReloadAsync(ct);
            return AsksInterpreter && refusal.Code is "contact.interpreter-not-said" or "contact.interpreter" ? this.PageWithError("Input.Interpreter", refusal) : this.PageRefused(refusal);
        }

        return Redirect("/crew?done=finished");
    }

    public async Task<IActionResult> OnPostShareAsync(Id<WorkerNote> note, CancellationToken ct)
    {
        var shared = await share.HandleAsync(User.ToActor(), note, ct);
        return shared.Match<IActionResult>(_ => Redirect($"/crew/tasks/{Id}/visit?done=shared"), _ => NotFound());
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        Notes = await notes.OfAsync(User.ToActor(), Id, ct);
        AsksInterpreter = View.Opened.IsCrew && await finish.AsksInterpreterAsync(View.Opened, ct);
        return View.Version;
    }

    public sealed class InputModel
    {
        public InterpreterUse? Interpreter { get; set; }
    }
}
