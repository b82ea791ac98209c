using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Access;

/// <summary>Who answers for the protection of a record, and what the roles of a MARAC reach (R6.10, R6.12).</summary>
public sealed class StandingTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly Id<Agency> _owner = Id<Agency>.New(_now);

    [Theory]
    [InlineData(Role.CallHandler, false)]
    [InlineData(Role.ControlRoomSupervisor, false)]
    [InlineData(Role.ResponseOfficer, false)]
    [InlineData(Role.SupportCarOfficer, false)]
    [InlineData(Role.Idva, false)]
    [InlineData(Role.MaracCoordinator, false)]
    [InlineData(Role.AgencyAdministrator, false)]
    [InlineData(Role.SafeguardingOfficer, true)]
    [InlineData(Role.Sergeant, true)]
    [InlineData(Role.Inspector, true)]
    [InlineData(Role.IdvaManager, true)]
    public void Only_those_who_answer_for_records_protect_one_and_only_one_of_their_own_agency(Role role, bool may)
    {
        var there = Holding(role);
        Assert.Equal(may ? null : "protect.no-standing", Standing.RefuseProtecting(there, _owner, [])?.Code);
        Assert.Equal("protect.no-standing", Standing.RefuseProtecting(there, Id<Agency>.New(_now), [])?.Code);
    }

    [Fact]
    public void Nobody_names_themselves()
    {
        var sergeant = Holding(Role.Sergeant);
        Assert.Equal("protect.names-self", Standing.RefuseProtecting(sergeant, _owner, [Id<StaffMember>.New(_now), sergeant.StaffId])?.Code);
    }

    [Fact]
    public void Whoever_goes_on_working_on_restricted_records_may_lift_their_protection() =>
        Assert.All(Standing.WorkingOnRoles, role => Assert.Contains(role, Standing.ProtectingRoles));

    [Fact]
    public void Whoever_is_told_of_an_act_of_protection_may_lift_it() =>
        Assert.All(Enum.GetValues<AgencyKind>(), kind => Assert.All(Standing.ToldIn(kind), role => Assert.Contains(role, Standing.ProtectingRoles)));

    [Theory]
    [InlineData(Role.MaracCoordinator)]
    [InlineData(Role.MaracChair)]
    [InlineData(Role.AgencyRepresentative)]
    public void A_role_that_serves_MARACs_alone_reaches_nothing_because_its_agency_owns_it(Role role)
    {
        Assert.All(Enum.GetValues<RecordKind>(), kind => Assert.Equal(AccessLevel.None, RecordAccess.LevelFor(Holding(role), kind, ParticipationKind.Owner)));
        Assert.True(RecordAccess.LevelFor(Holding(role), RecordKind.Case, ParticipationKind.Marac) >= AccessLevel.Referral);
    }

    [Theory]
    [InlineData(ParticipationKind.Partner)]
    [InlineData(ParticipationKind.Asked)]
    public void Nor_do_those_who_run_a_MARAC_because_their_agency_works_on_it(ParticipationKind place) =>
        Assert.All([Role.MaracCoordinator, Role.MaracChair], role => Assert.Equal(AccessLevel.None, RecordAccess.LevelFor(Holding(role), RecordKind.Case, place)));

    [Fact]
    public void Whoever_also_works_on_cases_keeps_that_reach() =>
        Assert.Equal(AccessLevel.Edit, RecordAccess.LevelFor(Holding(Role.MaracChair, Role.Inspector), RecordKind.Case, ParticipationKind.Owner));

    [Fact]
    public void R1_10_the_warning_of_honour_based_abuse_sets_its_safeguards_until_it_is_lowered()
    {
        var person = Person.Record(_owner, _now);
        var today = new DateOnly(2026, 11, 23);
        Assert.Empty(HonourSafeguard.For(person, today));

        person.Flag(PersonFlagKind.HonourAbuse, null, today, _now);

        Assert.Equal(HonourSafeguard.Defaults, HonourSafeguard.For(person, today));
        Assert.Empty(HonourSafeguard.For(person, today.AddDays(1)));
    }

    private static Actor Holding(params Role[] roles) => new(Id<StaffMember>.New(_now), _owner, roles.ToHashSet(), new HashSet<Id<Marac>>());
}
