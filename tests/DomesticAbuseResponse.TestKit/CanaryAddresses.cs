using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Fills the templates of routes with the identifiers of everything that is planted, and with one that stands for nothing.</summary>
public sealed class CanaryAddresses
{
    private readonly Dictionary<string, IReadOnlyList<string>> _ids;
    private readonly IReadOnlyList<(string Person, string Number)> _addresses;
    private readonly IReadOnlyList<(string Person, string Number)> _contacts;
    private readonly IReadOnlyList<(string Incident, string Person)> _parties;

    private CanaryAddresses(
        Dictionary<string, IReadOnlyList<string>> ids, IReadOnlyList<(string, string)> addresses, IReadOnlyList<(string, string)> contacts, IReadOnlyList<(string, string)> parties) =>
        (_ids, _addresses, _contacts, _parties) = (ids, addresses, contacts, parties);

    public static async Task<CanaryAddresses> ReadAsync(CanaryApp app, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(app);
        await using var db = app.Database.Open();
        var nothing = Guid.CreateVersion7().ToString();
        var people = await db.People.AsNoTracking().Include(p => p.Addresses).Include(p => p.SafeContacts).AsSplitQuery().ToListAsync(ct);
        var incidents = await db.Incidents.AsNoTracking().Include(i => i.Parties).ToListAsync(ct);
        var onAgenda = await db.Meetings.Where(m => m.Agenda.Any()).Select(m => m.Id).ToListAsync(ct);
        return new CanaryAddresses(
            new()
            {
                ["cases"] = [.. (await db.Cases.Select(c => c.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["incidents"] = [.. incidents.Select(i => i.Id.ToString()), nothing],
                ["people"] = [.. people.Select(p => p.Id.ToString()), nothing],
                ["victims"] = [.. app.Manifest.Records.Select(r => app.Manifest.People.First(p => p.Key == r.People[0]).Id.ToString()), nothing],
                ["risk"] = [.. (await db.Assessments.Select(a => a.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["referrals"] = [.. (await db.Referrals.Select(r => r.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["deadlines"] = [.. (await db.Deadlines.Select(d => d.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["notices"] = [.. (await db.Notices.Select(n => n.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["meetings"] = [.. onAgenda.Select(i => i.ToString()), nothing],
                ["maracs"] = [.. (await db.Maracs.OrderBy(m => m.Name).Select(m => m.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["units"] = [.. (await db.PolicingUnits.OrderBy(u => u.Name).Select(u => u.Id).Take(1).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["staff"] = [.. app.Staff.Values.Take(2).Select(a => a.StaffId.ToString()), nothing],
                ["shifts"] = [.. (await db.Shifts.OrderBy(s => s.PlannedFrom).Select(s => s.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["tasks"] = [.. (await db.CrewTasks.Select(t => t.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["passkeys"] = [nothing],
                ["found"] = [.. await SearchesAsync(app, ct), nothing],
            },
            [.. people.SelectMany(p => p.Addresses.Select(a => (p.Id.ToString(), a.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. people.SelectMany(p => p.SafeContacts.Select(c => (p.Id.ToString(), c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. incidents.SelectMany(i => i.Parties.Select(p => (i.Id.ToString(), p.PersonId.ToString())))]);
    }

    /// <summary>Everybody in it has looked for everybody.</summary>
    private static async Task<IReadOnlyList<string>> SearchesAsync(CanaryApp app, CancellationToken ct)
    {
        await using var db = app.Database.Open();
        if (!await db.StoredSearches.AnyAsync(ct))
        {
            // A word of everybody's name, which says nothing of anybody on the page that repeats it.
            db.StoredSearches.AddRange(app.Staff.Values.Select(actor => new StoredSearch { Id = Id<StoredSearch>.New(app.Clock.Now), StaffId = actor.StaffId, Typed = "OtherName", At = app.Clock.Now }));
            await db.CommitAsync(Actor.System, app.Clock.Now, ct);
        }

        return [.. (await db.StoredSearches.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(ct)).Select(i => i.ToString())];
    }

    /// <summary>Every address of this route that there is.</summary>
    public IEnumerable<string> Of(string route)
    {
        ArgumentNullException.ThrowIfNull(route);
        var plain = route.Replace("{status:int?}", "404", StringComparison.Ordinal).Replace("/{id:guid?}", "", StringComparison.Ordinal);
        if (plain.StartsWith("/people/{id}/addresses/{", StringComparison.Ordinal))
        {
            return _addresses.Where(a => _ids["victims"].Contains(a.Person)).Select(a => Fill(plain, a.Person, a.Number));
        }

        if (plain.StartsWith("/people/{id}/safe-contact/{", StringComparison.Ordinal))
        {
            return _contacts.Where(c => _ids["victims"].Contains(c.Person)).Select(c => Fill(plain, c.Person, c.Number));
        }

        if (plain.StartsWith("/incidents/{id}/people/{", StringComparison.Ordinal))
        {
            return _parties.SelectMany(p => new[] { "Victim", "Perpetrator", "Child" }.Select(role => $"{Fill(plain, p.Incident, p.Person)}?role={role}"));
        }

        if (plain == "/people/found/{id}")
        {
            return _ids["found"].Select(id => Fill(plain, id));
        }

        if (plain == "/risk/start")
        {
            return _ids["incidents"].Select(i => $"/risk/start?incidentId={i}").Concat(_ids["cases"].Select(c => $"/risk/start?caseId={c}"));
        }

        if (!plain.Contains('{', StringComparison.Ordinal))
        {
            return [plain];
        }

        var parts = plain.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(parts, p => p.StartsWith('{'));
        // Each person's own page, and what hangs on it for the victims.
        var kind = parts[first] == "{maracId}" ? "maracs" : parts[first - 1] == "people" && parts.Length > first + 1 ? "victims" : parts[first - 1];
        return !_ids.TryGetValue(kind, out var ids)
            ? throw new InvalidOperationException($"No record is planted for {route}: say here which identifiers it takes.")
            : ids.Select(id => Fill(plain, id, plain.Contains("{instrument}", StringComparison.Ordinal) ? "POL-DASH-27" : "1", "1"));
    }

    private static string Fill(string template, params string[] values)
    {
        var next = 0;
        return string.Join('/', template.Split('/').Select(part => part.StartsWith('{') ? values[Math.Min(next++, values.Length - 1)] : part));
    }
}
