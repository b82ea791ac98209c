namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>Each definition in words, made from its numbers, so that what is read and what is evaluated cannot differ.</summary>
public static class DefinitionWords
{
    public static string RepeatVictim(RepeatCount rule) => $"{Incidents(rule.Incidents, rule.CrimesOnly)} or more in {Months(rule.Months)} with the same victim, whoever did it{Among(rule.Relations)}.";

    public static string RepeatPair(RepeatCount rule) => $"{Incidents(rule.Incidents, rule.CrimesOnly)} or more in {Months(rule.Months)} between the same victim and perpetrator{Among(rule.Relations)}.";

    public static string Serial(SerialCount rule) =>
        $"{Incidents(rule.Incidents, rule.CrimesOnly)} or more in {Months(rule.Months)} against {rule.Victims} or more different victims, by somebody aged {rule.FromAge} or over{Among(rule.Relations)}.";

    public static string Vulnerable(VulnerableGrounds rule) => $"Any of: {string.Join("; ", rule.Grounds.Order().Select(g => Of(g, rule)))}.";

    public static string Of(DefinitionKind kind) => kind switch
    {
        DefinitionKind.RepeatVictim => "Repeat victim",
        DefinitionKind.RepeatPair => "Repeat pair",
        DefinitionKind.SerialPerpetrator => "Serial perpetrator",
        DefinitionKind.Vulnerable => "Vulnerable",
        DefinitionKind.PotentialEscalation => "Potential escalation",
        DefinitionKind.MaracRepeat => "MARAC repeat",
    };

    public static string Of(PairRelation relation) => relation switch
    {
        PairRelation.NotKnown => "relation not recorded",
        PairRelation.Intimate => "partners and former partners",
        PairRelation.Family => "relatives",
        PairRelation.Household => "people under one roof",
    };

    public static string Of(VulnerabilityGround ground, VulnerableGrounds rule) => ground switch
    {
        VulnerabilityGround.Child => $"under {rule.ChildUnder}",
        VulnerabilityGround.OlderPerson => $"aged {rule.OlderFrom} or over",
        VulnerabilityGround.MarkedVulnerable => "marked as vulnerable",
        VulnerabilityGround.SelfHarm => "a warning of self-harm",
        VulnerabilityGround.HonourAbuse => "a warning of honour-based abuse",
        VulnerabilityGround.CommunicationNeed => "needs an interpreter or other help to be understood",
    };

    private static string Incidents(int count, bool crimesOnly) => crimesOnly ? $"{count} recorded crimes" : $"{count} incidents, crime or not,";

    private static string Months(int months) => months % 12 == 0 ? months == 12 ? "12 months" : $"{months / 12} years" : $"{months} {(months == 1 ? "month" : "months")}";

    private static string Among(IReadOnlySet<PairRelation> relations) =>
        relations.SetEquals(DefinitionBook.EveryRelation) ? "" : $", counting only {string.Join(", ", relations.Order().Select(Of))}";
}
