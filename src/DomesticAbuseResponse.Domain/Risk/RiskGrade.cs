namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// How likely serious harm is (R1.11). There is no member for "not assessed": an absent grade is null and never
/// looks like <see cref="Standard"/> (R1.20).
/// </summary>
public enum RiskGrade
{
    Standard,
    Medium,
    High,
}
