using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Users;

/// <summary>Takes away every way in that a person has, and prints the code with which they start afresh.</summary>
internal sealed class UserResetMfaCommand(Workplace workplace) : ICommand
{
    public string Name => "user reset-mfa";

    public string Summary => "Start somebody's sign-in afresh";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Operands = [new CommandOperand("USER-NAME", "what they sign in with")],
        Remarks =
        [
            "Their password, passkeys, authenticator app and recovery codes stop working and their sessions end on the next request. "
            + "See that it is really them before you hand over the code.",
        ],
        Examples = ["user reset-mfa admin@example.police.uk"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var userName = input.Operands[0];
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var staffId = await scope.ServiceProvider.GetRequiredService<Credentials>().FindAsync(userName, ct)
            ?? throw new CommandFailedException($"Nobody signs in as \"{userName}\".");
        var code = await scope.ServiceProvider.GetRequiredService<Activations>().ResetAsync(staffId, by: null, factorsToo: true, ct);
        ActivationCode.Print(input, terminal, userName, code);
        return ExitCode.Done;
    }
}
