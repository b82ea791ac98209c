using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Takes in the directory of one local authority's schools, with the adult at each who takes notices (R4.43).</summary>
internal sealed class SchoolsImportCommand(Workplace workplace) : ICommand
{
    public string Name => "schools import";

    public string Summary => "Take in a directory of schools";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Operands = [new CommandOperand("FILE", "the directory of one local authority as JSON, or - for standard input")],
        Remarks =
        [
            "The file names the authority and lists its schools: { \"authority\": \"Ashmere\", \"schools\": [ { \"code\": \"1001\", \"name\": \"…\", \"kind\": \"School\", "
            + "\"keyAdult\": \"…\", \"phone\": \"…\", \"secureMail\": \"…\" } ] }. A kind is School, College or Nursery; the last three may be left out.",
            "It is the whole list: a school it leaves out is offered no more and stays where it is on record. The same list again changes nothing. Term dates are a setting: see dar policy show school-terms.",
        ],
        Examples = ["schools import ashmere-schools.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var json = await InputFile.ReadTextAsync(input.Operands[0], terminal, ct);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var imported = (await scope.ServiceProvider.GetRequiredService<ImportSchools>().HandleAsync(Actor.System, json, ct))
            .Match(done => done, refusal => throw new CommandFailedException(refusal.Message));
        terminal.Out.WriteLine(input.Has(CommandOption.Json.Name)
            ? CommandJson.Write(imported)
            : $"{imported.Authority}: {imported.Added} schools added, {imported.Changed} changed, {imported.Unlisted} no longer listed.");
        return ExitCode.Done;
    }
}
