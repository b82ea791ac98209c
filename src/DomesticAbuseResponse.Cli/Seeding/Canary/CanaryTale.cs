using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Handovers;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>
/// What happens to one planted victim, through the same use cases as everything real, with a word of theirs in every field that could give
/// somebody away. Each verb adds to the acts; the stage plays them in the order of time.
/// </summary>
internal sealed partial class CanaryTale(CanaryClass kind, CanaryPerson victim, CanaryPerson perpetrator, CanaryPerson child, DateTimeOffset start)
{
    private readonly List<Act> _acts = [];
    private DateTimeOffset _at = start;

    public CanaryClass Kind { get; } = kind;

    public CanaryPerson Victim { get; } = victim;

    public CanaryPerson Perpetrator { get; } = perpetrator;

    public CanaryPerson Child { get; } = child;

    public IReadOnlyList<Act> Acts => _acts;

    public Id<Incident> Incident { get; private set; }

    public Id<Case> Case { get; private set; }

    private bool IsOther => Kind is CanaryClass.Unrelated;

    private Actor Handler => (IsOther ? CanaryCast.OtherHandler : DemoStaff.CallHandler).Actor;

    private Actor Officer => (IsOther ? CanaryCast.OtherOfficer : DemoStaff.Officer).Actor;

    private string OfficerName => IsOther ? CanaryCast.OtherOfficer.Name : DemoStaff.Officer.Name;

    private Actor Sergeant => (IsOther ? CanaryCast.OtherSergeant : DemoStaff.Sergeant).Actor;

    private Actor Safeguarding => (IsOther ? CanaryCast.OtherSafeguarding : DemoStaff.Safeguarding).Actor;

    public CanaryTale Call() => Act(async stage =>
    {
        var call = new Call
        {
            Source = CallSource.Emergency999,
            Silence = Silence.None,
            Fear = Fear.VeryFrightened,
            IsCrime = YesNoUnknown.Yes,
            ChildrenPresent = YesNoUnknown.Yes,
            CallerName = Victim.Of("CallerName"),
            CallerPhone = Victim.Phone,
            Location = Victim.Of("Location"),
            Postcode = Victim.Postcode,
            FirstWords = Victim.Of("FirstWords"),
            WhatHappened = Victim.Of("WhatHappened"),
            Injuries = Victim.Of("Injuries"),
            Weapons = Victim.Of("Weapons"),
        };
        Incident = await stage.DoAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Handler,
            new LogIncident.Command(
                call, ResponseGrade.Immediate, IsOther ? null : DemoPlaces.UnitId(CanaryCast.Area.Unit), stage.Now,
                [Party(PartyRole.Victim, Victim), Party(PartyRole.Perpetrator, Perpetrator), Party(PartyRole.Child, Child)]),
            CancellationToken.None));
        await LearnAsync(stage);
    });

    /// <summary>Everything that a person's record can hold, on each of the three.</summary>
    public CanaryTale Describe()
    {
        foreach (var person in new[] { Victim, Perpetrator, Child })
        {
            Act(stage => stage.DoAsync<ChangeNames>(change => change.HandleAsync(Officer, new(person.Id!.Value, null, person.Of("OtherName"), NameKind.Former, null), CancellationToken.None)));
            Act(stage => stage.DoAsync<ChangeWarnings>(change => change.HandleAsync(
                Officer, new(person.Id!.Value, null, PersonFlagKind.StaffSafety, person.Of("Warning"), null, null), CancellationToken.None)));
            Act(async stage =>
            {
                var held = await stage.LookUpAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Id == person.Id!.Value));
                await stage.DoAsync<CorrectPerson>(correct => correct.HandleAsync(
                    Officer, new(held.Id, null, held.BornOn, held.BirthIsEstimated, held.Gender, held.Interpreter) { CommunicationNeed = person.Of("CommunicationNeed") }, CancellationToken.None));
            });
            foreach (var visibility in Enum.GetValues<AddressVisibility>())
            {
                Act(stage => stage.DoAsync<ChangeAddresses>(change => change.HandleAsync(
                    Safeguarding, new(person.Id!.Value, null, new PostalAddress(person.Of($"Address{visibility}"), null), visibility, null, null, null), CancellationToken.None)));
            }

            Act(stage => stage.DoAsync<RecordSafeContact>(record => record.HandleAsync(
                Safeguarding,
                new(person.Id!.Value, null, null, ContactChannel.Phone, person.SafePhone, new(
                    Safety.Safe, SafeDays.Every, null, null, person.Of("WhoMayAnswer"), person.Of("CoverStory"), WithholdNumber: true, VoicemailAllowed: false,
                    TextAllowed: false, person.Of("CodeWord"), person.Of("Interpreter"), null)),
                CancellationToken.None)));
        }

        Act(async stage =>
        {
            foreach (var kind in new[] { OrderKind.Restraining, OrderKind.CourtBail })
            {
                await stage.MustAsync<RecordOrder, Id<ProtectiveOrder>>(record => record.HandleAsync(
                    Officer,
                    new(Perpetrator.Id!.Value, Victim.Id!.Value, new(kind, Victim.Of("OrderCourt"), Victim.Of("OrderNumber"), null, null, OrderConditions.NoContact, Victim.Of("OrderDetails")), null),
                    CancellationToken.None));
            }
        });
        Act(async stage =>
        {
            var bail = await stage.LookUpAsync(db => db.Orders.Where(o => o.PersonId == Perpetrator.Id && o.ProtectsId == Victim.Id && o.Kind == OrderKind.CourtBail).Select(o => o.Id).FirstAsync());
            await stage.MustAsync<ChangeOrder, DateOnly>(change => change.HandleAsync(Officer, new(Perpetrator.Id!.Value, bail, null, new OrderAct.End(UkTime.DateOf(stage.Now), Victim.Of("OrderEnded"))), CancellationToken.None));
        });
        Justice();
        Investigated();
        Act(stage => stage.MustAsync<RelatePeople, Id<Person>>(relate => relate.HandleAsync(Officer, new(Victim.Id!.Value, Perpetrator.Id!.Value, RelationshipKind.FormerPartner, false), CancellationToken.None)));
        return Act(stage => stage.MustAsync<RelatePeople, Id<Person>>(relate => relate.HandleAsync(Officer, new(Victim.Id!.Value, Child.Id!.Value, RelationshipKind.ParentOf, false), CancellationToken.None)));
    }

    /// <summary>What the control room does: somebody is sent and told something, another grade is asked for, a complaint is withdrawn.</summary>
    public CanaryTale ControlRoom()
    {
        Act(stage => stage.MustAsync<SendToIncident, IncidentDispatch>(send => send.HandleAsync(Handler, new(Incident, Victim.Of("SentWho"), Victim.Of("SentNote")), CancellationToken.None)));
        Act(stage => stage.MustAsync<AskRegrade, RegradeRequest>(ask => ask.HandleAsync(Officer, new(Incident, ResponseGrade.EarlyResponse, Victim.Of("RegradeReason")), CancellationToken.None)));
        return Act(stage => stage.MustAsync<WithdrawComplaint, ComplaintWithdrawal>(withdraw => withdraw.HandleAsync(
            Officer, new(Incident, Victim.Of("WithdrawnWords"), YesNoUnknown.Yes), CancellationToken.None)));
    }

    /// <summary>A supervisor writes to this call's lines of a handover and signs it, or leaves it open.</summary>
    public CanaryTale HandOver(bool sign = true) => Act(async stage =>
    {
        var supervisor = DemoStaff.Supervisor.Actor;
        var id = await stage.DoAsync<DraftHandover, Id<Handover>>(draft => draft.HandleAsync(supervisor, CancellationToken.None));
        await stage.MustAsync<RedraftHandover, Handover>(redraft => redraft.HandleAsync(supervisor, id, CancellationToken.None));
        var call = Incident;
        var lines = await stage.LookUpAsync(db => db.Set<HandoverLine>().Where(l => l.HandoverId == id && l.IncidentId == call).Select(l => l.Number).ToListAsync());
        await stage.MustAsync<EditHandover, Handover>(edit => edit.HandleAsync(
            supervisor, new(id, null, null, [.. lines.Select(l => new Handover.LineEdit(l, Victim.Of("HandoverNote"), IsLeftOut: false))], sign), CancellationToken.None));
    });

    public CanaryTale Attend() => Act(stage => stage.MustAsync<AttendIncident, DateTimeOffset>(attend => attend.HandleAsync(Officer, new(Incident, null, stage.Now), CancellationToken.None)));

    public CanaryTale Restrict(params DemoMember[] named) => Act(stage => stage.MustAsync<ProtectPerson, Person>(protect => protect.HandleAsync(
        Safeguarding, new(Victim.Id!.Value, null, Victim.Of("RestrictedReason"), [.. named.Select(n => n.Id)], []), CancellationToken.None)));

    public CanaryTale Exclude() => Act(stage => stage.MustAsync<ProtectPerson, Person>(protect => protect.HandleAsync(
        Safeguarding,
        new(Victim.Id!.Value, null, null, [],
        [
            new(CanaryCast.Blocked.Id, null, Victim.Of("ExclusionReason")),
            new(null, DemoPlaces.AgencyId(CanaryCast.ExcludedCouncil), Victim.Of("AgencyExclusionReason")),
        ]),
        CancellationToken.None)));

    /// <summary>A second record of the victim goes into the first, and somebody else is remembered not to be them.</summary>
    public CanaryTale Merge(CanaryTale notSame)
    {
        Id<Person> second = default;
        Act(async stage => second = await stage.DoAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(
            Officer, new(Victim.Of("DuplicateName"), null, false, Gender.NotKnown, null, null, null, AddressVisibility.Open), CancellationToken.None)));
        Act(stage => stage.MustAsync<MergePeople, MergePeople.Outcome>(merge => merge.HandleAsync(
            Officer, new(Victim.Id!.Value, second, null, null, new Dictionary<MergeField, MergeSide>(), Victim.Of("MergeReason")), CancellationToken.None)));
        return Act(stage => stage.MustAsync<HoldApart, Id<Person>>(apart => apart.HandleAsync(
            Officer, new(Victim.Id!.Value, notSame.Perpetrator.Id!.Value, Victim.Of("ApartReason")), CancellationToken.None)));
    }

    public CanaryTale CloseIncident() => Act(stage => stage.MustAsync<CloseIncident, DateTimeOffset>(close =>
        close.HandleAsync(DemoStaff.Supervisor.Actor, new(Incident, null, Victim.Of("ClosingReason")), CancellationToken.None)));

    private static LogIncident.Party Party(PartyRole role, CanaryPerson person) => new(
        role, person.Id, person.Id is null ? person.Of("Name") : null, null, person.Id is null ? person.Age : null, person.Id is null ? person.Phone : null,
        person.Id is null ? person.Of("Address") : null, person.Id is null ? person.Postcode : null);

    private async Task LearnAsync(Stage stage)
    {
        var incident = await stage.LookUpAsync(db => db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == Incident));
        Case = incident.CaseId ?? throw new InvalidOperationException("The call joined no case.");
        Victim.Id ??= incident.Parties.First(p => p.Role is PartyRole.Victim).PersonId;
        Perpetrator.Id ??= incident.Parties.First(p => p.Role is PartyRole.Perpetrator).PersonId;
        Child.Id ??= incident.Parties.First(p => p.Role is PartyRole.Child).PersonId;
    }

    private CanaryTale Act(Func<Stage, Task> act)
    {
        _acts.Add(new Act(Victim.Key, _at, act));
        _at = _at.AddMinutes(3);
        return this;
    }
}
