using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Admin;

/// <summary>An agency's administrator sets up the MARACs it hosts, their people, and where a unit's cases go.</summary>
public sealed class PlacesPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_MARAC_is_set_up_and_given_a_chair_who_then_sees_it()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);
        var made = await (await admin.GetAsync("/admin/places/maracs/new")).Fill("Name", "Harbour MARAC").Choose("Monthly").PressAsync("Save");

        var found = await (await admin.GetAsync(made.RedirectsTo!)).Fill("Part of their name", "chair").PressAsync("Find");
        var seated = await found.FillNamed("Seat.StaffId", Cast.Chair.StaffId.ToString()).FillNamed("Seat.Role", "Chair").PressAsync("Give the place");

        Assert.Equal(made.RedirectsTo, seated.RedirectsTo);
        await using var db = app.Database.Open();
        var marac = await db.Maracs.Include(m => m.Members).SingleAsync(m => m.Name == "Harbour MARAC", Ct);
        Assert.Equal((MaracCadence.Monthly, Cast.Police), (marac.Cadence, marac.HostAgencyId));
        Assert.Equal((Cast.Chair.StaffId, MaracRole.Chair), marac.Members.Select(m => (m.StaffId, m.Role)).Single());
        Assert.Contains("No coordinator, 1 chair", (await admin.GetAsync("/admin/places")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_the_role_cannot_have_the_place_and_a_place_can_be_taken_away()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);
        var made = await (await admin.GetAsync("/admin/places/maracs/new")).Fill("Name", "Quay MARAC").Choose("Monthly").PressAsync("Save");
        var found = await (await admin.GetAsync(made.RedirectsTo!)).Fill("Part of their name", "representative").PressAsync("Find");

        var refused = await found.FillNamed("Seat.StaffId", Cast.Representative.StaffId.ToString()).FillNamed("Seat.Role", "Chair").PressAsync("Give the place");
        await (await (await admin.GetAsync(made.RedirectsTo!)).Fill("Part of their name", "representative").PressAsync("Find"))
            .FillNamed("Seat.StaffId", Cast.Representative.StaffId.ToString()).FillNamed("Seat.Role", "Representative").PressAsync("Give the place");
        var page = await admin.GetAsync(made.RedirectsTo!);
        var dismissed = await page.PressAsync("Take away the place of Representative as representative");

        Assert.Contains("does not hold the role", refused.Text, StringComparison.Ordinal);
        Assert.Equal(made.RedirectsTo, dismissed.RedirectsTo);
        Assert.Contains("Nobody yet", (await admin.GetAsync(made.RedirectsTo!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_with_its_MARAC_its_IDVA_service_and_a_neighbourhood_is_set_up()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);
        await (await admin.GetAsync("/admin/places/authorities/new")).Fill("Name", "Test authority").Fill("Its council, if it takes part", "Test Council").PressAsync("Add");

        var made = await (await admin.GetAsync("/admin/places/units/new")).Fill("Name", "New unit").Fill("MARAC", "Test MARAC").Fill("IDVA service", "Test IDVA Service").PressAsync("Save");
        await (await admin.GetAsync($"{made.RedirectsTo}/neighbourhoods/new")).Fill("Name", "Old Town").Fill("Its local authority", "Test authority").PressAsync("Add");

        await using var db = app.Database.Open();
        var unit = await db.PolicingUnits.SingleAsync(u => u.Name == "New unit", Ct);
        Assert.Equal((Cast.Marac, (Id<Agency>?)Cast.IdvaService), (unit.MaracId, unit.IdvaServiceId));
        Assert.Equal("Old Town", (await db.Set<Neighbourhood>().SingleAsync(n => n.UnitId == unit.Id, Ct)).Name);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays()
    {
        var admin = app.SignedInAs(Cast.AgencyAdministrator);

        var unit = await (await admin.GetAsync("/admin/places/units/new")).Fill("Name", "Half a unit").PressAsync("Save");
        var marac = await (await admin.GetAsync("/admin/places/maracs/new")).Fill("Name", "Test MARAC").Choose("Monthly").PressAsync("Save");

        unit.ShowsError("Choose a MARAC", forLabel: "MARAC");
        Assert.Contains("Half a unit", unit.Document.Body!.InnerHtml, StringComparison.Ordinal);
        marac.ShowsError("There is already a MARAC of that name.", forLabel: "Name");
    }

    [Theory]
    [InlineData("/admin/places/maracs/")]
    [InlineData("/admin/places/units/")]
    public async Task Places_of_another_agency_and_nonsense_are_not_there(string url)
    {
        var other = app.SignedInAs(Cast.AgencyAdministrator with { AgencyId = Cast.OtherForce });
        var id = url.Contains("maracs", StringComparison.Ordinal) ? Cast.Marac.ToString() : Cast.Unit.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(url + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(url + "nonsense")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Coordinator).GetAsync("/admin/places")).Status);
    }

    [Fact]
    public async Task Others_are_told_whom_to_ring()
    {
        var service = app.SignedInAs(Cast.AgencyAdministrator with { AgencyId = Cast.IdvaService });

        var empty = await (await service.GetAsync("/admin/places/contact")).Fill("A desk and its number", " ").PressAsync("Save");
        await (await service.GetAsync("/admin/places/contact")).Fill("A desk and its number", "Duty desk, 01632 960001").PressAsync("Save");

        empty.ShowsError("Enter whom to ring", forLabel: "A desk and its number");
        Assert.Contains("Duty desk, 01632 960001", (await service.GetAsync("/admin/places")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Local policing units", (await service.GetAsync("/admin/places")).Text, StringComparison.Ordinal);
    }
}
