using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.MatchingTrials;

var policy = args.FirstOrDefault(a => a.EndsWith(".json", StringComparison.Ordinal)) is { } own ? MatchPolicy.Parse(File.ReadAllText(own)) : MatchPolicy.Shipped;
string[] files = [.. args.Where(a => a.EndsWith(".csv", StringComparison.Ordinal))];
switch (args.FirstOrDefault())
{
    case "evaluate":
        foreach (var file in files)
        {
            Console.WriteLine(Trial.Of(LabelledFile.Read(file), policy));
        }

        return 0;
    case "learn":
        var learnt = Learning.Fit([.. files.Select(LabelledFile.Read)], policy);
        File.WriteAllText(args[^1], Learning.Text(learnt));
        return 0;
    default:
        Console.Error.WriteLine("evaluate FILE.csv... | learn FILE.csv...");
        return 2;
}
