using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Access;

/// <summary>Every protection can be lifted by those who answer for the record, for a reason that stays (R6.10).</summary>
public sealed class LiftProtectionTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lifted_restriction_leaves_the_person_the_incidents_and_the_case_and_its_names_and_stays_in_the_history()
    {
        var opened = await app.OpenCaseAsync("Canary Lifted");
        await app.RestrictAsync(opened.VictimId, null, Cast.ResponseOfficer.StaffId);
        Assert.Equal("protect.lift-reason", (await app.LiftAsync(opened.VictimId, LiftWhat.Restriction, reason: " ")).Refused().Code);
        Assert.Equal("protect.no-standing", (await app.LiftAsync(opened.VictimId, LiftWhat.Restriction, by: Cast.ResponseOfficer)).Refused().Code);

        (await app.LiftAsync(opened.VictimId, LiftWhat.Restriction, reason: "Left the force", by: Cast.Inspector)).Given();

        Assert.True(await app.SeesAsync(Cast.SecondSergeant, opened.VictimId) && await app.SeesAsync(Cast.SecondSergeant, opened.Id) && await app.SeesIncidentsOfAsync(Cast.SecondSergeant, opened.Id));
        Assert.False(await app.IsNamedAsync(Cast.Inspector, opened.VictimId.Value)); // named because of the restriction
        Assert.True(await app.IsNamedAsync(Cast.ResponseOfficer, opened.VictimId.Value)); // chosen
        await using var db = app.Database.Open();
        Assert.Equal(
            [(ProtectionActKind.Named, Cast.SafeguardingOfficer.StaffId, null), (ProtectionActKind.Restricted, Cast.SafeguardingOfficer.StaffId, "Works for a partner"), (ProtectionActKind.RestrictionLifted, Cast.Inspector.StaffId, "Left the force")],
            (await db.ProtectionActs.Where(a => a.PersonId == opened.VictimId).OrderBy(a => a.Number).ToListAsync(Ct)).Select(a => (a.Kind, a.By, a.Reason)));
        Assert.DoesNotContain("force", (await db.RecordEvents.SingleAsync(e => e.PersonId == opened.VictimId && e.Name == nameof(RestrictionLifted), Ct)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_stays_restricted_while_somebody_else_in_it_is()
    {
        var opened = await app.OpenCaseAsync("Canary Both", "Canary Too");
        var perpetrator = opened.Perpetrators.Single().PersonId;
        await app.RestrictAsync(opened.VictimId);
        await app.RestrictAsync(perpetrator);

        (await app.LiftAsync(opened.VictimId, LiftWhat.Restriction)).Given();
        Assert.True(await app.SeesAsync(Cast.Sergeant, opened.VictimId));
        Assert.False(await app.SeesAsync(Cast.Sergeant, opened.Id) || await app.SeesIncidentsOfAsync(Cast.Sergeant, opened.Id));

        (await app.LiftAsync(perpetrator, LiftWhat.Restriction)).Given();
        Assert.True(await app.SeesAsync(Cast.Sergeant, opened.Id) && await app.SeesIncidentsOfAsync(Cast.Sergeant, opened.Id));
        Assert.Equal("protect.lifted", (await app.LiftAsync(perpetrator, LiftWhat.Restriction)).Refused().Code);
    }

    [Fact]
    public async Task A_name_taken_off_opens_nothing_more_and_does_not_come_back_by_itself_but_never_is_the_last_one_taken_off()
    {
        var opened = await app.OpenCaseAsync("Canary Unnamed");
        await app.RestrictAsync(opened.VictimId);
        (await app.LiftAsync(opened.VictimId, LiftWhat.Name, await NumberAsync(Cast.Inspector), "Her brother-in-law")).Given();
        await app.LogAboutAsync(Cast.SafeguardingOfficer, (PartyRole.Victim, opened.VictimId, null));

        Assert.False(await app.SeesAsync(Cast.Inspector, opened.VictimId) || await app.SeesAsync(Cast.Inspector, opened.Id) || await app.SeesIncidentsOfAsync(Cast.Inspector, opened.Id));
        Assert.Equal("protect.nobody-left", (await app.LiftAsync(opened.VictimId, LiftWhat.Name, await NumberAsync(Cast.SafeguardingOfficer))).Refused().Code);
        Assert.Equal("protect.nobody-left", (await app.ProtectAsync(Cast.SafeguardingOfficer, new(opened.VictimId, null, null, [], [new(Cast.SafeguardingOfficer.StaffId, null, "x")]))).Refused().Code);
        Assert.True(await app.SeesAsync(Cast.SafeguardingOfficer, opened.Id));

        async Task<long> NumberAsync(Domain.Agencies.Actor actor)
        {
            await using var db = app.Database.Open();
            return await db.NamedStaff.Where(n => n.RecordId == opened.VictimId.Value && n.StaffId == actor.StaffId).Select(n => n.Number).SingleAsync(Ct);
        }
    }

    [Fact]
    public async Task A_lifted_exclusion_leaves_everybody_and_everything_it_reached_and_stays_in_the_history()
    {
        var opened = await app.OpenCaseAsync("Canary Sister", "Canary Brother");
        var (perpetrator, child) = (opened.Perpetrators.Single().PersonId, await app.ChildInAsync(opened));
        await app.ExcludeAsync(perpetrator, Cast.ResponseOfficer.StaffId, "His cousin");
        await using var db = app.Database.Open();
        var made = await db.Exclusions.Where(e => e.RecordId == perpetrator.Value).Select(e => e.Number).SingleAsync(Ct);
        var reached = await db.Exclusions.Where(e => e.RecordId == opened.VictimId.Value).Select(e => e.Number).SingleAsync(Ct);

        Assert.Equal("protect.lifted", (await app.LiftAsync(opened.VictimId, LiftWhat.Exclusion, reached)).Refused().Code); // only where it was made
        (await app.LiftAsync(perpetrator, LiftWhat.Exclusion, made, "Another man of that name")).Given();

        foreach (var person in new[] { perpetrator, opened.VictimId, child })
        {
            Assert.True(await app.SeesAsync(Cast.ResponseOfficer, person));
        }

        Assert.True(await app.SeesAsync(Cast.ResponseOfficer, opened.Id) && await app.SeesIncidentsOfAsync(Cast.ResponseOfficer, opened.Id));
        Assert.True(await db.Exclusions.IgnoreQueryFilters().AnyAsync(e => e.SourceId == perpetrator.Value && e.RecordId == opened.VictimId.Value && e.Until != null, Ct));
        Assert.Equal("Another man of that name", (await db.ProtectionActs.SingleAsync(a => a.PersonId == perpetrator && a.Kind == ProtectionActKind.ExclusionLifted, Ct)).Reason);
    }

    [Fact]
    public async Task The_page_lifts_with_a_reason_shows_the_history_and_offers_nothing_to_those_who_do_not_answer_for_the_record()
    {
        var opened = await app.OpenCaseAsync("Canary Page");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await officer.GetAsync($"/people/{opened.VictimId}/protection");
        await page.Fill("Why is it restricted?", "Public figure").PressAsync("Restrict to named staff");
        Assert.Contains("goes on working for an agency that owns it", (await officer.GetAsync($"/people/{opened.VictimId}/protection")).Text, StringComparison.Ordinal);

        var lift = await officer.GetAsync($"/people/{opened.VictimId}/protection/lift?what=Restriction");
        var unsaid = await lift.PressAsync("Lift the restriction");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        unsaid.ShowsError("Say why it is lifted", forLabel: "Why?");
        var lifted = await unsaid.Fill("Why?", "Retired from office").PressAsync("Lift the restriction");
        Assert.Equal($"/people/{opened.VictimId}/protection", lifted.RedirectsTo);

        Assert.Contains("Retired from office", (await officer.GetAsync($"/people/{opened.VictimId}/protection")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{opened.VictimId}/protection/lift?what=Restriction")).Status);
        var others = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{opened.VictimId}/protection");
        Assert.Empty(others.Document.QuerySelectorAll("main form"));
        Assert.DoesNotContain("Retired from office", others.Text, StringComparison.Ordinal);
        var forged = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{opened.VictimId}/names");
        Assert.Equal(HttpStatusCode.OK, forged.Status); // working with the person goes on as before
    }
}
