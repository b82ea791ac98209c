using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Saves what is established before the first question (R1.7), with a new safe way to reach the victim when one is agreed.</summary>
public sealed class SavePreamble(CaseDbContext db, AssessmentFiles assessments, PersonFiles people, TimeProvider clock)
{
    /// <param name="NewPhone">A number the victim says is safe; it becomes an entry on the safe-contact card (R3.6).</param>
    public sealed record Command(Id<RiskAssessment> AssessmentId, Preamble Preamble, string? NewPhone, bool VoicemailAllowed);

    public async Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenAsync(actor, command.AssessmentId, AccessLevel.Edit, "Fill in a risk assessment", ct);
        var assessment = opened.Assessment;
        if (assessment.IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is complete and cannot be changed. Start a new one.");
        }

        var preamble = command.Preamble;
        if (!string.IsNullOrWhiteSpace(command.NewPhone))
        {
            var person = await people.OpenAsync(actor, assessment.PersonId, AccessLevel.Edit, "Record a safe way to make contact", ct);
            var reviewOn = UkTime.DateOf(now).AddDays(SafeContactRule.ReviewAfterDays);
            var given = new SafeContact(person.Id, ContactChannel.Phone, command.NewPhone, now)
            {
                Safety = Safety.Safe,
                VoicemailAllowed = command.VoicemailAllowed,
                ReviewOn = reviewOn,
            };

            // A number that stands on the card already keeps every restriction it has: that it is safe was only asked again.
            var known = person.SafeContacts.OrderBy(c => c.Channel).FirstOrDefault(c => c.ReachesSameAs(given));
            var entered = person.IsMarkedUnsafe(given) ? SafeContact.MarkedUnsafe() : known?.Check(now, reviewOn) ?? person.Contact(given, now);
            if (entered.Refusal is { } refusal)
            {
                return refusal;
            }

            person.HasPhone(command.NewPhone, now);
            person.Touch(now);
            await db.CommitAsync(actor, now, ct, new AssessmentSectionSaved(assessment.Id.Value, "safe contact") { CaseId = opened.Case.Id, PersonId = person.Id });
            preamble = preamble with { SafeContactNumber = (known ?? given).Number }; // the database has numbered it
        }
        else if (preamble.SafeContactNumber is { } chosen && await RefuseAsync(assessment.PersonId, chosen, ct) is { } refusal)
        {
            return refusal;
        }

        assessment.Open(JsonSerializer.Serialize(preamble, AssessmentFiles.Json), now);
        await db.CommitAsync(actor, now, ct, new AssessmentSectionSaved(assessment.Id.Value, "preamble") { CaseId = opened.Case.Id, IncidentId = assessment.IncidentId });
        return true;
    }

    /// <summary>The way agreed with somebody is one of their own, and nobody has marked it unsafe.</summary>
    private async Task<Refusal?> RefuseAsync(Id<Person> person, long entry, CancellationToken ct)
    {
        var safety = await db.Set<SafeContact>().Where(c => c.PersonId == person && c.Number == entry).Select(c => (Safety?)c.Safety).SingleOrDefaultAsync(ct);
        return safety is null ? new Refusal("contact.unknown", "Choose a way that is on the safe-contact card, or enter the number they have given")
            : safety is Safety.Unsafe ? SafeContact.MarkedUnsafe()
            : null;
    }
}
