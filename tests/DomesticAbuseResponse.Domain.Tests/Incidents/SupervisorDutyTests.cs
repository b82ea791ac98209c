using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

/// <summary>A supervisor attends high-risk and repeat incidents, and says whether (R4.12).</summary>
public sealed class SupervisorDutyTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly SupervisorAttendanceSettings _settings = SupervisorAttendanceSettings.Default;

    [Fact]
    public void High_risk_and_repeats_each_ask_for_a_supervisor_and_say_so()
    {
        Assert.False(SupervisorDuty.For(RiskGrade.Medium, 1, _settings).IsDue);
        Assert.False(SupervisorDuty.For(null, 1, _settings).IsDue);
        Assert.Equal(["The case is graded High."], SupervisorDuty.For(RiskGrade.High, 1, _settings).Because);
        Assert.Equal(["It is incident 2 of the same victim in 12 months."], SupervisorDuty.For(null, 2, _settings).Because);
        Assert.Equal(2, SupervisorDuty.For(RiskGrade.High, 3, _settings).Because.Count);
    }

    [Fact]
    public void A_force_settles_when_it_asks() =>
        Assert.False(SupervisorDuty.For(RiskGrade.High, 5, _settings with { AtHighRisk = false, AtRepeats = false }).IsDue);

    [Theory]
    [InlineData(1, 12, 7), InlineData(2, 0, 7), InlineData(2, 12, 0), InlineData(2, 12, 91)]
    public void Settings_that_make_no_sense_are_refused(int from, int months, int days) =>
        Assert.NotNull((_settings with { RepeatFrom = from, RepeatMonths = months, ListDays = days }).Check());

    [Fact]
    public void That_nobody_or_another_was_there_needs_words()
    {
        Assert.Equal("Say why no supervisor attended.", Say(SupervisorPresence.Nobody, " ", Role.Sergeant).Refusal?.Message);
        Assert.Equal("Write which supervisor attended.", Say(SupervisorPresence.Another, null, Role.Inspector).Refusal?.Message);
        Assert.Null(Say(SupervisorPresence.Recorder, null, Role.Sergeant).Refusal);
        var said = Say(SupervisorPresence.Nobody, " At a firearms incident ", Role.Sergeant).Match(s => s, r => throw new InvalidOperationException(r.Message));
        Assert.Equal(("At a firearms incident", false, "The case is graded High."), (said.Words, said.WasThere, said.Because));
    }

    [Fact]
    public void Only_a_supervisor_says_it_and_a_control_room_was_not_at_the_scene()
    {
        Assert.Equal("supervisor.no-standing", Say(SupervisorPresence.Nobody, "Busy elsewhere", Role.ResponseOfficer).Refusal?.Code);
        Assert.Equal("supervisor.not-at-scene", Say(SupervisorPresence.Recorder, null, Role.ControlRoomSupervisor).Refusal?.Code);
        Assert.Null(Say(SupervisorPresence.Another, "Sergeant Demo", Role.ControlRoomSupervisor).Refusal);
    }

    private static Result<SupervisorAttendance> Say(SupervisorPresence presence, string? words, Role role) => SupervisorAttendance.Record(
        Id<Incident>.New(_now), SupervisorDuty.For(RiskGrade.High, 1, _settings), presence, words,
        new Actor(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { role }, new HashSet<Id<Marac>>()), _now);
}
