using System.Net;
using Npgsql;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>One page and the floor it is held against.</summary>
internal sealed record MeasuredPage(string Name, Func<Task<HttpResponseMessage>> Send, Func<Task<HttpResponseMessage>> Floor, Func<HttpResponseMessage, bool> IsRight);

/// <summary>The pages people use most, as the members of staff who use them.</summary>
internal sealed class MeasuredPages : IAsyncDisposable
{
    private const int _forms = 16;

    private readonly List<IDisposable> _open = [];

    public List<MeasuredPage> All { get; } = [];

    public static async Task<MeasuredPages> OpenAsync(string product, string floor, string connection)
    {
        var pages = new MeasuredPages();
        var bare = new HttpClient { BaseAddress = new Uri(floor) };
        pages._open.Add(bare);
        Task<HttpResponseMessage> FloorRead() => bare.GetAsync(new Uri("/floor/read", UriKind.Relative));

        var officer = await pages.SignInAsync(product, "officer");
        var handler = await pages.SignInAsync(product, "call-handler");
        var coordinator = await pages.SignInAsync(product, "coordinator");

        pages.Read("Incident list", officer, "/incidents", FloorRead);
        pages.Read("Case file", officer, $"/cases/{await OneAsync(connection, "select c.id from cases c join agencies a on a.id = c.agency_id where a.kind = 'PoliceForce' and c.closed_at is null and not c.is_restricted order by c.opened_at desc limit 1")}", FloorRead);
        pages.Read("Agenda", coordinator, $"/marac/meetings/{await OneAsync(connection, "select m.id from meetings m join marac_members mm on mm.marac_id = m.marac_id join staff_members s on s.id = mm.staff_id join identity.users u on u.id = s.id where u.user_name = 'coordinator' and exists (select 1 from agenda_items a where a.meeting_id = m.id) order by m.held_on desc limit 1")}", FloorRead);

        var floorForm = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        var floorWriter = new HttpClient(floorForm) { BaseAddress = new Uri(floor) };
        pages._open.Add(floorWriter);
        var floorHtml = await floorWriter.GetStringAsync(new Uri("/floor/write", UriKind.Relative));
        var token = floorHtml.Split("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0];
        Task<HttpResponseMessage> FloorWrite() => floorWriter.PostAsync(new Uri("/floor/write", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Words"] = "Invented words of a caller",
            ["__RequestVerificationToken"] = token,
        }));

        var log = await handler.FormAsync("/incidents/log", f => f.ContainsKey("Input.FirstWords"));
        log["Input.FirstWords"] = "Invented: shouting heard by a neighbour";
        pages.Write("Logging a call", handler, () => ("/incidents/log", log), FloorWrite);

        List<(string Url, Dictionary<string, string> Answer)> questions = [];
        foreach (var form in await StartedAssessmentsAsync(officer, connection))
        {
            var question = $"{form}/POL-DASH-27/2";
            var answer = await officer.FormAsync(question, f => f.ContainsKey("Input.Comment"));
            answer["Input.Value"] = "Yes";
            answer["Input.Source"] = "Victim";
            questions.Add((question, answer));
        }

        var turn = -1;
        pages.Write("Saving a DASH answer", officer, () => questions[Interlocked.Increment(ref turn) % questions.Count], FloorWrite);
        return pages;
    }

    /// <summary>What a control room does while somebody waits on the line: each kind of search, for people taken from the world in turn.</summary>
    public static async Task<MeasuredPages> OpenControlRoomAsync(string product, string floor, string connection)
    {
        var pages = new MeasuredPages();
        var bare = new HttpClient { BaseAddress = new Uri(floor) };
        pages._open.Add(bare);
        Task<HttpResponseMessage> FloorRead() => bare.GetAsync(new Uri("/floor/read", UriKind.Relative));

        var handler = await pages.SignInAsync(product, "call-handler");
        var box = await handler.FormAsync("/people", f => f.ContainsKey("Input.Words"));
        var known = await SearchedFor.ReadAsync(connection);
        foreach (var (kind, words) in SearchedFor.Kinds)
        {
            var turn = -1;
            pages.All.Add(new MeasuredPage(
                $"Search: {kind}",
                async () =>
                {
                    var typed = words(known[Interlocked.Increment(ref turn) % known.Count]);
                    using var kept = await handler.PostAsync("/people", box.Where(f => f.Key is not ("Input.Words" or "__key")).Concat([new("Input.Words", typed), new("__key", Guid.CreateVersion7().ToString())]));
                    return await handler.Http.GetAsync(kept.Headers.Location ?? throw new InvalidOperationException($"The search for a {kind} was not kept: {(int)kept.StatusCode}."));
                },
                FloorRead,
                answer => answer.StatusCode is HttpStatusCode.OK));
        }

        var caller = -1;
        pages.All.Add(new MeasuredPage(
            "Call card", () => handler.Http.GetAsync(new Uri($"/people/{known[Interlocked.Increment(ref caller) % known.Count].Id}/card", UriKind.Relative)), FloorRead, answer => answer.StatusCode is HttpStatusCode.OK));
        pages.Read("Live board", handler, "/incidents/board", FloorRead);
        var sergeant = await pages.SignInAsync(product, "sergeant");
        pages.Read("Top ten", sergeant, $"/neighbourhoods/{await OneAsync(connection, "select n.id from neighbourhoods n join policing_units u on u.id = n.unit_id join staff_members s on s.agency_id = u.force_id join identity.users w on w.id = s.id where w.user_name = 'sergeant' and cardinality(n.postcode_areas) > 0 order by n.name limit 1")}", FloorRead);
        return pages;
    }

    public ValueTask DisposeAsync()
    {
        _open.ForEach(o => o.Dispose());
        return ValueTask.CompletedTask;
    }

    private static async Task<Guid> OneAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (Guid)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"Nothing to measure: {sql}"));
    }

    /// <summary>More forms than clients: whoever saves an answer is alone on theirs, as officers are.</summary>
    private static async Task<IReadOnlyList<string>> StartedAssessmentsAsync(Browsing officer, string connection)
    {
        List<string> forms = [];
        for (var n = 0; n < _forms; n++)
        {
            var incident = await OneAsync(connection, $"select i.id from incidents i join agencies a on a.id = i.agency_id join cases c on c.id = i.case_id where a.kind = 'PoliceForce' and c.closed_at is null and i.closed_at is null and not i.is_restricted order by i.reported_at desc offset {n} limit 1");
            var start = $"/risk/start?incidentId={incident}";
            using var started = await officer.PostAsync(start, await officer.FormAsync(start, f => f.ContainsKey("__key") && !f.ContainsKey("returnUrl")));
            forms.Add(started.Headers.Location!.OriginalString);
        }

        return forms;
    }

    private async Task<Browsing> SignInAsync(string url, string userName)
    {
        var browsing = await Browsing.SignInAsync(url, userName);
        _open.Add(browsing);
        return browsing;
    }

    private void Read(string name, Browsing who, string url, Func<Task<HttpResponseMessage>> floor) =>
        All.Add(new MeasuredPage(name, () => who.Http.GetAsync(new Uri(url, UriKind.Relative)), floor, answer => answer.StatusCode is HttpStatusCode.OK));

    private void Write(string name, Browsing who, Func<(string Url, Dictionary<string, string> Form)> next, Func<Task<HttpResponseMessage>> floor) =>
        All.Add(new MeasuredPage(
            name,
            () =>
            {
                var (url, form) = next();
                return who.PostAsync(url, form.Select(f => f.Key == "__key" ? new("__key", Guid.CreateVersion7().ToString()) : f));
            },
            floor,
            answer => answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther));
}
