using DomesticAbuseResponse.Application.CallCards;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>One incident: what is to be done next, who was in it, what was said, and what has been done.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class IncidentModel(IncidentOverview overview, IncidentDuty duty, SupervisorDuties supervisors, DefinitionFlags flags, ShowCallCard cards, IncomingSource incoming, SpecialistWork specialists, IncidentCrews crews, WorkerNoteList notes, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    public IncidentOverview.View View { get; private set; } = null!;

    /// <summary>Whether a risk assessment is needed (R1.19); null while no victim is known.</summary>
    public IncidentDuty.View? Duty { get; private set; }

    /// <summary>What crews have been asked for its victims, newest first.</summary>
    public IReadOnlyList<IncidentCrews.Line> Crews { get; private set; } = [];

    /// <summary>What support workers wrote on visits and have shared (R5.8).</summary>
    public IReadOnlyList<WorkerNoteList.Row> Notes { get; private set; } = [];

    /// <summary>The empty form that sends somebody; it goes to the page of its own.</summary>
    public DispatchModel.InputModel Input { get; } = new();

    /// <summary>What the definitions of the agency that holds the incident say of its people; null where the reader is told none.</summary>
    public FlagView? Flags { get; private set; }

    /// <summary>The call card of the victim, else of the perpetrator; null while neither is known.</summary>
    public ShowCallCard.View? Card { get; private set; }

    /// <summary>Where it came from, when another system or a file told of it; else null.</summary>
    public IncomingSource.View? Source { get; private set; }

    /// <summary>Whether a supervisor should attend, and what was said of it (R4.12).</summary>
    public SupervisorDuties.View Supervisor { get; private set; } = null!;

    public SpecialistWork.View Specialists { get; private set; } = null!;

    /// <summary>What the person has just done here, in words; null when they came another way.</summary>
    public string? Done { get; private set; }

    public Call Call => View.Incident.Call;

    /// <summary>What was typed and could not be read, kept as it was: nothing of it stopped the saving.</summary>
    public IEnumerable<string> Unread => IncidentWords.Unread(View);

    /// <summary>What has been done, where one person's answers to a form, given one after the other, are one step.</summary>
    public IReadOnlyList<(string Heading, string By, DateTimeOffset At, DateTimeOffset? Until)> Steps
    {
        get
        {
            List<List<IncidentOverview.Step>> runs = [];
            foreach (var step in View.Steps)
            {
                if (step.Name is nameof(AnswerSaved) && runs is [.., [{ Name: nameof(AnswerSaved) } before, ..] last] && before.By == step.By)
                {
                    last.Add(step);
                }
                else
                {
                    runs.Add([step]);
                }
            }

            return [.. runs.Select(r => (r.Count == 1 ? IncidentWords.Of(r[0].Name, names) : $"{r.Count} answers saved", r[0].By, r[0].At, r.Count == 1 ? (DateTimeOffset?)null : r[^1].At))];
        }
    }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Duty = await duty.OfAsync(View.Incident, ct);
        Specialists = await specialists.OfAsync(User.ToActor(), View.Incident, ct);
        Flags = await flags.ReadAsync(User.ToActor(), View.Incident.AgencyId, [new FlagSubject(View.Of(PartyRole.Victim), View.Of(PartyRole.Perpetrator), View.Incident.UnitId)], ct);
        Card = View.Of(PartyRole.Victim).Concat(View.Of(PartyRole.Perpetrator)).Select(p => (Id<Person>?)p).FirstOrDefault() is { } whose ? await cards.ReadAsync(User.ToActor(), whose, withCodeWord: false, ct) : null;
        Crews = await crews.ReadAsync(View.Incident, ct);
        Notes = await notes.SharedAsync(User.ToActor(), Id, ct);
        Source = await incoming.ReadAsync(View.Incident, ct);
        Supervisor = await supervisors.ReadAsync(User.ToActor(), View.Incident, ct);
        Done = IncidentWords.Done(done, View.Incident.Reference);
    }
}
