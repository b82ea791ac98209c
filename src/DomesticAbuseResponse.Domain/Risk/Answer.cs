namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>An answer to one item. Don't know and Not asked are different facts (R1.6).</summary>
public enum Answer
{
    Yes,
    No,
    DontKnow,
    NotAsked,
    Never,
    Occasionally,
    Often,
    AllTheTime,
    Declined,
}

/// <summary>Who an answer came from, when that is not the victim (R1.4).</summary>
public enum AnswerSource
{
    Victim,
    PoliceOfficer,
    Family,
    Professional,
    Neighbour,
    Records,
}

/// <summary>What an answer means to the rules.</summary>
public static class AnswerMeaning
{
    public static IReadOnlyList<Answer> Offered(this AnswerType type) => type switch
    {
        AnswerType.YesNo => [Answer.Yes, Answer.No, Answer.DontKnow, Answer.NotAsked],
        AnswerType.Frequency =>
        [
            Answer.Never, Answer.Occasionally, Answer.Often, Answer.AllTheTime, Answer.Declined, Answer.NotAsked,
        ],
    };

    /// <summary>Only Yes counts (R1.5).</summary>
    public static bool IsTick(this Answer answer) => answer is Answer.Yes;

    /// <summary>The thing asked about happens: what markers look at, counted or not.</summary>
    public static bool IsPresent(this Answer answer) =>
        answer is Answer.Yes or Answer.Occasionally or Answer.Often or Answer.AllTheTime;

    /// <summary>Not asked leaves the item open; Don't know and Declined are answers (R1.6).</summary>
    public static bool IsAnswered(this Answer answer) => answer is not Answer.NotAsked;

    public static string PlainLabel(this Answer answer) => answer switch
    {
        Answer.Yes => "Yes",
        Answer.No => "No",
        Answer.DontKnow => "Don’t know",
        Answer.NotAsked => "Not asked",
        Answer.Never => "Never",
        Answer.Occasionally => "Occasionally",
        Answer.Often => "Often",
        Answer.AllTheTime => "All the time",
        Answer.Declined => "Declined to answer",
    };
}
