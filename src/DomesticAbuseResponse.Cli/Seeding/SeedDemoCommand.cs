using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Fills an empty database with the demonstration, whose sign-ins are public; it refuses wherever real people could be.</summary>
internal sealed class SeedDemoCommand(Workplace workplace) : ICommand
{
    private const string _ifEmpty = "--if-empty";

    public string Name => "seed demo";

    public string Summary => "Fill a database with the demonstration";

    public CommandSyntax Syntax { get; } = new(new CommandOption(_ifEmpty, null, "Do nothing when the database already holds agencies"))
    {
        Remarks =
        [
            "The invented county of Northmoor: one force with ten policing units, seven local authorities and nine MARACs, with a "
            + "sign-in for every role, 70 calls and 40 cases in every state. Running it again adds what is missing and changes nothing else.",
            "Its password is public, so it works only in Development, or with Shell__DemoMode=true, and never in a database that "
            + "holds other agencies.",
        ],
        Examples = ["seed demo --if-empty"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        await using var database = await SeedTarget.OpenAsync(workplace, ct);
        if (input.Has(_ifEmpty) && await SeedTarget.HoldsAgenciesAsync(database, ct))
        {
            terminal.Out.WriteLine($"{database.Description} already holds agencies: nothing was added.");
            if (await SeedTarget.IsDemonstrationAsync(database, ct))
            {
                TellSignIns(terminal);
            }

            return ExitCode.Done;
        }

        await using var services = database.Services(terminal.Clock);
        var world = new DemoWorld(services, terminal.Clock);
        if (await world.HoldsOthersAsync(ct))
        {
            throw new CommandFailedException("This database holds agencies that are not of the demonstration: use an empty one.");
        }

        await world.BuildAsync([], ct);
        await TellStoriesAsync(database, terminal, ct);
        await CountAsync(services, terminal, ct);
        await DemoPartners.MeetAsync(services, terminal.Clock.GetUtcNow(), ct);
        await DemoDisclosures.AskAsync(services, terminal.Clock.GetUtcNow(), ct);
        await SeededRanking.WorkOutAsync(services, ct);
        terminal.Out.WriteLine("The demonstration is ready.");
        TellSignIns(terminal);
        return ExitCode.Done;
    }

    private static async Task TellStoriesAsync(OpenDatabase database, Terminal terminal, CancellationToken ct)
    {
        var present = terminal.Clock.GetUtcNow();
        var clock = new StoryClock(present);
        await using var services = database.Services(clock, inBulk: true);
        var stage = new Stage(services, clock, present);
        switch (await stage.LookUpAsync(db => StoryBook.HowFarAsync(db, ct)))
        {
            case Told.Nothing:
                IReadOnlyList<Act> acts = [.. new StoryBook(new StoryTime(present)).Acts];
                using (var bar = new ProgressBar(terminal, "Telling the stories", acts.Count))
                {
                    await stage.PlayAsync(acts, done => bar.Report(done), ct);
                }

                break;
            case Told.InPart:
                throw new CommandFailedException("An earlier run was stopped while it told the stories: start again with an empty database.");
            case Told.Everything:
                break;
        }
    }

    /// <summary>The counts of the earlier system, once.</summary>
    private static async Task CountAsync(ServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<CaseDbContext>().FlowCounts.AnyAsync(ct))
        {
            await scope.ServiceProvider.GetRequiredService<ImportFlow>().HandleAsync(Actor.System, DemoFlow.Lines(UkTime.DateOf(terminal.Clock.GetUtcNow())), check: false, ct);
        }
    }

    private static void TellSignIns(Terminal terminal)
    {
        terminal.Out.WriteLine($"Everybody's password is \"{DemoSignIn.Password}\"; the sign-in page shows the code that follows it. User names:");
        foreach (var member in DemoStaff.All.DistinctBy(m => m.Role))
        {
            terminal.Out.WriteLine($"  {member.UserName,-26}{member.JobTitle}, {member.Agency}");
        }
    }
}
