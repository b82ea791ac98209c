using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Takes in the wording of a form that a deployer is licensed to use, as a version of its own (R1.2).</summary>
internal sealed class InstrumentLoadCommand(Workplace workplace) : ICommand
{
    private const string _check = "--check";

    public string Name => "instrument load";

    public string Summary => "Load the licensed wording of an instrument";

    public CommandSyntax Syntax { get; } = new(new CommandOption(_check, null, "Only say whether the file could be loaded"), CommandOption.Json)
    {
        Operands = [new CommandOperand("FILE", "the definition as JSON, in the shape that dar instrument show prints, or - for standard input")],
        Remarks =
        [
            "Published forms are often not free to copy, so the product is shipped with paraphrases. Begin with dar instrument show, put in "
            + "the wording you may use, and give it a version and a first day of its own. Assessments begun before that day keep their form.",
        ],
        Examples = ["instrument load pol-dash.json --check", "instrument load pol-dash.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var json = await InputFile.ReadTextAsync(input.Operands[0], terminal, ct);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<LoadInstrument>().HandleAsync(Actor.System, json, input.Has(_check), ct);
        var loaded = result.Match(done => done, refusal => throw new CommandFailedException(refusal.Message));
        var (form, isNew) = (loaded.Instrument, loaded.IsNew);
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(new { form.Code, form.Version, form.EffectiveFrom, Items = form.Items.Count, isNew, loaded = isNew && !input.Has(_check) }));
            return ExitCode.Done;
        }

        var what = $"{form.Code} {form.Version} ({form.Items.Count} questions, from {UkTime.Describe(form.EffectiveFrom)})";
        terminal.Out.WriteLine(!isNew ? $"{what} is held already." : input.Has(_check) ? $"{what} can be loaded." : $"{what} is loaded.");
        return ExitCode.Done;
    }
}
