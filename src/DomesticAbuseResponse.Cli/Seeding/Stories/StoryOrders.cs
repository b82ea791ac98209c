using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What is done in a story to keep somebody away: a notice, the order that follows it, bail with conditions, and a release that is known beforehand.</summary>
internal sealed partial class Story
{
    /// <summary>A domestic violence protection notice, authorised, considered and served within the hour.</summary>
    public Story NoticeServed() => Act(60, stage => stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
        DemoStaff.Safeguarding.Actor,
        new(Perpetrator!.Id!.Value, Victim.Id!.Value, new OrderTerms(OrderKind.Dvpn, "Demo Police", null, UkTime.DateOf(stage.Now), null, OrderConditions.NoContact | OrderConditions.LeaveHome | OrderConditions.KeepAway, null), null,
            new OrderGiven(OrderRank.Superintendent, ServedAt: stage.Now, Considered: new(
                "Pushed against a door in front of officers; a second report within the month.", "Nobody under 18 lives there.", "Wants him away for the weekend.", "Says that it was an argument.", "Nobody else lives there."))),
        CancellationToken.None)));

    /// <summary>The court hears the notice and makes the order, for 28 days.</summary>
    public Story CourtMakesOrder() => Act(30, async stage =>
    {
        var day = UkTime.DateOf(stage.Now);
        var notice = await stage.LookUpAsync(db => db.Orders.Where(o => o.PersonId == Perpetrator!.Id && o.Kind == OrderKind.Dvpn).Select(o => o.Id).FirstAsync());
        await stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
            DemoStaff.Safeguarding.Actor,
            new(Perpetrator!.Id!.Value, Victim.Id!.Value, new OrderTerms(OrderKind.Dvpo, "Demo Magistrates’ Court", null, day, day.AddDays(27), OrderConditions.NoContact | OrderConditions.LeaveHome | OrderConditions.KeepAway, null), day, Follows: notice),
            CancellationToken.None));
    });

    /// <summary>Arrested and bailed by a custody officer, for as long as one may, with conditions.</summary>
    public Story BailedWithConditions() => Act(30, stage => stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
        DemoStaff.Officer.Actor,
        new(Perpetrator!.Id!.Value, Victim.Id!.Value, new OrderTerms(OrderKind.PoliceBail, "Demo Police", null, UkTime.DateOf(stage.Now), null, OrderConditions.NoContact | OrderConditions.KeepAway | OrderConditions.LiveAtAddress, null), null,
            new OrderGiven(OrderRank.CustodyOfficer, UkTime.DateOf(stage.Now), Purposes: BailPurposes.NoNewOffences | BailPurposes.NoInterference, VictimViews: "Asks that he keeps away from her work too.")),
        CancellationToken.None)));

    /// <summary>Something happened in the investigation of the last call.</summary>
    public Story Investigated(InvestigationStepKind kind, YesNoUnknown? supports = null, string? words = null) => Act(15, stage => stage.MustAsync<RecordInvestigation, Id<InvestigationStep>>(record => record.HandleAsync(
        DemoStaff.Officer.Actor, new(Incident, kind, InvestigationRules.NamesSuspect(kind) ? Perpetrator!.Id : null, UkTime.DateOf(stage.Now), supports, words), CancellationToken.None)));

    /// <summary>The first officers went through the list of evidence.</summary>
    public Story EvidenceGathered() => Act(20, stage => stage.DoAsync<NoteEvidence, (int, IReadOnlyList<EvidenceKind>)>(note => note.HandleAsync(
        DemoStaff.Officer.Actor,
        new(Incident,
        [
            new(EvidenceKind.EmergencyCall, EvidenceState.Sought, "Asked for from the control room", null), new(EvidenceKind.BodyWornVideo, EvidenceState.Held, "Both officers", null),
            new(EvidenceKind.InjuryPhotos, EvidenceState.None, null, null), new(EvidenceKind.Cctv, EvidenceState.Held, "Camera at the staff door", null),
        ]),
        CancellationToken.None)));

    public Story InCourtIn(int days, MoveKind kind) => Act(10, stage => stage.MustAsync<RecordMove, Id<PerpetratorMove>>(record => record.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Perpetrator!.Id!.Value, Victim.Id!.Value, kind, UkTime.DateOf(stage.Now).AddDays(days), new TimeOnly(10, 0), "Demo Magistrates’ Court", null), CancellationToken.None)));

    public Story ReleasedFromPrisonIn(int days) => Act(10, stage => stage.MustAsync<RecordMove, Id<PerpetratorMove>>(record => record.HandleAsync(
        DemoStaff.Safeguarding.Actor, new(Perpetrator!.Id!.Value, null, MoveKind.PrisonRelease, UkTime.DateOf(stage.Now).AddDays(days), null, "Demo Prison", "Told by the prison."), CancellationToken.None)));

    /// <summary>Nominated to MATAC and adopted there, with an officer who manages him.</summary>
    public Story NominatedAndAdopted(string why, string decision, string manager)
    {
        Act(30, stage => stage.MustAsync<ProposeManagement, Id<PerpetratorManagement>>(propose => propose.HandleAsync(DemoStaff.Safeguarding.Actor, new(Perpetrator!.Id!.Value, ManagementKind.Matac, why), CancellationToken.None)));
        return Act(60, stage => ManagedAsync(stage, ManagementKind.Matac, on => new RecordManagement.Act.Decide(true, on, decision, manager)));
    }

    /// <summary>Referred to a programme, with the victim's worker asked first; he comes once and then goes no more.</summary>
    public Story LeavesProgramme(string programme, string risk, string supportedBy)
    {
        Act(30, stage => stage.MustAsync<ProposeManagement, Id<PerpetratorManagement>>(propose => propose.HandleAsync(
            DemoStaff.Safeguarding.Actor,
            new(Perpetrator!.Id!.Value, ManagementKind.Programme, "Says that he wants to change; the court suggested it.", programme, Case, RaisesRisk.No, risk, supportedBy), CancellationToken.None)));
        Act(30, stage => ManagedAsync(stage, ManagementKind.Programme, on => new RecordManagement.Act.Decide(true, on, "Taken on from this week.", null)));
        Act(30, stage => ManagedAsync(stage, ManagementKind.Programme, on => new RecordManagement.Act.Attend(ManagementStepKind.Attended, on, "First session.")));
        return Act(30, stage => ManagedAsync(stage, ManagementKind.Programme, on => new RecordManagement.Act.Attend(ManagementStepKind.DroppedOut, on, "Rang to say that he will not come again.")));
    }

    private async Task ManagedAsync(Stage stage, ManagementKind kind, Func<DateOnly, RecordManagement.Act> act)
    {
        var entry = await stage.LookUpAsync(db => db.Management.Where(m => m.PersonId == Perpetrator!.Id && m.Kind == kind).Select(m => m.Id).FirstAsync());
        await stage.MustAsync<RecordManagement, ManagementState>(record => record.HandleAsync(DemoStaff.Safeguarding.Actor, new(Perpetrator!.Id!.Value, entry, act(UkTime.DateOf(stage.Now))), CancellationToken.None));
    }
}
