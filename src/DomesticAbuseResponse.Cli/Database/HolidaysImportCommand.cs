using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Database;

/// <summary>Takes in a newer bank holiday list (R7.1) and says which open deadlines it moved (R7.4).</summary>
internal sealed class HolidaysImportCommand(Workplace workplace) : ICommand
{
    public string Name => "holidays import";

    public string Summary => "Take in a bank holiday list";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Operands = [new CommandOperand("FILE", "the list in the format of https://www.gov.uk/bank-holidays.json, or - for standard input")],
        Remarks =
        [
            "A new list moves the open deadlines that come out differently under it, and only those; the old dates stay readable. "
            + "The list already in use changes nothing.",
        ],
        Examples = ["holidays import bank-holidays.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var json = await InputFile.ReadAsync(input.Operands[0], terminal, ct);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<ImportBankHolidays>().HandleAsync(Actor.System, json, ct);
        var imported = result.Match(done => done, refusal => throw new CommandFailedException(refusal.Message));

        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(imported));
            return ExitCode.Done;
        }

        foreach (var change in imported.Changes)
        {
            var division = WorkingCalendar.DivisionName(change.Division);
            terminal.Out.WriteLine(change.IsNew
                ? $"{division}: {change.Added} days added, {change.Removed} removed; {change.DeadlinesMoved} open deadlines moved. The list in use is {change.Version}."
                : $"{division}: the list in use already, {change.Version}.");
        }

        imported.Warnings.ToList().ForEach(warning => terminal.Error.WriteLine($"dar: {warning}"));
        return ExitCode.Done;
    }
}
