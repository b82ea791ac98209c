using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Cli.Users;

/// <summary>Prints a code and what to do with it.</summary>
internal static class ActivationCode
{
    public static void Print(CommandInput input, Terminal terminal, string userName, string code)
    {
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(new { userName, activationCode = code }));
            return;
        }

        terminal.Out.WriteLine($"User name        {userName}");
        terminal.Out.WriteLine($"Activation code  {code}");
        terminal.Out.WriteLine("Hand the code over in person. They open /activate, enter both, and choose their own password.");
    }
}
