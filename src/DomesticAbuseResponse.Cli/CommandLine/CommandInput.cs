using System.Globalization;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>The arguments of one call, checked against the command's <see cref="CommandSyntax"/>.</summary>
internal sealed class CommandInput
{
    private readonly Dictionary<string, string?> _options;

    private CommandInput(Dictionary<string, string?> options, IReadOnlyList<string> operands) =>
        (_options, Operands) = (options, operands);

    public IReadOnlyList<string> Operands { get; }

    /// <summary>The value of an option, or null when it was not given.</summary>
    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string option) => _options.ContainsKey(option);

    /// <exception cref="UsageException">The option was not given.</exception>
    public string Required(string option) => this[option] ?? throw new UsageException($"{option} is missing.");

    /// <summary>A whole number in a range, or the default when the option was not given.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int Number(string option, int otherwise, int least, int most)
    {
        if (this[option] is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{option} takes a whole number from {least:N0} to {most:N0}, not \"{text}\"."));
    }

    /// <exception cref="UsageException">An option is unknown, lacks its value or came twice, or an operand is missing or too much.</exception>
    public static CommandInput Parse(CommandSyntax syntax, IReadOnlyList<string> arguments)
    {
        Dictionary<string, string?> options = [];
        List<string> operands = [];
        var onlyOperands = false;

        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];

            if (onlyOperands || argument == "-" || !argument.StartsWith('-'))
            {
                operands.Add(argument);
                continue;
            }

            if (argument == "--")
            {
                onlyOperands = true;
                continue;
            }

            var (name, value) = Split(argument);
            var option = Find(syntax, name);

            if (option.Value is null && value is not null)
            {
                throw new UsageException($"{name} takes no value.");
            }

            if (option.Value is not null && value is null)
            {
                value = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[++i]
                    : throw new UsageException($"{name} needs a value: {name} {option.Value}.");
            }

            if (!options.TryAdd(name, value))
            {
                throw new UsageException($"{name} was given twice.");
            }
        }

        CheckOperands(syntax, operands);
        return new CommandInput(options, operands);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static CommandOption Find(CommandSyntax syntax, string name) =>
        Array.Find(syntax.Options, o => o.Name == name)
        ?? throw new UsageException($"There is no option {name}.{Suggestion.For(name, syntax.Options.Select(o => o.Name))}");

    private static void CheckOperands(CommandSyntax syntax, List<string> operands)
    {
        if (operands.Count > syntax.Operands.Count)
        {
            throw new UsageException($"\"{operands[syntax.Operands.Count]}\" is not expected here.");
        }

        if (syntax.Operands.Skip(operands.Count).FirstOrDefault(o => o.IsRequired) is { } missing)
        {
            throw new UsageException($"{missing.Name} is missing: {missing.Help}.");
        }
    }
}
