using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Children;

/// <summary>The life of one notice, what it says, and what it must not say (R4.44).</summary>
public sealed class SchoolNoticeTests
{
    private static readonly DateTimeOffset _now = Instant("2026-11-27T21:20");
    private static readonly Id<Agency> _force = Id<Agency>.New(_now);
    private static readonly Actor _officer = new(Id<StaffMember>.New(_now), _force, new HashSet<Role> { Role.SafeguardingOfficer }, new HashSet<Id<Marac>>());
    private static readonly SchoolNoticeContent _content = new("Canary Child", null, "DA-1", null, _now, "Asleep.", "Not asked.", "Police went.");

    private static SchoolNotice Make(SchoolConcern concern = SchoolConcern.None, NoticeTo to = NoticeTo.School) => SchoolNotice.Make(
        default, default, _force, new(to, "Because."), concern, SchoolDeadline.Of(DeadlineStart.At(_now), DeadlineRuleBook.Default, BankHolidays.Default, SchoolTerms.None, "the area"), _now);

    private static DueDate Due(DateTimeOffset from) => SchoolDeadline.Of(DeadlineStart.At(from), DeadlineRuleBook.Default, BankHolidays.Default, SchoolTerms.None, "the area");

    private static string? Send(SchoolNotice notice, Actor? by = null, string? recipient = "The key adult", DateTimeOffset? at = null, Id<School>? school = null) =>
        notice.Send(by ?? _officer, NoticeWay.Telephone, recipient, school, _content, at ?? _now, _now).Refusal?.Code;

    [Fact]
    public void It_is_sent_once_by_a_safeguarding_officer_of_the_force_who_says_how_and_whom()
    {
        var notice = Make();

        Assert.Equal("school-notice.standing", Send(notice, _officer with { AgencyId = Id<Agency>.New(_now) }));
        Assert.Equal("school-notice.standing", Send(notice, _officer with { Roles = new HashSet<Role> { Role.ControlRoomSupervisor } }));
        Assert.Equal("school-notice.recipient", Send(notice, recipient: " "));
        Assert.Equal("school-notice.time", Send(notice, at: _now.AddMinutes(1)));
        Assert.Null(Send(notice));
        Assert.Equal("school-notice.moved-on", Send(notice));
        Assert.Equal((SchoolNoticeStatus.Sent, "The key adult", _officer.StaffId), (notice.Status, notice.Recipient, notice.SentBy));
    }

    [Fact]
    public void No_notice_goes_where_the_perpetrator_is_near_before_somebody_has_decided_with_a_reason()
    {
        var notice = Make(SchoolConcern.PerpetratorCollects);

        Assert.Equal("school-notice.decide-first", Send(notice));
        Assert.Equal("school-notice.reason", notice.Decide(_officer, true, "short", _now).Refusal?.Code);
        Assert.Equal("school-notice.choice", notice.Decide(_officer, null, "The head alone is told, in person.", _now).Refusal?.Code);
        Assert.Null(notice.Decide(_officer, true, "The head alone is told, in person.", _now).Refusal);
        Assert.Null(Send(notice));
        Assert.Equal(SchoolNoticeStatus.NotNeeded, Decided(false).Status);

        static SchoolNotice Decided(bool send)
        {
            var made = Make(SchoolConcern.PerpetratorWorksThere);
            made.Decide(_officer, send, "He is a teaching assistant in her class.", _now);
            return made;
        }
    }

    [Fact]
    public void What_is_learnt_of_the_school_weighs_an_open_notice_anew_and_leaves_what_was_sent_or_decided()
    {
        var open = Make(to: NoticeTo.FindOut);
        Assert.Equal("school-notice.which", Send(open));
        Assert.True(open.Weigh(new(NoticeTo.School, "At school."), SchoolConcern.None, _now));
        Assert.True(open.Weigh(new(NoticeTo.Nobody, "Below reception."), SchoolConcern.None, _now));
        Assert.Equal(SchoolNoticeStatus.NotNeeded, open.Status);
        Assert.True(open.Weigh(new(NoticeTo.School, "At school."), SchoolConcern.PerpetratorWorksThere, _now));
        Assert.Equal(SchoolNoticeStatus.NeedsDecision, open.Status);

        open.Decide(_officer, false, "He would know of it within the hour.", _now);
        Assert.False(open.Weigh(new(NoticeTo.School, "At school."), SchoolConcern.PerpetratorWorksThere, _now));
        var sent = Make();
        Send(sent);
        Assert.False(sent.Weigh(new(NoticeTo.Nobody, "None."), SchoolConcern.None, _now));
    }

    [Fact]
    public void A_decision_holds_only_while_it_is_about_the_same_school_and_the_same_fear()
    {
        static SchoolNotice Decided(bool send)
        {
            var made = SchoolNotice.Make(default, default, _force, new(NoticeTo.School, "At school."), SchoolConcern.PerpetratorCollects, Due(_now), _now, "one");
            made.Decide(_officer, send, "The head alone is told, in person.", _now);
            return made;
        }

        static SchoolNoticeStatus After(bool send, SchoolConcern concern, string school)
        {
            var notice = Decided(send);
            notice.Weigh(new(NoticeTo.School, "At school."), concern, _now, school);
            return notice.Status;
        }

        Assert.Equal(SchoolNoticeStatus.Due, After(true, SchoolConcern.PerpetratorCollects, "one"));
        Assert.Equal(SchoolNoticeStatus.NotNeeded, After(false, SchoolConcern.PerpetratorCollects, "one"));
        Assert.Equal(SchoolNoticeStatus.NeedsDecision, After(true, SchoolConcern.PerpetratorCollects, "two"));
        Assert.Equal(SchoolNoticeStatus.NeedsDecision, After(true, SchoolConcern.PerpetratorWorksThere, "one"));
        Assert.Equal(SchoolNoticeStatus.NeedsDecision, After(false, SchoolConcern.PerpetratorWorksThere, "one"));
        Assert.Equal(SchoolNoticeStatus.Due, After(false, SchoolConcern.None, "two"));
    }

    [Fact]
    public void A_new_school_revives_no_notice_whose_time_has_passed_and_a_child_named_again_has_a_time_of_their_own()
    {
        var closed = Make(to: NoticeTo.Nobody);
        var later = _now.AddDays(20);
        Assert.False(closed.Weigh(new(NoticeTo.School, "At school."), SchoolConcern.None, later));
        Assert.Equal(SchoolNoticeStatus.NotNeeded, closed.Status);

        var taken = Make();
        taken.Escalate(_now);
        taken.TakeBack(_now);
        Assert.False(taken.Weigh(new(NoticeTo.School, "At school."), SchoolConcern.None, _now));
        Assert.True(taken.Revive(new(NoticeTo.School, "At school."), SchoolConcern.None, Due(later), later));
        Assert.Equal((SchoolNoticeStatus.Due, Due(later).DueAt, null), (taken.Status, taken.DueAt, taken.EscalatedAt));

        var sent = Make();
        Send(sent);
        Assert.False(sent.Revive(new(NoticeTo.School, "At school."), SchoolConcern.None, Due(later), later));
    }

    [Fact]
    public void R4_45_an_open_notice_may_become_due_sooner_and_never_later()
    {
        var notice = Make();
        var before = notice.DueAt;

        Assert.False(notice.BringForward(Due(_now.AddDays(10)), _now));
        Assert.Equal(before, notice.DueAt);
        Assert.True(notice.BringForward(Due(_now.AddDays(-3)), _now));
        Assert.Equal(Due(_now.AddDays(-3)).DueAt, notice.DueAt);
        Send(notice);
        Assert.False(notice.BringForward(Due(_now.AddDays(-5)), _now));
    }

    [Fact]
    public void R4_44_the_draft_says_what_the_record_says_and_the_absent_are_named_too()
    {
        var part = ChildPart.Establish(default, default, YesNoUnknown.Yes, ChildPresence.Absent, "at a friend’s", YesNoUnknown.No, YesNoUnknown.No, null, _officer, _now);
        var voice = ChildVoice.Hear(default, null, new(true, "I heard it on the phone", ChildCompany.WithSomebody, "her aunt", null, VoiceReaders.EverybodyOnTheCase, new(2026, 11, 27)), _officer, new(2026, 11, 27), _now)
            .Match(v => v, r => throw new InvalidOperationException(r.Code));
        var draft = SchoolNoticeDraft.Of(new("Canary Child", new(2016, 5, 4), "DA-2026-000001", _now, "3 Example Row, Demotown", part, voice, true, [], []));

        Assert.Equal(("Canary Child", new DateOnly(2016, 5, 4), "DA-2026-000001", "3 Example Row, Demotown", _now), (draft.Child, draft.BornOn!.Value, draft.Reference, draft.Place, draft.At));
        Assert.Equal("Not there. at a friend’s", draft.Presence);
        Assert.Contains("with her aunt there: I heard it on the phone", draft.Voice);
        Assert.Equal(SchoolNoticeDraft.NotKnown, SchoolNoticeDraft.Of(new("Child", null, "DA", _now, null, null, null, false, [], [])).Presence);
    }

    [Theory]
    [InlineData("Flat 2, 40 Quay Walk", "place")]
    [InlineData("ring 07700 900123", "voice")]
    [InlineData("the word is Marigold", "circumstances")]
    public void No_protected_place_and_nothing_of_a_safe_contact_card_goes_to_a_school(string words, string part)
    {
        PostalAddress[] guarded = [new("Flat 2, 40 Quay Walk, Dunmarsh", "NM36 5DM")];
        SafeContact[] ways = [new(default, ContactChannel.Phone, "07700 900123", _now) { CodeWord = "Marigold", CoverStory = "the library", WhoMayAnswer = "her sister Dawn" }];
        var content = part switch { "place" => _content with { Place = words }, "voice" => _content with { Voice = words }, _ => _content with { Circumstances = words } };

        Assert.Equal($"school-notice.{part}", SchoolNoticeDraft.Check(content, guarded, ways)!.Code);
        Assert.Null(SchoolNoticeDraft.Check(_content, guarded, ways));
        Assert.Null(SchoolNoticeDraft.Of(new("Child", null, "DA", _now, "3 Example Row", null, null, false, guarded, ways)).Place); // where anything is protected no place is drafted
    }
}
