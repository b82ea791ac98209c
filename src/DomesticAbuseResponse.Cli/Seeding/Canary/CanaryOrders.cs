using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>A notice, bail that is varied and breached, and days in court of a planted perpetrator, with a word of the victim wherever somebody can type one.</summary>
internal sealed partial class CanaryTale
{
    private void Justice()
    {
        Act(stage => stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
            Officer,
            new(Perpetrator.Id!.Value, Victim.Id!.Value, new(OrderKind.Dvpn, null, null, UkTime.DateOf(stage.Now), null, OrderConditions.NoContact, null), null, new OrderGiven(
                OrderRank.Superintendent, ServedAt: stage.Now,
                Considered: new(Victim.Of("OrderGrounds"), Victim.Of("OrderChildren"), Victim.Of("OrderOpinion"), Victim.Of("OrderSaid"), Victim.Of("OrderResidents")))),
            CancellationToken.None)));
        Act(stage => DoAsync(stage, OrderKind.Dvpn, _ => new OrderAct.Hear(stage.Now.AddDays(2), Adjourned: false, Victim.Of("OrderHearing"))));
        Act(stage => stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
            Officer,
            new(Perpetrator.Id!.Value, Victim.Id!.Value, new(OrderKind.PoliceBail, null, null, UkTime.DateOf(stage.Now), null, OrderConditions.NoContact, Victim.Of("BailDetails")), null, new OrderGiven(
                OrderRank.CustodyOfficer, UkTime.DateOf(stage.Now), ViewsNotSought: Victim.Of("BailNotAsked"))),
            CancellationToken.None)));
        Act(stage => DoAsync(stage, OrderKind.PoliceBail, bail => new OrderAct.Vary(new OrderChange(
            UkTime.DateOf(stage.Now), bail.UntilOn, OrderConditions.Curfew, Victim.Of("BailVaried"), Victim.Of("BailWhy"), null, BailPurposes.NoInterference, Victim.Of("BailViews"), null))));
        Act(stage => DoAsync(stage, OrderKind.PoliceBail, _ => new OrderAct.Breach(UkTime.DateOf(stage.Now), Victim.Of("BailBreach"))));
        foreach (var (kind, days) in new[] { (MoveKind.PrisonRelease, 9), (MoveKind.Trial, 12) })
        {
            Act(stage => stage.MustAsync<RecordMove, Id<PerpetratorMove>>(record => record.HandleAsync(
                Officer,
                new(Perpetrator.Id!.Value, kind is MoveKind.Trial ? Victim.Id : null, kind, UkTime.DateOf(stage.Now).AddDays(days), null, kind is MoveKind.Trial ? Victim.Of("MovePlace") : null, kind is MoveKind.Trial ? Victim.Of("MoveWords") : null),
                CancellationToken.None)));
        }

        Manage();
    }

    /// <summary>Nominated to MATAC, which waits; and on a programme with the planted victim linked to it, until the perpetrator goes no more.</summary>
    private void Manage()
    {
        Act(stage => stage.MustAsync<ProposeManagement, Id<PerpetratorManagement>>(propose => propose.HandleAsync(Safeguarding, new(Perpetrator.Id!.Value, ManagementKind.Matac, Victim.Of("MatacWhy")), CancellationToken.None)));
        Act(stage => stage.MustAsync<ProposeManagement, Id<PerpetratorManagement>>(propose => propose.HandleAsync(
            Safeguarding, new(Perpetrator.Id!.Value, ManagementKind.Programme, Victim.Of("ProgrammeWhy"), Victim.Of("Programme"), Case, RaisesRisk.No, Victim.Of("ProgrammeRisk"), Victim.Of("ProgrammeSupport")), CancellationToken.None)));
        foreach (var act in new Func<DateOnly, RecordManagement.Act>[]
        {
            on => new RecordManagement.Act.Decide(true, on, Victim.Of("ProgrammeDecided"), null), on => new RecordManagement.Act.Attend(ManagementStepKind.Attended, on, Victim.Of("ProgrammeCame")),
            on => new RecordManagement.Act.Attend(ManagementStepKind.DroppedOut, on, Victim.Of("ProgrammeLeft")),
        })
        {
            Act(async stage =>
            {
                var entry = await stage.LookUpAsync(db => db.Management.Where(m => m.PersonId == Perpetrator.Id && m.Kind == ManagementKind.Programme).Select(m => m.Id).SingleAsync());
                await stage.MustAsync<RecordManagement, ManagementState>(record => record.HandleAsync(Safeguarding, new(Perpetrator.Id!.Value, entry, act(UkTime.DateOf(stage.Now))), CancellationToken.None));
            });
        }
    }

    /// <summary>What happened in the investigation, one step of it taken back, and evidence, with a word of the victim wherever somebody can type one.</summary>
    private void Investigated()
    {
        foreach (var (kind, words) in new[] { (InvestigationStepKind.Arrested, "InvestigationArrest"), (InvestigationStepKind.Charged, "InvestigationCharge"), (InvestigationStepKind.NotInvestigated, "InvestigationError") })
        {
            Act(stage => stage.MustAsync<RecordInvestigation, Id<InvestigationStep>>(record => record.HandleAsync(
                Officer, new(Incident, kind, null, UkTime.DateOf(stage.Now), YesNoUnknown.No, Victim.Of(words)), CancellationToken.None)));
        }

        Act(async stage =>
        {
            var incident = Incident;
            var error = await stage.LookUpAsync(db => db.InvestigationSteps.Where(s => s.IncidentId == incident && s.Kind == InvestigationStepKind.NotInvestigated).Select(s => s.Id).FirstAsync());
            await stage.MustAsync<TakeBackInvestigationStep, InvestigationStep>(back => back.HandleAsync(Officer, new(incident, error, Victim.Of("InvestigationBack")), CancellationToken.None));
            await stage.DoAsync<NoteEvidence, (int, IReadOnlyList<EvidenceKind>)>(note => note.HandleAsync(Officer, new(incident, [new(EvidenceKind.Witnesses, EvidenceState.Held, Victim.Of("Evidence"), null)]), CancellationToken.None));
        });
    }

    private async Task DoAsync(Seeding.Stories.Stage stage, OrderKind kind, Func<ProtectiveOrder, OrderAct> act)
    {
        var order = await stage.LookUpAsync(db => db.Orders.AsNoTracking().FirstAsync(o => o.PersonId == Perpetrator.Id && o.ProtectsId == Victim.Id && o.Kind == kind));
        await stage.MustAsync<ChangeOrder, DateOnly>(change => change.HandleAsync(Officer, new(Perpetrator.Id!.Value, order.Id, null, act(order)), CancellationToken.None));
    }
}
