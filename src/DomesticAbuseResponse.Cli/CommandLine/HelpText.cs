using System.Text;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Writes help from what the commands say about themselves, no line wider than 80 columns.</summary>
internal static class HelpText
{
    private const int _width = 80;

    public static string ForAll(IReadOnlyList<ICommand> commands)
    {
        var text = new StringBuilder("Usage: dar COMMAND [OPTIONS]\n\nCommands:\n");
        Columns(text, [.. commands.Select(c => (c.Name, c.Summary))]);
        return text.Append("\ndar COMMAND --help explains one command.\nExit codes: 0 done, 1 failed, 2 not understood.\n").ToString();
    }

    public static string For(ICommand command)
    {
        var syntax = command.Syntax;
        var text = new StringBuilder($"dar {command.Name}: {command.Summary}.\n\nUsage: dar {command.Name}");

        foreach (var operand in syntax.Operands)
        {
            text.Append(operand.IsRequired ? $" {operand.Name}" : $" [{operand.Name}]");
        }

        text.Append(syntax.Options.Length > 0 ? " [OPTIONS]\n" : "\n");

        if (syntax.Operands.Count > 0)
        {
            text.Append('\n');
            Columns(text, [.. syntax.Operands.Select(o => (o.Name, o.Help))]);
        }

        text.Append("\nOptions:\n");
        Columns(text,
        [
            .. syntax.Options.Select(o => (o.Value is null ? o.Name : $"{o.Name} {o.Value}", o.Help)),
            ("--help", "Print this"),
        ]);

        foreach (var remark in syntax.Remarks)
        {
            text.Append('\n');
            Wrap(text, remark, indent: 0);
        }

        if (syntax.Examples.Count > 0)
        {
            text.Append("\nExamples:\n").AppendJoin("", syntax.Examples.Select(e => $"  dar {e}\n"));
        }

        return text.ToString();
    }

    private static void Columns(StringBuilder text, IReadOnlyList<(string Left, string Right)> rows)
    {
        var left = rows.Max(r => r.Left.Length) + 4;

        foreach (var row in rows)
        {
            text.Append($"  {row.Left}".PadRight(left));
            Wrap(text, row.Right, left);
        }
    }

    private static void Wrap(StringBuilder text, string words, int indent)
    {
        var column = indent;

        foreach (var word in words.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > _width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }
            else if (column > indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
