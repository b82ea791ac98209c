using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>
/// DASH forms with what they suggested and the grades people gave. Single answers are loaded for the Highs and Mediums of the last
/// twelve months only: the others keep their counts and reasons, which is what lists and histories read.
/// </summary>
internal static class RiskTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var assessments = world.Plan.Incidents.LongCount(i => i.Assessed is not null);
        yield return new(
            "assessments",
            "id case_id incident_id person_id agency_id started_by instrument_code instrument_version started_at preamble professional case_grade_before completed_at ticks "
            + "ticks_possible suggested suggestion_trace reviewed_at changed_at",
            assessments, rows => Assessments(world, rows));
        yield return new("assessment_answers", "assessment_id instrument item value source extras by at", assessments / 2, rows => Answers(world, rows));
        yield return new("grade_entries", "assessment_id case_id kind grade reason by at awaits_second_person policy_version", assessments * 3, rows => Grades(world, rows));
    }

    /// <summary>The form of a call's assessment.</summary>
    private static LoadForm Form(LoadWorld world, int i)
    {
        var chance = new Chance(world.Seed, Stream.Assessment, ~(long)i);
        return world.Forms.Of(world.Plan.Incidents[i].Assessed!.Value, ref chance);
    }

    private static void Assessments(LoadWorld world, RowWriter rows)
    {
        var considerations = Enum.GetValues<RiskGrade>().ToDictionary(g => g, g => LoadForms.Considerations(g, "Demo response officer", UkTime.DateOf(world.Plan.Until)));
        var unreached = LoadForms.Preamble(null);
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.Assessed is not { } grade)
            {
                continue;
            }

            var form = Form(world, i);
            var officer = world.Officer(i);
            rows.Row().Add(world.AssessmentId(i)).Add(world.CaseId(call.Case)).Add(world.IncidentId(i)).Add(world.VictimId(call.Case)).Add(world.Force).Add(officer.StaffId)
                .Add(world.Forms.Instrument.Code).Add(world.Forms.Instrument.Version).Add(call.AssessedAt.AddMinutes(-25))
                .Json(world.SafeContactNumber(call.Case) is { } number ? LoadForms.Preamble(number) : unreached).Json(considerations[grade]).Null().Add(call.AssessedAt)
                .Add(form.Ticks).Add(form.TicksPossible).Add<RiskGrade>(form.Suggested).Json(form.SuggestionTrace).Add(call.SergeantAt).Add(call.SergeantAt ?? call.AssessedAt);
        }
    }

    private static void Answers(LoadWorld world, RowWriter rows)
    {
        var from = world.Plan.Until.AddYears(-1);
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.Assessed is RiskGrade.High or RiskGrade.Medium && call.ReportedAt >= from)
            {
                foreach (var (instrument, answer) in Form(world, i).Answers)
                {
                    rows.Row().Add(world.AssessmentId(i)).Add(instrument).Add(answer.Number).Add<Answer>(answer.Value).Add<AnswerSource>(answer.Source).Json("{}")
                        .Add(world.Officer(i).StaffId).Add(call.AssessedAt.AddMinutes(-2));
                }
            }
        }
    }

    private static void Grades(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.Assessed is not { } grade)
            {
                continue;
            }

            var form = Form(world, i);
            Given(GradeKind.Suggested, form.Suggested, form.Reason, null, call.AssessedAt);
            Given(GradeKind.Assessor, grade, null, world.Officer(i).StaffId, call.AssessedAt);
            if (call.SergeantAt is { } reviewed)
            {
                Given(GradeKind.Supervisor, grade, null, world.Sergeant(i).StaffId, reviewed);
            }

            void Given(GradeKind kind, RiskGrade given, string? reason, Id<Domain.Agencies.StaffMember>? by, DateTimeOffset at) =>
                rows.Row().Add(world.AssessmentId(i)).Add(world.CaseId(call.Case)).Add<GradeKind>(kind).Add<RiskGrade>(given).Add(reason).Add(by).Add(at).Add(false).Add(GradingPolicy.Default.Version);
        }
    }
}
