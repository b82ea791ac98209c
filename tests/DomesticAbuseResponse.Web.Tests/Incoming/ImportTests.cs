using System.Globalization;
using System.Text;
using CsvHelper;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Import;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cli;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incoming;

/// <summary>dar import incidents: what a row says, and what comes of it; and dar import undo.</summary>
public sealed class ImportTests(WebApp app) : IClassFixture<WebApp>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dar-import-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory] // heading and row, outcome, and a word of the report
    [InlineData("ref,date reported,location", "T1-1,01/02/2019 22:40,14 Example Road", "logged", "")]
    [InlineData("CAD No.;Date/Time;Where", "T1-2;2019-02-01T22:40:00Z;14 Example Road", "logged", "")]
    [InlineData("Log_Number\tReported Date\tReported Time\tAddress", "T1-3\t43497\t0.9444\t14 Example Road", "logged", "spreadsheet's number for a date")]
    [InlineData("ref,date,location", "T1-4,04/05/2019,14 Example Road", "logged", "day first")]
    [InlineData("ref,date,location", "T1-5,31/03/2019 01:30,14 Example Road", "logged", "does not exist")]
    [InlineData("ref,date,location", "T1-6,27/10/2019 01:30,14 Example Road", "logged", "happens twice")]
    [InlineData("ref,date,location", "T1-7,,14 Example Road", "held for a person", "not said when")]
    [InlineData("ref,date,location", "T1-8,32/13/2019,14 Example Road", "held for a person", "32/13/2019")]
    [InlineData("ref,date,location", "T1-9,01/01/2199,14 Example Road", "held for a person", "not come yet")]
    [InlineData("ref,date,location", "T1-10,01/02/2019,", "refused", "tells of no incident")]
    [InlineData("ref,date,location", "T1-11,01/02/2019,14 Example Road,Town", "refused", "shifted its columns")]
    [InlineData("ref,date,location", "T1-12,01/02/2019", "refused", "fewer cells")]
    [InlineData("ref,date,location,grade", "T1-13,01/02/2019,14 Example Road,Priority 9", "logged", "not known here")]
    [InlineData("ref,date,vic name,vic tel", "T1-14,01/02/2019,\"O'NEILL, Siobhan\",7.7E+09", "logged", "rounded")]
    [InlineData("ref,date,victim forename,victim surname,victim mobile", "T1-15,01/02/2019,Mary-Jane,O'NEILL-TESTER,7700900123", "logged", "zero that a spreadsheet")]
    [InlineData("ref,date,suspect 1 name,suspect 2 name", "T1-16,01/02/2019,Alaric Testerson,Berengar Testerton", "logged", "people[1] new")]
    [InlineData("ref,date,victim", "T1-17,01/02/2019,Ann and Bob Testingham", "logged", "Two people may be named")]
    [InlineData("ref,date,victim name,victim dob", "T1-18,01/02/2019,Cuthbert Testworth,31/02/1990", "logged", "not a real date")]
    [InlineData("ref,date,description", "T1-19,01/02/2019,\"She said \"\"stop\"\"\nand he did not\"", "logged", "")]
    [InlineData("ref,date,location", "T1-20,01/02/2019,\"=HYPERLINK(\"\"http://x\"\")\"", "logged", "")]
    [InlineData("ref,date,location,grade", "T1-21,01/02/2019,14 Example Road,=1+1", "logged", "\"=1+1\"")]
    [InlineData("=ref,date,location,ref", "@x,01/02/2019,14 Example Road,T1-22", "logged", "")]
    [InlineData("ref,date,location,closed", "T1-23,01/02/2019,14 Example Road,03/02/2019", "logged", "")]
    [InlineData("ref,date,caller phone,location", "T1-24,01/02/2019,=\"01214960000\",14 Example Road", "logged", "formula around")]
    [InlineData("ref,date,location,shoe size", "T1-25,01/02/2019,14 Example Road,9", "logged", "")]
    public async Task A_row_of_whatever_kind_gets_its_outcome_and_says_why(string heading, string row, string outcome, string says)
    {
        var (run, report) = await ImportAsync($"{heading}\n{row}\n");

        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        var line = Assert.Single(report);
        Assert.Equal(outcome, line["outcome"]);
        Assert.Contains(says, string.Join(" ", line.Values), StringComparison.Ordinal);
        Assert.DoesNotContain(line.Values, v => v.Length > 0 && "=+-@".Contains(v[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_logged_is_an_incident_of_its_time_with_its_people_and_is_closed_when_it_was()
    {
        await ImportAsync("ref,date,time,location,grade,victim name,victim dob,victim phone,closed\nT2-1,01/02/2014,22:40,14 Example Road,Routine,\"EXAMPLETON, Ottilie\",04/05/1990,0121 496 0000,03/02/2014\n");

        await using var db = app.Database.Open();
        var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == "T2-1"), Ct);
        Assert.Equal(new DateTimeOffset(2014, 2, 1, 22, 40, 0, TimeSpan.Zero), incident.ReportedAt);
        Assert.Equal(new DateTimeOffset(2014, 2, 3, 0, 0, 0, TimeSpan.Zero), incident.ClosedAt);
        var person = await db.People.Include(p => p.Names).Include(p => p.Phones).SingleAsync(p => p.Id == incident.Parties.Single().PersonId, Ct);
        Assert.Equal(("Ottilie Exampleton", "+441214960000", new DateOnly(1990, 5, 4)), (person.DisplayName, person.Phones.Single().E164, person.BornOn));
        Assert.NotNull(incident.CaseId);
    }

    [Theory]
    [InlineData("utf-8", true, "UTF-8 with a byte order mark")]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16 without a byte order mark")]
    [InlineData("utf-16BE", true, "UTF-16, big end first")]
    [InlineData("windows-1252", false, "Windows-1252")]
    public async Task Whatever_it_is_written_in_is_found_out_and_said(string encoding, bool mark, string said)
    {
        var by = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var name = $"Zoë Encodé {encoding} {mark}".Replace("-", "", StringComparison.Ordinal);
        byte[] text = [.. mark ? by.GetPreamble() : [], .. by.GetBytes($"ref,date,location,description\nT3-{encoding}-{mark},01/02/2019,14 Example Road,{name}\n")];

        var (run, report) = await ImportAsync(text);

        Assert.Equal("logged", Assert.Single(report)["outcome"]);
        Assert.Contains($"is read as {said}", run.Error, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.Incidents.AnyAsync(i => i.Call.WhatHappened == name, Ct));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("PK\u0003\u0004 and more", "save it as")]
    [InlineData("%PDF-1.7", "is a PDF")]
    [InlineData("<html><body>not a table</body></html>", "names no column that is known")]
    [InlineData("just some words\nand more words\n", "names no column that is known")]
    [InlineData("a\0b\0\0c,", "holds bytes that no text has")]
    public async Task What_is_no_such_file_is_refused_in_words(string content, string says)
    {
        var (run, _) = await ImportAsync(Encoding.Latin1.GetBytes(content));

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_row_twice_is_one_incident_and_the_same_file_again_changes_nothing()
    {
        const string file = "ref,date,location\nT4-1,01/02/2019,14 Example Road\nT4-1,01/02/2019,14 Example Road\n,01/02/2019,41 Nameless Road\n,01/02/2019,41 Nameless Road\n";

        var (_, first) = await ImportAsync(file);
        var (again, second) = await ImportAsync(file);
        var (_, changed) = await ImportAsync("ref,date,location,injuries\nT4-1,01/02/2019,14 Example Road,cut lip\n");

        Assert.Equal(["logged", "known already", "logged", "known already"], first.Select(r => r["outcome"]));
        Assert.Contains("On record already as DA-", first[1]["why"], StringComparison.Ordinal);
        Assert.All(second, r => Assert.Equal("known already", r["outcome"]));
        Assert.Contains("taken in before", again.Error, StringComparison.Ordinal);
        Assert.Equal("brought up to date", Assert.Single(changed)["outcome"]);
        await using var db = app.Database.Open();
        Assert.Equal("cut lip", await db.Incidents.Where(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == "T4-1")).Select(i => i.Call.Injuries).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_dry_run_says_everything_and_saves_nothing()
    {
        await using var db = app.Database.Open();
        var before = await db.Incidents.CountAsync(Ct);

        var (run, report) = await ImportAsync("ref,date,location,grade\nT5-1,01/02/2019,14 Example Road,Priority 9\nT5-2,,14 Example Road,\n", "--dry-run");

        Assert.Equal(["logged", "held for a person"], report.Select(r => r["outcome"]));
        Assert.Contains("1 would be logged", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, await db.Incidents.CountAsync(Ct));
        Assert.False(await db.IncomingReports.AnyAsync(r => r.Reference == "T5-1", Ct));
    }

    [Fact]
    public async Task The_same_person_in_two_rows_is_one_and_a_held_row_becomes_an_incident_when_somebody_says_when()
    {
        var (_, report) = await ImportAsync(
            "ref,date,victim name,victim dob,victim phone\nT6-1,01/02/2019,Hyacinth Doublerow,04/05/1980,07700 900777\nT6-2,01/03/2019,\"DOUBLEROW, Hyacinth\",04/05/1980,+447700900777\nT6-3,,Hyacinth Doublerow,04/05/1980,07700900777\n");

        Assert.Contains("on record as", report[1]["people"], StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Set<Domain.People.PersonName>().CountAsync(n => n.Full == "Hyacinth Doublerow", Ct));
        var held = await db.IncomingReports.Include(r => r.Questions).SingleAsync(r => r.Reference == "T6-3", Ct);
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.Contains("T6-3", (await supervisor.GetAsync("/incoming?files=true")).Text, StringComparison.Ordinal);
        var asked = await supervisor.GetAsync($"/incoming/{held.Id}/{held.Questions.Single().Number}");
        await asked.FillNamed("Input.Decision", "correct").Fill("It is", "01/04/2019 18:00").PressAsync("Record the answer");
        var incident = await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => db.IncomingReports.Any(r => r.IncidentId == i.Id && r.Reference == "T6-3"), Ct);
        Assert.Equal(new DateTimeOffset(2019, 4, 1, 17, 0, 0, TimeSpan.Zero), incident.ReportedAt);
        Assert.Single(incident.Parties);
    }

    [Fact]
    public async Task An_import_is_taken_out_again_but_for_what_somebody_has_worked_on()
    {
        var (run, report) = await ImportAsync("ref,date,location,victim name,suspect name\nT7-1,01/02/2019,14 Example Road,Undo Firstly,Undo Suspectly\nT7-2,01/02/2019,15 Example Road,Keep Secondly,\nT7-3,,16 Example Road,,\n");
        await using var db = app.Database.Open();
        var kept = await db.Incidents.SingleAsync(i => i.Reference == report[1]["incident"], Ct);
        await (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{kept.Id}/correct")).Fill("Where help is needed", "worked on").PressAsync("Save");
        var batch = run.Error.Split("this is import ")[1][..36];

        var undone = await DarRun.OnAsync(app.Database, "import", "undo", batch);
        var again = await DarRun.OnAsync(app.Database, "import", "undo", batch);

        Assert.True(undone.ExitCode == ExitCode.Done, undone.Error);
        Assert.Contains("Taken out: 1 incidents, 2 people, 1 cases.", undone.Out, StringComparison.Ordinal);
        Assert.Contains(kept.Reference, undone.Out, StringComparison.Ordinal);
        Assert.Contains("undone already", again.Error, StringComparison.Ordinal);
        Assert.False(await db.Set<Domain.People.PersonName>().AnyAsync(n => n.Full == "Undo Firstly" || n.Full == "Undo Suspectly", Ct));
        Assert.True(await db.Set<Domain.People.PersonName>().AnyAsync(n => n.Full == "Keep Secondly", Ct));
        Assert.Equal(["T7-2"], await db.IncomingReports.Where(r => r.Reference!.StartsWith("T7-")).Select(r => r.Reference).ToListAsync(Ct));
        Assert.Equal(1, await db.RecordEvents.CountAsync(e => e.Name == "IncidentRemoved" && db.RecordEvents.Any(l => l.IncidentId == e.IncidentId && l.Name == "IncidentLogged"), Ct));
        var (_, back) = await ImportAsync("ref,date,location\nT7-1,01/02/2019,14 Example Road\n");
        Assert.Equal("logged", Assert.Single(back)["outcome"]);
    }

    [Fact]
    public async Task A_force_is_named_where_there_are_several_and_a_quotation_mark_never_closed_is_said()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "ref,date,location\nT8-1,01/02/2019,x\n", Ct);
        Assert.Contains("Say which force", (await DarRun.OnAsync(app.Database, "import", "incidents", "--csv", file)).Error, StringComparison.Ordinal);
        Assert.Contains("no police force called", (await DarRun.OnAsync(app.Database, "import", "incidents", "--csv", file, "--agency", "Test Polise")).Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await DarRun.OnAsync(app.Database, "import", "incidents", "--csv", file + "x")).Error, StringComparison.Ordinal);

        var (run, _) = await ImportAsync($"ref,date,location\nT8-2,01/02/2019,ok\nT8-3,01/02/2019,\"never closed\n{string.Concat(Enumerable.Repeat("T8-4,01/02/2019,more\n", 12_000))}");
        Assert.Contains("a quotation mark is never closed", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("\t+1", "'\t+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1", "'-1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("|cmd", "'|cmd")]
    [InlineData("%x", "'%x")]
    [InlineData("14 Example Road = here", "14 Example Road = here")]
    [InlineData("", "")]
    public void A_cell_that_begins_like_a_formula_is_text(string cell, string safe) => Assert.Equal(safe, RowReport.Safe(cell));

    private Task<(DarRun Run, IReadOnlyList<Dictionary<string, string>> Report)> ImportAsync(string file, params string[] more) => ImportAsync(Encoding.UTF8.GetBytes(file), more);

    private async Task<(DarRun Run, IReadOnlyList<Dictionary<string, string>> Report)> ImportAsync(byte[] file, params string[] more)
    {
        var path = Path.Combine(_folder, $"{Guid.CreateVersion7()}.csv");
        await File.WriteAllBytesAsync(path, file, Ct);
        var run = await DarRun.OnAsync(app.Database, ["import", "incidents", "--csv", path, "--agency", "Test Police", .. more]);
        if (!File.Exists($"{path}.report.csv"))
        {
            return (run, []);
        }

        using var reader = new StreamReader($"{path}.report.csv");
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h)!));
        }

        return (run, rows);
    }
}
