using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>The caller's number where it is the victim's, or stands on somebody's safe-contact card: only its last figures, and whose card to ask for (R3.6).</summary>
/// <param name="PersonId">Null when the reader may not open that person.</param>
public sealed record CallerLine(string Ending, Id<Person>? PersonId);

/// <summary>Whether the number of a caller may be read from the call, or is behind the contact gate.</summary>
internal static class CallerLines
{
    extension(CaseDbContext db)
    {
        /// <summary>Null when the number is nobody's whose safety hangs on it; it may then be read from the call.</summary>
        public async Task<CallerLine?> CallerLineAsync(Actor actor, Incident incident, CancellationToken ct)
        {
            if (incident.Call.CallerPhone is not { } typed)
            {
                return null;
            }

            var number = new SafeContact(default, ContactChannel.Phone, typed, incident.LoggedAt);
            var e164 = incident.Call.CallerPhoneE164;
            Id<Person>[] parties = [.. incident.Parties.Select(p => p.PersonId)];
            var people = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.Phones).Include(p => p.SafeContacts)
                .Where(p => parties.Contains(p.Id) || (e164 != null && p.SafeContacts.Count > 0 && p.Phones.Any(x => x.E164 == e164))).AsSplitQuery().ToListAsync(ct);
            var victims = incident.Parties.Where(p => p.Role is PartyRole.Victim).Select(p => p.PersonId).ToHashSet();
            var theirs = people.Find(p => p.SafeContacts.Any(number.ReachesSameAs)
                || (victims.Contains(p.Id) && (p.Phones.Any(x => x.IsReachedBy(number)) || p.Names.Any(n => string.Equals(n.Full, PersonName.Tidy(incident.Call.CallerName ?? ""), StringComparison.OrdinalIgnoreCase)))));
            if (theirs is null)
            {
                return null;
            }

            var id = theirs.Id;
            return new CallerLine(number.Ending ?? "", await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == id, ct) ? id : null);
        }
    }
}
