using System.Net;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>Referrals as both of their sides use them.</summary>
public sealed class ReferralPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_referral_is_sent_without_consent_asked_about_answered_accepted_and_seen_by_its_referrer()
    {
        var @case = await app.OpenCaseAsync("Canary Sent");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var idva = app.SignedInAs(Cast.Idva);

        var start = await officer.GetAsync($"/cases/{@case.Id}/refer");
        var started = await start.Choose("An IDVA service").Fill("Which service?", "Test IDVA Service").Fill("Why now?", "Graded High at the scene").PressAsync("Continue");
        var send = await officer.GetAsync(started.RedirectsTo!);
        Assert.Contains("15 ticks on SL-DASH-24", send.Text, StringComparison.Ordinal);
        var sent = await Unconsented(send).PressAsync("Send the referral");
        Assert.Contains("The referral has been sent to Test IDVA Service.", (await officer.GetAsync(sent.RedirectsTo!)).Text, StringComparison.Ordinal);
        var referral = sent.RedirectsTo!.Split('?')[0];

        Assert.Contains("Canary Sent", (await idva.GetAsync("/referrals")).Text, StringComparison.Ordinal);
        var asked = await (await idva.GetAsync($"{referral}/ask")).Fill("What do you need to know?", "When is it safe to ring?").PressAsync("Send the question");
        Assert.Equal($"{referral}?done=asked", asked.RedirectsTo);
        Assert.Contains("Question asked", (await officer.GetAsync("/referrals/sent")).Text, StringComparison.Ordinal);
        var reply = await officer.GetAsync($"{referral}/reply");
        Assert.Contains("When is it safe to ring?", reply.Text, StringComparison.Ordinal);
        await reply.Fill("Your answer", "After nine in the morning").PressAsync("Send the answer");

        var seen = await idva.GetAsync(referral);
        Assert.Contains("UK GDPR Article 6(1)(e): public task", seen.Text, StringComparison.Ordinal);
        Assert.Contains("After nine in the morning", seen.Text, StringComparison.Ordinal);
        var accepted = await (await idva.GetAsync($"{referral}/accept")).PressAsync("Accept and open the case");
        Assert.Equal($"/cases/{@case.Id}?done=accepted", accepted.RedirectsTo);
        Assert.Contains("The referral has been accepted.", (await idva.GetAsync(accepted.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Sent", (await idva.GetAsync("/caseload")).Text, StringComparison.Ordinal);
        var progress = await officer.GetAsync("/referrals/sent");
        Assert.Contains("Accepted", progress.Text, StringComparison.Ordinal);
        Assert.Contains("No contact tried yet", progress.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_abuse_lies_in_the_past()
    {
        var @case = await app.OpenCaseAsync("Canary Later");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var referral = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await client.GetAsync($"/referrals/{referral}/send");

        var again = await client.PostAsync($"/referrals/{referral}/send", [.. page.FieldsFor("Send the referral"), new("Input.SinceOn", "9999-12-31"), new("Input.SinceWhat", nameof(AbuseBehaviour.UnwantedContact))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("The day of the further abuse must be today or in the past", again.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agency_asked_reads_the_referral_with_no_way_of_reaching_her_and_the_file_is_not_there()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Asked");
        await app.WriteAsync(async db =>
        {
            var victim = await db.People.SingleAsync(p => p.Id == @case.VictimId, Ct);
            victim.HasPhone("07700 900 123", app.Clock.Now);
            victim.LivesAt(new Domain.People.PostalAddress("1 Canary Street", "B1 1AA"), Domain.People.AddressVisibility.Open, null, app.Clock.Now);
        });
        var idva = app.SignedInAs(Cast.Idva);

        var page = await idva.GetAsync($"/referrals/{referral}");

        Assert.Contains("Canary narrative", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("900 123", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Street", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"a[href='/cases/{@case.Id}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await idva.GetAsync($"/cases/{@case.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await idva.GetAsync($"/people/{@case.VictimId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/referrals/{referral}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/referrals/{referral}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await idva.GetAsync($"/referrals/{Id<Referral>.New(app.Clock.Now)}")).Status);
    }

    [Fact]
    public async Task What_was_told_to_the_IDVA_stands_in_the_referral_to_MARAC_and_reaches_its_papers()
    {
        var @case = await app.OpenCaseAsync("Canary Twice");
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var idva = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        await Unconsented(await officer.GetAsync($"/referrals/{idva}/send")).Fill("Who is not safe to talk to?", "Canary brother answers her phone").PressAsync("Send the referral");
        var marac = (await app.StartAsync(@case, ReferralKind.Marac)).Given();

        var send = await officer.GetAsync($"/referrals/{marac}/send");
        Assert.Contains("Filled in from the referral to an IDVA", send.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(send.Document.QuerySelectorAll("[name='Input.Consent']"), i => i.HasAttribute("checked"));
        var narrative = send.Document.QuerySelector("[name='Input.Narrative']")!.TextContent;
        await Unconsented(send).Fill("What is happening, and what do you fear?", narrative).PressAsync("Send the referral");

        Assert.Contains("Canary brother answers her phone", (await app.SignedInAs(Cast.Coordinator).GetAsync($"/marac/referrals/{marac}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_accepts_second_reads_that_somebody_was_first()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);
        var late = await app.SignedInAs(Cast.SecondIdva).GetAsync($"/referrals/{referral}/accept");
        (await app.AcceptAsync(referral)).Given();

        var answer = await late.PressAsync("Accept and open the case");

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Somebody else has moved this referral on", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_field_and_at_the_top()
    {
        var @case = await app.OpenCaseAsync();
        var referral = (await app.StartAsync(@case, ReferralKind.Marac)).Given();
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/referrals/{referral}/send");

        var again = await page.Choose("No, or it is not safe to ask").PressAsync("Send the referral");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("Write what is happening and what you fear", forLabel: "What is happening, and what do you fear?");
        Assert.Contains("Choose the lawful basis for sharing without consent", again.Text, StringComparison.Ordinal);

        var noGround = await Unconsented(page).PressAsync("Send the referral");
        noGround.ShowsError(
            "None of the four grounds is met. If you are seriously concerned all the same, write your professional judgement: it is a ground of its own.",
            forLabel: "Your professional judgement");
    }

    [Fact]
    public async Task S16_and_S84_show_why_a_referral_cannot_go_and_where_to_go_instead()
    {
        var young = await app.OpenCaseAsync();
        await app.BornAsync(young.VictimId, new DateOnly(2011, 3, 1));
        var marac = (await app.StartAsync(young, ReferralKind.Marac)).Given();
        Assert.Contains("children’s referral", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/referrals/{marac}/send")).Text, StringComparison.Ordinal);

        var both = await app.OpenCaseAsync();
        await app.WriteAsync(async db => (await db.Cases.SingleAsync(c => c.Id == both.Id, Ct)).FlagCounterAllegation("Each accuses the other", null, app.Clock.Now));
        var idva = (await app.StartAsync(both, ReferralKind.Idva)).Given();
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/referrals/{idva}/send");
        Assert.NotNull(page.Document.QuerySelector($"a[href='/cases/{both.Id}/primary-victim']"));
        Assert.Equal(HttpStatusCode.Conflict, (await page.Choose("Yes").Fill("What is happening, and what do you fear?", "Canary").PressAsync("Send the referral")).Status);
    }

    [Fact]
    public async Task S84_both_sides_are_assessed_and_a_second_person_records_the_decision_on_the_page()
    {
        var @case = await app.OpenCaseAsync("Canary Hers", "Canary His");
        var (officer, inspector) = (app.SignedInAs(Cast.SafeguardingOfficer), app.SignedInAs(Cast.Inspector));
        await (await officer.GetAsync($"/cases/{@case.Id}/counter-allegation")).Fill("How do you know?", "Both rang within an hour").PressAsync("Record this");
        Assert.Contains("Assess both people first", (await inspector.GetAsync($"/cases/{@case.Id}/primary-victim")).Text, StringComparison.Ordinal);
        await app.AssessAsync(@case, 14, RiskGrade.High);
        await app.AssessAsync(@case, 2, RiskGrade.Standard, person: @case.Perpetrators.Single().PersonId);

        var address = $"/cases/{@case.Id}/primary-victim";
        var empty = await (await officer.GetAsync(address)).PressAsync("Propose it");
        empty.ShowsError("Choose who the primary victim is", forLabel: "Canary Hers");
        var proposed = await empty.Choose("Canary Hers").Fill("Why?", "His control of money and phone over four years").PressAsync("Propose it");
        Assert.Equal(address, proposed.RedirectsTo);
        Assert.Contains("You proposed it. Somebody else confirms or refuses it.", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);

        var page = await inspector.GetAsync(address);
        (await page.Choose("No, I refuse it").PressAsync("Record your answer")).ShowsError("Say why you refuse it.", forLabel: "Why, where you refuse it");
        var refused = await page.Choose("No, I refuse it").Fill("Why, where you refuse it", "Ask the neighbour first").PressAsync("Record your answer");
        Assert.Equal(address, refused.RedirectsTo);
        Assert.Contains("Ask the neighbour first", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Primary victim: Canary Hers", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);

        await (await officer.GetAsync(address)).Choose("Canary Hers").Fill("Why?", "The neighbour heard him threaten her").PressAsync("Propose it");
        var decided = await (await inspector.GetAsync(address)).Choose("Yes, I confirm it").PressAsync("Record your answer");
        Assert.Equal($"/cases/{@case.Id}", decided.RedirectsTo);
        Assert.Contains("Primary victim: Canary Hers", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);

        // A change waits for a second person too, and until then what was decided stands.
        await (await inspector.GetAsync(address)).Choose("Canary His").Fill("Why?", "I have thought about it again").PressAsync("Propose it");
        Assert.Contains("Primary victim: Canary Hers", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains("You proposed it", (await inspector.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_gives_a_case_to_another_IDVA_and_sees_the_whole_team()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Team");
        (await app.AcceptAsync(referral)).Given();
        var manager = app.SignedInAs(Cast.IdvaManager);

        var assigned = await (await manager.GetAsync($"/cases/{@case.Id}/idva")).Choose("Second idva").PressAsync("Save");

        Assert.Equal($"/cases/{@case.Id}", assigned.RedirectsTo);
        var team = await manager.GetAsync("/caseload?team=true");
        Assert.Contains("Canary Team", team.Text, StringComparison.Ordinal);
        Assert.Contains("full from 20", team.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Team", (await app.SignedInAs(Cast.SecondIdva).GetAsync("/caseload")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Team", (await app.SignedInAs(Cast.Idva).GetAsync("/caseload")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/referrals")]
    [InlineData("/caseload")]
    public async Task Those_without_a_part_in_it_do_not_find_the_page(string url)
    {
        foreach (var actor in new[] { Cast.Auditor, Cast.AgencyAdministrator, Cast.CallHandler })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(actor).GetAsync(url)).Status);
        }
    }

    [Fact]
    public async Task A_list_never_shows_a_referral_its_reader_could_not_open()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Barred");
        await app.WriteAsync(db =>
        {
            db.Exclusions.Add(new Exclusion(@case.Id.Value, Cast.Idva.StaffId, null, "Friend of the perpetrator", app.Clock.Now));
            return Task.CompletedTask;
        });

        Assert.DoesNotContain("Canary Barred", (await app.SignedInAs(Cast.Idva).GetAsync("/referrals")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/referrals/{referral}")).Status);
        Assert.Contains("Canary Barred", (await app.SignedInAs(Cast.SecondIdva).GetAsync("/referrals")).Text, StringComparison.Ordinal);
    }

    private static PageUnderTest Unconsented(PageUnderTest send) => send
        .Choose("No, or it is not safe to ask").Choose("UK GDPR Article 6(1)(e): public task")
        .Fill("Why is it shared without consent?", "Risk of serious harm; asking was not safe").Choose("No, they do not know").Fill("Why not?", "He reads her phone")
        .Fill("What is happening, and what do you fear?", "Canary narrative");
}
