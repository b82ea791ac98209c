using System.Diagnostics;
using System.Globalization;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>Takes a file of incidents of another system in, and says of each row what came of it.</summary>
internal sealed class ImportIncidentsCommand(Workplace workplace) : ICommand
{
    private const string _csv = "--csv";
    private const string _agency = "--agency";
    private const string _dryRun = "--dry-run";
    private const string _report = "--report";

    public string Name => "import incidents";

    public string Summary => "Take in a file of another system's incidents";

    public CommandSyntax Syntax { get; } = new(
        new CommandOption(_csv, "FILE", "The incidents, with a first row that names the columns"),
        new CommandOption(_agency, "NAME", "The police force they belong to; needed where there are several"),
        new CommandOption(_dryRun, null, "Read everything and write the report, and save nothing"),
        new CommandOption(_report, "FILE", "Where to write what came of each row (the file's name with .report.csv)"),
        CommandOption.Json)
    {
        Remarks =
        [
            "Columns are known by many names: reference or CAD number, date and time reported, location, postcode, description, grade, and name, dob, phone, address of victim, suspect, child, witness, also numbered: "
            + "\"Suspect 2 Surname\". Others are passed over and said. Commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252.",
            "What cannot be read is no hindrance: the incident is logged and the question waits on the page Incoming. A row that does not say when it was reported is held there. The same reference twice is one incident.",
            "dar import undo takes everything out again. Stopping the command keeps what was taken; taking the file in again goes on.",
        ],
        Examples = ["import incidents --csv old.csv --dry-run", "import incidents --csv old.csv --agency \"Northmoor Demo Police\""],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var (path, dryRun) = (input.Required(_csv), input.Has(_dryRun));
        var to = input[_report] ?? $"{path}.report.csv";
        if (Path.GetFullPath(to) == Path.GetFullPath(path))
        {
            throw new UsageException($"{_report} would overwrite the file of {_csv}.");
        }

        var file = await ImportFile.InspectAsync(path, ct);
        using var rows = ImportRows.Open(file);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock, inBulk: true);
        var agency = await AgencyAsync(services, input[_agency], ct);
        await terminal.Error.WriteLineAsync($"dar: {path} is read as {file.Spoken}. Columns used: {string.Join(", ", rows.Columns.Used)}.{(rows.Columns.Unused.Count > 0 ? $" Passed over: {string.Join(", ", rows.Columns.Unused)}." : "")}");
        var started = Stopwatch.GetTimestamp();
        var batch = await ScopedAsync(services, i => i.HandleAsync(agency, file.Hash, dryRun, ct));
        if (!dryRun)
        {
            await terminal.Error.WriteLineAsync($"dar: this is import {batch.Id}; \"dar import undo {batch.Id}\" takes it out again.");
        }

        if (await ScopedAsync(services, i => i.TakenBeforeAsync(batch, ct)) is { } before)
        {
            await terminal.Error.WriteLineAsync($"dar: this very file was taken in before, on {Domain.Time.UkTime.Describe(before)}: rows that say nothing new are left alone.");
        }

        using (var report = new RowReport(Create(to)))
        using (var bar = new ProgressBar(terminal, dryRun ? "Reading incidents" : "Taking in incidents", Math.Max(0, file.Lines - 1)))
        {
            foreach (var chunk in rows.Read().Chunk(ImportReports.ChunkSize))
            {
                ct.ThrowIfCancellationRequested();
                foreach (var result in await ScopedAsync(services, i => i.TakeAsync(batch, chunk, dryRun, ct)))
                {
                    report.Write(result);
                }

                bar.Report(batch.Rows);
            }
        }

        if (!dryRun)
        {
            await ScopedAsync(services, async i => { await i.FinishAsync(batch, ct); return true; });
        }

        Tell(input, terminal, batch, dryRun, to, Stopwatch.GetElapsedTime(started));
        return ExitCode.Done;
    }

    /// <summary>A scope for each piece of work, so that nothing it has seen is kept.</summary>
    private static async Task<T> ScopedAsync<T>(ServiceProvider services, Func<ImportReports, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ImportReports>());
    }

    internal static async Task<Id<Agency>> AgencyAsync(ServiceProvider services, string? name, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var forces = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Agencies.AsNoTracking().Where(a => a.Kind == AgencyKind.PoliceForce).OrderBy(a => a.Name).ToListAsync(ct);
        var found = name is null ? forces : [.. forces.Where(f => string.Equals(f.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var one] => one.Id,
            [] when name is null => throw new CommandFailedException("There is no police force on record: incidents belong to one."),
            [] => throw new UsageException($"There is no police force called \"{name}\".{Suggestion.For(name!, forces.Select(f => f.Name))}"),
            _ => throw new UsageException($"Say which force the incidents belong to: {_agency} with one of {string.Join(", ", forces.Select(f => $"\"{f.Name}\""))}."),
        };
    }

    private static FileStream Create(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // it repeats words about people
            }

            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException($"{path} cannot be written: {e.Message}", e);
        }
    }

    private static void Tell(CommandInput input, Terminal terminal, ImportBatch batch, bool dryRun, string report, TimeSpan took)
    {
        var rate = (int)(batch.Rows / Math.Max(0.001, took.TotalSeconds));
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(new
            {
                import = dryRun ? null : batch.Id.ToString(),
                dryRun,
                batch.Rows,
                batch.Logged,
                batch.Held,
                batch.Updated,
                batch.Known,
                batch.Refused,
                seconds = Math.Round(took.TotalSeconds, 1),
                rowsPerSecond = rate,
                report,
            }));
            return;
        }

        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Rows:N0} rows: {batch.Logged:N0} {(dryRun ? "would be logged" : "logged")}, {batch.Updated:N0} {(dryRun ? "would be " : "")}brought up to date, {batch.Held:N0} held for a person, {batch.Known:N0} known already, {batch.Refused:N0} refused. {rate:N0} rows a second."));
        terminal.Out.WriteLine($"What came of each row: {report}");
    }
}
