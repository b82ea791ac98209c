namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>Which further behaviour makes a MARAC repeat. Kept with history, or repeat rates do not compare.</summary>
public enum RepeatDefinition
{
    /// <summary>Any abuse at all, criminal or not (R2.6).</summary>
    AnyAbuse,

    /// <summary>Only behaviour that would be a crime: violence, threats, stalking, sexual abuse (R2.7).</summary>
    CriminalBehaviour,
}

/// <summary>What happened in a further incident between the same victim and perpetrator.</summary>
public enum AbuseBehaviour
{
    Violence,

    /// <summary>To a person or to property.</summary>
    ThreatOfViolence,
    StalkingOrHarassment,
    SexualAbuse,

    /// <summary>Direct or indirect, also through friends or family.</summary>
    UnwantedContact,
    BreachOfBail,
    BreachOfCivilOrder,
    DisputeOverChildrenPropertyOrDivorce,
    OtherAbuse,

    /// <summary>What happened is recorded as a crime, and of which kind is not.</summary>
    RecordedCrime,
}

/// <summary>Whether a behaviour counts under a definition of repeat (R2.6, R2.7, S57).</summary>
public static class RepeatBehaviour
{
    public static bool CountsUnder(this AbuseBehaviour behaviour, RepeatDefinition definition) => definition switch
    {
        RepeatDefinition.AnyAbuse => true,
        RepeatDefinition.CriminalBehaviour => behaviour
            is AbuseBehaviour.Violence
            or AbuseBehaviour.ThreatOfViolence
            or AbuseBehaviour.StalkingOrHarassment
            or AbuseBehaviour.SexualAbuse
            or AbuseBehaviour.RecordedCrime,
    };

    public static string Words(this AbuseBehaviour behaviour) => behaviour switch
    {
        AbuseBehaviour.Violence => "violence",
        AbuseBehaviour.ThreatOfViolence => "a threat of violence",
        AbuseBehaviour.StalkingOrHarassment => "stalking or harassment",
        AbuseBehaviour.SexualAbuse => "sexual abuse",
        AbuseBehaviour.UnwantedContact => "unwanted contact",
        AbuseBehaviour.BreachOfBail => "a breach of bail",
        AbuseBehaviour.BreachOfCivilOrder => "a breach of a civil order",
        AbuseBehaviour.DisputeOverChildrenPropertyOrDivorce => "a dispute over children, property or divorce",
        AbuseBehaviour.OtherAbuse => "other abuse",
        AbuseBehaviour.RecordedCrime => "a recorded crime",
    };
}
