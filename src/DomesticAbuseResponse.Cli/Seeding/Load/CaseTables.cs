using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Cases, who harms whom in them, contact deadlines with their traces, and the tries that met them.</summary>
internal static class CaseTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var cases = world.Plan.Cases.Length;
        yield return new(
            "cases",
            "id reference agency_id victim_id unit_id opened_at closed_at grade graded_at is_restricted counter_allegation counter_allegation_because idva_id changed_at "
            + "primary_victim_person_id primary_victim_decided_by primary_victim_rationale primary_victim_at",
            cases, rows => Cases(world, rows));
        yield return new("case_perpetrators", "case_id person_id since", cases, rows => Perpetrators(world, rows));
        yield return new("primary_victim_decisions", "case_id person_id decided_by rationale at", cases / 300, rows => Decisions(world, rows));
        yield return new(
            "deadlines",
            "id case_id incident_id kind agency_id rule_code rule_version calendar_version started_at due_at trace because set_at met_at met_by escalated_at",
            world.Plan.Incidents.Length / 4, rows => Deadlines(world, rows));
        yield return new(
            "contact_attempts", "id case_id person_id by by_agency_id at recorded_at channel used outcome message_left note",
            world.Plan.Incidents.Length * 4 / 10, rows => Attempts(world, rows));
        yield return new("notices", "id kind agency_id role staff_id case_id subject_id at done_at done_by decision", 0, rows => Notices(world, rows));
    }

    private static void Cases(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            var idva = world.ReferralsOf(c).FirstOrDefault() is { IsAccepted: true, AnsweredAt: { } accepted } && accepted + TimeSpan.FromHours(6) <= world.Plan.Until ? world.Idva(c) : null;
            rows.Row().Add(world.CaseId(c)).Add(world.CaseReference(c)).Add(world.Force).Add(world.VictimId(c)).Add(world.Units[@case.Unit]).Add(@case.OpenedAt).Add(@case.ClosedAt)
                .Add<RiskGrade>(@case.Grade).Add(@case.GradedAt).Add(@case.IsRestricted).Add(@case.CounterAllegation)
                .Add(@case.CounterAllegation ? "An incident names both as victim and as perpetrator" : null).Add(idva?.StaffId).Add(@case.ClosedAt ?? @case.LastAt);
            rows = Decided(world, c) is { } at
                ? rows.Add(world.VictimId(c)).Add(world.Sergeant(c).StaffId).Add(_rationale).Add(at)
                : rows.Null().Null().Null().Null();
        }
    }

    private const string _rationale = "The history and the injuries show who is afraid of whom.";

    /// <summary>When it was decided who is the primary victim: needed before a referral where each accuses the other (R4.17).</summary>
    private static DateTimeOffset? Decided(LoadWorld world, int c) =>
        world.Plan.Cases[c] is { CounterAllegation: true, FirstHigh: >= 0 } @case ? world.Plan.Incidents[@case.FirstHigh].AssessedAt : null;

    private static void Perpetrators(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            if (world.PerpetratorId(c) is { } perpetrator)
            {
                rows.Row().Add(world.CaseId(c)).Add(perpetrator).Add(world.Plan.Cases[c].OpenedAt);
            }
        }
    }

    private static void Decisions(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            if (Decided(world, c) is { } at)
            {
                rows.Row().Add(world.CaseId(c)).Add(world.VictimId(c)).Add(world.Sergeant(c).StaffId).Add(_rationale).Add(at);
            }
        }
    }

    private static void Deadlines(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            if (Deadline(world, i) is not var (due, contact))
            {
                continue;
            }

            var call = world.Plan.Incidents[i];
            var met = contact.MetAt <= world.Plan.Until ? contact.MetAt : (DateTimeOffset?)null;
            var escalated = (met ?? world.Plan.Until) > due.DueAt ? due.DueAt.AddMinutes(1) : (DateTimeOffset?)null;
            rows.Row().Add(world.DeadlineId(i)).Add(world.CaseId(call.Case)).Add(world.IncidentId(i)).Add<DeadlineKind>(DeadlineKind.ContactVictim).Add(world.Force)
                .Add(due.Trace.RuleCode).Add(due.Trace.RuleVersion).Add(due.Trace.UsesWorkingDays ? due.Trace.CalendarVersion : null).Add(due.Trace.StartedAt).Add(due.DueAt)
                .Json(due.Trace.ToJson()).Add($"Graded {call.Assessed}.").Add(call.AssessedAt).Add(met).Add(met is null ? (Id<StaffMember>?)null : world.SafeguardingOfficer(call.Case).StaffId)
                .Add(escalated <= world.Plan.Until ? escalated : null);
        }
    }

    /// <summary>The contact deadline a call's grade set and how contact went; null when it set none.</summary>
    private static (DueDate Due, (DateTimeOffset MetAt, int Tries) Contact)? Deadline(LoadWorld world, int i)
    {
        var call = world.Plan.Incidents[i];
        if (call.Assessed is not { } grade
            || VictimContact.Initial(grade, DeadlineStart.At(call.ReportedAt), DeadlineRuleBook.Default, _calendars, VictimContactSettings.Default) is not { } due)
        {
            return null;
        }

        var chance = new Chance(world.Seed, Stream.Deadline, ~(long)i);
        var room = due.DueAt - call.AssessedAt;
        var late = chance.Has(0.06);
        var metAt = late || room <= TimeSpan.Zero ? due.DueAt + chance.Between(TimeSpan.FromHours(1), TimeSpan.FromDays(6)) : call.AssessedAt + room * (0.1 + chance.Share() * 0.85);
        return (due, (metAt, chance.Share() switch { < 0.5 => 1, < 0.8 => 2, _ => 3 }));
    }

    private static readonly DeadlineCalendars _calendars = BankHolidays.Default;

    private static void Attempts(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            if (Deadline(world, i) is not var (_, contact))
            {
                continue;
            }

            var call = world.Plan.Incidents[i];
            var by = world.SafeguardingOfficer(call.Case);
            var chance = new Chance(world.Seed, Stream.Contact, ~(i + (1L << 40)));
            for (var attempt = 1; attempt <= contact.Tries; attempt++)
            {
                var at = call.AssessedAt + (contact.MetAt - call.AssessedAt) * attempt / contact.Tries;
                if (at > world.Plan.Until)
                {
                    break;
                }

                var outcome = attempt < contact.Tries ? chance.Has(0.9) ? ContactOutcome.NoAnswer : ContactOutcome.UnsafeToTalk : chance.Has(0.85) ? ContactOutcome.Spoke : ContactOutcome.Declined;
                rows.Row().Add(Chance.Id(world.Seed, Stream.Contact, i * 4L + attempt, at)).Add(world.CaseId(call.Case)).Add(world.VictimId(call.Case)).Add(by.StaffId).Add(by.AgencyId)
                    .Add(at).Add(at).Add<ContactChannel>(ContactChannel.Phone).Add(PeopleTables.VictimPhone(world, call.Case).AsTyped).Add<ContactOutcome>(outcome).Add(false)
                    .Add(outcome is ContactOutcome.Spoke ? "Spoke; support offered." : null);
            }
        }
    }

    /// <summary>What still waits for somebody: reviews of the last days, and Highs an inspector has not looked at.</summary>
    private static void Notices(LoadWorld world, RowWriter rows)
    {
        for (var i = Math.Max(0, world.Plan.Incidents.Length - LoadPlan.ReportsADay * 30); i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.Assessed is null)
            {
                continue;
            }

            var assessment = world.AssessmentId(i).Value;
            Waiting(NoticeKind.DashForReview, Role.Sergeant, call.SergeantAt, "Reviewed");
            if (call.Assessed is RiskGrade.High)
            {
                var chance = new Chance(world.Seed, Stream.Notice, ~(long)i);
                var read = call.AssessedAt + chance.Between(TimeSpan.FromHours(1), TimeSpan.FromHours(40));
                Waiting(NoticeKind.HighRiskInspector, Role.Inspector, read <= world.Plan.Until ? read : null, "No immediate threat to life");
            }

            void Waiting(NoticeKind kind, Role role, DateTimeOffset? done, string decision) =>
                rows.Row().Add(Chance.Id(world.Seed, Stream.Notice, i * 2L + (int)kind % 2, call.AssessedAt)).Add<NoticeKind>(kind).Add(world.Force).Add<Role>(role).Null()
                    .Add(world.CaseId(call.Case)).Add(assessment).Add(call.AssessedAt).Add(done).Add(done is null ? (Id<StaffMember>?)null : world.Sergeant(i).StaffId).Add(done is null ? null : decision);
        }
    }
}
