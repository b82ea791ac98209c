using System.Globalization;

namespace DomesticAbuseResponse.Domain.Quality;

public enum ShareAlert
{
    None,

    /// <summary>Nobody was assessed, so there is no share.</summary>
    NothingAssessed,

    /// <summary>Fewer than the band: risk may be missed.</summary>
    Low,

    /// <summary>More than the band.</summary>
    High,
}

/// <summary>The share of assessed cases that are high risk, against what is expected, with the alert outside its band (R1.21).</summary>
public sealed record HighRiskShare(int High, int Assessed, decimal? Percent, ShareAlert Alert, string Because)
{
    public const string Rule = "R1.21";

    public static HighRiskShare Of(int high, int assessed, QualitySettings settings)
    {
        if (assessed == 0)
        {
            return new(high, 0, null, ShareAlert.NothingAssessed, "Nobody was assessed.");
        }

        var percent = Math.Round(100m * high / assessed, 1, MidpointRounding.AwayFromZero);
        var share = $"{percent.ToString("0.0", CultureInfo.InvariantCulture)} per cent; about {settings.HighExpected} are expected";
        return (long)high * 100 < (long)settings.HighFrom * assessed ? new(high, assessed, percent, ShareAlert.Low, $"{share}. Below {settings.HighFrom}: look whether risk is missed.")
            : (long)high * 100 > (long)settings.HighTo * assessed ? new(high, assessed, percent, ShareAlert.High, $"{share}. Above {settings.HighTo}: look whether grades are too high, or the calls have changed.")
            : new(high, assessed, percent, ShareAlert.None, $"{share}. Within {settings.HighFrom} to {settings.HighTo}.");
    }
}
