using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Tests.Agencies;

/// <summary>Who may be the second person that a change of staff needs.</summary>
public sealed class StaffChangeTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly Id<Agency> _agency = Id<Agency>.New(_now);

    [Theory]
    [InlineData(Role.AgencyAdministrator, true)]
    [InlineData(Role.IdvaManager, true)]
    [InlineData(Role.Inspector, true)]
    [InlineData(Role.Sergeant, true)]
    [InlineData(Role.ControlRoomSupervisor, true)]
    [InlineData(Role.ResponseOfficer, false)]
    [InlineData(Role.Idva, false)]
    [InlineData(Role.Auditor, false)]
    public void It_is_an_administrator_or_somebody_of_supervisors_rank_of_the_same_agency(Role role, bool may)
    {
        Assert.Equal(may, StaffChange.MayBeSecond(Of(role), _agency, administrators: 2));
        Assert.False(StaffChange.MayBeSecond(Of(role) with { AgencyId = Id<Agency>.New(_now) }, _agency, administrators: 1));
    }

    [Fact]
    public void A_system_administrator_stands_in_where_an_agency_has_one_administrator()
    {
        var elsewhere = Of(Role.SystemAdministrator) with { AgencyId = Id<Agency>.New(_now) };

        Assert.True(StaffChange.MayBeSecond(elsewhere, _agency, administrators: 1));
        Assert.False(StaffChange.MayBeSecond(elsewhere, _agency, administrators: 2));
    }

    [Fact]
    public void Neither_whoever_asked_nor_the_accounts_owner_decides_and_nobody_decides_twice()
    {
        var (asker, owner, second) = (Of(Role.AgencyAdministrator), Of(Role.Inspector), Of(Role.Inspector));
        var member = StaffMember.Add(owner.StaffId, _agency, "Owner", "Job", [Role.Inspector]).Match(m => m, _ => null!);
        var change = StaffChange.Ask(member, StaffChangeKind.FreshStart, member.Roles, asker, _now);

        Assert.Equal("staff.change-asked", change.Decide(asker, confirm: true, _now).Refusal?.Code);
        Assert.Equal("staff.change-own", change.Decide(owner, confirm: true, _now).Refusal?.Code);
        Assert.True(change.IsOpen);
        Assert.Null(change.Decide(second, confirm: true, _now).Refusal);
        Assert.Equal("staff.change-decided", change.Decide(second, confirm: false, _now).Refusal?.Code);
        Assert.Equal((StaffChangeOutcome.Confirmed, second.StaffId), (change.Outcome!.Value, change.DecidedBy!.Value));
    }

    private static Actor Of(Role role) => new(Id<StaffMember>.New(_now), _agency, new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
