using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>A crew on its way to a planted victim: what it writes for everybody, and what its support worker writes for their own agency alone.</summary>
internal sealed partial class CanaryTale
{
    private static readonly DemoMember _crewWorker = DemoStaff.SecondIdva;

    private Id<CrewTask> Task { get; set; }

    /// <param name="at">Near the present, so that the task is open still.</param>
    public CanaryTale SendCrew(DateTimeOffset at)
    {
        _at = at;
        Act(async stage =>
        {
            var car = CoverServices.Default.Find("support-car")!;
            var plan = new ShiftPlan(stage.Now.AddHours(-1), stage.Now.AddHours(8), "Canary car", null,
            [
                new(CrewPart.Officer, DemoStaff.Officer.Id, "", DemoPlaces.AgencyId(DemoPlaces.Force)), new(CrewPart.SupportWorker, _crewWorker.Id, "", DemoPlaces.AgencyId(_crewWorker.Agency)),
            ]);
            var shift = Shift.Plan(Id<Shift>.New(stage.Now), DemoPlaces.AgencyId(DemoPlaces.Force), car, plan, DemoStaff.Supervisor.Id, stage.Now)
                .Match(planned => planned, refusal => throw new InvalidOperationException(refusal.Message));
            await stage.LookUpAsync(async db =>
            {
                db.Shifts.Add(shift);
                await db.CommitAsync(Actor.System, stage.Now, CancellationToken.None);
                return true;
            });
            Task = await stage.MustAsync<AskCrew, Id<CrewTask>>(ask => ask.HandleAsync(
                Handler, new(Incident, Victim.Id!.Value, shift.Id, new(CrewWay.Visit, DistanceBand.Near, Victim.Of("CrewReason"))), CancellationToken.None));
        });
        Act(stage => stage.MustAsync<MoveCrew, DateTimeOffset>(move => move.HandleAsync(_crewWorker.Actor, new(Task, CrewStepKind.Accepted), CancellationToken.None)));
        Act(stage => stage.MustAsync<ApplyVisitChanges, int>(apply => apply.HandleAsync(_crewWorker.Actor, new(Task, [.. Words(stage.Now)], 0, 0), CancellationToken.None)));
        Act(async stage =>
        {
            var taken = await stage.MustAsync<TakePack, TakePack.View>(take => take.HandleAsync(_crewWorker.Actor, new(() => [1], null), CancellationToken.None));
            var made = new EntryMade(Guid.CreateVersion7(stage.Now), Guid.CreateVersion7(stage.Now), 1, nameof(VisitRecord.VictimWants), Victim.Of("VisitEntry"), 0, VisitFields.FormVersion, stage.Now);
            await stage.MustAsync<ReceiveEntries, ReceiveEntries.View>(receive => receive.HandleAsync(_crewWorker.Actor, new(taken.Pack.Id, [new(Task, made)]), CancellationToken.None));
        });
        Act(stage => stage.MustAsync<AskForSpace, Id<SafeSpace>>(ask => ask.HandleAsync(
            _crewWorker.Actor, new(Task, new(SpaceKind.Refuge, Victim.Of("SpaceAskedOf"), 1, Child.Of("SpaceAges"), [SpaceNeed.Transport], Victim.Of("SpaceNotIn"), UkTime.DateOf(stage.Now))), CancellationToken.None)));
        return Act(stage => stage.MustAsync<WriteWorkerNote, Id<WorkerNote>>(write => write.HandleAsync(_crewWorker.Actor, new(Task, Victim.Of("WorkerNote")), CancellationToken.None)));
    }

    /// <summary>A word in every field of the record that holds words.</summary>
    private IEnumerable<VisitEdit> Words(DateTimeOffset now) => VisitFields.All.Where(f => f.Choices is null && f.Code != nameof(VisitRecord.FollowUpOn))
        .Select(f => new VisitEdit(Guid.CreateVersion7(now), f.Code, (f.Section is VisitSection.Children ? Child : Victim).Of($"Visit{f.Code}"), now));
}
