using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What crews do in a story. Where no car is on the rota at that hour, none is asked, and nothing of it happens.</summary>
internal sealed partial class Story
{
    private Id<CrewTask>? Task { get; set; }

    /// <summary>Who of the crew that was asked acts: its support worker where it has one.</summary>
    private DemoMember Crew { get; set; } = DemoStaff.CarOfficer;

    /// <summary>The support car is asked, where one is on the rota at that hour.</summary>
    public Story AsksCar(string reason, DistanceBand distance = DistanceBand.Middle) => Act(10, async stage =>
    {
        var services = await stage.DoAsync<CrewsNow, IReadOnlyList<ServiceNow>>(now => now.ReadAsync(DemoPlaces.AgencyId(DemoPlaces.Force), stage.Now, CancellationToken.None));
        if (services.FirstOrDefault(s => s.Service.Kind is ServiceKind.SupportCar)?.Crews is [var crew, ..])
        {
            Crew = crew.Crew.Contains(CrewPart.SupportWorker) ? DemoStaff.CarWorker : DemoStaff.CarOfficer;
            Task = await stage.MustAsync<AskCrew, Id<CrewTask>>(ask => ask.HandleAsync(
                DemoStaff.Officer.Actor, new(Incident, Victim.Id!.Value, crew.Id, new(CrewWay.Visit, distance, reason)), CancellationToken.None));
        }
    });

    /// <summary>The crew takes the task and is on its way.</summary>
    public Story CarSetsOut() => Moves(CrewStepKind.Accepted, 4).Moves(CrewStepKind.OnTheWay, 25);

    /// <summary>The crew goes there, writes down what it found, and finishes: what came of it is counted from then on (R5.5).</summary>
    public Story CarVisits(EngagementOutcome outcome, params IReadOnlyList<(string Field, string Value)> found) =>
        CarSetsOut().Moves(CrewStepKind.Arrived, 30).Writes([.. found, (nameof(VisitRecord.Outcome), outcome.ToString())]).Moves(CrewStepKind.Left, 15).Finishes();

    /// <summary>One box of the record that is ticked.</summary>
    public static (string Field, string Value) Box(Enum member) => (VisitFields.BoxOf(member switch { VisitNeed => nameof(VisitRecord.Needs), SafetyStep => nameof(VisitRecord.Steps), _ => nameof(VisitRecord.Onward) }, member), VisitFields.Yes);

    /// <summary>Somebody is to see to it on a day counted from the present.</summary>
    public (string Field, string Value)[] FollowUp(FollowUpBy by, int inDays, string what) =>
    [
        (nameof(VisitRecord.FollowUp), by.ToString()),
        (nameof(VisitRecord.FollowUpOn), time.Today.AddDays(inDays).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        (nameof(VisitRecord.FollowUpWhat), what),
    ];

    private Story Moves(CrewStepKind step, double minutes) => ForTask(minutes, (stage, task) =>
        stage.MustAsync<MoveCrew, DateTimeOffset>(move => move.HandleAsync(Crew.Actor, new(task, step), CancellationToken.None)));

    private Story Writes(IReadOnlyList<(string Field, string Value)> found) => ForTask(5, (stage, task) => stage.MustAsync<ApplyVisitChanges, int>(apply => apply.HandleAsync(
        Crew.Actor, new(task, [.. found.Select(f => new VisitEdit(Guid.CreateVersion7(stage.Now), f.Field, f.Value, stage.Now))], 0, 0), CancellationToken.None)));

    private Story Finishes() => ForTask(5, async (stage, task) =>
    {
        var version = await stage.LookUpAsync(db => db.Visits.Where(v => v.TaskId == task).Select(v => (uint?)v.Version).SingleAsync());
        await stage.MustAsync<FinishVisit, CrewTask>(finish => finish.HandleAsync(Crew.Actor, new(task, version), CancellationToken.None));
    });

    private Story ForTask(double minutes, Func<Stage, Id<CrewTask>, Task> act) => Act(minutes, stage => Task is { } task ? act(stage, task) : System.Threading.Tasks.Task.CompletedTask);
}
