using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

/// <summary>Sending and arriving, requests for another grade, complaints that are withdrawn, and the handover of a shift.</summary>
public sealed class ControlRoomTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly Actor _handler = Make(Role.CallHandler);
    private static readonly Actor _officer = Make(Role.ResponseOfficer);
    private static readonly Actor _supervisor = Make(Role.ControlRoomSupervisor);
    private static readonly Actor _second = Make(Role.ControlRoomSupervisor);

    [Fact]
    public void S73_a_silent_call_is_attended_when_the_first_of_those_sent_arrives()
    {
        var call = Log(ResponseGrade.Immediate, Silence.Silent);
        Assert.Equal("incident.nobody-sent", call.Send(_handler, "  ", null, _now).Refusal?.Code);
        Assert.Null(call.Send(_handler, " Kilo 21 ", "Dog in the garden", _now).Refusal);
        Assert.Equal("incident.already-sent", call.Send(_handler, "kilo 21", null, _now).Refusal?.Code);
        Assert.Equal("incident.needs-attendance", call.Close("Nobody there", _now).Refusal?.Code);

        var sent = Assert.Single(call.Dispatches);
        Assert.Null(call.Arrive(_officer, sent.Number, _now.AddMinutes(9)).Refusal);

        Assert.Equal(("Kilo 21", _now.AddMinutes(9)), (sent.Who, call.AttendedAt));
        Assert.Equal("incident.arrived", call.Arrive(_officer, sent.Number, _now.AddMinutes(12)).Refusal?.Code);
        Assert.Equal("incident.arrived", call.StandDown(_handler, sent.Number, _now.AddMinutes(12)).Refusal?.Code);
        Assert.Null(call.Close("Nobody there", _now.AddMinutes(20)).Refusal);
        Assert.Equal("incident.closed", call.Send(_handler, "Kilo 22", null, _now).Refusal?.Code);
    }

    [Fact]
    public void Somebody_called_off_never_arrives_and_may_be_sent_again()
    {
        var call = Log(ResponseGrade.Immediate);
        call.Send(_handler, "Kilo 21", null, _now);
        Assert.Null(call.StandDown(_handler, 0, _now).Refusal);
        Assert.Equal("incident.stood-down", call.Arrive(_handler, 0, _now).Refusal?.Code);
        Assert.Null(call.Send(_handler, "Kilo 21", null, _now).Refusal);
        Assert.Null(call.AttendedAt);
    }

    [Fact]
    public void A_request_for_another_grade_is_decided_by_another_supervisor_with_a_reason_and_holds_the_closing()
    {
        var call = Log(ResponseGrade.EarlyResponse);
        Assert.Equal("incident.same-grade", call.AskRegrade(_officer, ResponseGrade.EarlyResponse, "Worse", _now).Refusal?.Code);
        Assert.Equal("incident.regrade-reason", call.AskRegrade(_officer, ResponseGrade.Immediate, " ", _now).Refusal?.Code);
        Assert.Null(call.AskRegrade(_supervisor, ResponseGrade.Immediate, "He has come back", _now).Refusal);
        Assert.Equal("incident.already-asked", call.AskRegrade(_officer, ResponseGrade.Immediate, "I saw him", _now).Refusal?.Code);
        Assert.Equal("incident.regrade-waits", call.Close("Quiet", _now).Refusal?.Code);

        Assert.Equal("incident.own-request", call.Review(_supervisor, ResponseGrade.Immediate, "I asked", _now).Refusal?.Code);
        Assert.Equal("incident.not-supervisor", call.Review(_officer, ResponseGrade.Immediate, "Yes", _now).Refusal?.Code);
        Assert.Equal("incident.review-reason", call.Review(_second, ResponseGrade.EarlyResponse, " ", _now).Refusal?.Code);
        Assert.Null(call.Review(_second, ResponseGrade.Immediate, "He was seen at the door", _now.AddMinutes(2)).Refusal);

        var request = Assert.Single(call.Regrades);
        Assert.Equal((true, "He was seen at the door", _second.StaffId), (request.Granted, request.Decision, request.DecidedBy));
        Assert.Equal((ResponseGrade.Immediate, null), (call.Grade, call.RegradeAskedAt));
        Assert.Null(call.Close("Arrested", _now.AddMinutes(30)).Refusal);
    }

    [Fact]
    public void A_request_that_is_not_agreed_keeps_the_grade_and_says_why()
    {
        var call = Log(ResponseGrade.Immediate);
        call.AskRegrade(_officer, ResponseGrade.Routine, "He has left", _now);
        call.Review(_supervisor, ResponseGrade.Immediate, "He has a key", _now);
        Assert.Equal((false, "He has a key", ResponseGrade.Immediate), (call.Regrades.Single().Granted, call.Regrades.Single().Decision, call.Grade));
    }

    [Fact]
    public void R4_23_a_withdrawn_complaint_closes_nothing_and_waits_for_somebody_else_to_look_at_it()
    {
        var call = Log(ResponseGrade.Immediate);
        Assert.Equal("incident.withdrawal-words", call.WithdrawComplaint(_officer, "", YesNoUnknown.Yes, _now).Refusal?.Code);
        Assert.Null(call.WithdrawComplaint(_supervisor, "She told me on the phone that it was nothing", YesNoUnknown.Yes, _now).Refusal);
        Assert.True(call.IsOpen);
        Assert.Equal("incident.withdrawal-waits", call.Close("Complaint withdrawn", _now).Refusal?.Code);

        Assert.Equal("incident.own-withdrawal", call.ReviewWithdrawals(_supervisor, "I look at it", _now).Refusal?.Code);
        Assert.Equal("incident.not-supervisor", call.ReviewWithdrawals(_officer, "Seen", _now).Refusal?.Code);
        Assert.Equal("incident.withdrawal-decision", call.ReviewWithdrawals(_second, " ", _now).Refusal?.Code);
        Assert.Null(call.ReviewWithdrawals(_second, "An officer speaks with her alone today", _now).Refusal);
        Assert.Equal("incident.no-withdrawal", call.ReviewWithdrawals(_second, "Again", _now).Refusal?.Code);
        Assert.Null(call.Close("Charged on the body-worn video", _now.AddHours(2)).Refusal);

        Assert.Null(call.WithdrawComplaint(_officer, "She wrote that she withdraws it", YesNoUnknown.Unknown, _now.AddDays(1)).Refusal); // after the closing, too
        Assert.NotNull(call.WithdrawalWaitsSince);
    }

    [Fact]
    public void A_handover_is_drafted_from_what_is_open_by_rule_the_gravest_first()
    {
        var target = AttendanceTarget.Of(ResponseScheme.WithTargets, ResponseGrade.EarlyResponse, false, Silence.None, _now.AddMinutes(-90), null, _now);
        var call = new OpenCall(Id<Incident>.New(_now), "DA-1", _now.AddMinutes(-90), "Priority", target, RiskGrade.High, true, Silence.Silent, true, _now.AddMinutes(-5), _now.AddMinutes(-4));
        var calm = call with { Id = Id<Incident>.New(_now), Reference = "DA-2", Target = target with { State = TargetState.Met }, Risk = null, AwaitsAttendance = false, AwaitsReview = false, RegradeAskedAt = null, WithdrawnAt = null };
        var lines = HandoverDraft.Of(new HandoverFacts([calm, call], [new(call.Id, "DA-1", _now.AddHours(2)), new(call.Id, "DA-1", _now.AddHours(13))], 2), _now);

        Assert.Equal(Enum.GetValues<HandoverTopic>(), lines.Select(l => l.Topic));
        Assert.All(lines.Where(l => l.IncidentId is not null), l => Assert.Equal("DA-1", l.Reference));
        Assert.Contains(lines, l => l.Fact == "Priority. 30 minutes overdue");
        Assert.All(Enum.GetValues<HandoverTopic>(), t => Assert.False(string.IsNullOrEmpty(t.Rule)));
        Assert.Empty(HandoverDraft.Of(new HandoverFacts([calm], [], 0), _now));
    }

    [Fact]
    public void A_handover_is_signed_once_by_a_supervisor_and_read_by_others_only()
    {
        var incident = Id<Incident>.New(_now);
        var handover = Handover.Start(_supervisor, [new(HandoverTopic.HighRisk, incident, "DA-1", "Immediate")], _now);
        Assert.Equal("handover.unsigned", handover.Read(_handler, _now).Refusal?.Code);
        handover.Edit("Short of cars", [new(0, null, IsLeftOut: true)], _now);
        Assert.Equal("handover.left-out", handover.Sign(_supervisor, _now).Refusal?.Code);
        handover.Edit("Short of cars", [new(0, "Closed in a minute", IsLeftOut: true)], _now);

        // What holds no longer stays when something was written to it.
        handover.Redraft([new(HandoverTopic.NoticesWaiting, null, "", "1 notice waits")], _now);
        Assert.Equal([(HandoverTopic.HighRisk, true), (HandoverTopic.NoticesWaiting, false)], handover.Lines.Select(l => (l.Topic, l.IsOver)));

        Assert.Equal("handover.not-supervisor", handover.Sign(_handler, _now).Refusal?.Code);
        Assert.Null(handover.Sign(_supervisor, _now).Refusal);
        Assert.Equal("handover.signed", handover.Sign(_second, _now).Refusal?.Code);
        Assert.Equal("handover.signed", handover.Edit("Later", [], _now).Refusal?.Code);
        Assert.Equal("handover.signed", handover.Redraft([], _now).Refusal?.Code);
        Assert.Equal("handover.own", handover.Read(_supervisor, _now).Refusal?.Code);
        handover.Read(_handler, _now);
        handover.Read(_handler, _now.AddHours(1));
        Assert.Equal(_now, Assert.Single(handover.Receipts).At);
    }

    private static Incident Log(ResponseGrade grade, Silence silence = Silence.None) => Incident.Log(_handler, "DA-1", new Call { Silence = silence }, grade, null, _now, _now);

    private static Actor Make(Role role) => new(Id<StaffMember>.New(_now), default, new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
