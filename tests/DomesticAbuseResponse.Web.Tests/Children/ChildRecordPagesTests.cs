using System.Net;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Children;

/// <summary>A child's own record within a case: voice, school, chronology, and who reads what (R1.26, T8).</summary>
public sealed class ChildRecordPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The case of the call is given to the IDVA service.</summary>
    private async Task LetInAsync(ChildCall call)
    {
        await using var db = app.Database.Open();
        var @case = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => c.Id == call.Case, Ct);
        await app.AssessAsync(@case, ticks: 15, Domain.Risk.RiskGrade.High);
        var referral = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        (await app.SendAsync(referral)).Given();
        (await app.AcceptAsync(referral)).Given();
    }

    [Fact]
    public async Task A_childs_voice_is_kept_by_two_questions_and_its_record_tells_what_happened_to_it()
    {
        var call = await app.CallWithChildAsync("Canary Voiced");
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains("Canary Voiced", (await client.GetAsync($"/cases/{call.Case}/children")).Text, StringComparison.Ordinal);

        var voice = (await client.GetAsync($"/cases/{call.Case}/children/{call.Child}/voice")).FillNamed("Input.WasAsked", "true").Fill("What did the child say or show?", "Canary: he broke my cup").FillNamed("Input.Readers", "EverybodyOnTheCase");
        var open = await voice.PressAsync("Save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, open.Status);
        Assert.Contains("Say who was there when the child was asked", open.Text, StringComparison.Ordinal);
        Assert.Contains("Canary: he broke my cup", open.Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await open.FillNamed("Input.Company", "WithSomebody").Fill("Who?", "Canary aunt").PressAsync("Save")).Status);
        (await app.RunAsync<HearChild, Result<ChildVoice>>(hear => hear.HandleAsync(
            Cast.SafeguardingOfficer, new(call.Case, call.Child, call.Incident, new(false, null, null, null, "Canary: asleep", VoiceReaders.OwnAgency, new(2026, 11, 23))), Ct))).Given();

        var page = (await client.GetAsync($"/cases/{call.Case}/children/{call.Child}")).Text;
        Assert.All(["Asked with somebody there", "Canary: he broke my cup", "Canary aunt", "Not asked", "Canary: asleep", "School notice about", "Screening of"], said => Assert.Contains(said, page, StringComparison.Ordinal));

        await LetInAsync(call);
        var idva = (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{call.Case}/children/{call.Child}")).Text;
        Assert.Contains("Canary: he broke my cup", idva, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary: asleep", idva, StringComparison.Ordinal); // the force's alone
        (await app.RunAsync<HearChild, Result<ChildVoice>>(hear => hear.HandleAsync(
            Cast.Idva, new(call.Case, call.Child, null, new(true, "Canary: told the idva", ChildCompany.Alone, null, null, VoiceReaders.OwnAgency, new(2026, 11, 23))), Ct))).Given();
        Assert.DoesNotContain("Canary: told the idva", (await client.GetAsync($"/cases/{call.Case}/children/{call.Child}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task School_and_health_are_written_once_and_who_comes_second_keeps_what_was_typed()
    {
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Schooled");
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var url = $"/cases/{call.Case}/children/{call.Child}/details";
        var (mine, theirs) = (await client.GetAsync(url), await client.GetAsync(url));
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.FillNamed("Input.Education", "School").Fill("Which one?", school.ToString()).Fill("GP", "Canary Surgery").FillNamed("Input.SpecialNeeds", "true").PressAsync("Save")).Status);
        var late = await mine.FillNamed("Input.Education", "HomeEducated").Fill("GP", "Canary Other Surgery").PressAsync("Save");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Canary Other Surgery", late.Document.Body!.InnerHtml, StringComparison.Ordinal);
        var page = (await client.GetAsync($"/cases/{call.Case}/children/{call.Child}")).Text;
        Assert.Contains("School: Canary Primary", page, StringComparison.Ordinal);
        Assert.Contains("Canary Surgery", page, StringComparison.Ordinal);
        Assert.Contains("Yes: a DVRIM level is raised by them", page, StringComparison.Ordinal);
        (await (await client.GetAsync(url)).FillNamed("Input.Concern", "PerpetratorCollects").PressAsync("Save")).ShowsError("Say how you know, and who it is: a safeguarding officer decides on it.", "If so, who is it and how do you know?");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await client.GetAsync(url)).Fill("GP", new string('x', 201)).PressAsync("Save")).Status);
    }

    [Fact]
    public async Task T8_where_a_child_is_is_protected_with_the_mother_and_told_to_nobody_on_the_other_side()
    {
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Between");
        (await app.DescribeAsync(call, ChildFacts.Unknown with { Education = Education.School, SchoolId = school, Gp = "Canary Surgery" })).Given();
        await LetInAsync(call);
        string Url() => $"/cases/{call.Case}/children/{call.Child}";
        Assert.Contains("Canary Surgery", (await app.SignedInAs(Cast.Idva).GetAsync(Url())).Text, StringComparison.Ordinal);

        // The father accuses the mother: the service that works on one side is told no more.
        await using var db = app.Database.Open();
        var father = await db.Cases.Where(c => c.Id == call.Case).SelectMany(c => c.Perpetrators).Select(p => p.PersonId).SingleAsync(Ct);
        await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, father, null), (PartyRole.Perpetrator, call.Victim, null), (PartyRole.Child, call.Child, null));
        var other = (await app.SignedInAs(Cast.Idva).GetAsync(Url())).Text;
        Assert.DoesNotContain("Canary Surgery", other, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Primary", other, StringComparison.Ordinal);
        Assert.Contains("Canary Surgery", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(Url())).Text, StringComparison.Ordinal); // the force holds the record

        await app.RunAsync<ChangeAddresses, bool>(async change =>
        {
            await change.HandleAsync(Cast.SafeguardingOfficer, new(call.Victim, null, new PostalAddress("9 Refuge Lane", null), AddressVisibility.Hidden, null, null, null), Ct);
            return true;
        });
        var hidden = (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(Url())).Text;
        Assert.DoesNotContain("Canary Surgery", hidden, StringComparison.Ordinal);
        Assert.Contains("Protected, because they say where the child is", hidden, StringComparison.Ordinal);
        (await app.DescribeAsync(call, ChildFacts.Unknown with { Education = Education.HomeEducated, Needs = "Canary needs" }, seen: await db.ChildDetails.Where(d => d.PersonId == call.Child).MaxAsync(d => d.Number, Ct))).Given();
        Assert.Equal(Education.School, (await db.ChildDetails.AsNoTracking().Where(d => d.PersonId == call.Child).OrderByDescending(d => d.Number).FirstAsync(Ct)).Education); // nor is it changed unseen
    }

    [Fact]
    public async Task T13_what_a_child_said_on_the_mothers_case_is_read_by_no_service_that_works_on_the_fathers()
    {
        var call = await app.CallWithChildAsync("Canary Torn");
        (await app.RunAsync<HearChild, Result<ChildVoice>>(hear => hear.HandleAsync(
            Cast.SafeguardingOfficer, new(call.Case, call.Child, null, new(true, "Canary: said at mums", ChildCompany.Alone, null, null, VoiceReaders.EverybodyOnTheCase, new(2026, 11, 23))), Ct))).Given();
        (await app.DescribeAsync(call, ChildFacts.Unknown with { SpecialNeeds = true, Needs = "Canary secret needs" })).Given();

        await using var db = app.Database.Open();
        var father = await db.Cases.Where(c => c.Id == call.Case).SelectMany(c => c.Perpetrators).Select(p => p.PersonId).SingleAsync(Ct);
        var incident = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, father, null), (PartyRole.Perpetrator, call.Victim, null), (PartyRole.Child, call.Child, null));
        var fathers = (await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == incident, Ct)).CaseId!.Value;
        await app.WriteAsync(async d =>
        {
            foreach (var (kind, record) in new[] { (Domain.Access.RecordKind.Case, fathers.Value), (Domain.Access.RecordKind.Person, call.Child.Value), (Domain.Access.RecordKind.Person, father.Value) })
            {
                d.Participations.Add(Domain.Access.Participation.Of(Cast.Idva.AgencyId, kind, record, Domain.Access.ParticipationKind.Partner, app.Clock.Now));
            }

            await Task.CompletedTask;
        });

        var page = (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{fathers}/children/{call.Child}")).Text;
        Assert.Contains("Canary Torn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary: said at mums", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary secret needs", page, StringComparison.Ordinal);
        Assert.Equal("child.kept", (await app.DescribeAsync(call with { Case = fathers }, ChildFacts.Unknown, await db.ChildDetails.Where(d => d.PersonId == call.Child).MaxAsync(d => d.Number, Ct), Cast.Idva)).Refused().Code);
        Assert.Contains("Canary: said at mums", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{call.Case}/children/{call.Child}")).Text, StringComparison.Ordinal);

        // Nor does a matrix begun on the father's case begin with what the record keeps.
        Assert.Null(await NeedsAsync(Cast.Idva, fathers));
        Assert.True(await NeedsAsync(Cast.SafeguardingOfficer, call.Case));

        async Task<bool?> NeedsAsync(Actor actor, Id<Domain.Cases.Case> @case)
        {
            var form = (await app.RunAsync<StartAssessment, Result<Id<Domain.Cases.RiskAssessment>>>(start => start.HandleAsync(actor, new(@case, null, ChildId: call.Child), Ct))).Given();
            return (await app.RunAsync<ChildMatrix, ChildMatrix.View>(matrix => matrix.ReadAsync(actor, form, Ct))).Findings.SpecialNeeds;
        }
    }

    [Fact]
    public async Task Who_chooses_a_school_says_where_the_child_learns_and_a_school_no_longer_listed_stays_the_childs()
    {
        var (_, school) = await app.SchoolAsync();
        var call = await app.CallWithChildAsync("Canary Unlisted");
        (await app.DescribeAsync(call, ChildFacts.Unknown with { SchoolId = school })).Given();
        await using var db = app.Database.Open();
        var details = await db.ChildDetails.AsNoTracking().SingleAsync(d => d.PersonId == call.Child, Ct);
        Assert.Equal((Education.School, school), (details.Education, details.SchoolId!.Value));

        await app.WriteAsync(d => d.Database.ExecuteSqlAsync($"update schools set is_listed = false where id = {school.Value}", Ct));
        try
        {
            Assert.Contains($"value=\"{school}\" selected", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{call.Case}/children/{call.Child}/details")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        }
        finally
        {
            await app.WriteAsync(d => d.Database.ExecuteSqlAsync($"update schools set is_listed = true where id = {school.Value}", Ct));
        }
    }

    [Fact]
    public async Task Nobody_reads_a_child_of_a_case_they_may_not_open_a_restricted_child_or_one_who_is_none()
    {
        var call = await app.CallWithChildAsync("Canary Closed");
        var other = await app.CallWithChildAsync("Canary Elsewhere");
        string[] urls = [$"/cases/{call.Case}/children/{call.Child}", $"/cases/{call.Case}/children/{call.Child}/voice", $"/cases/{call.Case}/children/{call.Child}/details", $"/incidents/{call.Incident}/children/{call.Child}"];
        foreach (var url in urls)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync(url)).Status);
        }

        var officer = app.SignedInAs(Cast.ResponseOfficer);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/cases/{call.Case}/children/{other.Child}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/cases/{call.Case}/children/{call.Victim}")).Status);
        await app.ExcludeAsync(call.Child, Cast.ResponseOfficer.StaffId);
        foreach (var url in urls)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(url)).Status);
        }

        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => (a.RecordId == call.Child.Value || a.RecordId == call.Case.Value) && a.Level == Domain.Access.AccessLevel.None && a.ByStaffId == Cast.ResponseOfficer.StaffId, Ct)); // and the attempts stand in the log
    }
}
