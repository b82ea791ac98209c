namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>Circumstances that can raise risk whatever the answers say (R1.9).</summary>
public enum RaisingFactor
{
    Disability,
    SubstanceUse,
    MentalHealth,
    LanguageBarrier,
    CulturalBarrier,
    HonourBasedSetting,
    RemoteLocation,
    Minimising,
}

/// <summary>What the professional records after the items, in their own judgement (R1.9). The assessor signs it.</summary>
public sealed record ProfessionalConsiderations
{
    public IReadOnlySet<RaisingFactor> Factors { get; init; } = new HashSet<RaisingFactor>();

    public string? FactorsNote { get; init; }

    /// <summary>Work or interests that give access to weapons or to records: armed forces, police, pest control.</summary>
    public string? PerpetratorAccess { get; init; }

    public string? VictimPriority { get; init; }

    public bool? GroundsForMarac { get; init; }

    public string? GroundsForMaracReason { get; init; }

    public bool? ReferredToMarac { get; init; }

    public bool? RiskToChildren { get; init; }

    public bool? ChildSafeguardingReferralMade { get; init; }

    public string? SignedBy { get; init; }

    public DateOnly? SignedOn { get; init; }

    /// <summary>What is still to be said. Raising factors, and access to weapons or records, may be none.</summary>
    public IReadOnlyList<Gap> Gaps()
    {
        List<Gap> gaps = [];
        Need(!string.IsNullOrWhiteSpace(VictimPriority), "considerations.priority", "Write what matters most to the victim for their safety, or that they could not say.");
        Need(GroundsForMarac is not null, "considerations.marac", "Say whether there are reasonable grounds to refer to MARAC.");
        Need(
            GroundsForMarac is not true || !string.IsNullOrWhiteSpace(GroundsForMaracReason),
            "considerations.marac-reason",
            "Give the grounds for referring to MARAC.");
        Need(GroundsForMarac is not true || ReferredToMarac is not null, "considerations.referred", "Say whether you have referred to MARAC.");
        Need(RiskToChildren is not null, "considerations.children", "Say whether any child is at risk.");
        Need(
            RiskToChildren is not true || ChildSafeguardingReferralMade is not null,
            "considerations.children-referred",
            "Say whether you have made a child safeguarding referral.");
        Need(!string.IsNullOrWhiteSpace(SignedBy) && SignedOn is not null, "considerations.signed", "Sign and date the assessment.");
        return gaps;

        void Need(bool holds, string code, string message)
        {
            if (!holds)
            {
                gaps.Add(new Gap(code, message));
            }
        }
    }
}
