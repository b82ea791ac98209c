using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Contacts;

/// <summary>Attempts to reach the victim and what they set going (R3.5, R4.25).</summary>
public sealed class ContactAttemptTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task S28_two_unanswered_calls_leave_the_deadline_open_and_overdue_at_its_time()
    {
        var caseId = await HighAsync();
        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.NoAnswer, _reported.AddHours(2));
        app.Clock.Now = _reported.AddHours(20);
        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.NoAnswer);

        var deadline = await app.OnlyOpenDeadlineOfAsync(caseId);
        Assert.False(VictimContact.IsOverdue(deadline.DueAt, deadline.MetAt, deadline.DueAt));
        app.Clock.Now = deadline.DueAt.AddSeconds(1);
        Assert.True(VictimContact.IsOverdue(deadline.DueAt, deadline.MetAt, app.Clock.Now));
        await app.RunAsync<Application.Deadlines.EscalateOverdueDeadlines, int>(e => e.HandleAsync(Actor.System, 50, CancellationToken.None));
        Assert.NotNull((await app.OnlyOpenDeadlineOfAsync(caseId)).EscalatedAt);
    }

    [Theory]
    [InlineData(ContactOutcome.Spoke)]
    [InlineData(ContactOutcome.Declined)]
    [InlineData(ContactOutcome.AgreedCallback)]
    public async Task Two_way_contact_by_a_safeguarding_officer_stops_the_clock(ContactOutcome outcome)
    {
        var caseId = await HighAsync();

        var recorded = await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, outcome, _reported.AddHours(1));

        Assert.Equal((true, 1, 0), (recorded.IsTwoWay, recorded.ClocksStopped, recorded.StillDue));
        var deadline = Assert.Single(await app.DeadlinesOfAsync(caseId));
        Assert.Equal((_reported.AddHours(1), Cast.SafeguardingOfficer.StaffId), (deadline.MetAt, deadline.MetBy));
    }

    [Fact]
    public async Task A_response_officer_who_speaks_with_her_does_not_stop_it()
    {
        var caseId = await HighAsync();

        var recorded = await app.AttemptAsync(Cast.ResponseOfficer, caseId, ContactOutcome.Spoke);

        Assert.Equal((true, 0, 1), (recorded.IsTwoWay, recorded.ClocksStopped, recorded.StillDue));
        Assert.True((await app.OnlyOpenDeadlineOfAsync(caseId)).IsOpen);
    }

    [Fact]
    public async Task Contact_before_a_second_report_does_not_stop_the_second_clock()
    {
        var caseId = await HighAsync();
        await app.ReportedAgainAsync(caseId, _reported.AddHours(10));
        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(11));

        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.Spoke, _reported.AddHours(9));

        var deadlines = await app.DeadlinesOfAsync(caseId);
        Assert.Equal([false, true], deadlines.Select(d => d.IsOpen));
    }

    [Fact]
    public async Task Whoever_was_told_that_it_was_late_need_not_act_once_it_is_met()
    {
        var caseId = await HighAsync();
        app.Clock.Now = _reported.AddDays(3);
        await app.RunAsync<Application.Deadlines.EscalateOverdueDeadlines, int>(e => e.HandleAsync(Actor.System, 50, CancellationToken.None));

        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.Spoke);

        await using var db = app.Database.Open();
        var told = await db.Notices.SingleAsync(n => n.CaseId == caseId && n.Kind == NoticeKind.DeadlineOverdue, TestContext.Current.CancellationToken);
        Assert.NotNull(told.DoneAt);
    }

    [Fact]
    public async Task A_perpetrator_who_answers_raises_an_alert_and_the_number_is_unsafe_from_then_on()
    {
        var caseId = await HighAsync();
        await app.JoinAsync(caseId, Cast.IdvaService);
        var victim = await VictimOfAsync(caseId);
        await app.SafeNumberAsync(victim, "07700 900111");
        await app.ChangePersonAsync(victim, p => p.Contact(
            new SafeContact(victim, ContactChannel.Text, "+44 7700 900111", app.Clock.Now) { Safety = Safety.Safe, TextAllowed = true }, app.Clock.Now));
        var entry = await EntryAsync(victim, ContactChannel.Phone);

        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.PerpetratorAnswered, entry: entry.Number);

        await using var db = app.Database.Open();
        var ct = TestContext.Current.CancellationToken;
        var told = await db.Notices.Where(n => n.CaseId == caseId && n.Kind == NoticeKind.PerpetratorAnswered).OrderBy(n => n.Role).Select(n => new { n.AgencyId, n.Role }).ToListAsync(ct);
        Assert.Equal([(Cast.IdvaService, Role.IdvaManager), (Cast.Police, Role.SafeguardingOfficer)], told.Select(t => (t.AgencyId, t.Role!.Value)));
        Assert.All(await db.Set<SafeContact>().Where(c => c.PersonId == victim).ToListAsync(ct), c => Assert.Equal(Safety.Unsafe, c.Safety));
        Assert.Equal(2, await db.Set<SafeContact>().CountAsync(c => c.PersonId == victim, ct));
        var page = await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{caseId}");
        Assert.Contains("The perpetrator answered a call meant for the victim", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_is_written_down_from_the_page_with_everything_asked_for()
    {
        var caseId = await HighAsync();
        await app.SafeNumberAsync(await VictimOfAsync(caseId), "07700 900222");
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/contact/attempt");
        Assert.DoesNotContain("900222", page.Document.Source.Text, StringComparison.Ordinal);

        var next = await page.Choose("Phone on the card, ending 22").Choose("No answer").Choose("No").Fill("Note", "Canary note of this try").PressAsync("Save the attempt");

        Assert.Equal($"/cases/{caseId}/contact?done=tried", next.RedirectsTo);
        await using var db = app.Database.Open();
        var attempt = await db.ContactAttempts.SingleAsync(a => a.CaseId == caseId, TestContext.Current.CancellationToken);
        Assert.Equal(("07700 900222", ContactOutcome.NoAnswer, false, "Canary note of this try"), (attempt.Used, attempt.Outcome, attempt.MessageLeft, attempt.Note));
        var list = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/contact");
        Assert.Contains("1 attempt on 1 day, no two-way contact yet", list.Text, StringComparison.Ordinal);
        Assert.Contains("Attempt only", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_everything_empty_is_explained_beside_each_question()
    {
        var caseId = await HighAsync();
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/contact/attempt");

        var again = await page.FillNamed("Input.At.Day", "").FillNamed("Input.At.Month", "").FillNamed("Input.At.Year", "").FillNamed("Input.At.Time", "").PressAsync("Save the attempt");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.Status);
        var errors = again.Document.QuerySelectorAll(".govuk-error-summary a").Select(a => a.TextContent).ToList();
        Assert.Equal(["Enter when you tried", "Choose how you tried", "Choose what happened", "Choose yes or no: did you leave a message?"], errors);
    }

    [Fact]
    public async Task Another_agency_sees_the_attempt_but_not_the_note()
    {
        var caseId = await HighAsync();
        await app.JoinAsync(caseId, Cast.IdvaService);
        await app.AttemptAsync(Cast.Idva, caseId, ContactOutcome.Spoke);

        var police = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/contact");
        var own = await app.SignedInAs(Cast.IdvaManager).GetAsync($"/cases/{caseId}/contact");

        Assert.Contains("Spoke with the victim", police.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary note", police.Text, StringComparison.Ordinal);
        Assert.Contains("Canary note", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary note", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/chronology")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContactChannel.ThroughAnother)]
    [InlineData(ContactChannel.Letter)]
    public async Task Word_through_somebody_else_or_by_letter_does_not_stop_the_clock(ContactChannel channel)
    {
        var caseId = await HighAsync();

        var recorded = await RecordAsync(caseId, channel, ContactOutcome.Spoke);

        Assert.Equal((false, 0), recorded.Match(done => (done.IsTwoWay, done.ClocksStopped), _ => (true, -1)));
        Assert.True((await app.OnlyOpenDeadlineOfAsync(caseId)).IsOpen);
    }

    [Fact]
    public async Task Contact_between_the_report_and_the_grade_meets_the_deadline_the_grade_sets_and_its_trace_says_so()
    {
        var caseId = await app.ReportedAsync(_reported);
        app.Clock.Now = _reported.AddHours(1);
        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.Spoke);

        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(2));

        var deadline = Assert.Single(await app.DeadlinesOfAsync(caseId));
        Assert.Equal((_reported.AddHours(1), Cast.SafeguardingOfficer.StaffId), (deadline.MetAt, deadline.MetBy));
        Assert.Contains(
            "Somebody authorised spoke with the victim on Monday 23 November 2026 at 11:00, after this clock started and before the date was set. That contact has met it.",
            DeadlineTrace.FromJson(deadline.Trace).ToSentences());
    }

    [Theory]
    [InlineData(ContactOutcome.NoAnswer, Role.SafeguardingOfficer)]
    [InlineData(ContactOutcome.Spoke, Role.ResponseOfficer)]
    public async Task An_attempt_or_an_unauthorised_word_before_the_grade_does_not_meet_it(ContactOutcome outcome, Role role)
    {
        var caseId = await app.ReportedAsync(_reported);
        app.Clock.Now = _reported.AddHours(1);
        await app.AttemptAsync(role is Role.ResponseOfficer ? Cast.ResponseOfficer : Cast.SafeguardingOfficer, caseId, outcome);

        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(2));

        Assert.True((await app.OnlyOpenDeadlineOfAsync(caseId)).IsOpen);
    }

    [Theory]
    [InlineData("1979-06-01T10:00:00Z")]
    [InlineData("2026-11-22T10:00:00Z")]
    public async Task An_attempt_before_the_case_was_reported_is_refused_beside_its_date(string at)
    {
        var caseId = await HighAsync();
        var when = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}/contact/attempt");

        var again = await page.FillNamed("Input.At.Day", $"{when.Day}").FillNamed("Input.At.Month", $"{when.Month}").FillNamed("Input.At.Year", $"{when.Year}")
            .Choose("Phone, not on the card").Choose("No answer").Choose("No").PressAsync("Save the attempt");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("The attempt must be after the case was first reported", again.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_an_honour_concern_a_relative_is_no_way_and_an_interpreter_must_be_cleared(bool byWarning)
    {
        var caseId = await HighAsync();
        var victim = await VictimOfAsync(caseId);
        await ConcernAsync(caseId, victim, byWarning);

        Assert.Equal("contact.relative", (await RecordAsync(caseId, ContactChannel.ThroughAnother, ContactOutcome.NoAnswer, relative: true, InterpreterUse.None)).Refusal?.Code);
        Assert.Equal("contact.interpreter", (await RecordAsync(caseId, ContactChannel.Phone, ContactOutcome.Spoke, null, InterpreterUse.NotCleared)).Refusal?.Code);
        Assert.Equal("contact.interpreter-not-said", (await RecordAsync(caseId, ContactChannel.Phone, ContactOutcome.Spoke)).Refusal?.Code);
        Assert.Null((await RecordAsync(caseId, ContactChannel.ThroughAnother, ContactOutcome.NoAnswer, relative: false, InterpreterUse.None)).Refusal);
        Assert.Null((await RecordAsync(caseId, ContactChannel.Phone, ContactOutcome.Spoke, null, InterpreterUse.Cleared)).Refusal);
        await using var db = app.Database.Open();
        Assert.Equal([InterpreterUse.None, InterpreterUse.Cleared], (await db.ContactAttempts.Where(a => a.CaseId == caseId).Select(a => a.Interpreter!.Value).ToListAsync(TestContext.Current.CancellationToken)).Order());
    }

    [Fact]
    public async Task With_an_honour_concern_the_form_asks_and_the_card_warns_and_hides_a_relative()
    {
        var caseId = await HighAsync();
        var victim = await VictimOfAsync(caseId);
        await ConcernAsync(caseId, victim, byWarning: false);
        await app.ChangePersonAsync(victim, p =>
        {
            p.Contact(new SafeContact(victim, ContactChannel.ThroughAnother, "Canary aunt", app.Clock.Now) { Safety = Safety.Safe, ThroughRelative = true }, app.Clock.Now);
            p.Contact(new SafeContact(victim, ContactChannel.ThroughAnother, "Canary teacher", app.Clock.Now) { Safety = Safety.Safe, ThroughRelative = false }, app.Clock.Now);
        });
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var card = await (await client.GetAsync($"/cases/{caseId}/contact")).Choose("First contact").PressAsync("Show the safe-contact card");
        Assert.Contains("Honour-based abuse. Never reach the victim through a relative. Only an interpreter who has been cleared", card.Text, StringComparison.Ordinal);
        Assert.Contains("Canary teacher", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary aunt", card.Document.Source.Text, StringComparison.Ordinal);

        var form = await client.GetAsync($"/cases/{caseId}/contact/attempt");
        var refused = await form.Choose("Phone, not on the card").Choose("No answer").FillNamed("Input.MessageLeft", "false").Choose("Yes, not cleared").PressAsync("Save the attempt");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("must be cleared as not from the local community", refused.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    private async Task ConcernAsync(Id<Case> caseId, Id<Person> victim, bool byWarning)
    {
        if (byWarning)
        {
            await app.ChangePersonAsync(victim, p => p.Flag(PersonFlagKind.HonourAbuse, null, null, app.Clock.Now));
            return;
        }

        var ct = TestContext.Current.CancellationToken;
        var form = (await app.RunAsync<Application.Risk.StartAssessment, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.SafeguardingOfficer, new(caseId, null), ct))).Given();
        Assert.Null((await app.RunAsync<Application.Risk.SaveSection, Result<bool>>(save => save.HandleAsync(Cast.SafeguardingOfficer, new(form) { HonourConcern = true }, ct))).Refusal);
    }

    private Task<Result<Application.Contacts.RecordContactAttempt.Recorded>> RecordAsync(
        Id<Case> caseId, ContactChannel channel, ContactOutcome outcome, bool? relative = null, InterpreterUse? interpreter = null) =>
        app.RunAsync<Application.Contacts.RecordContactAttempt, Result<Application.Contacts.RecordContactAttempt.Recorded>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(caseId, app.Clock.Now, channel, null, outcome, false, null, null, relative, interpreter), TestContext.Current.CancellationToken));

    private async Task<Id<Case>> HighAsync()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddMinutes(30));
        app.Clock.Now = _reported.AddHours(12);
        return caseId;
    }

    private async Task<Id<Person>> VictimOfAsync(Id<Case> caseId)
    {
        await using var db = app.Database.Open();
        return await db.Cases.Where(c => c.Id == caseId).Select(c => c.VictimId).SingleAsync();
    }

    private async Task<SafeContact> EntryAsync(Id<Person> person, ContactChannel channel)
    {
        await using var db = app.Database.Open();
        return await db.Set<SafeContact>().SingleAsync(c => c.PersonId == person && c.Channel == channel);
    }
}
