namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>One list that every scale has: evidence, vulnerabilities, or protective factors.</summary>
public sealed record ScaleList(string Key, string Title, bool Protective);

/// <summary>Wording of one sign, in one list of one scale. None are shipped: a deployer loads the licensed ones.</summary>
public sealed record ScaleIndicator(string List, string Text);

/// <summary>One level of severity with the tier of need and the route it leads to by default (R1.27).</summary>
public sealed record Scale(
    int Number,
    string Level,
    int NeedTier,
    string NeedTierName,
    string DefaultRoute,
    IReadOnlyList<ScaleIndicator> Indicators);

public enum RaiseEffect
{
    /// <summary>The scale moves up.</summary>
    Raise,

    /// <summary>The scale stays, and the assessor is asked whether it should move up.</summary>
    Prompt,
}

public sealed record RaiseStep(int From, int To, RaiseEffect Effect);

/// <summary>When a child's age or special needs raises the scale. <see cref="YoungerThan"/> is in whole years.</summary>
public sealed record ScaleRaising(int YoungerThan, bool SpecialNeeds, IReadOnlyList<RaiseStep> Steps);

/// <summary>The structure of a tool made of scales, as DVRIM is.</summary>
public sealed record ScaleMatrix(IReadOnlyList<ScaleList> Lists, IReadOnlyList<Scale> Scales, ScaleRaising Raising);
