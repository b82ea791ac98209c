using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Domain.Tests.Specialists;

/// <summary>Checks of live incidents, what comes of reaching a victim, and how it is counted (R5.3 to R5.8).</summary>
public sealed class EngagementTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero);
    private static readonly Id<Person> _victim = Id<Person>.New(_now);
    private static readonly Actor _worker = Somebody(Role.ControlRoomSupportWorker);

    [Theory]
    [InlineData(177, 453, "39.1")]
    [InlineData(49, 125, "39.2")]
    public void S69_the_published_shares(int referred, int engaged, string percent) =>
        Assert.Equal(percent, EngagementFigures.PercentOf(referred, engaged)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(453, 177, "39.1")]
    [InlineData(125, 49, "39.2")]
    public void S69_data_in_the_published_shape_gives_the_published_figures(int engaged, int referred, string percent)
    {
        // One in three was spoken with twice, some were referred both times, and each third of the others had support already or declined.
        var facts = Enumerable.Range(0, engaged).SelectMany(n =>
        {
            var victim = new Id<Person>(new Guid(n + 1, 0, 0, new byte[8]));
            Onward[] onward = n < referred ? [Onward.ReferredToService] : (n % 3) switch { 0 => [Onward.AlreadySupported], 1 => [Onward.DeclinedReferral], _ => [] };
            EngagementFact fact = new(victim, n % 2 == 0 ? EngagementOutcome.EngagedByPhone : EngagementOutcome.EngagedByVisit, onward);
            return n % 3 == 0 ? [fact, fact] : new[] { fact };
        }).Append(new(new Id<Person>(Guid.NewGuid()), EngagementOutcome.NoContact, []));

        var figures = EngagementFigures.Of(facts);

        Assert.Equal((engaged, referred, 1), (figures.Engaged, figures.Referred, figures.NotReached));
        Assert.Equal(percent, figures.ReferredPercent!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void R5_4_contacts_disclosures_arrests_and_moves_to_safety_are_counted_too()
    {
        var other = Id<Person>.New(_now);
        var figures = EngagementFigures.Of(
        [
            new(_victim, EngagementOutcome.EngagedByVisit, [Onward.ReferredToService, Onward.ReferredElsewhere, Onward.MovedToSafety], Disclosed: true),
            new(other, EngagementOutcome.NoContact, [Onward.Arrest]), new(_victim, EngagementOutcome.EngagedByPhone, [], Withdrew: true, CalledAgain: true),
        ]);

        Assert.Equal((3, 1, 1, 1, 1), (figures.Contacts, figures.Disclosures, figures.Arrests, figures.MovedToSafety, figures.ReferredElsewhere));
        Assert.Equal((1, 1, 1), (figures.Engaged, figures.Withdrew, figures.CalledAgain));
    }

    [Fact]
    public void S70_a_victim_engaged_twice_counts_once_and_one_supported_already_is_not_referred()
    {
        var figures = EngagementFigures.Of([new(_victim, EngagementOutcome.EngagedByPhone, []), new(_victim, EngagementOutcome.EngagedByPhone, [Onward.AlreadySupported])]);

        Assert.Equal((1, 0, 1), (figures.Engaged, figures.Referred, figures.AlreadySupported));
        Assert.Equal(0m, figures.ReferredPercent);
        Assert.Null(EngagementFigures.Of([]).ReferredPercent);
    }

    [Fact]
    public void A_victim_referred_twice_counts_once_and_one_nobody_reached_is_not_engaged()
    {
        var other = Id<Person>.New(_now);
        var figures = EngagementFigures.Of(
        [
            new(_victim, EngagementOutcome.NoContact, []), new(_victim, EngagementOutcome.EngagedByPhone, [Onward.ReferredToService]),
            new(_victim, EngagementOutcome.EngagedByVisit, [Onward.ReferredToService, Onward.MovedToSafety]), new(other, EngagementOutcome.UnsafeToContact, [Onward.ResponseUpgraded]),
        ]);

        Assert.Equal((1, 1, 1, 1, 1), (figures.Engaged, figures.Referred, figures.MovedToSafety, figures.NotReached, figures.ResponseUpgraded));
    }

    [Theory]
    [InlineData(EngagementOutcome.NoContact, Onward.ReferredToService, null, "engagement.onward")]
    [InlineData(EngagementOutcome.NoContact, Onward.ResponseUpgraded, null, null)]
    [InlineData(EngagementOutcome.UnsafeToContact, null, null, "engagement.because")]
    [InlineData(EngagementOutcome.NotAppropriate, null, "She asked not to be rung", null)]
    [InlineData(EngagementOutcome.EngagedByPhone, Onward.ReferredToService, null, null)]
    public void What_followed_fits_the_outcome(EngagementOutcome outcome, Onward? onward, string? because, string? code) =>
        Assert.Equal(code, Engaged(outcome, because, onward is { } one ? [one] : []).Refusal?.Code);

    [Fact]
    public void Who_declines_or_has_support_already_is_not_referred_at_the_same_time()
    {
        Assert.Equal("engagement.onward", Engaged(EngagementOutcome.EngagedByPhone, null, Onward.ReferredToService, Onward.DeclinedReferral).Refusal?.Code);
        Assert.Equal("engagement.onward", Engaged(EngagementOutcome.EngagedByPhone, null, Onward.ReferredToService, Onward.AlreadySupported).Refusal?.Code);
        Assert.Equal("engagement.not-victim", Engagement.Record(Call(), Id<Person>.New(_now), ServiceKind.SupportCar, _worker, null, _now, Told(EngagementOutcome.NoContact, null), _now).Refusal?.Code);
    }

    [Theory]
    [InlineData(NoteReaders.SupportWorkers, Role.Sergeant, false)]
    [InlineData(NoteReaders.SupportWorkers, Role.ControlRoomSupervisor, false)]
    [InlineData(NoteReaders.SupportWorkers, Role.Idva, false)]
    [InlineData(NoteReaders.SupportWorkers, Role.SupportCarWorker, true)]
    [InlineData(NoteReaders.SupportWorkers, Role.SupportCarOfficer, false)]
    [InlineData(NoteReaders.AndIdvas, Role.Idva, true)]
    [InlineData(NoteReaders.AndIdvas, Role.Inspector, false)]
    [InlineData(NoteReaders.Everybody, Role.ResponseOfficer, true)]
    public void A_support_workers_note_is_no_police_record_unless_they_say_so(NoteReaders readers, Role role, bool reads) =>
        Assert.Equal(reads, SupportNotes.MayRead(Somebody(role), _worker.StaffId, readers));

    [Theory]
    [InlineData(DecisionCheck.Agree, null, null, null)]
    [InlineData(DecisionCheck.MissedOpportunity, null, "too short", "specialist.reason")]
    [InlineData(DecisionCheck.MissedOpportunity, null, "Nobody asked where the children were.", null)]
    [InlineData(DecisionCheck.UpgradeAsked, null, "He is on his way back to the house.", "specialist.grade")]
    [InlineData(DecisionCheck.UpgradeAsked, ResponseGrade.Routine, "He is on his way back to the house.", "specialist.grade")]
    [InlineData(DecisionCheck.UpgradeAsked, ResponseGrade.Immediate, "He is on his way back to the house.", null)]
    public void A_check_says_why_and_an_upgrade_is_faster_than_what_there_is(DecisionCheck check, ResponseGrade? asked, string? reason, string? code) =>
        Assert.Equal(code, SpecialistReview.Record(Call(), _worker, null, new(check, asked, reason, null, null), _now).Refusal?.Code);

    [Fact]
    public void Only_a_support_worker_checks_and_advice_says_whom_it_was_given_to()
    {
        Assert.Equal("specialist.role", SpecialistReview.Record(Call(), Somebody(Role.CallHandler), null, new(DecisionCheck.Agree, null, null, null, null), _now).Refusal?.Code);
        Assert.Equal("specialist.advice-to", SpecialistReview.Record(Call(), _worker, null, new(DecisionCheck.Agree, null, null, "See her alone", null), _now).Refusal?.Code);
        Assert.Equal("specialist.advice", SpecialistReview.Record(Call(), _worker, null, new(DecisionCheck.Agree, null, null, null, "Car 7"), _now).Refusal?.Code);
    }

    private static Result<Engagement> Engaged(EngagementOutcome outcome, string? because, params Onward[] onward) =>
        Engagement.Record(Call(), _victim, ServiceKind.ControlRoomWorker, _worker, null, _now, Told(outcome, because, onward), _now);

    private static EngagementTold Told(EngagementOutcome outcome, string? because, params Onward[] onward) =>
        new(outcome, onward, null, false, false, because, null, null, NoteReaders.SupportWorkers);

    private static Incident Call()
    {
        var call = Incident.Log(Somebody(Role.CallHandler), "DA-2026-000001", new Call(), ResponseGrade.EarlyResponse, null, _now, _now);
        call.Involve(_victim, PartyRole.Victim, _now);
        return call;
    }

    private static Actor Somebody(Role role) => new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
