using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.MatchingTrials;

const string usage = """
    Measures the matching of people on labelled files.

      evaluate FILE...           precision, recall and F1 of each file and of the shipped policy
      mistakes FILE              pairs that were missed or wrongly found, with their points
      write FILE TO.csv          the file for dar people match, with the column cluster
      learn FILE... TO.out       points by logistic regression
      tune MINUTES FILE... TO.out  points by trying each a little higher and lower

    FILE is a .csv with the column cluster, or MODEL:PEOPLE:SEED for one made up: ordinary:1500:2.
    A .json among the arguments is a policy to use in place of the shipped one.
    """;

const int shown = 12;
if (args.Length < 2)
{
    Console.Error.WriteLine(usage);
    return 2;
}

LabelledFile[] files = [.. args.Skip(1).Where(IsFile).Select(Open)];
var policy = Array.Find(args, a => a.EndsWith(".json", StringComparison.Ordinal)) is { } own ? MatchPolicy.Parse(File.ReadAllText(own)) : MatchPolicy.Shipped;
switch (args[0])
{
    case "evaluate":
        foreach (var file in files)
        {
            Console.WriteLine(Trial.Of(file, policy));
        }

        return 0;
    case "mistakes":
        Mistakes.Print(files[0], policy, shown);
        return 0;
    case "write":
        files[0].Write(args[^1]);
        return 0;
    case "learn":
        File.WriteAllText(args[^1], PolicyNumbers.Of(Learning.Fit(files, policy)).Text());
        return 0;
    case "tune":
        var tuned = new Tuning(files).Run(policy, double.Parse(args[1], CultureInfo.InvariantCulture), Console.WriteLine);
        File.WriteAllText(args[^1], PolicyNumbers.Of(tuned).Text());
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}

bool IsFile(string argument) => argument.Contains(':', StringComparison.Ordinal) || (argument.EndsWith(".csv", StringComparison.Ordinal) && !(args[0] == "write" && argument == args[^1]));

static LabelledFile Open(string argument) => argument.Split(':') is [var model, var people, var seed]
    ? ErrorModel.Named(model).Make(int.Parse(people, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture))
    : LabelledFile.Read(argument);
