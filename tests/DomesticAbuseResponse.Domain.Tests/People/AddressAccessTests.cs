using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.People;

public sealed class AddressAccessTests
{
    [Theory]
    [InlineData(AddressVisibility.Open, Role.CallHandler, ParticipationKind.Owner, false, true)]
    [InlineData(AddressVisibility.Open, Role.Idva, ParticipationKind.Partner, false, true)]
    [InlineData(AddressVisibility.MaracOnly, Role.CallHandler, ParticipationKind.Owner, false, false)]
    [InlineData(AddressVisibility.MaracOnly, Role.CallHandler, ParticipationKind.Owner, true, false)]
    [InlineData(AddressVisibility.MaracOnly, Role.SafeguardingOfficer, ParticipationKind.Owner, false, true)]
    [InlineData(AddressVisibility.MaracOnly, Role.Idva, ParticipationKind.Partner, false, true)]
    [InlineData(AddressVisibility.MaracOnly, Role.MaracCoordinator, ParticipationKind.Marac, false, true)]
    [InlineData(AddressVisibility.MaracOnly, Role.AgencyRepresentative, ParticipationKind.Marac, false, true)]
    [InlineData(AddressVisibility.Named, Role.SafeguardingOfficer, ParticipationKind.Owner, false, false)]
    [InlineData(AddressVisibility.Named, Role.MaracCoordinator, ParticipationKind.Marac, false, false)]
    [InlineData(AddressVisibility.Named, Role.Idva, ParticipationKind.Partner, true, true)]
    [InlineData(AddressVisibility.Hidden, Role.Idva, ParticipationKind.Partner, true, false)]
    [InlineData(AddressVisibility.Hidden, Role.Idva, ParticipationKind.Owner, false, false)]
    [InlineData(AddressVisibility.Hidden, Role.Idva, ParticipationKind.Owner, true, true)]
    public void Each_class_of_address_has_its_readers(AddressVisibility visibility, Role role, ParticipationKind place, bool named, bool may)
    {
        var decision = AddressAccess.Decide(Acting(role), new(visibility, AccessLevel.Read, [place], named));

        Assert.Equal(may, decision.MayReveal);
        Assert.NotEmpty(decision.Reason);
    }

    [Theory]
    [InlineData(AddressVisibility.Open)]
    [InlineData(AddressVisibility.MaracOnly)]
    [InlineData(AddressVisibility.Named)]
    [InlineData(AddressVisibility.Hidden)]
    public void Whoever_may_not_read_the_person_sees_no_address_of_any_class(AddressVisibility visibility) =>
        Assert.False(AddressAccess.Decide(Acting(Role.Idva), new(visibility, AccessLevel.Referral, [ParticipationKind.Owner], IsNamed: true)).MayReveal);

    private static Actor Acting(Role role) => new(default, default, new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
