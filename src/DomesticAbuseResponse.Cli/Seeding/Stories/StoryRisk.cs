using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>Assessments in a story: what was answered, and the grades people gave.</summary>
internal sealed partial class Story
{
    private Id<RiskAssessment> Assessment { get; set; }

    /// <summary>Topics of the police DASH that together suggest High, Medium and Standard.</summary>
    public static string[] HighTopics { get; } =
    [
        "victim_fear", "fear_of_what", Topics.Isolation, "victim_low_mood", Topics.Separation, Topics.ControlJealousy, Topics.InjuryNow, Topics.FrequencyUp,
        Topics.SeverityUp, Topics.ThreatToKill, "money", "substance_mh", "perp_suicide", "criminal_history", Topics.Strangulation,
    ];

    public static string[] MediumTopics { get; } =
    [
        "victim_fear", "fear_of_what", Topics.Isolation, "victim_low_mood", Topics.Separation, Topics.FrequencyUp, Topics.SeverityUp, "money",
        "substance_mh", "criminal_history",
    ];

    public static string[] StandardTopics { get; } = ["victim_fear", "money", "criminal_history"];

    /// <summary>The officer fills in the whole form with the victim and grades it.</summary>
    /// <param name="yes">The topics answered Yes; one in seven of the others is not known.</param>
    public Story Assessed(RiskGrade grade, string[] yes, string? reason = null, DemoMember? by = null, bool honour = false, bool ofPerpetrator = false)
    {
        var officer = by ?? DemoStaff.Officer;
        StartsForm(officer, ofPerpetrator);
        Act(10, stage => EstablishAsync(stage, officer));
        Act(15, stage => AnswerAsync(stage, officer, yes, honour));
        return Act(5, async stage =>
        {
            await stage.MustAsync<SaveSection, bool>(save => save.HandleAsync(officer.Actor, new(Assessment) { Considerations = Considerations(stage, grade, officer) }, CancellationToken.None));
            await stage.MustAsync<CompleteAssessment, GradingHistory>(complete => complete.HandleAsync(officer.Actor, new(Assessment, grade, reason), CancellationToken.None));
        });
    }

    /// <summary>The victim does not want the questions; the officer grades on what they saw (R1.8).</summary>
    public Story DeclinesQuestions(RiskGrade grade, string reason, DemoMember? by = null, bool ofPerpetrator = false)
    {
        var officer = by ?? DemoStaff.Officer;
        StartsForm(officer, ofPerpetrator);
        return Act(10, async stage =>
        {
            await EstablishAsync(stage, officer);
            await stage.MustAsync<SaveSection, bool>(save => save.HandleAsync(
                officer.Actor, new(Assessment) { SetsReason = true, Reason = WholeFormReason.VictimDeclined, Considerations = Considerations(stage, grade, officer) }, CancellationToken.None));
            await stage.MustAsync<CompleteAssessment, GradingHistory>(complete => complete.HandleAsync(officer.Actor, new(Assessment, grade, reason), CancellationToken.None));
        });
    }

    /// <summary>The form is begun and left half done.</summary>
    public Story BreaksOffForm(string[] yes)
    {
        StartsForm(DemoStaff.Officer, ofPerpetrator: false);
        return Act(10, async stage =>
        {
            await EstablishAsync(stage, DemoStaff.Officer);
            await AnswerAsync(stage, DemoStaff.Officer, yes, honour: false, only: 11);
        });
    }

    public Story Graded(RiskGrade grade, DemoMember by, string? reason = null) => Act(5, stage => stage.MustAsync<GiveGrade, GradingHistory>(give =>
        give.HandleAsync(by.Actor, new(Assessment, grade, reason, null), CancellationToken.None)));

    /// <summary>Where nobody has assessed the newest report, it is left out with the sergeant's word, for the other reports of the same people were looked at with it (R1.19).</summary>
    private Story LeavesOutAssessment() => Act(5, async stage =>
    {
        var incident = Incident;
        if (await stage.LookUpAsync(db => db.Assessments.Where(a => a.IncidentId == incident).Select(a => (Guid?)a.Id.Value).FirstOrDefaultAsync()) is not null)
        {
            return;
        }

        await stage.MustAsync<SkipAssessment, AssessmentSkip>(skip => skip.HandleAsync(
            DemoStaff.Officer.Actor, new(incident, SkipReason.AssessedWithAnotherIncident, "Looked at together with the other reports."), CancellationToken.None));
        await stage.MustAsync<DecideSkip, AssessmentSkip>(decide => decide.HandleAsync(DemoStaff.Sergeant.Actor, new(incident, Confirm: true, null), CancellationToken.None));
    });

    private void StartsForm(DemoMember officer, bool ofPerpetrator) => Act(5, async stage =>
        Assessment = ofPerpetrator
            ? await stage.MustAsync<StartAssessment, Id<RiskAssessment>>(start => start.HandleAsync(officer.Actor, new(Case, Incident, Perpetrator!.Id), CancellationToken.None))
            : await stage.MustAsync<StartForIncident, Id<RiskAssessment>>(start => start.HandleAsync(officer.Actor, Incident, CancellationToken.None)));

    private async Task EstablishAsync(Stage stage, DemoMember officer)
    {
        var person = await stage.LookUpAsync(db => db.Assessments.Where(a => a.Id == Assessment).Select(a => a.PersonId).SingleAsync());
        var known = await stage.LookUpAsync(db => db.Set<SafeContact>().Where(c => c.PersonId == person).Select(c => (long?)c.Number).FirstOrDefaultAsync());
        var preamble = new Preamble
        {
            SafeToTalk = true,
            MinutesToTalk = 40,
            SafeContactNumber = known,
            PerpetratorLocation = "Left on foot before officers came",
            ChildrenLocation = Children.Count > 0 ? "Upstairs, asleep" : "There are none",
            ReasonExplained = true,
        };
        var phone = person == Victim.Id ? Victim.Phone : Perpetrator?.Phone;
        await stage.MustAsync<SavePreamble, bool>(save => save.HandleAsync(officer.Actor, new(Assessment, preamble, known is null ? phone ?? "01632 960999" : null, false), CancellationToken.None));
    }

    private async Task AnswerAsync(Stage stage, DemoMember officer, string[] yes, bool honour, int only = int.MaxValue)
    {
        var form = InstrumentLibrary.Embedded.InEffect(InstrumentCodes.PoliceDash, UkTime.DateOf(stage.Now))!;
        var answers = AssessmentAnswers.None(form);
        foreach (var item in form.Items.Take(only))
        {
            var answer = new ItemAnswer(item.Number, yes.Contains(item.Topic) ? Answer.Yes : item.Number % 7 == 0 ? Answer.DontKnow : Answer.No)
            {
                Comment = yes.Contains(item.Topic) && item.Number % 4 == 1 ? "Told to the officer at the address." : null,
            };
            answers = answers.With(answer).Match(a => a, refusal => throw new InvalidOperationException(refusal.Message));
            await SaveAsync(form.Code, answer);
        }

        if (honour)
        {
            await stage.MustAsync<SaveSection, bool>(save => save.HandleAsync(officer.Actor, new(Assessment) { HonourConcern = true }, CancellationToken.None));
        }

        foreach (var opened in only < int.MaxValue ? [] : AddOns.OpenedBy(answers, honour))
        {
            foreach (var item in InstrumentLibrary.Embedded.InEffect(opened.Code, UkTime.DateOf(stage.Now))!.Items)
            {
                await SaveAsync(opened.Code, new ItemAnswer(item.Number, item.Number % 3 == 1 ? Answer.Yes : Answer.No));
            }
        }

        Task<SaveAnswer.Saved> SaveAsync(string instrument, ItemAnswer answer) =>
            stage.MustAsync<SaveAnswer, SaveAnswer.Saved>(save => save.HandleAsync(officer.Actor, new(Assessment, instrument, answer), CancellationToken.None));
    }

    private ProfessionalConsiderations Considerations(Stage stage, RiskGrade grade, DemoMember officer) => new()
    {
        VictimPriority = "To be able to stay at home without being afraid.",
        GroundsForMarac = grade is RiskGrade.High,
        GroundsForMaracReason = grade is RiskGrade.High ? "The answers and the history together." : null,
        ReferredToMarac = grade is RiskGrade.High ? true : null,
        RiskToChildren = Children.Count > 0 && grade is not RiskGrade.Standard,
        ChildSafeguardingReferralMade = Children.Count > 0 && grade is not RiskGrade.Standard ? true : null,
        SignedBy = officer.Name,
        SignedOn = UkTime.DateOf(stage.Now),
    };
}
