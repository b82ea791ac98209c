namespace DomesticAbuseResponse.Domain.Risk;

public enum GradeDutyKind
{
    NotifyInspector,
    ConsiderThreatToLife,
    ReferToMarac,
    ReferToIdva,
    ReferToChildrensServices,
}

/// <summary>Something that must be done because of a grade, with the rule that says so.</summary>
public sealed record GradeDuty(GradeDutyKind Kind, string Text, string Rule);

/// <summary>What follows from the grade in force (S13): a High reaches an inspector, MARAC and an IDVA (R1.17, R2.4).</summary>
public static class GradeDuties
{
    /// <param name="grade">Null when nobody has graded: then nothing follows, and nothing may be assumed (R1.20).</param>
    /// <param name="victimAge">In whole years on the day; null when not known.</param>
    /// <param name="maracFromAge">The youngest victim the MARAC hears, in whole years.</param>
    public static IReadOnlyList<GradeDuty> For(RiskGrade? grade, int? victimAge, int maracFromAge = YoungVictim.MaracFromAge)
    {
        List<GradeDuty> duties = [];
        if (grade is RiskGrade.High)
        {
            duties.Add(new(GradeDutyKind.NotifyInspector, "Tell an inspector, who may add actions.", "R1.17"));
            duties.Add(new(GradeDutyKind.ConsiderThreatToLife, "Consider the threat-to-life policy.", "R1.17"));
            if (!(victimAge < maracFromAge))
            {
                duties.Add(new(GradeDutyKind.ReferToMarac, "Refer to MARAC.", "R2.4"));
            }

            duties.Add(new(GradeDutyKind.ReferToIdva, "Refer to an IDVA.", "R2.4"));
        }

        if (YoungVictim.NeedsChildrensReferral(victimAge))
        {
            duties.Add(new(GradeDutyKind.ReferToChildrensServices, YoungVictim.Explain(victimAge!.Value, maracFromAge), "R1.26"));
        }

        return duties;
    }
}

/// <summary>Where the age of the victim sends a case (R1.26). The lower age of MARAC is not confirmed nationally.</summary>
public static class YoungVictim
{
    public const int MaracFromAge = 16;

    private const int _adultFromAge = 18;

    public static bool NeedsChildrensReferral(int? age) => age < _adultFromAge;

    public static string Explain(int age, int maracFromAge = MaracFromAge) => age < maracFromAge
        ? $"The victim is {age}: make a children’s referral. MARAC takes victims from {maracFromAge}."
        : $"The victim is {age}: make a children’s safeguarding referral as well.";
}
