using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>How long something has waited, in the largest unit that still says it well.</summary>
public static class Waiting
{
    public static string Words(DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        { TotalHours: < 1 } => "less than an hour",
        { TotalHours: < 48 } waited => DisplayNames.Count((int)waited.TotalHours, "hour"),
        var waited => DisplayNames.Count((int)waited.TotalDays, "day"),
    };
}
