using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>One incident: what is to be done next, who was in it, what was said, and what has been done.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class IncidentModel(IncidentOverview overview, IncidentDuty duty, IncidentCrews crews, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    public IncidentOverview.View View { get; private set; } = null!;

    /// <summary>Whether a risk assessment is needed (R1.19); null while no victim is known.</summary>
    public IncidentDuty.View? Duty { get; private set; }

    /// <summary>What crews have been asked for its victims, newest first.</summary>
    public IReadOnlyList<IncidentCrews.Line> Crews { get; private set; } = [];

    /// <summary>What the person has just done here, in words; null when they came another way.</summary>
    public string? Done { get; private set; }

    public Call Call => View.Incident.Call;

    /// <summary>What was typed and could not be read, kept as it was: nothing of it stopped the saving.</summary>
    public IEnumerable<string> Unread =>
    [
        .. Call is { CallerPhone: { } phone, CallerPhoneE164: null } && View.Caller is null ? new[] { $"The caller's number “{phone}” could not be read as a whole number, so it finds no earlier calls." } : [],
        .. Call.Postcode is { } postcode && Domain.People.Postcode.Normalise(postcode) is null ? new[] { $"The postcode “{postcode}” could not be read." } : [],
        .. Call.TimesAsTyped is { } times ? new[] { $"A time was not used, since it cannot be or has not come yet: {times}. The clocks run from the time of the report shown below." } : [],
        .. View.Parties.Where(p => p.AsTyped is not null).Select(p => $"{p.Name}: kept as it was said: {p.AsTyped}"),
    ];

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

            return [.. runs.Select(r => (r.Count == 1 ? Words(r[0].Name) : $"{r.Count} answers saved", r[0].By, r[0].At, r.Count == 1 ? (DateTimeOffset?)null : r[^1].At))];
        }
    }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Duty = await duty.OfAsync(View.Incident, ct);
        Crews = await crews.ReadAsync(View.Incident, ct);
        Done = done switch
        {
            "logged" => $"The call has been logged as {View.Incident.Reference}.",
            "corrected" => "The details have been corrected.",
            "reported" => "The time of the report has been corrected, and its deadlines with it.",
            "attended" => "The attendance has been recorded.",
            "reviewed" => "The grade has been reviewed.",
            "closed" => "The incident has been closed.",
            "named" => "The person has been named in this incident.",
            "skip-asked" => "A supervisor has been asked to confirm that there is no risk assessment.",
            "skip-decided" => "Your decision on the risk assessment has been recorded.",
            "withdrawn" => "The person's part has been taken back.",
            "crew-asked" => "The crew has been asked. Its answer stands below.",
            "crew-withdrawn" => "The task has been taken back from the crew.",
            "crew-handed-on" => "The task has been handed on.",
            "moved" => "The incident now belongs to the case shown below.",
            _ => null,
        };
    }

    /// <summary>What the history calls things, for a reader.</summary>
    private string Words(string happened) => happened switch
    {
        nameof(IncidentLogged) => "Call logged",
        nameof(IncidentCorrected) => "Details corrected",
        nameof(ReportTimeCorrected) => "Time of the report corrected",
        nameof(IncidentAttended) => "Attendance recorded",
        nameof(GradeReviewed) => "Response grade reviewed",
        nameof(IncidentClosed) => "Incident closed",
        nameof(AssessmentSkipAsked) => "Risk assessment left out, for a supervisor to confirm",
        nameof(AssessmentSkipDecided) => "Supervisor decided on the risk assessment left out",
        "RepeatIncidentSeen" => "Within 12 months of MARAC: to be referred as repeat",
        nameof(PersonWithdrawn) => "A person's part taken back",
        "IncidentLeftCase" => "Left the case",
        "IncidentJoinedCase" => "Joined a case",
        "IncidentMoved" => "Its case was chosen",
        "PerpetratorRemoved" => "Somebody named in error was taken off the case",
        "GradeCarried" => "Its grade went with it to another case",
        "SilenceTakenBack" => "Found to be neither silent nor abandoned",
        "ProtectionSpread" => "Protection of a person taken over",
        _ => names.OfCode(happened),
    };
}
