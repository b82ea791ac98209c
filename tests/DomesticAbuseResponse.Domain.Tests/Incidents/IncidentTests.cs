using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly Actor _handler = Acting(1, Role.CallHandler);
    private static readonly Actor _supervisor = Acting(2, Role.ControlRoomSupervisor);

    [Fact]
    public void A_call_without_a_grade_waits_for_a_supervisor_too_and_is_not_closed_before()
    {
        var incident = Incident.Log(_handler, "DA-1", new Call(), null, null, _now, _now);

        Assert.True(incident.AwaitsReview);
        Assert.Equal("incident.needs-review", Code(incident.Close("No further action", _now)));
        Assert.Null(Code(incident.Review(_supervisor, ResponseGrade.Routine, "For information only", _now.AddMinutes(5))));
        Assert.Null(Code(incident.Close("No further action", _now.AddMinutes(6))));
    }

    [Fact]
    public void A_call_of_which_nobody_said_whether_the_caller_spoke_is_not_a_silent_one() =>
        Assert.False(Incident.Log(_handler, "DA-1", new Call { Silence = Silence.NotRecorded }, ResponseGrade.Immediate, null, _now, _now).AwaitsAttendance);

    [Theory]
    [InlineData(ResponseGrade.Immediate, false)]
    [InlineData(ResponseGrade.EarlyResponse, false)]
    [InlineData(ResponseGrade.Routine, true)]
    [InlineData(ResponseGrade.Diary, true)]
    public void Slow_grades_wait_for_a_supervisor(ResponseGrade grade, bool waits) => Assert.Equal(waits, Logged(grade).AwaitsReview);

    [Fact]
    public void S72_a_call_graded_diary_cannot_be_closed_before_its_review()
    {
        var incident = Logged(ResponseGrade.Diary);

        Assert.Equal("incident.needs-review", Code(incident.Close("No further action", _now)));
        Assert.True(incident.IsOpen);

        Assert.Null(Code(incident.Review(_supervisor, ResponseGrade.Diary, "", _now.AddMinutes(5))));
        Assert.Null(Code(incident.Close("No further action", _now.AddMinutes(6))));
    }

    [Fact]
    public void S73_a_silent_call_cannot_be_closed_before_somebody_attended()
    {
        var incident = Logged(ResponseGrade.Immediate, Silence.Silent);

        Assert.Equal("incident.needs-attendance", Code(incident.Close("Nothing heard", _now)));
        Assert.Null(Code(incident.Attend(_now.AddMinutes(10), _now.AddMinutes(15))));
        Assert.Null(Code(incident.Close("Attended, all well", _now.AddMinutes(20))));
    }

    [Fact]
    public void Regrading_to_a_quicker_response_ends_the_wait() =>
        Assert.False(Reviewed(Logged(ResponseGrade.Diary), ResponseGrade.EarlyResponse).AwaitsReview);

    [Theory]
    [InlineData(null)]
    [InlineData(ResponseGrade.Immediate)]
    public void S72_another_grade_or_none_set_by_anybody_but_a_supervisor_does_not_end_the_wait(ResponseGrade? grade)
    {
        var incident = Logged(ResponseGrade.Diary);
        incident.Correct(_handler, incident.Call, grade, null, _now.AddMinutes(1));

        Assert.Equal("incident.needs-review", Code(incident.Close("No further action", _now.AddMinutes(2))));
        Assert.Null(Code(incident.Review(_supervisor, ResponseGrade.Immediate, "Somebody goes", _now.AddMinutes(3))));
        Assert.Null(Code(incident.Close("Attended", _now.AddMinutes(4))));
    }

    [Fact]
    public void S72_a_supervisor_who_regrades_by_a_correction_has_reviewed_it_unless_the_slow_grade_was_their_own()
    {
        var regraded = Logged(ResponseGrade.Diary);
        regraded.Correct(_supervisor, regraded.Call, ResponseGrade.Immediate, null, _now);
        Assert.False(regraded.AwaitsReview);

        var own = Logged(ResponseGrade.Immediate);
        own.Correct(_supervisor, own.Call, ResponseGrade.Diary, null, _now);
        own.Correct(_handler, own.Call, ResponseGrade.Immediate, null, _now);
        own.Correct(_supervisor, own.Call, ResponseGrade.EarlyResponse, null, _now);
        Assert.True(own.AwaitsReview);
        Assert.Equal("incident.own", Code(own.Review(_supervisor, ResponseGrade.Immediate, "", _now)));
    }

    [Theory]
    [InlineData(Silence.Silent)]
    [InlineData(Silence.Abandoned)]
    public void S73_that_a_call_was_silent_is_taken_back_by_a_supervisor_alone_and_with_a_reason(Silence silence)
    {
        var incident = Logged(ResponseGrade.Immediate, silence);
        var spoke = incident.Call with { Silence = Silence.None };

        Assert.Equal("incident.silence", Code(incident.Correct(_handler, spoke, incident.Grade, null, _now, "She did speak")));
        Assert.Equal("incident.silence-reason", Code(incident.Correct(_supervisor, spoke, incident.Grade, null, _now, " ")));
        Assert.Equal("incident.needs-attendance", Code(incident.Close("Nothing heard", _now)));

        Assert.Null(Code(incident.Correct(_supervisor, spoke, incident.Grade, null, _now, "The recording has her speak")));
        Assert.Equal((IncidentDecisionKind.SilenceTakenBack, "The recording has her speak"), (incident.Decisions.Single().Kind, incident.Decisions.Single().Reason));
        Assert.Null(Code(incident.Close("Dealt with", _now)));
    }

    [Fact]
    public void A_review_does_not_cover_the_same_grade_set_again_later()
    {
        var incident = Reviewed(Logged(ResponseGrade.Diary), ResponseGrade.Diary);
        incident.Correct(_handler, incident.Call, ResponseGrade.Immediate, null, _now.AddHours(1));
        incident.Correct(_handler, incident.Call, ResponseGrade.Diary, null, _now.AddHours(2));

        Assert.True(incident.AwaitsReview);
    }

    [Fact]
    public void Nobody_reviews_a_call_they_logged_or_graded()
    {
        var both = Acting(1, Role.CallHandler, Role.ControlRoomSupervisor);
        var own = Incident.Log(both, "DA-1", new Call(), ResponseGrade.Diary, null, _now, _now);
        var regraded = Logged(ResponseGrade.Immediate);
        regraded.Correct(_supervisor, regraded.Call, ResponseGrade.Routine, null, _now);

        Assert.Equal("incident.own", Code(own.Review(both, ResponseGrade.Diary, "", _now)));
        Assert.Equal("incident.own", Code(regraded.Review(_supervisor, ResponseGrade.Routine, "", _now)));
        Assert.Equal("incident.not-supervisor", Code(Logged(ResponseGrade.Diary).Review(_handler, ResponseGrade.Diary, "", _now)));
    }

    [Fact]
    public void The_first_words_stay_as_they_were_logged()
    {
        var incident = Logged(ResponseGrade.Immediate);
        incident.Correct(_handler, incident.Call with { FirstWords = "Tidied up", WhatHappened = "More" }, incident.Grade, null, _now);

        Assert.Equal(("He is here", "More"), (incident.Call.FirstWords, incident.Call.WhatHappened));
    }

    [Fact]
    public void A_closed_incident_cannot_be_slowed_afterwards()
    {
        var incident = Logged(ResponseGrade.Immediate);
        incident.Close("Attended", _now);

        Assert.Equal("incident.closed", Code(incident.Correct(_handler, incident.Call, ResponseGrade.Diary, null, _now)));
        Assert.Equal("incident.closed", Code(incident.Correct(_handler, incident.Call with { Silence = Silence.Abandoned }, ResponseGrade.Immediate, null, _now)));
        Assert.Equal("incident.closed", Code(incident.Attend(_now, _now)));
        Assert.Null(Code(incident.Correct(_handler, incident.Call with { Injuries = "Bruised arm" }, ResponseGrade.Immediate, null, _now)));
    }

    [Fact]
    public void Nobody_attended_in_the_future() => Assert.Equal("incident.attended-later", Code(Logged(ResponseGrade.Immediate).Attend(_now.AddMinutes(1), _now)));

    [Fact]
    public void A_person_named_in_error_is_taken_out_of_one_part_only()
    {
        var incident = Logged(ResponseGrade.Immediate);
        var person = new Id<Person>(Guid.Parse("00000000-0000-0000-0000-00000000000a"));
        incident.Involve(person, PartyRole.Victim, _now);
        incident.Involve(person, PartyRole.Caller, _now);

        Assert.Null(Code(incident.Withdraw(person, PartyRole.Victim, _now)));
        Assert.Equal("incident.no-such-part", Code(incident.Withdraw(person, PartyRole.Victim, _now)));
        Assert.Equal([PartyRole.Caller], incident.Parties.Select(p => p.Role));
    }

    private static Incident Logged(ResponseGrade grade, Silence silence = Silence.None) =>
        Incident.Log(_handler, "DA-1", new Call { FirstWords = "He is here", Silence = silence }, grade, null, _now, _now);

    private static Incident Reviewed(Incident incident, ResponseGrade grade)
    {
        incident.Review(_supervisor, grade, "Seen", _now.AddMinutes(5));
        return incident;
    }

    private static string? Code<T>(Result<T> result) => result.Refusal?.Code;

    private static Actor Acting(int who, params Role[] roles) =>
        new(new Id<StaffMember>(new Guid(who, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])), default, roles.ToHashSet(), new HashSet<Id<Marac>>());
}
