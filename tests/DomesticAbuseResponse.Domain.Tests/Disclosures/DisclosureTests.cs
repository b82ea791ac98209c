using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Disclosures;

/// <summary>Clare's Law: stages, clocks, decisions, and who may see a request (R4.33–R4.37).</summary>
public sealed class DisclosureTests
{
    private static readonly Id<Agency> _force = Id<Agency>.New(Instant("2026-01-01T00:00"));
    private static readonly DateTimeOffset _received = Instant("2026-12-04T09:00");
    private static readonly Actor _decider = Of(Role.SafeguardingOfficer);
    private static readonly DateTimeOffset _now = Instant("2026-12-10T09:00");
    private static readonly DateOnly _day = new(2026, 12, 9);

    private static readonly DisclosureAsked _mother = new(
        DisclosureRoute.RightToAsk, ApplicantKind.ThirdParty, "Moss Example", null, null, null, "mother", null, "Fern Example", null, null, "Bramble Sample", null, null, null, null);

    private static readonly Decided _disclose = new(
        _day, "Police\nIDVA service", DisclosureOutcome.Disclosed, "Common law", "She moves in with him", "Two convictions, no more", "He was convicted of", DisclosureRecipient.PersonAtRisk, null, null, "An officer",
        SubjectAware.NotTold, null, "A plan with the IDVA");

    [Fact]
    public void S45_received_on_4_December_it_ends_on_New_Years_Day_and_is_to_be_finished_by_the_31st()
    {
        var clocks = DisclosureClocks.Of(DisclosureRoute.RightToAsk, _received, DeadlineRuleBook.Default, DeadlineCalendars.Default);

        Assert.Equal([DisclosureStage.Checks, DisclosureStage.Meeting, DisclosureStage.Closed], clocks.Select(c => c.StopsWith));
        DueAt("2026-12-05T09:00:00+00:00", clocks[0].Due);
        DueOn("2026-12-18", clocks[1].Due);
        DueOn("2027-01-01", clocks[2].Due);
        Assert.Equal(new DateOnly(2026, 12, 31), clocks[2].Due.FinishBy!.Date);
    }

    [Fact]
    public void By_the_right_to_know_nobody_is_met_before_the_decision()
    {
        Assert.DoesNotContain(DisclosureClocks.Of(DisclosureRoute.RightToKnow, _received, DeadlineRuleBook.Default, DeadlineCalendars.Default), c => c.StopsWith is DisclosureStage.Meeting);
        var request = Taken(_mother with { Route = DisclosureRoute.RightToKnow, Applicant = ApplicantKind.Agency, ApplicantName = null });
        Do(request, new ChecksMade(false, false, null));
        Assert.Equal(DisclosureStage.Assessment, request.Next);
    }

    [Fact]
    public void The_clock_that_runs_is_the_earliest_that_no_step_has_stopped()
    {
        var clocks = DisclosureClocks.Of(DisclosureRoute.RightToAsk, _received, DeadlineRuleBook.Default, DeadlineCalendars.Default);
        var request = Taken(_mother);
        Assert.Equal(clocks[0].Due.DueAt, DisclosureClocks.NextOf(request, clocks));
        Do(request, new ChecksMade(false, false, null));
        Assert.Equal(clocks[1].Due.DueAt, DisclosureClocks.NextOf(request, clocks));
        Do(request, new Met(_day, "Passport", true, null));
        Assert.Equal(clocks[2].Due.DueAt, DisclosureClocks.NextOf(request, clocks));
    }

    [Theory]
    [InlineData(DisclosureStage.Meeting)]
    [InlineData(DisclosureStage.Assessment)]
    [InlineData(DisclosureStage.Decision)]
    [InlineData(DisclosureStage.Telling)]
    public void No_step_is_recorded_before_the_one_it_rests_on(DisclosureStage stage)
    {
        var request = Taken(_mother);
        foreach (var content in new StepContent[] { new ChecksMade(false, false, null), new Met(_day, "Passport", true, null), new Assessed("Police", null, RiskGrade.Medium, "A pattern"), _disclose }.TakeWhile(c => c.Stage < stage - 1))
        {
            Do(request, content);
        }

        StepContent early = stage switch
        {
            DisclosureStage.Meeting => new Met(_day, "Passport", true, null),
            DisclosureStage.Assessment => new Assessed("Police", null, RiskGrade.Medium, "A pattern"),
            DisclosureStage.Decision => _disclose,
            _ => Told(null),
        };
        Assert.Equal("disclosure.order", request.Record(early, _decider, _now).Refusal?.Code);
    }

    [Fact]
    public void S46_whoever_can_protect_is_told_and_not_the_mother_who_asked_unless_that_is_reasoned()
    {
        Assert.Null(_disclose.Check(_mother));
        Assert.Equal("disclosure.recipient-because", (_disclose with { Recipient = DisclosureRecipient.Applicant }).Check(_mother)?.Code);
        Assert.Null((_disclose with { Recipient = DisclosureRecipient.Applicant, RecipientBecause = "Her daughter cannot be reached safely" }).Check(_mother));
        Assert.Equal("disclosure.recipient-name", (_disclose with { Recipient = DisclosureRecipient.AnotherWhoCanProtect, RecipientBecause = "Her father" }).Check(_mother)?.Code);

        // Nobody else has asked: there is no applicant beside the person at risk.
        Assert.Equal("disclosure.recipient", (_disclose with { Recipient = DisclosureRecipient.Applicant, RecipientBecause = "x" }).Check(_mother with { Applicant = ApplicantKind.PersonAtRisk })?.Code);
    }

    [Fact]
    public void S46_a_disclosure_is_spoken_kept_to_oneself_and_leaves_nothing_in_writing()
    {
        Assert.Null(Told(ToldToApplicant.Nothing).Check(_mother));
        Assert.Equal("disclosure.writing", (Told(ToldToApplicant.Nothing) with { NothingInWriting = false }).Check(_mother)?.Code);
        Assert.Equal("disclosure.confidential", (Told(ToldToApplicant.Nothing) with { KeptConfidential = false }).Check(_mother)?.Code);
        Assert.Equal("disclosure.support", (Told(ToldToApplicant.Nothing) with { SupportWorker = " " }).Check(_mother)?.Code);

        // What the mother was told is a person's act, and it is said which.
        Assert.Equal("disclosure.applicant-told", Told(null).Check(_mother)?.Code);
        Assert.Null(Told(null).Check(_mother with { Applicant = ApplicantKind.PersonAtRisk }));
    }

    [Fact]
    public void A_decision_takes_two_agencies_three_tests_and_says_what_protects()
    {
        Assert.Equal("disclosure.present", (_disclose with { Present = "Police\n \n" }).Check(_mother)?.Code);
        Assert.Equal("disclosure.lawful", (_disclose with { Lawful = null }).Check(_mother)?.Code);
        Assert.Equal("disclosure.necessary", (_disclose with { Necessary = "" }).Check(_mother)?.Code);
        Assert.Equal("disclosure.proportionate", (_disclose with { Proportionate = null }).Check(_mother)?.Code);
        Assert.Equal("disclosure.safeguarding", (_disclose with { Safeguarding = null }).Check(_mother)?.Code);
        Assert.Equal("disclosure.safeguarding", (_disclose with { Outcome = DisclosureOutcome.NothingToDisclose, Safeguarding = null }).Check(_mother)?.Code);
        Assert.Equal("disclosure.necessary", (_disclose with { Outcome = DisclosureOutcome.NotNecessary, Necessary = null }).Check(_mother)?.Code);
        Assert.Equal("disclosure.subject-because", (_disclose with { Subject = SubjectAware.Told }).Check(_mother)?.Code);
        Assert.Equal("disclosure.outcome", (_disclose with { Outcome = DisclosureOutcome.Withdrawn }).Check(_mother)?.Code);
    }

    [Fact]
    public void What_only_the_forum_decides_ends_no_request_before_it_has()
    {
        var request = Taken(_mother);
        Assert.Equal("disclosure.not-decided", request.Record(new Ended(DisclosureOutcome.NothingToDisclose, null, "Nothing held"), _decider, _now).Refusal?.Code);
        Assert.Equal("disclosure.outcome", request.Record(new Ended(DisclosureOutcome.Disclosed, null, "Told"), _decider, _now).Refusal?.Code);
        Assert.Null(request.Record(new Ended(DisclosureOutcome.Withdrawn, ToldToApplicant.DealtWith, "She has moved out"), _decider, _now).Refusal);
        Assert.Equal(DisclosureOutcome.Withdrawn, request.Outcome);
        Assert.Null(request.NextDueAt);
        Assert.Equal("disclosure.closed", request.Record(new ChecksMade(false, false, null), _decider, _now).Refusal?.Code);
    }

    [Fact]
    public void A_step_recorded_again_stands_beside_the_earlier_one_and_holds()
    {
        var request = Taken(_mother);
        Do(request, new ChecksMade(false, false, null));
        Do(request, new Met(_day, "Passport", true, null));
        Do(request, new Assessed("Police", null, RiskGrade.Medium, "A pattern"));
        Do(request, _disclose with { Outcome = DisclosureOutcome.NothingToDisclose });
        Assert.Equal("disclosure.not-decided", request.Record(Told(ToldToApplicant.Nothing), _decider, _now).Refusal?.Code);
        Do(request, _disclose, _now.AddHours(1));
        Do(request, Told(ToldToApplicant.Nothing), _now.AddHours(2));

        Assert.Equal(DisclosureOutcome.Disclosed, request.Outcome);
        Assert.Equal(2, request.Steps.Count(s => s.Stage is DisclosureStage.Decision));
    }

    [Fact]
    public void No_step_lies_in_the_future()
    {
        var request = Taken(_mother);
        Do(request, new ChecksMade(false, false, null));
        Assert.Equal("disclosure.day", request.Record(new Met(UkTime.DateOf(_now).AddDays(1), "Passport", true, null), _decider, _now).Refusal?.Code);
    }

    [Theory]
    [InlineData(Role.SafeguardingOfficer, AccessLevel.Edit)]
    [InlineData(Role.Inspector, AccessLevel.Edit)]
    [InlineData(Role.Sergeant, AccessLevel.None)]
    [InlineData(Role.ResponseOfficer, AccessLevel.None)]
    [InlineData(Role.Idva, AccessLevel.None)]
    [InlineData(Role.MaracCoordinator, AccessLevel.None)]
    [InlineData(Role.Auditor, AccessLevel.None)]
    public void Only_those_who_decide_on_disclosures_of_the_force_see_a_request(Role role, AccessLevel level)
    {
        Assert.Equal(level, DisclosureAccess.Decide(Of(role), _force, excluded: false).Level);
        Assert.Equal(AccessLevel.None, DisclosureAccess.Decide(Of(role), _force, excluded: true).Level);
        Assert.Equal(AccessLevel.None, DisclosureAccess.Decide(Of(role), Id<Agency>.New(_now), excluded: false).Level);
    }

    [Theory]
    [InlineData("Bramble Sample", true)]
    [InlineData("sample, BRAMBLE", true)]
    [InlineData("Moss Example", true)]
    [InlineData("B Sample", true)]
    [InlineData("Bram Sample", true)]
    [InlineData("Bramble James Sample", true)]
    [InlineData("Bramble", false)]
    [InlineData("Other Sample", false)]
    [InlineData("Bramble Other", false)]
    public void Whoever_bears_a_name_of_the_request_is_kept_out(string staff, bool kept) => Assert.Equal(kept, DisclosureAccess.MayBeIn(staff, _mother));

    [Fact]
    public void A_request_needs_whom_it_is_about_who_asks_and_who_is_at_risk()
    {
        Assert.Equal("disclosure.subject", (_mother with { SubjectName = " " }).Check()?.Code);
        Assert.Equal("disclosure.applicant", (_mother with { ApplicantName = null }).Check()?.Code);
        Assert.Equal("disclosure.at-risk", (_mother with { AtRiskName = null }).Check()?.Code);
        Assert.Null((_mother with { Applicant = ApplicantKind.PersonAtRisk, AtRiskName = null }).Check());
        Assert.Equal("disclosure.route", (_mother with { Route = DisclosureRoute.RightToKnow }).Check()?.Code);
    }

    private static Actor Of(Role role) => new(Id<StaffMember>.New(_received), _force, new HashSet<Role> { role }, new HashSet<Id<Domain.Maracs.Marac>>());

    private static ToldInPerson Told(ToldToApplicant? applicant) => new(_day, "An officer", "An IDVA", true, true, applicant, "A safe place is agreed");

    private static DisclosureRequest Taken(DisclosureAsked asked) =>
        DisclosureRequest.Take("CL-000001", asked, _received, _received.AddDays(28), _decider, _received).Match(r => r, refusal => throw new InvalidOperationException(refusal.Message));

    private static void Do(DisclosureRequest request, StepContent content, DateTimeOffset? at = null) =>
        Assert.Null(request.Record(content, _decider, at ?? _now).Refusal);
}
