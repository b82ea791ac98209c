namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>What an agency has decided about looking at its own work (R1.17, R1.21, R4.5, R4.26).</summary>
/// <param name="FormSamplePercent">How many in a hundred finished forms are scored again.</param>
/// <param name="CallSamplePercent">How many in a hundred calls are looked at.</param>
/// <param name="FormHours">By when a form is late where nobody said when the officer went off duty: hours from the report.</param>
/// <param name="HighExpected">How many in a hundred assessed cases are expected to be high risk.</param>
/// <param name="HighFrom">Below this the share of high risk raises an alert.</param>
/// <param name="HighTo">Above this it does too.</param>
public sealed record QualitySettings(int FormSamplePercent, int CallSamplePercent, int FormHours, int HighExpected, int HighFrom, int HighTo)
{
    public static QualitySettings Default { get; } = new(5, 5, 24, 10, 5, 15);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() =>
        FormSamplePercent is < 1 or > 100 || CallSamplePercent is < 1 or > 100 ? new("quality.percent", "A sample is from 1 to 100 in a hundred.")
        : FormHours is < 1 or > 720 ? new("quality.hours", "A form is late after 1 to 720 hours.")
        : HighFrom < 0 || HighTo > 100 || HighFrom >= HighTo || HighExpected < HighFrom || HighExpected > HighTo ? new("quality.high", "The expected share of high risk lies between the two ends of its band.")
        : null;
}
