using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>What another system sent about a planted victim, with a question of each kind that waits for a person.</summary>
internal sealed partial class CanaryTale
{
    public CanaryTale SentIn() => Act(stage => stage.DoAsync<CaseDbContext>(async db =>
    {
        var sent = new SentReport(
            new Dictionary<SentField, string>
            {
                [SentField.ExternalReference] = $"CAD-{Victim.Key}",
                [SentField.FirstWords] = Victim.Of("SentWords"),
                [SentField.Location] = Victim.Of("SentLocation"),
                [SentField.Grade] = Victim.Of("SentGrade"),
                [SentField.CallerName] = Victim.Of("SentCaller"),
            },
            [
                new SentPerson(new Dictionary<SentPersonField, string> { [SentPersonField.Role] = "victim", [SentPersonField.Name] = Victim.Of("Name"), [SentPersonField.Address] = Victim.Of("SentAddress") }),
            ]);
        var report = IncomingReport.Of(Handler.AgencyId, sent, SHA256.HashData(Encoding.UTF8.GetBytes(Victim.Key)), null, null, null, stage.Now);
        report.BecameIncident(Incident, stage.Now);
        report.Ask(new ReportQuestion(QuestionKind.Word, "grade", Victim.Of("SentGrade"), "This word is not known here."), stage.Now);
        report.Ask(new ReportQuestion(QuestionKind.Person, "people[0]", Victim.Of("Name"), "Somebody on record may be the same person."), stage.Now);
        db.IncomingReports.Add(report);
        db.IncomingDeliveries.Add(new IncomingDelivery { ReportId = report.Id, At = stage.Now, Body = Victim.Of("SentBody") });
        await db.CommitAsync(Actor.System, stage.Now, CancellationToken.None, new ReportReceived(report.Id, report.State, report.OpenQuestions) { IncidentId = Incident });
    }));
}
