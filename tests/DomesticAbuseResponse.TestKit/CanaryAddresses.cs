using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Fills the templates of routes with the identifiers of everything that is planted, and with one that stands for nothing.</summary>
public sealed class CanaryAddresses
{
    private readonly Dictionary<string, IReadOnlyList<string>> _ids;
    private readonly IReadOnlyList<(string Person, string Number)> _addresses;
    private readonly IReadOnlyList<(string Person, string Number)> _contacts;
    private readonly IReadOnlyList<(string Incident, string Person)> _parties;
    private readonly IReadOnlyList<(string Case, string Child)> _children;
    private readonly IReadOnlyList<(string Person, string Order)> _orders;
    private readonly IReadOnlyList<(string Person, string Order, bool IsNotice)> _acts;
    private readonly IReadOnlyList<(string Person, string Move)> _moves;
    private readonly IReadOnlyList<(string Person, string Entry)> _management;
    private readonly IReadOnlyList<(string Report, string Question)> _questions;
    private readonly IReadOnlyList<(SampleKind Kind, string Sample, string Number)> _sampled;

    private CanaryAddresses(
        Dictionary<string, IReadOnlyList<string>> ids, IReadOnlyList<(string, string)> addresses, IReadOnlyList<(string, string)> contacts, IReadOnlyList<(string, string)> parties,
        IReadOnlyList<(string, string)> orders, IReadOnlyList<(string, string, bool)> acts, IReadOnlyList<(string, string)> moves, IReadOnlyList<(string, string)> management, IReadOnlyList<(string, string)> questions,
        IReadOnlyList<(SampleKind, string, string)> sampled, IReadOnlyList<(string, string)> children) =>
        (_ids, _addresses, _contacts, _parties, _orders, _acts, _moves, _management, _questions, _sampled, _children) = (ids, addresses, contacts, parties, orders, acts, moves, management, questions, sampled, children);

    public static async Task<CanaryAddresses> ReadAsync(CanaryApp app, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(app);
        await using var db = app.Database.Open();
        var nothing = Guid.CreateVersion7().ToString();
        var people = await db.People.AsNoTracking().Include(p => p.Addresses).Include(p => p.SafeContacts).AsSplitQuery().ToListAsync(ct);
        var incidents = await db.Incidents.AsNoTracking().Include(i => i.Parties).ToListAsync(ct);
        var orders = await db.Orders.AsNoTracking().ToListAsync(ct);
        var moves = await db.Moves.AsNoTracking().ToListAsync(ct);
        var management = await db.Management.AsNoTracking().OrderByDescending(m => m.ProposedAt).Select(m => new { m.PersonId, m.Id }).ToListAsync(ct);
        var reports = await db.IncomingReports.AsNoTracking().Include(r => r.Questions).ToListAsync(ct);
        await SamplesAsync(app, ct);
        var samples = await db.QualitySamples.AsNoTracking().Include(s => s.Items).ToListAsync(ct);
        var onAgenda = await db.Meetings.Where(m => m.Agenda.Any()).Select(m => m.Id).ToListAsync(ct);
        return new CanaryAddresses(
            new()
            {
                ["cases"] = [.. (await db.Cases.Select(c => c.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["planned"] = [.. (await db.Cases.OrderByDescending(c => db.SafetyPlans.Any(p => p.CaseId == c.Id)).Select(c => c.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["incidents"] = [.. incidents.Select(i => i.Id.ToString()), nothing],
                ["people"] = [.. people.Select(p => p.Id.ToString()), nothing],
                ["victims"] = [.. app.Manifest.Records.Select(r => app.Manifest.People.First(p => p.Key == r.People[0]).Id.ToString()), nothing],
                ["risk"] = [.. (await db.Assessments.Select(a => a.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["referrals"] = [.. (await db.Referrals.Select(r => r.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["deadlines"] = [.. (await db.Deadlines.Select(d => d.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["notices"] = [.. (await db.Notices.Select(n => n.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["supervision"] = [.. (await db.Supervisions.Select(r => r.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["team"] = [app.Staff["idva"].StaffId.ToString(), nothing],
                ["handovers"] = [.. (await db.Handovers.Select(h => h.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["merges"] = [.. (await db.PersonMerges.Select(m => m.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["meetings"] = [.. onAgenda.Select(i => i.ToString()), nothing],
                ["maracs"] = [.. (await db.Maracs.OrderBy(m => m.Name).Select(m => m.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["units"] = [.. (await db.PolicingUnits.OrderBy(u => u.Name).Select(u => u.Id).Take(1).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["briefing"] = [.. (await db.Cases.Where(c => c.UnitId != null).Select(c => c.UnitId).Distinct().ToListAsync(ct)).Select(i => i.ToString()!), nothing],
                ["flow"] = [.. await RoutesAsync(app, ct), nothing],
                ["neighbourhoods"] = [await NeighbourhoodAsync(app, ct), nothing],
                ["plans"] = [.. (await db.CallerPlans.Select(p => p.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["disclosures"] = [.. (await db.DisclosureRequests.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["campaigns"] = [.. await CampaignsAsync(app, ct), nothing],
                ["staff"] = [.. app.Staff.Values.Take(2).Select(a => a.StaffId.ToString()), nothing],
                ["incoming"] = [.. reports.Select(r => r.Id.ToString()), nothing],
                ["shifts"] = [.. (await db.Shifts.OrderBy(s => s.PlannedFrom).Select(s => s.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["tasks"] = [.. (await db.CaseTasks.Select(t => t.Id).ToListAsync(ct)).Select(i => i.ToString()), .. (await db.CrewTasks.Select(t => t.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["samples"] = [.. samples.Select(s => s.Id.ToString()), nothing],
                ["school-notices"] = [.. (await db.SchoolNotices.OrderBy(n => n.Status == SchoolNoticeStatus.Due ? 0 : 1).Select(n => n.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["screening"] = [.. (await db.Screenings.OrderBy(s => s.Status == ScreeningStatus.ToShare ? 0 : 1).Select(s => s.Id).ToListAsync(ct)).Select(i => i.ToString()), nothing],
                ["passkeys"] = [nothing],
                ["found"] = [.. await SearchesAsync(app, ct), nothing],
            },
            [.. people.SelectMany(p => p.Addresses.Select(a => (p.Id.ToString(), a.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. people.SelectMany(p => p.SafeContacts.Select(c => (p.Id.ToString(), c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. incidents.SelectMany(i => i.Parties.Select(p => (i.Id.ToString(), p.PersonId.ToString())))],
            [.. orders.SelectMany(o => new[] { (o.PersonId.ToString(), o.Id.ToString()), ((o.ProtectsId ?? o.PersonId).ToString(), o.Id.ToString()) })],
            [.. orders.Where(o => o.Kind is OrderKind.Dvpn or OrderKind.PoliceBail).Select(o => (o.PersonId.ToString(), o.Id.ToString(), o.Kind is OrderKind.Dvpn))],
            [.. moves.SelectMany(m => new[] { (m.PersonId.ToString(), m.Id.ToString()), ((m.ProtectsId ?? m.PersonId).ToString(), m.Id.ToString()) })],
            [.. management.Select(m => (m.PersonId.ToString(), m.Id.ToString()))],
            [.. reports.SelectMany(r => r.Questions.Select(q => (r.Id.ToString(), q.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. samples.SelectMany(s => s.Items.Select(i => (s.Kind, s.Id.ToString(), i.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))],
            [.. incidents.SelectMany(i => i.Cases.SelectMany(c => i.Parties.Where(p => p.Role is PartyRole.Child).Select(p => (c.ToString(), p.PersonId.ToString()))))]);
    }

    /// <summary>Everything of the force is in a sample, and some of it has been looked at.</summary>
    private static async Task SamplesAsync(CanaryApp app, CancellationToken ct)
    {
        await using var db = app.Database.Open();
        if (await db.QualitySamples.AnyAsync(ct))
        {
            return;
        }

        var sergeant = app.Staff["sergeant"];
        var force = sergeant.AgencyId;
        var day = DateOnly.FromDateTime(app.Clock.Now.Date);
        var forms = await db.Assessments.Where(a => a.AgencyId == force && a.CompletedAt != null).ToDictionaryAsync(a => a.Id.Value, a => a.StartedBy, ct);
        var calls = await db.Incidents.Where(i => i.AgencyId == force).ToDictionaryAsync(i => i.Id.Value, i => i.LoggedBy, ct);
        db.QualitySamples.AddRange(
            QualitySample.Draw(sergeant, SampleKind.Forms, null, day.AddDays(-28), day, true, 100, 1, forms, app.Clock.Now),
            QualitySample.Draw(sergeant, SampleKind.Calls, null, day.AddDays(-28), day, false, 100, 1, calls, app.Clock.Now));
        await db.CommitAsync(Actor.System, app.Clock.Now, ct);
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

    /// <summary>The postcodes of what was planted lie in a neighbourhood, and there is a plan for everybody who was harmed.</summary>
    private static async Task<string> NeighbourhoodAsync(CanaryApp app, CancellationToken ct)
    {
        await using var db = app.Database.Open();
        var calls = await db.Incidents.AsNoTracking().Include(i => i.Parties).Where(i => i.UnitId != null).ToListAsync(ct);
        var unit = calls[0].UnitId;
        var place = await db.Set<Neighbourhood>().OrderBy(n => n.Id).FirstAsync(n => n.UnitId == unit, ct);
        if (!await db.CallerPlans.AnyAsync(ct))
        {
            place.HasPostcodes(calls.Select(c => c.Call.Postcode?.Split(' ')[0]).OfType<string>().Distinct());
            var by = app.Staff["sergeant"];
            var today = Domain.Time.UkTime.DateOf(app.Clock.Now);
            foreach (var (call, person) in calls.SelectMany(c => c.Victims.Select(v => (c, v))).DistinctBy(c => c.v))
            {
                var plan = CallerPlan.Open(place.Id, new RepeatCaller(1, CallerKey.Of(person), 2, call.ReportedAt, call.Grade, call.Id, [call.Id]), by, app.Clock.Now);
                var name = await db.People.Where(p => p.Id == person).SelectMany(p => p.Names).Select(n => n.Full).FirstAsync(ct);
                plan.Add($"A lock for {name}", by.AgencyId, "A sergeant", today.AddDays(7), today, by, app.Clock.Now).Match(a => a, refusal => throw new InvalidOperationException(refusal.Message));
                db.Add(plan);
            }

            await db.CommitAsync(Actor.System, app.Clock.Now, ct);
        }

        return place.Id.ToString();
    }

    /// <summary>There is a campaign for everybody who was harmed.</summary>
    private static async Task<IReadOnlyList<string>> CampaignsAsync(CanaryApp app, CancellationToken ct)
    {
        await using var db = app.Database.Open();
        if (!await db.Campaigns.AnyAsync(ct))
        {
            await app.RunAsync<MakeCampaign, Result<Id<Campaign>>>(make => make.HandleAsync(app.Staff["safeguarding"], new("Reassurance"), ct));
        }

        return [.. (await db.Campaigns.Select(c => c.Id).ToListAsync(ct)).Select(i => i.ToString())];
    }

    /// <summary>What was planted has been counted.</summary>
    private static async Task<IReadOnlyList<string>> RoutesAsync(CanaryApp app, CancellationToken ct)
    {
        await app.RunAsync<WatchFlow, int>(watch => watch.HandleAsync(Actor.System, ct));
        await using var db = app.Database.Open();
        return [.. (await db.FlowRoutes.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct)).Select(i => i.ToString())];
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

        if (plain.StartsWith("/people/{id}/orders/{order}/", StringComparison.Ordinal))
        {
            // What is done with an order shows no more of it than its own page, which is walked for each.
            return _acts.Where(o => o.IsNotice == plain.EndsWith("/hearing", StringComparison.Ordinal)).Select(o => Fill(plain, o.Person, o.Order));
        }

        if (plain.StartsWith("/people/{id}/orders/{", StringComparison.Ordinal))
        {
            return _orders.Select(o => Fill(plain, o.Person, o.Order));
        }

        if (plain == "/people/{id}/orders/record")
        {
            return _acts.Where(o => o.IsNotice).Select(o => $"{Fill(plain, o.Person)}?kind=Dvpn");
        }

        if (plain.StartsWith("/people/{id}/moves/{", StringComparison.Ordinal))
        {
            return _moves.Select(m => Fill(plain, m.Person, m.Move));
        }

        if (plain.StartsWith("/people/{id}/lens/{", StringComparison.Ordinal))
        {
            return _management.Select(m => Fill(plain, m.Person, m.Entry));
        }

        if (plain.StartsWith("/people/{id}/lens", StringComparison.Ordinal))
        {
            return _management.Select(m => m.Person).Concat(_ids["people"]).Distinct().Select(p => Fill(plain, p)); // those who harm first
        }

        if (plain.StartsWith("/cases/{id}/children/{", StringComparison.Ordinal))
        {
            return _children.Select(c => Fill(plain, c.Case, c.Child));
        }

        if (plain.StartsWith("/incidents/{id}/children/{", StringComparison.Ordinal))
        {
            return _parties.Select(p => Fill(plain, p.Incident, p.Person));
        }

        if (plain == "/people/{id}/merge/{other}")
        {
            return _ids["victims"].Zip([.. _ids["victims"].Skip(1), _ids["victims"][0]], (one, other) => Fill(plain, one, other));
        }

        if (plain.StartsWith("/incidents/{id}/people/{", StringComparison.Ordinal))
        {
            return _parties.SelectMany(p => new[] { "Victim", "Perpetrator", "Child" }.Select(role => $"{Fill(plain, p.Incident, p.Person)}?role={role}"));
        }

        if (plain.StartsWith("/incoming/{id:guid}/{", StringComparison.Ordinal))
        {
            return _questions.Select(q => Fill(plain, q.Report, q.Question));
        }

        if (plain.StartsWith("/quality/samples/{id}/", StringComparison.Ordinal))
        {
            var drawn = plain.Contains("/calls/", StringComparison.Ordinal) ? SampleKind.Calls : SampleKind.Forms;
            return _sampled.Where(s => s.Kind == drawn).Select(s => Fill(plain, s.Sample, s.Number));
        }

        if (plain == "/admin/settings/{kind}")
        {
            return PolicyKinds.All.Select(k => $"/admin/settings/{k.Code}{(k.Scope is PolicyScope.Marac ? $"?marac={_ids["maracs"][0]}" : "")}").Append("/admin/settings/nothing");
        }

        if (plain is "/cases/{id}/plan" or "/cases/{id}/documents" or "/cases/{id}/letters")
        {
            return _ids["planned"].Select(id => Fill(plain, id)); // those with something in them first
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
