using System.Globalization;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Incoming;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>Takes an import out again, but for what somebody has worked on since.</summary>
internal sealed class ImportUndoCommand(Workplace workplace) : ICommand
{
    public string Name => "import undo";

    public string Summary => "Take an import out again";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Operands = [new CommandOperand("IMPORT", "the number that dar import incidents gave")],
        Remarks =
        [
            "Removed are the incidents, people and cases that the file made, each as a recorded event. An incident on which, or on whose people or case, somebody has worked since stays whole and is named. "
            + "What rows added to records of before stays too.",
        ],
        Examples = ["import undo 0199a4c2-7d1e-7c55-9f3a-2f6d5a8b1c10"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        if (!Id<ImportBatch>.TryParse(input.Operands[0], null, out var id))
        {
            throw new UsageException($"\"{input.Operands[0]}\" is no number of an import.");
        }

        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock, inBulk: true);
        await using var scope = services.CreateAsyncScope();
        ProgressBar? bar = null;
        var result = await scope.ServiceProvider.GetRequiredService<UndoImport>().HandleAsync(id, (done, all) => (bar ??= new ProgressBar(terminal, "Taking out", all)).Report(done), ct);
        bar?.Dispose();
        var undone = result.Match(done => done, refusal => throw new CommandFailedException(refusal.Message));
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(undone));
            return ExitCode.Done;
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Taken out: {undone.Incidents:N0} incidents, {undone.People:N0} people, {undone.Cases:N0} cases."));
        if (undone.KeptInAll > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{undone.KeptInAll:N0} incidents stay, because somebody has worked on them, their people or their case: {string.Join(", ", undone.Kept)}{(undone.KeptInAll > undone.Kept.Count ? ", …" : "")}"));
        }

        if (undone.Updated > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{undone.Updated:N0} incidents of before were brought up to date by the file and stay as they are."));
        }

        return ExitCode.Done;
    }
}
