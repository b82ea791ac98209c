using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.MatchingTrials;

var policy = args.FirstOrDefault(a => a.EndsWith(".json", StringComparison.Ordinal)) is { } own ? MatchPolicy.Parse(File.ReadAllText(own)) : MatchPolicy.Shipped;
// A file of one's own, or "very-dirty:2000:7" for one made up with 2,000 people from seed 7.
LabelledFile[] files = [.. args.Where(a => a.EndsWith(".csv", StringComparison.Ordinal) || a.Contains(':', StringComparison.Ordinal)).Select(a => a.Split(':') is [var model, var people, var seed]
    ? ErrorModel.Named(model).Make(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture))
    : LabelledFile.Read(a))];
switch (args.FirstOrDefault())
{
    case "evaluate":
        foreach (var file in files)
        {
            Console.WriteLine(Trial.Of(file, policy));
        }

        return 0;
    case "mistakes":
        Mistakes.Print(files[0], policy, 10);
        return 0;
    case "tune":
        var tuned = new Tuning(files).Run(policy, minutes: double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), Console.WriteLine);
        File.WriteAllText(args[^1], PolicyNumbers.Of(tuned).Text());
        return 0;
    case "learn":
        var learnt = Learning.Fit(files, policy);
        File.WriteAllText(args[^1], PolicyNumbers.Of(learnt).Text());
        return 0;
    default:
        Console.Error.WriteLine("evaluate FILE.csv... | learn FILE.csv...");
        return 2;
}
