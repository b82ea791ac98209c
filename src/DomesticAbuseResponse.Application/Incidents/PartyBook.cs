using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>Finds or records the people named in a call and gives each a part in the incident. Changes wait for the caller's commit.</summary>
public sealed class PartyBook(CaseDbContext db, PersonFiles people, RecordCircle circle)
{
    /// <summary>A known person, and whether the actor may add to their record.</summary>
    public sealed record Known(Person Person, bool MayAdd);

    /// <summary>
    /// Opens the known people through their door, before anything is changed. Somebody who can no longer be opened is left out, and the attempt
    /// is written down: the call is logged all the same, with a new record for what was said about them.
    /// </summary>
    public async Task<IReadOnlyDictionary<Id<Person>, Known>> OpenKnownAsync(Actor actor, IEnumerable<LogIncident.Party> named, string purpose, CancellationToken ct)
    {
        var leads = await db.SurvivorsAsync([.. named.Select(p => p.PersonId).OfType<Id<Person>>()], ct);
        Id<Person>[] ids = [.. leads.Values.Distinct()];
        var visible = await db.People.VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        foreach (var refused in ids.Except(visible))
        {
            try
            {
                await people.OpenAsync(actor, refused, AccessLevel.Read, purpose, ct);
            }
            catch (RecordNotFoundException)
            {
                // Written down by the door.
            }
        }

        var editable = await db.People.VisibleTo(actor, db, AccessLevel.Edit).Where(p => visible.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        Dictionary<Id<Person>, Known> known = [];
        foreach (var id in visible.OrderBy(editable.Contains)) // looks to read are written at once, so they come first
        {
            var mayAdd = editable.Contains(id);
            known[id] = new(await people.OpenAsync(actor, id, mayAdd ? AccessLevel.Edit : AccessLevel.Read, purpose, ct), mayAdd);
        }

        return leads.Where(l => known.ContainsKey(l.Value)).ToDictionary(l => l.Key, l => known[l.Value]); // a record merged since it was chosen is the one it went into
    }

    public Person Involve(Actor actor, Incident incident, LogIncident.Party party, IReadOnlyDictionary<Id<Person>, Known> known, DateTimeOffset now)
    {
        var found = party.PersonId is { } id ? known.GetValueOrDefault(id) : null;
        var person = found?.Person ?? Person.Record(actor.AgencyId, now);
        var unread = found is { MayAdd: false } ? Note(person, party, now) : Describe(person, party, now);
        if (found is null)
        {
            db.People.Add(person);
            circle.Own(actor.AgencyId, RecordKind.Person, person.Id.Value, now);
        }

        incident.Involve(person.Id, party.Role, now, unread);
        return person;
    }

    /// <summary>
    /// Adds what was said to the person's record and answers with what was kept as it was said: what could not be read, and a name or date of
    /// birth other than the one on record, which a call alone does not change.
    /// </summary>
    private static string? Describe(Person person, LogIncident.Party party, DateTimeOffset now)
    {
        List<string> asSaid = [];
        var name = PersonName.Tidy(party.Name ?? "");
        if (person.Names.Count == 0)
        {
            person.Call(name, NameKind.Given, now);
        }
        else if (name.Length > 0 && !person.Names.Any(n => string.Equals(n.Full, name, StringComparison.OrdinalIgnoreCase)))
        {
            asSaid.Add($"Name given: {name}");
        }

        if (person.HasPhone(party.Phone ?? "", now) is { E164: null } phone && !person.HasProtectedAddress)
        {
            asSaid.Add($"Phone: {phone.AsTyped}");
        }

        var birth = BirthReading.Of(party.Birth ?? party.BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? $"{party.Age}", UkTime.DateOf(now));
        if (birth.Problem is not null)
        {
            asSaid.Add($"Date of birth: {party.Birth?.Trim()}");
        }
        else if (birth.BornOn is { } born && (person.BornOn is null || (person.BirthIsEstimated && !birth.IsEstimated)))
        {
            person.Describe(born, birth.IsEstimated, person.Gender, person.Interpreter, now);
        }
        else if (birth is { BornOn: { } other, IsEstimated: false } && other != person.BornOn)
        {
            asSaid.Add($"Date of birth given: {party.Birth?.Trim() ?? $"{other:d MMMM yyyy}"}");
        }

        if (Settle(person, party, now, unconfirmed: false) is { } unread)
        {
            asSaid.Add($"Postcode: {unread}");
        }

        return asSaid.Count == 0 ? null : string.Join("; ", asSaid);
    }

    /// <summary>
    /// Puts a new address on record. A person with a protected address may have given just that one: what is new is then as protected as what
    /// is held, until somebody opens it up (R6.11).
    /// </summary>
    /// <returns>A postcode that could not be read and may stand on the incident; for a person with a protected address it goes with the address instead.</returns>
    private static string? Settle(Person person, LogIncident.Party party, DateTimeOffset now, bool unconfirmed)
    {
        var unread = !string.IsNullOrWhiteSpace(party.Postcode) && Postcode.Normalise(party.Postcode) is null ? party.Postcode.Trim() : null;
        var guarded = person.HasProtectedAddress;
        var lines = guarded && unread is not null ? string.Join(", ", new[] { party.Address?.Trim(), unread }.Where(l => !string.IsNullOrEmpty(l))) : party.Address;
        var address = new PostalAddress(lines ?? "", party.Postcode);
        var isNew = (address.Lines.Length > 0 || address.Postcode is not null)
            && !person.Addresses.Any(a => string.Equals(a.Lines, address.Lines, StringComparison.OrdinalIgnoreCase) && a.Postcode == address.Postcode);
        if (isNew)
        {
            var held = person.Addresses.Any(a => a.To is null) ? person.Addresses.Where(a => a.To is null) : person.Addresses;
            person.LivesAt(address, held.Select(a => a.Visibility).DefaultIfEmpty(AddressVisibility.Open).Max(), from: null, now, unconfirmed);
        }

        return guarded ? null : unread;
    }

    /// <summary>
    /// What was said about a person whose record the actor may read but not change. A number and an address go on the record as said and not
    /// confirmed, with its protection, and leave it by its doors alone; on the incident stand the name and the birth.
    /// </summary>
    private static string? Note(Person person, LogIncident.Party party, DateTimeOffset now)
    {
        person.HasPhone(party.Phone ?? "", now, unconfirmed: true);
        var postcode = Settle(person, party, now, unconfirmed: true);
        var said = string.Join("; ", new[] { party.Name, party.Birth, postcode }.Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => s!.Trim()));
        return said.Length == 0 ? null : said;
    }
}
