using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Children;

/// <summary>A child's own voice, who reads where the child is, and the decision of three agencies (R1.26 to R1.28, T8).</summary>
public sealed class ChildRecordTests
{
    private static readonly DateTimeOffset _now = Instant("2026-11-27T21:20");
    private static readonly DateOnly _today = new(2026, 11, 27);
    private static readonly Id<Agency> _force = Id<Agency>.New(_now);
    private static readonly Id<Agency> _council = Id<Agency>.New(_now);
    private static readonly Id<Agency> _health = Id<Agency>.New(_now);
    private static readonly Actor _officer = Of(_force, Role.SafeguardingOfficer);
    private static readonly Actor _social = Of(_council, Role.AgencyRepresentative);
    private static readonly Actor _nurse = Of(_health, Role.AgencyRepresentative);

    private static Actor Of(Id<Agency> agency, params Role[] roles) => new(Id<StaffMember>.New(_now), agency, roles.ToHashSet(), new HashSet<Id<Marac>>());

    [Theory]
    [InlineData(null, null, null, null, null, "voice.asked")]
    [InlineData(false, null, null, null, null, "voice.not-asked")]
    [InlineData(true, " ", ChildCompany.Alone, null, null, "voice.words")]
    [InlineData(true, "He shouts", null, null, null, "voice.company")]
    [InlineData(true, "He shouts", ChildCompany.WithSomebody, " ", null, "voice.with")]
    public void The_two_questions_are_asked_apart_and_neither_is_left_open(bool? asked, string? words, ChildCompany? company, string? with, string? because, string code) =>
        Assert.Equal(code, ChildVoice.Hear(default, null, new(asked, words, company, with, because, VoiceReaders.OwnAgency, _today), _officer, _today, _now).Refusal?.Code);

    [Fact]
    public void Not_asked_with_the_reason_is_an_answer_and_keeps_no_company()
    {
        var heard = ChildVoice.Hear(default, null, new(false, "left over", ChildCompany.Alone, "left over", "Asleep", VoiceReaders.OwnAgency, _today), _officer, _today, _now)
            .Match(v => v, r => throw new InvalidOperationException(r.Code));

        Assert.Equal((false, null, null, null, "Asleep"), (heard.WasAsked, heard.Words, heard.Company, heard.With, heard.NotAskedBecause));
    }

    [Theory]
    [InlineData(AddressVisibility.Open, false, ParticipationKind.Partner, false, true)]
    [InlineData(AddressVisibility.MaracOnly, false, ParticipationKind.Partner, false, true)]
    [InlineData(AddressVisibility.Named, false, ParticipationKind.Owner, false, false)]
    [InlineData(AddressVisibility.Named, false, ParticipationKind.Partner, true, true)]
    [InlineData(AddressVisibility.Hidden, false, ParticipationKind.Partner, true, false)]
    [InlineData(AddressVisibility.Hidden, false, ParticipationKind.Owner, true, true)]
    [InlineData(AddressVisibility.Open, true, ParticipationKind.Partner, false, false)] // may have come by the other side
    [InlineData(AddressVisibility.Open, true, ParticipationKind.Owner, false, true)]
    public void T8_where_a_child_learns_is_as_protected_as_the_most_protected_address_around_it(AddressVisibility tier, bool contested, ParticipationKind place, bool named, bool expected) =>
        Assert.Equal(expected, ChildWhereabouts.Decide(_officer, new(tier, contested, AccessLevel.Read, [place], named)).MayReveal);

    [Fact]
    public void A_concern_about_the_school_says_how_it_is_known()
    {
        Assert.Equal("child.concern", ChildDetails.Record(default, ChildFacts.Unknown with { Concern = SchoolConcern.PerpetratorWorksThere }, _officer, _now).Refusal?.Code);
        Assert.Null(ChildDetails.Record(default, ChildFacts.Unknown with { Concern = SchoolConcern.PerpetratorWorksThere, ConcernWords = "The victim says so" }, _officer, _now).Refusal);
    }

    private static ChildScreening Shared()
    {
        var screening = ChildScreening.Make(default, default, _force, null, null, _now);
        Assert.Null(screening.Share(_officer, _council, _health, "Domestic abuse in the household on Friday night.", _now).Refusal);
        return screening;
    }

    [Fact]
    public void Nobody_but_the_police_sees_a_screening_before_it_is_shared()
    {
        var screening = ChildScreening.Make(default, default, _force, _council, _health, _now);

        Assert.Equal((ScreeningSide.Police, null, null), (screening.SideOf(_officer), screening.SideOf(_social), screening.SideOf(_nurse)));
        Assert.Equal("screening.council", screening.Share(_officer, null, _health, "Domestic abuse on Friday night.", _now).Refusal?.Code);
        Assert.Equal("screening.summary", screening.Share(_officer, _council, _health, "short", _now).Refusal?.Code);
        Assert.Equal("screening.not-yours", screening.Share(_social, _council, _health, "Domestic abuse on Friday night.", _now).Refusal?.Code);
        Assert.Equal(ScreeningSide.ChildrensServices, Shared().SideOf(_social));
        Assert.Null(Shared().SideOf(Of(_council, Role.Auditor)));
        Assert.Null(Shared().SideOf(Of(Id<Agency>.New(_now), Role.AgencyRepresentative)));
    }

    [Fact]
    public void R1_28_each_of_the_three_says_what_it_holds_and_the_decision_waits_for_them_or_says_why_not()
    {
        var screening = Shared();
        Assert.Equal("screening.words", screening.Add(_nurse, false, " ", _now).Refusal?.Code);
        Assert.Null(screening.Add(_nurse, true, null, _now).Refusal);
        Assert.Null(screening.Add(_officer, false, "Two earlier calls.", _now).Refusal);
        Assert.Equal([ScreeningSide.ChildrensServices], screening.Missing);

        string? Decide(ScreeningOutcome? outcome, string? reason, string? who, bool without, Actor? by = null) => screening.Decide(by ?? _officer, outcome, reason, who, without, _now).Refusal?.Code;
        const string reason = "Third incident in a year; she is afraid at night.";
        Assert.Equal("screening.not-yours", Decide(ScreeningOutcome.Assessment, reason, "All three", false, _nurse));
        Assert.Equal("screening.outcome", Decide(null, reason, "All three", false));
        Assert.Equal("screening.reason", Decide(ScreeningOutcome.Assessment, "short", "All three", false));
        Assert.Equal("screening.who", Decide(ScreeningOutcome.Assessment, reason, " ", false));
        Assert.Equal("screening.missing", Decide(ScreeningOutcome.Assessment, reason, "All three", false));
        Assert.Null(Decide(ScreeningOutcome.Assessment, reason, "All three", true));
        Assert.Equal("screening.closed", Decide(ScreeningOutcome.NoFurtherAction, reason, "All three", true));
        Assert.Equal("screening.closed", screening.Add(_social, true, null, _now).Refusal?.Code);
    }

    [Fact]
    public void A_later_word_of_one_side_counts_and_the_earlier_stays()
    {
        var screening = Shared();
        screening.Add(_social, true, null, _now);
        screening.Add(_social, false, "Known to early help since May.", _now.AddHours(1));

        Assert.Equal(2, screening.Parts.Count);
        Assert.Equal("Known to early help since May.", Assert.Single(screening.Newest).Words);
    }

    [Fact]
    public void A_screening_taken_back_is_the_polices_to_share_again_once_the_child_is_named_again()
    {
        var screening = Shared();
        Assert.False(screening.Revive(_now));
        screening.TakeBack(_now);

        Assert.True(screening.Revive(_now));
        Assert.Equal(ScreeningStatus.ToShare, screening.Status);
        Assert.Null(screening.SideOf(_nurse));
    }

    [Theory]
    [InlineData(ScreeningOutcome.NoFurtherAction, false)]
    [InlineData(ScreeningOutcome.EarlyHelp, true)]
    [InlineData(ScreeningOutcome.Assessment, true)]
    [InlineData(ScreeningOutcome.StrategyDiscussion, true)]
    public void All_but_no_further_action_go_to_childrens_services(ScreeningOutcome outcome, bool expected) => Assert.Equal(expected, ChildScreening.NeedsReferral(outcome));

    [Fact]
    public void S16_a_referral_of_a_child_is_answered_by_the_council_it_went_to_and_stopped_by_no_ground()
    {
        var referral = Referral.RaiseFor(default, _council, default, _force, _officer.StaffId, "The victim is 15.", _now);

        Assert.True(referral.IsReceivedBy(_social));
        Assert.False(referral.IsReceivedBy(_nurse));
        Assert.False(referral.IsReceivedBy(Of(_council, Role.Idva)));
        Assert.Null(SendingRules.Check(ReferralKind.Childrens, null!, consent: false));
    }
}
