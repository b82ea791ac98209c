using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Caseload;

/// <summary>Leave, supervision, and who takes what over (R3.1, R3.11).</summary>
public sealed class TeamTests
{
    private static readonly DateOnly _today = new(2026, 11, 26);

    private static readonly DateTimeOffset _now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_handover_spreads_the_weight_by_hours_and_nobody_goes_beyond_their_cap()
    {
        var (full, half) = (Receiver(null, 0), Receiver(18.5m, 0));
        var cases = Enumerable.Range(0, 30).Select(n => Of(RiskGrade.High, full.Id, half.Id)).ToList();
        var plan = HandoverPlan.Propose(cases, [full, half]);

        Assert.Equal(30, plan.Count);
        Assert.Equal((20, 10), (plan.Values.Count(v => v == full.Id), plan.Values.Count(v => v == half.Id)));
        var much = HandoverPlan.Propose(Enumerable.Range(0, 60).Select(n => Of(RiskGrade.High, full.Id, half.Id)), [full, half]);
        Assert.Equal((25, 12, 23), (much.Values.Count(v => v == full.Id), much.Values.Count(v => v == half.Id), much.Values.Count(v => v is null)));
    }

    [Fact]
    public void Nobody_is_proposed_for_a_case_they_may_not_open()
    {
        var (one, other) = (Receiver(null, 20), Receiver(null, 0));
        var kept = Of(RiskGrade.High, one.Id);
        Assert.Equal(one.Id, HandoverPlan.Propose([kept], [one, other])[kept.Id]);
        var nobodys = Of(RiskGrade.Medium);
        Assert.Null(HandoverPlan.Propose([nobodys], [one, other])[nobodys.Id]);
    }

    [Fact]
    public void Leave_has_an_order_an_end_and_a_cover_who_is_somebody_else()
    {
        var staff = Id<StaffMember>.New(_now);
        Assert.Equal("leave.order", Plan(_today, _today.AddDays(-1)).Refusal!.Code);
        Assert.Equal("leave.past", Plan(_today.AddDays(-9), _today.AddDays(-1)).Refusal!.Code);
        Assert.Equal("leave.long", Plan(_today, _today.AddDays(366)).Refusal!.Code);
        Assert.Equal("leave.cover-self", Plan(_today, _today, staff).Refusal!.Code);
        var leave = Plan(_today, _today.AddDays(2)).Match(l => l, _ => throw new InvalidOperationException());
        Assert.Equal([false, true, true, true, false], Enumerable.Range(-1, 5).Select(n => leave.IsOn(_today.AddDays(n))));
        leave.Cancel(Actor.System, _now);
        Assert.False(leave.IsOn(_today));

        Result<StaffLeave> Plan(DateOnly from, DateOnly until, Id<StaffMember>? cover = null) => StaffLeave.Plan(Actor.System, staff, from, until, cover, _today, _now);
    }

    [Fact]
    public void R3_11_Supervision_is_due_a_month_after_the_last_or_on_the_day_agreed_if_that_is_sooner()
    {
        Assert.Equal(_today.AddDays(31), SupervisionRecord.DueOn(_today, null, CaseRhythm.Default));
        Assert.Equal(_today.AddDays(14), SupervisionRecord.DueOn(_today, _today.AddDays(14), CaseRhythm.Default));
        Assert.Equal(_today.AddDays(31), SupervisionRecord.DueOn(_today, _today.AddDays(60), CaseRhythm.Default));
    }

    [Fact]
    public void A_supervision_record_says_something_is_about_another_and_is_read_once_by_whom_it_is_about()
    {
        var (idva, manager) = (Who(), Who());
        var notes = new SupervisionNotes(_today, null, null, "A day off after the trial", null, []);
        Assert.Equal("supervision.self", SupervisionRecord.Write(manager, manager.StaffId, notes, "", _today, _now).Refusal!.Code);
        Assert.Equal("supervision.empty", SupervisionRecord.Write(manager, idva.StaffId, notes with { Agreed = " " }, "", _today, _now).Refusal!.Code);
        Assert.Equal("supervision.day", SupervisionRecord.Write(manager, idva.StaffId, notes with { HeldOn = _today.AddDays(1) }, "", _today, _now).Refusal!.Code);
        Assert.Equal("supervision.next", SupervisionRecord.Write(manager, idva.StaffId, notes with { NextOn = _today }, "", _today, _now).Refusal!.Code);

        var record = SupervisionRecord.Write(manager, idva.StaffId, notes, "18 open high-risk cases", _today, _now).Match(r => r, _ => throw new InvalidOperationException());
        Assert.Equal("supervision.not-yours", record.Read(manager, null, _now).Refusal!.Code);
        Assert.Null(record.Read(idva, "Thank you", _now).Refusal);
        Assert.Equal("supervision.read", record.Read(idva, "Again", _now).Refusal!.Code);
        Assert.Equal("Thank you", record.Comment);
    }

    private static Actor Who() => new(Id<StaffMember>.New(_now), default, new HashSet<Role>(), new HashSet<Id<Domain.Maracs.Marac>>());

    private static HandoverReceiver Receiver(decimal? hours, int high) => new(Id<StaffMember>.New(_now), high, high * 3, CaseloadCaps.Default.For(hours));

    private static HandoverCase Of(RiskGrade grade, params Id<StaffMember>[] mayOpen) => new(Id<Case>.New(_now), grade, grade is RiskGrade.High ? 3 : 2, mayOpen.ToHashSet());
}
