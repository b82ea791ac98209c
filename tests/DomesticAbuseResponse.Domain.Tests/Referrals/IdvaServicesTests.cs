using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Domain.Tests.Referrals;

/// <summary>Which service an IDVA referral goes to, and when nobody may guess (R2.4).</summary>
public sealed class IdvaServicesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly Id<Agency> _police = Id<Agency>.New(_now);
    private static readonly IdvaService _a = new(Id<Agency>.New(_now), "Aspen", SitsOnMarac: false);
    private static readonly IdvaService _b = new(Id<Agency>.New(_now), "Birch", SitsOnMarac: false);

    [Fact]
    public void The_service_set_for_the_unit_takes_it() => Assert.Equal(_b.Id, IdvaServices.Choose(Unit(_b.Id), _police, [_a, _b])?.Id);

    [Fact]
    public void Else_the_one_service_that_sits_on_the_MARAC_of_the_area() =>
        Assert.Equal(_b.Id, IdvaServices.Choose(Unit(null), _police, [_a, _b with { SitsOnMarac = true }])?.Id);

    [Fact]
    public void Nothing_else_is_a_reason_to_send_a_victims_data_to_an_agency()
    {
        Assert.Null(IdvaServices.Choose(null, _police, [_a]));
        Assert.Null(IdvaServices.Choose(Unit(null), _police, [_a, _b]));
        Assert.Null(IdvaServices.Choose(Unit(null), _police, [_a with { SitsOnMarac = true }, _b with { SitsOnMarac = true }]));
    }

    private static PolicingUnit Unit(Id<Agency>? service)
    {
        var unit = new PolicingUnit(Id<PolicingUnit>.New(_now), _police, "Test unit", Id<Marac>.New(_now));
        unit.ServedBy(service);
        return unit;
    }
}
