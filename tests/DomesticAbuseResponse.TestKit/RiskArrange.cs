using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Risk assessments made through the same use cases as the real thing.</summary>
public static class RiskArrange
{
    extension(WebApp app)
    {
        /// <summary>A form begun on an incident, with its preamble and every question answered: these Yes, the others No.</summary>
        public async Task<Id<RiskAssessment>> AnswerDashAsync(Id<Incident> incident, Actor by, IReadOnlySet<int> yes, IReadOnlySet<int>? unknown = null)
        {
            var ct = CancellationToken.None;
            var id = await app.RunAsync<StartForIncident, Id<RiskAssessment>>(async start =>
                (await start.HandleAsync(by, incident, ct)).Match(started => started, refusal => throw new InvalidOperationException(refusal.Message)));
            await app.RunAsync<SavePreamble, Result<bool>>(save => save.HandleAsync(
                by,
                new SavePreamble.Command(
                    id, new Preamble { SafeToTalk = true, PerpetratorLocation = "Not known", ChildrenLocation = "There are none", ReasonExplained = true }, "07700 900123", VoicemailAllowed: false),
                ct));

            var code = await app.RunAsync<AssessmentFiles, string>(async files =>
                (await files.OpenAsync(by, id, Domain.Access.AccessLevel.Read, "Test", ct)).Instrument.Code);
            var items = InstrumentLibrary.Embedded.All.First(i => i.Code == code).Items;
            foreach (var item in items)
            {
                var value = yes.Contains(item.Number) ? Answer.Yes : unknown?.Contains(item.Number) is true ? Answer.DontKnow : Answer.No;
                await app.AnswerAsync(id, by, code, new ItemAnswer(item.Number, value));
            }

            return id;
        }

        /// <summary>Answers No to every question of the add-ons that are open.</summary>
        public async Task AnswerAddOnsAsync(Id<RiskAssessment> id, Actor by)
        {
            var addOns = await app.RunAsync<AssessmentFiles, IReadOnlyList<Instrument>>(async files =>
                [.. (await files.OpenAsync(by, id, Domain.Access.AccessLevel.Read, "Test", CancellationToken.None)).AddOns.Select(a => a.Instrument)]);
            foreach (var (addOn, item) in addOns.SelectMany(a => a.Items.Select(i => (a, i))))
            {
                await app.AnswerAsync(id, by, addOn.Code, new ItemAnswer(item.Number, Answer.No));
            }
        }

        public async Task AnswerAsync(Id<RiskAssessment> id, Actor by, string instrument, ItemAnswer answer) =>
            (await app.RunAsync<SaveAnswer, Result<SaveAnswer.Saved>>(save => save.HandleAsync(by, new SaveAnswer.Command(id, instrument, answer), CancellationToken.None)))
                .Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));

        /// <summary>What the professional must say after the questions: no grounds for MARAC, and no child at risk.</summary>
        public Task<Result<bool>> JudgeAsync(Id<RiskAssessment> id, Actor by) =>
            app.RunAsync<SaveSection, Result<bool>>(save => save.HandleAsync(
                by,
                new SaveSection.Command(id)
                {
                    Considerations = new ProfessionalConsiderations
                    {
                        VictimPriority = "To sleep in her own bed",
                        GroundsForMarac = false,
                        RiskToChildren = false,
                        SignedBy = "Canary Assessor",
                        SignedOn = new DateOnly(2026, 11, 23),
                    },
                },
                CancellationToken.None));

        /// <summary>Grades the form and finishes it; the professional section is filled in first where nobody has.</summary>
        public async Task<Result<GradingHistory>> CompleteDashAsync(Id<RiskAssessment> id, Actor by, RiskGrade grade, string? reason = null, TimeOnly? offDuty = null)
        {
            var isJudged = await app.RunAsync<AssessmentFiles, bool>(async files =>
                (await files.OpenAsync(by, id, Domain.Access.AccessLevel.Read, "Test", CancellationToken.None)).Assessment is { IsComplete: true } or { Professional: not null });
            if (!isJudged)
            {
                (await app.JudgeAsync(id, by)).Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
            }

            return await app.RunAsync<CompleteAssessment, Result<GradingHistory>>(complete =>
                complete.HandleAsync(by, new CompleteAssessment.Command(id, grade, reason, offDuty), CancellationToken.None));
        }

        public Task<Result<GradingHistory>> GiveGradeAsync(Id<RiskAssessment> id, Actor by, RiskGrade grade, string? reason = null) =>
            app.RunAsync<GiveGrade, Result<GradingHistory>>(give =>
                give.HandleAsync(by, new GiveGrade.Command(id, grade, reason, Version: null), CancellationToken.None));

        /// <summary>The incident needs no risk assessment: an officer says why and a sergeant confirms it.</summary>
        public async Task LeaveOutAssessmentAsync(Id<Incident> incident)
        {
            (await app.RunAsync<SkipAssessment, Result<AssessmentSkip>>(skip => skip.HandleAsync(Cast.ResponseOfficer, new(incident, SkipReason.DuplicateReport, null), CancellationToken.None)))
                .Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
            (await app.RunAsync<DecideSkip, Result<AssessmentSkip>>(decide => decide.HandleAsync(Cast.Sergeant, new(incident, Confirm: true, null), CancellationToken.None)))
                .Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
        }

        /// <summary>A whole line from a call to a grade: the case stands with this grade.</summary>
        public async Task<Case> GradedCaseAsync(RiskGrade grade, string victim = "Canary Victim", string? perpetrator = "Canary Perpetrator", DateTimeOffset? reportedAt = null)
        {
            var incident = await app.LogCallAsync(victim, perpetrator, reportedAt: reportedAt);
            var id = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
            (await app.CompleteDashAsync(id, Cast.ResponseOfficer, grade, grade is RiskGrade.Standard ? null : "Judged on what was seen at the scene")).Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
            await using var db = app.Database.Open();
            return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
                Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.Include(db.Cases, c => c.Perpetrators),
                c => db.Assessments.Any(a => a.Id == id && a.CaseId == c.Id));
        }
    }
}
