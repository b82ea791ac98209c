using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Cli.Deadlines;
using DomesticAbuseResponse.Cli.Import;
using DomesticAbuseResponse.Cli.Flow;
using DomesticAbuseResponse.Cli.Inspection;
using DomesticAbuseResponse.Cli.People;
using DomesticAbuseResponse.Cli.Seeding;
using DomesticAbuseResponse.Cli.Seeding.Canary;
using DomesticAbuseResponse.Cli.Seeding.Load;
using DomesticAbuseResponse.Cli.Settings;
using DomesticAbuseResponse.Cli.Users;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Every command of <c>dar</c>, in the order of the help text.</summary>
internal static class CommandRegistry
{
    public static IReadOnlyList<ICommand> All { get; } = For(new Workplace());

    public static IReadOnlyList<ICommand> For(Workplace workplace) =>
    [
        new MigrateCommand(workplace),
        new HolidaysImportCommand(workplace),
        new SchoolsImportCommand(workplace),
        new FlowImportCommand(workplace),
        new PolicyListCommand(workplace),
        new PolicyShowCommand(workplace),
        new PolicyAdoptCommand(workplace),
        new InstrumentShowCommand(workplace),
        new InstrumentLoadCommand(workplace),
        new UserCreateCommand(workplace),
        new UserResetMfaCommand(workplace),
        new ImportIncidentsCommand(workplace),
        new ImportUndoCommand(workplace),
        new SeedDemoCommand(workplace),
        new SeedLoadCommand(workplace),
        new SeedCanaryCommand(workplace),
        new DeadlineCommand(),
        new PeopleMatchCommand(),
        new EndpointsCommand(),
    ];
}
