using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Three requests under the disclosure scheme, with invented people who stand nowhere else: one just taken, one that waits for the forum, one that has ended.</summary>
internal static class DemoDisclosures
{
    public static async Task AskAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        if (await db.DisclosureRequests.AnyAsync(ct))
        {
            return;
        }

        var today = UkTime.DateOf(now);
        await TakeAsync(Asked(ApplicantKind.ThirdParty, "Moss Example (invented)", "Mother of the person at risk", "Fern Example (invented)", "Bramble Sample (invented)"), now.AddHours(-5));
        var waiting = await TakeAsync(Asked(ApplicantKind.PersonAtRisk, "Sorrel Example (invented)", null, null, "Thistle Sample (invented)"), now.AddDays(-12));
        var ended = await TakeAsync(Asked(ApplicantKind.PersonAtRisk, "Yarrow Example (invented)", null, null, "Burdock Sample (invented)"), now.AddDays(-25));
        foreach (var (request, day) in new[] { (waiting, today.AddDays(-5)), (ended, today.AddDays(-18)) })
        {
            await StepAsync(request, new ChecksMade(false, false, "Nobody is in danger at once. Records searched by name and date of birth."));
            await StepAsync(request, new Met(day, "Driving licence", true, "Met at a place of their choice, with a friend. Understands that there may be nothing to tell."));
            await StepAsync(request, new Assessed("Police, probation, children’s services, Greenhaven Demo IDVA Service", "An earlier partner reported injuries twice.", RiskGrade.Medium, "A pattern over two relationships"));
        }

        await StepAsync(ended, new Decided(
            today.AddDays(-8), "Police\nGreenhaven Demo IDVA Service\nChildren’s services", DisclosureOutcome.NothingToDisclose, null, null, null, null, null, null, null, null, null, null,
            "The IDVA service offers a safety plan all the same."));
        await StepAsync(ended, new Ended(DisclosureOutcome.NothingToDisclose, null, "Told in person that nothing is held that would be disclosed, and how to ask for help."));

        async Task<Id<DisclosureRequest>> TakeAsync(DisclosureAsked asked, DateTimeOffset at) =>
            Given(await scope.ServiceProvider.GetRequiredService<TakeDisclosure>().HandleAsync(DemoStaff.Officer.Actor, new(asked, at), ct));

        async Task StepAsync(Id<DisclosureRequest> request, StepContent content) =>
            Given(await scope.ServiceProvider.GetRequiredService<RecordDisclosureStep>().HandleAsync(DemoStaff.Safeguarding.Actor, new(request, null, content), ct));
    }

    private static DisclosureAsked Asked(ApplicantKind kind, string applicant, string? kin, string? atRisk, string subject) => new(
        DisclosureRoute.RightToAsk, kind, applicant, null, null, "07700 900123", kin, "By this number on weekdays between 10:00 and 12:00. No message.", atRisk, null, "None", subject, null, null, "Partner for half a year",
        "Was warned by somebody who knew an earlier partner.");

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
