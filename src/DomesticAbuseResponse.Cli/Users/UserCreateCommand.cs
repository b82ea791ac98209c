using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Users;

/// <summary>Makes a member of staff with a sign-in, and prints the activation code they set their own password with.</summary>
internal sealed class UserCreateCommand(Workplace workplace) : ICommand
{
    private static readonly CommandOption _userName = new("--user-name", "NAME", "What they sign in with: a work email address or staff number");
    private static readonly CommandOption _name = new("--name", "NAME", "Their name, as others see it");
    private static readonly CommandOption _job = new("--job", "TITLE", "Their job title");
    private static readonly CommandOption _agency = new("--agency", "NAME", "The agency they work for");
    private static readonly CommandOption _kind = new("--agency-kind", "KIND", $"Make the agency when it is not there: {Names<AgencyKind>()}");
    private static readonly CommandOption _roles = new("--roles", "ROLES", "Their roles, with commas between");

    public string Name => "user create";

    public string Summary => "Make a sign-in and print its activation code";

    public CommandSyntax Syntax { get; } = new(_userName, _name, _job, _agency, _kind, _roles, CommandOption.Json)
    {
        Remarks =
        [
            $"Roles: {Names<Role>()}.",
            "The code works for three days. Hand it over in person; with it they set their own password and a second step. "
            + "The first administrator of an agency is made this way; they make everybody else in the browser.",
        ],
        Examples = ["user create --user-name ap --name \"A Person\" --agency Demo --roles Idva"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var id = Id<StaffMember>.New(terminal.Clock.GetUtcNow());
        var userName = input.Required(_userName.Name);
        var command = new AppointStaffMember.Command(
            id, input.Required(_agency.Name), input[_kind.Name] is { } kind ? Parse<AgencyKind>(kind) : null,
            input.Required(_name.Name), input[_job.Name] ?? "", [.. input.Required(_roles.Name).Split(',').Select(Parse<Role>)]);

        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var credentials = scope.ServiceProvider.GetRequiredService<Credentials>();
        Done(await credentials.CreateAsync(id, userName));
        if ((await scope.ServiceProvider.GetRequiredService<AppointStaffMember>().HandleAsync(Actor.System, command, ct)).Refusal is { } refusal)
        {
            await credentials.RemoveAsync(id, ct);
            throw new CommandFailedException(refusal.Message);
        }

        var code = await scope.ServiceProvider.GetRequiredService<Activations>().IssueAsync(id, by: null, ct);
        ActivationCode.Print(input, terminal, userName, code);
        return ExitCode.Done;
    }

    private static void Done(Result<Id<StaffMember>> result)
    {
        if (result.Refusal is { } refusal)
        {
            throw new CommandFailedException($"{refusal.Message}.");
        }
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private static T Parse<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text.Trim(), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new UsageException($"There is no {typeof(T).Name} \"{text.Trim()}\".{Suggestion.For(text.Trim(), Enum.GetNames<T>())}");
}
